"""What the makers of Specs are given: a wave's study, people and sums, and the plans of the waves before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

import pandas as pd

from csat_lib.collect.collected_wave import CollectedWave
from csat_lib.study import Study, WavePlan
from csat_lib.study.questions import Rating, Recommendation
from csat_lib.summary.summary import Summary

SpecType = TypeVar("SpecType")


class Given(Protocol):
    """The wave, as far as a Spec may depend on it."""

    @property
    def study(self) -> Study:
        """The questionnaire and its rules."""

    @property
    def plan(self) -> WavePlan:
        """What the run does."""

    @property
    def plans(self) -> Sequence[WavePlan]:
        """The plans of all waves up to this one, oldest first."""

    @property
    def summary(self) -> Summary:
        """The added-up wave."""

    @property
    def history(self) -> Sequence[CollectedWave]:
        """All waves up to this one, oldest first."""

    @property
    def judgements(self) -> Mapping[str, pd.DataFrame]:
        """Node -> the experts' judgements of its parts."""

    @property
    def frames(self) -> Mapping[str, pd.DataFrame]:
        """The people of this wave's period, by table."""

    @property
    def kept(self) -> pd.DataFrame:
        """The kept respondents, in the order of their answers."""

    def spec(self, kind: type[SpecType]) -> SpecType:
        """Another Spec of the same wave."""


def scale_of(study: Study, name: str) -> tuple[float, float] | None:
    """The ends of a rating question's scale, or None for anything else."""
    question = study.variables.get(name)
    return question.range if isinstance(question, Rating | Recommendation) else None
