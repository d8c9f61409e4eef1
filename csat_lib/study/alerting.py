"""Alerts that a study sets: of which figure of everybody, and by which rule."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from csat_lib.study.words import Model

EWMA, BELOW, ABOVE = "ewma", "below", "above"
_BY_MEAN = {None: False, "each": False, "average": True}
_OF_EWMA, _OF_THRESHOLDS = ("base", "lambda", "limit"), ("waves", "reading")


class Alert(Model):
    """One alert of ``subject``: a threshold (``below``, ``above`` that many points), or a slow slide (``rule: ewma``).

    A threshold is of the last ``waves``: of ``each`` of them, or of their ``average``. EWMA compares with the first
    ``base`` waves; ``weight`` (``lambda``) is that of the newest wave, ``limit`` counts standard errors and is worked
    out unless given.
    """

    subject: str
    rule: Literal["ewma"] | None = None
    below: float | None = None
    above: float | None = None
    waves: int | None = Field(default=None, ge=1)
    reading: Literal["each", "average"] | None = None
    base: int | None = Field(default=None, ge=8)
    weight: float | None = Field(default=None, alias="lambda", gt=0, le=1)
    limit: float | None = Field(default=None, gt=0)

    @property
    def kind(self) -> str:
        """The rule: ``ewma``, ``below`` or ``above``."""
        return self.rule or (BELOW if self.below is not None else ABOVE)

    @property
    def by_mean(self) -> bool:
        """Whether a threshold is of the mean of its waves, and not of each."""
        return _BY_MEAN[self.reading]

    @model_validator(mode="after")
    def _is_of_one_rule(self) -> Alert:
        if sum(one is not None for one in (self.rule, self.below, self.above)) != 1:
            raise ValueError("an alert has one of `rule`, `below` and `above`")
        told = self.model_dump(by_alias=True, exclude_none=True)
        other = _OF_THRESHOLDS if self.rule else _OF_EWMA
        if beyond := [key for key in other if key in told]:
            raise ValueError(f"`{beyond[0]}` is for alerts by {'a threshold' if self.rule else '`rule: ewma`'} alone")
        return self
