"""What is asked: one class per kind of question, and the scales that ratings share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from csat_lib.study.words import Code, Codes, Level, Levels, Model, StudyText

NPS_RANGE = (0.0, 10.0)


class Scale(Model):
    """An answer scale: its ends, the step between codes, and the codes that are no answer; its questions' ``kind``."""

    kind: Literal["rating"] = "rating"
    low: float = Field(alias="from")
    high: float = Field(alias="to")
    step: float = Field(default=1, gt=0)
    missing: Codes = ()
    not_applicable: Codes = ()
    labels: dict[Level, StudyText] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _rises_in_whole_steps(self) -> Scale:
        steps = (self.high - self.low) / self.step
        if steps < 1 or steps != round(steps):
            raise ValueError("a scale rises from `from` to `to` in whole steps")
        return self

    @property
    def codes(self) -> tuple[float, ...]:
        """Every code that is an answer, from the low end to the high end."""
        return tuple(self.low + index * self.step for index in range(round((self.high - self.low) / self.step) + 1))


class Filter(Model):
    """Asked only of those whose answer to ``question`` is one of ``values``."""

    question: str
    values: Levels = Field(alias="is", min_length=1)


class Asked(Model):
    """What all questions share. ``column`` is the column of the answers file; by default the question's name.

    ``required``: the form lets nobody go on without an answer, so that a blank is a fault of the data.
    """

    text: StudyText
    hint: StudyText | None = None
    required: bool = False
    column: str = ""
    missing: Codes = ()
    not_applicable: Codes = ()
    filter: Filter | None = None

    @property
    def missing_codes(self) -> tuple[Code, ...]:
        """Codes for 'no answer'."""
        return self.missing

    @property
    def not_applicable_codes(self) -> tuple[Code, ...]:
        """Codes for 'does not apply'."""
        return self.not_applicable


class Rating(Asked):
    """A statement answered on a scale. ``scale`` is the scale itself, looked up by its name."""

    kind: Literal["rating"] = "rating"
    role: Literal["perception", "outcome"]
    scale: Scale
    reversed: bool = False

    @property
    def range(self) -> tuple[float, float]:
        """Lowest and highest code of the scale."""
        return self.scale.low, self.scale.high

    @property
    def missing_codes(self) -> tuple[Code, ...]:
        """Codes for 'no answer': the scale's and the question's own."""
        return self.scale.missing + self.missing

    @property
    def not_applicable_codes(self) -> tuple[Code, ...]:
        """Codes for 'does not apply': the scale's and the question's own."""
        return self.scale.not_applicable + self.not_applicable


class Recommendation(Asked):
    """The NPS question, 0-10."""

    kind: Literal["nps"]
    role: Literal["outcome"] = "outcome"

    @property
    def range(self) -> tuple[float, float]:
        """0 and 10."""
        return NPS_RANGE


class SingleChoice(Asked):
    """One of the options. ``other`` is the column that holds the words of 'other', the last of the options.

    ``random``: each respondent meets the options in an order of chance (of 'other' and what excludes all: at the end).
    """

    kind: Literal["single"]
    role: Literal["segment", "profile", "outcome"]
    options: dict[Level, StudyText] = Field(min_length=1)
    other: str | None = None
    random: bool = False

    @property
    def other_option(self) -> str | None:
        """The option beside which words are asked for, where a column holds them."""
        return list(self.options)[-1] if self.other else None


class MultipleChoice(Asked):
    """Any of the options: one 0/1 column per option (``columns``), or one column with codes between separators.

    ``exclusive``: options that stand for themselves alone ("none of these"). Whoever chose one beside others has
    contradicted himself, and counts as not having answered.
    """

    kind: Literal["multiple"]
    role: Literal["profile"] = "profile"
    options: dict[Level, StudyText] = Field(min_length=1)
    columns: dict[Level, str] = Field(default_factory=dict)
    separator: str | None = Field(default=None, min_length=1)
    other: str | None = None
    exclusive: Levels = ()
    random: bool = False

    @property
    def other_option(self) -> str | None:
        """The option beside which words are asked for, where a column holds them: the last that is not exclusive."""
        return [option for option in self.options if option not in self.exclusive][-1] if self.other else None


class YesNo(Asked):
    """Yes or no, with the codes that mean them."""

    kind: Literal["yes_no"]
    role: Literal["profile", "outcome"]
    yes: Levels = Field(min_length=1)
    no: Levels = Field(min_length=1)


class Number(Asked):
    """A number with its unit, and the bounds of what is plausible."""

    kind: Literal["number"]
    role: Literal["profile", "outcome"]
    unit: StudyText
    low: float | None = Field(default=None, alias="min")
    high: float | None = Field(default=None, alias="max")


class Date(Asked):
    """A calendar day."""

    kind: Literal["date"]
    role: Literal["profile"] = "profile"


class OpenText(Asked):
    """An answer in the respondent's own words."""

    kind: Literal["text"]
    role: Literal["open"] = "open"


KINDS = ("rating", "nps", "single", "multiple", "yes_no", "number", "date", "text")


def _kind(given: object) -> str | None:
    if isinstance(given, Mapping):
        kind: Any = given.get("kind", _of_scale(given["scale"]) if "scale" in given else None)
        return kind if isinstance(kind, str) else None
    return getattr(given, "kind", None)


def _of_scale(scale: object) -> str:
    """The kind of a question that names its scale alone."""
    return str(scale.get("kind", "rating")) if isinstance(scale, Mapping) else "rating"


Question = Annotated[
    Annotated[Rating, Tag("rating")]
    | Annotated[Recommendation, Tag("nps")]
    | Annotated[SingleChoice, Tag("single")]
    | Annotated[MultipleChoice, Tag("multiple")]
    | Annotated[YesNo, Tag("yes_no")]
    | Annotated[Number, Tag("number")]
    | Annotated[Date, Tag("date")]
    | Annotated[OpenText, Tag("text")],
    Discriminator(_kind),
]
