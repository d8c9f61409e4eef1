"""What is asked: one class per kind of question, and the scales that ratings share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from csat_lib.study.conditions import Condition
from csat_lib.study.words import Code, Codes, Level, Levels, Model, StudyText

NPS_RANGE = (0.0, 10.0)
YES_NO = {"yes": StudyText(zh="是", en="Yes"), "no": StudyText(zh="否", en="No")}
ROUNDING = 1e-9
"""By how much a step that is no whole number, added up, may be off."""


class Scale(Model):
    """An answer scale: its ends, the step between codes, and the codes that are no answer; its questions' ``kind``.

    ``points`` instead of ends: the answers, by code or word, and what each is worth from 0 to 100. An answer on such a
    scale is its points throughout; means, differences and correlations are of points, and a score is their mean.
    """

    kind: Literal["rating"] = "rating"
    low: float = Field(alias="from")
    high: float = Field(alias="to")
    step: float = Field(default=1, gt=0)
    points: dict[Level, Annotated[float, Field(ge=0, le=100)]] = Field(default_factory=dict)
    missing: Codes = ()
    not_applicable: Codes = ()
    labels: dict[Level, StudyText] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _ends_of_points(cls, given: Any) -> Any:
        return {"from": 0, "to": 100, **given} if isinstance(given, dict) and "points" in given else given

    @model_validator(mode="after")
    def _points_tell_answers_apart(self) -> Scale:
        if self.points and (self.low, self.high, self.step) != (0, 100, 1):
            raise ValueError("a scale has `points`, or `from`, `to` and `step`")
        if self.points and not 1 < len(set(self.points.values())) == len(self.points):
            raise ValueError("a scale of points has two answers or more, and no two of the same points")
        return self

    @model_validator(mode="after")
    def _rises_in_whole_steps(self) -> Scale:
        steps = (self.high - self.low) / self.step
        if steps < 1 or steps != round(steps):
            raise ValueError("a scale rises from `from` to `to` in whole steps")
        return self

    @property
    def codes(self) -> tuple[float, ...]:
        """Every answer as the number that it counts as, from the low end to the high end."""
        if self.points:
            return tuple(sorted(self.points.values()))
        return tuple(self.low + index * self.step for index in range(round((self.high - self.low) / self.step) + 1))

    @property
    def options(self) -> dict[str, StudyText]:
        """The answers of a scale of points with their words (``yes`` and ``no`` have some); none of another scale."""
        words = {**YES_NO, **self.labels}
        return {code: words.get(code) or StudyText(zh=code, en=code) for code in self.points}


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
    filter: Condition | None = None

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
    def top_two(self) -> float:
        """What the two best answers are not under; of a scale of two answers, the better one."""
        codes = self.scale.codes
        return (codes[-2] if len(codes) > 2 else codes[-1]) - ROUNDING

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

    @property
    def top_two(self) -> float:
        """9."""
        return NPS_RANGE[1] - 1


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

    Where neither is told, the file tells it by the names of its columns and by its options.
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
