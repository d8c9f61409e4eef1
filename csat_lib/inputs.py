"""What a wave gives to read: its study, its people and sums, earlier waves, and the specs of what is computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pandas as pd

from csat_lib.answers.exclusions import rule_names
from csat_lib.cache import collected
from csat_lib.collect import answers_of, rows_of
from csat_lib.collect.collected import Collected
from csat_lib.collect.experts import experts_of
from csat_lib.collect.extra_tables import dispositions_of
from csat_lib.findings import Result
from csat_lib.index.figures import ScoreSpec
from csat_lib.index.tree import flatten
from csat_lib.index.weights import IndexWeights
from csat_lib.insight.arrivals import ArrivalSpec
from csat_lib.insight.comparability import ComparabilitySpec
from csat_lib.insight.drivers import DriverSpec
from csat_lib.measurement.confirmatory import CfaSpec
from csat_lib.measurement.correlation import Correlation
from csat_lib.specs import cfa_spec, correlation_of, driver_spec, margin_targets, score_spec, voice_spec, weights_of
from csat_lib.study import Study, WavePlan, load_earlier
from csat_lib.study.differences import QuestionnaireChange, compare_questionnaires
from csat_lib.summary.moments import Moments
from csat_lib.summary.rows import Rows
from csat_lib.voice.listening import VoiceSpec


@dataclass(frozen=True)
class Inputs(Collected):
    """A collected wave with its study and the waves before it."""

    plan: WavePlan

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
    def comparability_spec(self) -> ComparabilitySpec:
        """What has to be comparable between waves and between segments."""
        ordered = self.study.measurement.correlation == "polychoric"
        return ComparabilitySpec(self.score_spec, self.questionnaires, ordered)

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
    def levels(self) -> pd.DataFrame:
        """The kept respondents' level in each segmentation, in the order of :meth:`rows`."""
        found: pd.DataFrame = self.respondents.loc[self.respondents["kept"], list(self.study.segments)]
        return found

    @property
    def cfa_spec(self) -> CfaSpec:
        """How the confirmatory model is fitted."""
        return cfa_spec(self.study)

    def each_ordinal(self, statistic: Callable[[Correlation], Result]) -> list[Result]:
        """One result per construct from the correlations of its items as categories; none where they are numbers."""
        if self.correlation.kind != "polychoric":
            return []
        return [statistic(self.correlation.select(items, name)) for name, items in self.model.items()]

    @property
    def experts(self) -> list[pd.DataFrame]:
        """The experts' ratings of the items, if the study has them: one frame, or none."""
        found = experts_of(self.plan)
        return [] if found is None else [found]

    @property
    def panel(self) -> tuple[Collected, ...]:
        """The wave before, when customers have a key by which their two answers can be told."""
        return self.earlier[-1:] if self.study.fields.customer else ()

    @property
    def criteria(self) -> tuple[str, ...]:
        """What the constructs should go with: the headline outcome, if the study has one."""
        return (self.study.headline,) if self.study.headline else ()

    @property
    def model(self) -> Mapping[str, tuple[str, ...]]:
        """What the questionnaire is meant to measure: construct -> items."""
        return {name: construct.items for name, construct in self.study.constructs.items()}

    def answers(self, columns: Sequence[str]) -> pd.DataFrame:
        """Kept respondents' own answers to these questions, read again from the answers file."""
        return answers_of(self.plan, self.folder, columns)

    @property
    def dispositions(self) -> pd.DataFrame | None:
        """What became of every case of this wave: channel, disposition, count; None where that is not given."""
        return dispositions_of(self.plan)

    @property
    def arrival_spec(self) -> ArrivalSpec:
        """Whose arrivals are looked at: each source's, and each unit's from the minimum base on."""
        return ArrivalSpec(self.study.unit, self.study.minimum_base)
