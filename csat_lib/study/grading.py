"""Fuzzy comprehensive evaluation: the grades that a study gives, and by which operator."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from pydantic import Field, model_validator

from csat_lib.study.words import Model, Name, StudyText


class Grade(Model):
    """A grade: ``from`` how many points (0-100) an answer has it, and what it is worth."""

    title: StudyText
    lowest: float = Field(alias="from", ge=0, le=100)
    points: float = Field(ge=0, le=100)


class FuzzyEvaluation(Model):
    """The grades, the best first, and the operator that brings memberships from one level to the next."""

    grades: dict[Name, Grade] = Field(min_length=2)
    operator: Literal["weighted_mean", "bounded_sum", "product_max", "min_max"] = "weighted_mean"

    @model_validator(mode="after")
    def _falls_to_zero(self) -> FuzzyEvaluation:
        given = [(grade.lowest, grade.points) for grade in self.grades.values()]
        if any(a <= c or b <= d for (a, b), (c, d) in pairwise(given)) or given[-1][0] > 0:
            raise ValueError("`from` and `points` of the grades fall from one to the next, `from` down to 0")
        return self
