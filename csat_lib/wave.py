"""A wave: what a notebook opens. Read-only inputs, and one way out: ``record``. It holds no statistics."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pandas as pd

from csat_lib.answers.exclusions import rule_names
from csat_lib.cache import collected
from csat_lib.collect import answers_of, rows_of
from csat_lib.collect.collected import Collected
from csat_lib.collect.extra_tables import dispositions_of, extra_table
from csat_lib.errors.runs import not_a_run
from csat_lib.findings import FINDING_SCHEMA, TEXT_SCHEMA, Finding, Result, Text, read, to_frame, write
from csat_lib.index.figures import ScoreSpec
from csat_lib.index.tree import flatten
from csat_lib.index.weights import IndexWeights
from csat_lib.insight.arrivals import ArrivalSpec
from csat_lib.insight.drivers import DriverSpec
from csat_lib.measurement.confirmatory import CfaSpec
from csat_lib.measurement.correlation import Correlation
from csat_lib.specs import cfa_spec, correlation_of, driver_spec, margin_targets, score_spec, voice_spec, weights_of
from csat_lib.study import Study, WavePlan, load_earlier, load_wave
from csat_lib.study.differences import QuestionnaireChange, compare_questionnaires
from csat_lib.summary.moments import Moments
from csat_lib.summary.rows import Rows
from csat_lib.voice.listening import VoiceSpec


@dataclass(frozen=True)
class Wave(Collected):
    """The wave that a chapter works on. ``chapter`` names the file that its findings are recorded in."""

    plan: WavePlan
    chapter: str
    desk: Path
    _findings: list[Finding] = field(default_factory=list)
    _texts: list[Text] = field(default_factory=list)

    @property
    def study(self) -> Study:
        """The questionnaire and its rules."""
        return self.plan.study

    @cached_property
    def earlier(self) -> tuple[Collected, ...]:
        """Earlier waves, oldest first; each is collected on first use and kept."""
        return tuple(Collected(plan.period, collected(plan)) for plan in self._plans[:-1])

    @cached_property
    def _plans(self) -> tuple[WavePlan, ...]:
        return (*load_earlier(self.plan), self.plan)

    @property
    def questionnaires(self) -> Mapping[str, QuestionnaireChange]:
        """Period -> how the questionnaire of that wave differs from that of the wave before it."""
        pairs = pairwise(self._plans)
        return {str(after.period): compare_questionnaires(before.study, after.study) for before, after in pairs}

    @property
    def previous(self) -> Collected | None:
        """The wave just before this one, or None."""
        return self.earlier[-1] if self.earlier else None

    @property
    def history(self) -> tuple[Collected, ...]:
        """All waves up to this one, oldest first."""
        return (*self.earlier, self)

    @cached_property
    def index_weights(self) -> IndexWeights:
        """Weights of the index tree, estimated in this wave as the study says."""
        return weights_of(self.study, self.summary)

    @cached_property
    def score_spec(self) -> ScoreSpec:
        """What is scored, with this wave's index weights."""
        return score_spec(self.study, self.summary, self.index_weights)

    @property
    def parts(self) -> Mapping[str, float]:
        """Constructs of the root index and their weights, through the tree; empty when a weight cannot be had."""
        return flatten(self.score_spec.index)[self.study.root]

    @property
    def driver_spec(self) -> DriverSpec:
        """What may explain the headline outcome."""
        return driver_spec(self.study)

    @property
    def rules(self) -> tuple[str, ...]:
        """The exclusion rules of the study, in order."""
        return rule_names(self.study.exclude)

    @property
    def targets(self) -> Mapping[str, Mapping[str, float]]:
        """Margins that the weights were raked to."""
        return margin_targets(self.study)

    @property
    def weights(self) -> pd.Series:
        """Final weights of the kept respondents."""
        weights: pd.Series = self.respondents.loc[self.respondents["kept"], "weight"]
        return weights

    @cached_property
    def _written(self) -> pd.DataFrame:
        questions = [*self._open_questions, *([self.study.headline] if self.study.headline else [])]
        return self.answers(questions)

    @property
    def _open_questions(self) -> list[str]:
        return list(self.study.voice.questions) if self.study.voice else []

    @property
    def open_answers(self) -> pd.DataFrame:
        """What the kept respondents wrote, read again from the answers file; one column per open question."""
        return self._written[self._open_questions]

    @property
    def voice_spec(self) -> VoiceSpec:
        """How the open answers are coded, weighted and quoted."""
        return voice_spec(self.study, self._written, self.plan.seed)

    def each_construct(self, statistic: Callable[[Moments], Result]) -> list[Result]:
        """One result per construct, from the moments of its items."""
        return [statistic(self.items(construct)) for construct in self.study.constructs]

    def items(self, construct: str) -> Moments:
        """Moments of one construct's items, complete answers only; labelled with the construct."""
        return self.summary.part(construct)

    @cached_property
    def correlation(self) -> Correlation:
        """Of all items, as the study says, each pair over its own answers: with many items complete rows are few."""
        return correlation_of(self.study, self.summary)

    def rows(self, items: Sequence[str] = (), label: str = "items") -> Rows:
        """The kept respondents themselves, for what no sum can give: all items (or some), reversed ones turned."""
        return rows_of(self.plan, self.folder, items or self.study.items, label)

    @property
    def cfa_spec(self) -> CfaSpec:
        """How the confirmatory model is fitted."""
        return cfa_spec(self.study)

    def each_ordinal(self, statistic: Callable[[Correlation], Result]) -> list[Result]:
        """One result per construct from the correlations of its items as categories; none where they are numbers."""
        if self.correlation.kind != "polychoric":
            return []
        return [statistic(self.correlation.select(items, name)) for name, items in self.model.items()]

    def tables(self, kind: str) -> list[pd.DataFrame]:
        """The rows of the study's extra tables of a kind: one frame, or none."""
        found = extra_table(self.plan, kind)
        return [] if found is None else [found]

    @property
    def dispositions(self) -> pd.DataFrame | None:
        """Final dispositions of the cases by channel, if the study has them."""
        return dispositions_of(self.plan)

    @property
    def panel(self) -> tuple[Collected, ...]:
        """The wave before, when customers have a key by which their two answers can be told."""
        return self.earlier[-1:] if self.study.fields.customer else ()

    @property
    def model(self) -> Mapping[str, tuple[str, ...]]:
        """What the questionnaire is meant to measure: construct -> items."""
        return {name: construct.items for name, construct in self.study.constructs.items()}

    def answers(self, columns: Sequence[str]) -> pd.DataFrame:
        """Kept respondents' own answers to these questions, read again from the answers file."""
        return answers_of(self.plan, self.folder, columns)

    def table(self, kind: str) -> pd.DataFrame | None:
        """The study's extra tables of a kind, as text; None where it has none."""
        return extra_table(self.plan, kind)

    @property
    def dispositions(self) -> pd.DataFrame | None:
        """What became of every case of this wave: channel, disposition, count; None where that is not given."""
        return dispositions_of(self.plan)

    @property
    def arrival_spec(self) -> ArrivalSpec:
        """Whose arrivals are looked at: each source's, and each unit's from the minimum base on."""
        return ArrivalSpec(self.study.unit, self.study.minimum_base)

    def record(self, results: Result | Iterable[Result]) -> list[Finding]:
        """Sign the findings of one result or of several, keep them in the chapter's file, and give them back."""
        several = results if isinstance(results, Iterable) else [results]
        signed = [row.of(self.study.study, str(self.period)) for result in several for row in result.to_findings()]
        self._findings.extend(signed)
        write(to_frame(self._findings), self.desk / "findings" / f"{self.chapter}.parquet")
        return signed

    def record_texts(self, texts: Iterable[Text]) -> list[Text]:
        """The same for words that are not figures."""
        signed = [text.of(self.study.study, str(self.period)) for text in texts]
        self._texts.extend(signed)
        write(to_frame(self._texts), self.desk / "texts" / f"{self.chapter}.parquet", TEXT_SCHEMA)
        return signed

    def findings(self) -> pd.DataFrame:
        """What this chapter has recorded so far; a chapter does not see the others, which may be running beside it."""
        return to_frame(self._findings)

    def texts(self) -> pd.DataFrame:
        """The same for texts."""
        return to_frame(self._texts) if self._texts else read([], TEXT_SCHEMA)

    def all_findings(self, chapters: Sequence[str] = ()) -> pd.DataFrame:
        """Everything recorded for this wave by all chapters of the study (or those named), in their order."""
        return read(self._recorded("findings", chapters), FINDING_SCHEMA)

    def all_texts(self, chapters: Sequence[str] = ()) -> pd.DataFrame:
        """The same for texts."""
        return read(self._recorded("texts", chapters), TEXT_SCHEMA)

    def _recorded(self, name: str, chapters: Sequence[str]) -> list[Path]:
        files = [self.desk / name / f"{chapter}.parquet" for chapter in chapters or self.study.chapters]
        return [file for file in files if file.exists()]


def open_wave(path: str | Path, chapter: str = "by-hand") -> Wave:
    """Open the wave that a wave file describes.

    Under ``csat run`` (environment variable CSAT_WORK) the run's own settings and folder are used; by hand the
    wave is collected into the cache and findings are recorded beside it.
    """
    work = os.environ.get("CSAT_WORK")
    plan = load_wave(Path(path), _overrides(Path(work)) if work else {})
    folder = collected(plan)
    desk = Path(work) if work else folder / "desk"
    for name in ("findings", "texts"):
        (desk / name).mkdir(parents=True, exist_ok=True)
    return Wave(plan.period, folder, plan, chapter, desk)


def _overrides(work: Path) -> Mapping[str, str]:
    facts = work / "run.json"
    if not facts.exists():
        raise not_a_run(work)
    overrides: Mapping[str, str] = json.loads(facts.read_text(encoding="utf-8"))["overrides"]
    return overrides
