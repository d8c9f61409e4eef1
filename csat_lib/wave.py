"""A wave: what a notebook opens. Study, people, sums and earlier waves to read, and one way out: ``record``."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from csat_lib.answers.extra_tables import experts_of, read_tables, table_of
from csat_lib.answers.judgements import judgements_of
from csat_lib.answers.table_use import with_tables
from csat_lib.collect import answers_of, rows_of
from csat_lib.collect.collected_wave import CollectedWave, collected
from csat_lib.errors.runs import not_a_run
from csat_lib.findings import FINDING_SCHEMA, TEXT_SCHEMA, Finding, Recorded, Result, Text
from csat_lib.findings.shown import shown
from csat_lib.findings.table import read, to_frame, write
from csat_lib.measurement.correlations.correlation import Correlation
from csat_lib.shared import Made, made_once
from csat_lib.specs import maker_of
from csat_lib.specs.given import SpecType
from csat_lib.study import Study, WavePlan, load_earlier, load_wave
from csat_lib.summary.moments import Moments
from csat_lib.summary.rows import Rows


@dataclass(frozen=True)
class Wave(CollectedWave):
    """The wave that a chapter works on. ``chapter`` names the file in ``recorded`` that its findings are kept in."""

    plan: WavePlan
    chapter: str
    recorded: Path
    _findings: list[Finding] = field(default_factory=list)
    _texts: list[Text] = field(default_factory=list)
    _specs: dict[type, Any] = field(default_factory=dict)
    _read: set[str] = field(default_factory=set)

    @property
    def study(self) -> Study:
        """The questionnaire and its rules."""
        return self.plan.study

    @property
    def model(self) -> Mapping[str, tuple[str, ...]]:
        """What the questionnaire is meant to measure: construct -> items."""
        return {name: construct.items for name, construct in self.study.constructs.items()}

    def spec(self, kind: type[SpecType]) -> SpecType:
        """What a statistic needs of the study and of this wave, by its type: ``wave.spec(CfaSpec)``; made once."""
        if kind not in self._specs:
            self._specs[kind] = maker_of(kind)(self)
        return self._specs[kind]  # type: ignore[no-any-return]

    @cached_property
    def plans(self) -> tuple[WavePlan, ...]:
        """The plans of all waves up to this one, oldest first."""
        self._note("questionnaires")
        return (*load_earlier(self.plan), self.plan)

    @cached_property
    def earlier(self) -> tuple[CollectedWave, ...]:
        """Earlier waves, oldest first; each is collected on first use and kept."""
        self._note("earlier")
        return tuple(CollectedWave(plan.period, collected(plan)) for plan in self.plans[:-1])

    @property
    def previous(self) -> CollectedWave | None:
        """The wave just before this one, or None."""
        return self.earlier[-1] if self.earlier else None

    @property
    def history(self) -> tuple[CollectedWave, ...]:
        """All waves up to this one, oldest first."""
        return (*self.earlier, self)

    @property
    def panel(self) -> tuple[CollectedWave, ...]:
        """The wave before, when customers have a key by which their two answers can be told."""
        return self.earlier[-1:] if self.study.fields.customer else ()

    @cached_property
    def kept(self) -> pd.DataFrame:
        """The kept respondents, in the order of :meth:`rows` and :meth:`answers`."""
        return self.respondents[self.respondents["kept"]].reset_index(drop=True)

    @property
    def weights(self) -> pd.Series:
        """Final weights of the kept respondents."""
        return self.kept["weight"]

    @property
    def levels(self) -> pd.DataFrame:
        """The level in each segmentation of the kept respondents of any weight, in the order of :meth:`rows`."""
        return self.kept.loc[self.kept["weight"] > 0, list(self.study.segments)]

    def rows(self, items: Sequence[str] = (), label: str = "items") -> Rows:
        """The kept respondents themselves, for what no sum can give: all items (or some), reversed ones turned."""
        return rows_of(self.plan, self.folder, items or self.study.items, label)

    def answers(self, columns: Sequence[str]) -> pd.DataFrame:
        """Kept respondents' own answers to these questions, read again from the answers file."""
        return answers_of(self.plan, self.folder, columns)

    @property
    def open_answers(self) -> pd.DataFrame:
        """What the kept respondents wrote; one column per open question that the study has read."""
        asked = list(self.study.voice.questions) if self.study.voice else []
        return self.answers(asked)[asked]

    @property
    def experts(self) -> list[pd.DataFrame]:
        """The experts' ratings of the items, if the study has them: one frame, or none."""
        self._note("experts")
        return [found for found in [experts_of(self.plan)] if found is not None]

    @property
    def judgements(self) -> Mapping[str, pd.DataFrame]:
        """Node -> the experts' judgements of its parts, of nodes that are weighed by them."""
        self._note("judgements")
        return judgements_of(self.plan)

    @property
    def dispositions(self) -> pd.DataFrame | None:
        """What became of every case of this wave: channel, disposition, count; None where that is not given."""
        self._note("dispositions")
        return table_of(self.plan, "dispositions")

    @property
    def frames(self) -> Mapping[str, pd.DataFrame]:
        """The people of this wave's period, by table."""
        self._note("frames")
        return {name: table.rows for name, table in read_tables(self.plan, ("population",)).items()}

    @property
    def study_file(self) -> Path:
        """The study file itself, for what keeps its lines and comments."""
        self._note("study_file")
        return self.plan.study_path

    @property
    def correlation(self) -> Correlation:
        """Of all items, as the study says, each pair over its own answers: with many items complete rows are few."""
        return self.spec(Correlation)

    def items(self, construct: str) -> Moments:
        """Moments of one construct's items, complete answers only; labelled with the construct."""
        return self.summary.part(construct)

    def each_construct(self, statistic: Callable[[Moments], Result]) -> list[Result]:
        """One result per construct, from the moments of its items."""
        return [statistic(self.items(construct)) for construct in self.study.constructs]

    def each_ordinal(self, statistic: Callable[[Correlation], Result]) -> list[Result]:
        """One result per construct from the correlations of its items as categories; none where they are numbers."""
        if self.correlation.kind != "polychoric":
            return []
        return [statistic(self.correlation.select(items, name)) for name, items in self.model.items()]

    def once(self, make: Callable[..., Made], *given: Any) -> Made:
        """``make(*given)``, made once for all chapters of a run that need it; by hand it is made anew."""
        return made_once(self.recorded, make, given) if (self.recorded / "run.json").exists() else make(*given)

    def record(self, results: Result | Iterable[Result]) -> Recorded[Finding]:
        """Sign the findings of one result or of several, keep them in the chapter's file, and give them back.

        ``recorded.frame`` is the DataFrame of what came back.

        What is measured on fewer respondents than the study's minimum base leaves its value here, and cells that are
        hidden leave their bases.
        """
        several = results if isinstance(results, Iterable) else [results]
        rows = (shown(row, self.study.minimum_base) for result in several for row in result.to_findings())
        signed = Recorded(row.of(self.study.study, str(self.period)) for row in rows)
        self._findings.extend(signed)
        write(to_frame(self._findings), self._file("findings"))
        return signed

    def record_texts(self, texts: Iterable[Text]) -> Recorded[Text]:
        """The same for words that are not figures."""
        signed = Recorded(text.of(self.study.study, str(self.period)) for text in texts)
        self._texts.extend(signed)
        write(to_frame(self._texts), self._file("texts"), TEXT_SCHEMA)
        return signed

    def record_columns(self, columns: pd.DataFrame) -> None:
        """Keep columns with the respondents (``columns`` by row of the answers file): a run adds them to its file."""
        columns.rename_axis("row").reset_index().to_parquet(self._file("columns"), index=False)

    def findings(self) -> pd.DataFrame:
        """What this chapter has recorded so far; a chapter does not see the others, which may be running beside it."""
        return to_frame(self._findings)

    def texts(self) -> pd.DataFrame:
        """The same for texts."""
        return to_frame(self._texts) if self._texts else read([], TEXT_SCHEMA)

    @property
    def n_recorded(self) -> tuple[int, int]:
        """How many findings and texts this chapter has recorded so far."""
        return len(self._findings), len(self._texts)

    def all_findings(self, chapters: Sequence[str] = ()) -> pd.DataFrame:
        """Everything recorded for this wave by all chapters of the study (or those named), in their order."""
        return read(self._files("findings", chapters), FINDING_SCHEMA)

    def all_texts(self, chapters: Sequence[str] = ()) -> pd.DataFrame:
        """The same for texts."""
        return read(self._files("texts", chapters), TEXT_SCHEMA)

    def _note(self, read: str) -> None:
        """Tell the run what else the chapter has read than its own wave: the chapter runs again when that changes."""
        if read not in self._read:
            self._read.add(read)
            self._file("reads", "json").write_text(json.dumps(sorted(self._read)))

    def _file(self, kind: str, form: str = "parquet") -> Path:
        """The chapter's own file of that kind; its folder is made now, as a wave only looked at leaves none."""
        folder = self.recorded / kind
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{self.chapter}.{form}"

    def _files(self, name: str, chapters: Sequence[str]) -> list[Path]:
        files = (self.recorded / name / f"{chapter}.parquet" for chapter in chapters or self.study.chapters)
        return list(filter(Path.exists, files))


def open_wave(path: str | Path, chapter: str = "by-hand") -> Wave:
    """Open the wave that a wave file describes.

    Under ``csat run`` (CSAT_WORK is set) in the run's own folder, with its settings; by hand, beside the cached wave.
    """
    work = os.environ.get("CSAT_WORK")
    plan = with_tables(load_wave(Path(path), _overrides(Path(work)) if work else {}))
    folder = collected(plan)
    recorded = Path(work) if work else folder.with_name(f"{folder.name}.recorded")
    return Wave(plan.period, folder, plan, chapter, recorded)


def _overrides(work: Path) -> Mapping[str, str]:
    facts = work / "run.json"
    if not facts.exists():
        raise not_a_run(work)
    return dict(json.loads(facts.read_text(encoding="utf-8"))["overrides"])
