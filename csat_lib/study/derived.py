"""Variables that nobody is asked for: made of the answers of each respondent."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from csat_lib.errors import Fault
from csat_lib.errors import study as phrases
from csat_lib.study.conditions import Condition, Conditions, condition_faults
from csat_lib.study.questions import Number, Rating, Scale, SingleChoice, YesNo
from csat_lib.study.raw import Check, Raw, texts
from csat_lib.study.shape import dotted
from csat_lib.study.words import Model, Names, StudyText

POINTS = StudyText(zh="分", en="points")
SHARE = Scale.model_validate({"points": {"no": 0, "yes": 100}})
"""A condition as an outcome: its score is the share, in per cent, of those who meet it."""
STATES = {
    "below": StudyText(zh="低于预期", en="Below what was expected"),
    "met": StudyText(zh="符合预期", en="As expected"),
    "above": StudyText(zh="超出预期", en="Above what was expected"),
}
Pair = Annotated[Names, Field(min_length=2, max_length=2)]


class DerivedVariable(Model):
    """One of five: whether ``all`` or ``any`` conditions hold, one answer ``minus`` another, ``ratio``, ``states``.

    It is missing for whoever left any question unanswered on which it rests, so that everything about it has one base.
    A condition is a yes or no, as a segment a group of each, as an outcome a score of 100 or 0. Ratings enter as points
    (0-100, high is good), numbers as they are. A ratio is one of the means of those who answered both. States are
    three: the first answer lies below, at or above the second, which is what was expected.
    """

    text: StudyText
    role: Literal["outcome", "segment", "profile"] = "profile"
    every: Conditions | None = Field(default=None, alias="all", min_length=1)
    some: Conditions | None = Field(default=None, alias="any", min_length=1)
    minus: Pair | None = None
    ratio: Pair | None = None
    states: Pair | None = None
    unit: StudyText = POINTS

    @model_validator(mode="after")
    def _is_one_thing(self) -> DerivedVariable:
        if sum(made is not None for made in (self.every, self.some, self.minus, self.ratio, self.states)) != 1:
            raise ValueError("a derived variable has one of `all`, `any`, `minus`, `ratio` and `states`")
        if self.role != "profile" and (self.minus or self.ratio):
            raise ValueError("no `minus` and no `ratio` can be an outcome or a segment")
        if self.role == "outcome" and self.states:
            raise ValueError("`states` cannot be an outcome; a condition (`all`, `any`) can")
        return self

    @property
    def condition(self) -> Condition | None:
        """The condition that is met or not."""
        given = {"all": self.every, "any": self.some}
        return Condition.model_validate(given) if self.every or self.some else None

    @property
    def asks(self) -> tuple[str, ...]:
        """The questions that it rests on."""
        return self.condition.asks if self.condition else self.minus or self.ratio or self.states or ()

    @cached_property
    def question(self) -> Rating | SingleChoice | YesNo | Number | None:
        """The question of which it has the kind of answers; None of a ratio, which is no respondent's."""
        if self.role == "outcome":
            return Rating(text=self.text, role="outcome", scale=SHARE)
        if self.states:
            role: Literal["segment", "profile"] = "segment" if self.role == "segment" else "profile"
            return SingleChoice(text=self.text, kind="single", role=role, options=STATES)
        if self.role == "segment":
            return SingleChoice(text=self.text, kind="single", role="segment", options=SHARE.options)
        if self.condition:
            return YesNo(text=self.text, kind="yes_no", role="profile", yes=("yes",), no=("no",))
        return Number(text=self.text, kind="number", role="profile", unit=self.unit) if self.minus else None


def _derived_of_answers(raw: Raw) -> Iterator[Fault]:
    """What is derived rests on questions whose answers are of the kind that it needs."""
    for name in raw.names("derived"):
        loc = ("derived", name)
        yield from condition_faults(raw, loc, raw.questions())
        for how in ("minus", "ratio", "states"):
            pair = texts(raw.listing(*loc, how))
            ratings, counts = raw.questions(kind="rating"), raw.questions(kind="number")
            first = pair[0][1] if pair else ""
            alike = ratings if first in ratings else counts if first in counts else [*ratings, *counts]
            for index, one in pair:
                if one not in alike:
                    yield phrases.unknown_name(raw.where(*loc, how, index), f"{dotted(loc)}.{how}", one, alike)


CHECKS: tuple[Check, ...] = (_derived_of_answers,)
