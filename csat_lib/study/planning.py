"""The plan of the sample in the study file: what a wave is to tell, from whom, and what is asked of the fieldwork."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from csat_lib.errors import Fault
from csat_lib.errors import study as phrases
from csat_lib.study.raw import Raw, texts
from csat_lib.study.words import Level, Model, Name, Names

Positive = Annotated[float, Field(gt=0)]
Part = Annotated[float, Field(gt=0, le=1)]


class Plan(Model):
    """How many answers a wave takes: widths, changes and spread in points of 0-100.

    ``sd``: the standard deviation of answers (50 is the most that a share has), also by stratum; one that is not named
    has the largest. ``table``: of kind ``population``, whose people are the frame; ``strata``: segments that are
    columns there. ``response``: channel -> the share that is to answer; ``cover``: share of the frame to be asked.
    """

    sd: Positive | dict[Level, Positive]
    half_width: Positive | None = None
    each: Positive | None = None
    change: Positive | None = None
    power: float = Field(default=0.8, gt=0, lt=1)
    table: Name | None = None
    strata: Names = ()
    allocation: Literal["proportional", "neyman", "equal", "census"] = "proportional"
    minimum: int = Field(default=0, ge=0)
    design_effect: Positive = 1.0
    response: dict[str, Part] = Field(default_factory=dict)
    cover: Part | None = None

    @model_validator(mode="after")
    def _has_an_aim(self) -> Plan:
        if self.allocation != "census" and self.half_width is self.each is self.change is None:
            raise ValueError("a plan has one of `half_width`, `each` and `change`, or is a census")
        if self.table is None and (self.strata or self.cover or self.allocation == "census"):
            raise ValueError("`strata`, `cover` and a census need the `table` of the population")
        return self

    def sd_of(self, stratum: str) -> float:
        """The spread of answers in a stratum."""
        return self.sd.get(stratum, max(self.sd.values())) if isinstance(self.sd, dict) else self.sd


def frame_is_known(raw: Raw) -> Iterator[Fault]:
    """The frame is a table of people, the strata are segments."""
    frames = [name for name in raw.names("tables") if raw.value("tables", name, "kind") == "population"]
    table = raw.value("plan", "table")
    if isinstance(table, str) and table not in frames:
        yield phrases.unknown_name(raw.where("plan", "table"), "plan.table", table, frames)
    segments = [name for _, name in texts(raw.listing("segments"))]
    for index, name in texts(raw.listing("plan", "strata")):
        if name not in segments:
            yield phrases.unknown_name(raw.where("plan", "strata", index), "plan.strata", name, segments)
