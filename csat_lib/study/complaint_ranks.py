"""How a study ranks classes of complaints: judgements on three criteria, grades of shares, what grades are worth."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from csat_lib.study.words import Model


class Centres(Model):
    """The shares that are wholly low, medium and high; between two of them both grades hold in part."""

    low: float = Field(ge=0, le=1)
    medium: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _rise(self) -> Centres:
        if not self.low < self.medium < self.high:
            raise ValueError("`low`, `medium` and `high` rise")
        return self


class CriteriaJudged(Model):
    """How many times as much the first criterion counts as the second, from 1/9 to 9 (AHP)."""

    severity_reach: float = Field(ge=1 / 9, le=9)
    severity_frequency: float = Field(ge=1 / 9, le=9)
    reach_frequency: float = Field(ge=1 / 9, le=9)


class GradePoints(Model):
    """What the grades of a class are worth."""

    high: float = Field(default=100, ge=0, le=100)
    medium: float = Field(default=60, ge=0, le=100)
    low: float = Field(default=20, ge=0, le=100)


class ComplaintPriorities(Model):
    """How classes are ranked: criteria by judgements, shares by their centres, grades composed by the operator."""

    judgements: CriteriaJudged
    reach: Centres
    frequency: Centres
    points: GradePoints = GradePoints()
    operator: Literal["weighted_mean", "bounded_sum", "product_max", "min_max"] = "weighted_mean"
