"""Rules that stand in the study file: who is left out, and how respondents are weighted."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, Strict, model_validator

from csat_lib.study.words import Level, Levels, Model, Names, Share, StudyText


class Duplicate(Model):
    """Later rows with the same ``by`` (names of ``fields``) as an earlier row.

    Unless ``by`` holds the id, their answers must be equal too: two guests may share a device. Without ``by``, all
    answers equal, whoever sent them; rows with one and the same answer to every item are then left alone.
    """

    rule: Literal["duplicate"]
    by: Names = ()


class NearDuplicate(Model):
    """Later rows that give at least this share of the items the same answers as an earlier row.

    Only rows with the same ``by`` (``device``, ``source``, single choices) are compared; a gap equals a gap. Rows with
    one and the same answer to every item, or half of the items unanswered, take no part.
    """

    rule: Literal["near_duplicate"]
    at_least: float = Field(default=0.85, ge=0.75, le=1)
    by: Names = ()


class Seconds(Model):
    """Answered in fewer seconds than ``below``."""

    rule: Literal["seconds"]
    below: float = Field(gt=0)


class Speed(Model):
    """Answered in less than this share of the median duration."""

    rule: Literal["speed"]
    below: float = Field(gt=0, lt=1)


class StraightLine(Model):
    """The same answer throughout the block, when ``at_least`` of its items are answered (by default all)."""

    rule: Literal["straight_line"]
    block: Names = Field(min_length=2)
    at_least: int = Field(ge=2)

    @model_validator(mode="before")
    @classmethod
    def _whole_block(cls, given: Any) -> Any:
        if isinstance(given, dict) and isinstance(given.get("block"), list):
            return {"at_least": len(given["block"]), **given}
        return given


class SecondsPerItem(Model):
    """Answered in fewer seconds per answered item than ``below``."""

    rule: Literal["seconds_per_item"]
    below: float = Field(default=2, gt=0)


class Longstring(Model):
    """The same answer more than ``above`` times in a row, as the items are asked (in ``block``, or in all)."""

    rule: Literal["longstring"]
    above: int = Field(ge=1)
    block: Names = ()


class Variability(Model):
    """Answers (in ``block``, or to all items) with a standard deviation below this share of their scale's length."""

    rule: Literal["irv"]
    below: float = Field(gt=0, le=0.5)
    block: Names = ()


class EvenOdd(Model):
    """Means of even and odd items that correlate below this over the constructs (stepped up by Spearman-Brown)."""

    rule: Literal["even_odd"]
    below: float = Field(default=0.3, gt=-1, lt=1)


class Synonyms(Model):
    """Answers that correlate below this over the pairs of items with a correlation above ``pairs`` in the sample."""

    rule: Literal["synonyms"]
    below: float = Field(default=0.0, gt=-1, lt=1)
    pairs: float = Field(default=0.6, gt=0, lt=1)


class Antonyms(Model):
    """Answers that correlate above this over the pairs of items with a correlation below ``pairs`` in the sample."""

    rule: Literal["antonyms"]
    above: float = Field(default=-0.03, gt=-1, lt=1)
    pairs: float = Field(default=-0.6, gt=-1, lt=0)


class Mahalanobis(Model):
    """Answers farther from the mean of all than a share ``p`` of normal ones would be."""

    rule: Literal["mahalanobis"]
    p: float = Field(default=0.001, gt=0, lt=0.5)


class Missing(Model):
    """More than this share of the items unanswered."""

    rule: Literal["missing"]
    above: float = Field(ge=0, lt=1)


class Attention(Model):
    """Any other answer to the control question than the one asked for."""

    rule: Literal["attention"]
    question: str
    values: Levels = Field(alias="is", min_length=1)


Exclusion = Annotated[
    Duplicate
    | NearDuplicate
    | Seconds
    | Speed
    | SecondsPerItem
    | StraightLine
    | Longstring
    | Variability
    | EvenOdd
    | Synonyms
    | Antonyms
    | Mahalanobis
    | Missing
    | Attention,
    Field(discriminator="rule"),
]
Exclusions = Annotated[tuple[Exclusion, ...], Strict(strict=False)]


class Weights(Model):
    """Population shares to weight to, by question and level, their source, and the ratio to the mean to trim at.

    In place of shares stands the name of a table of kind ``population``, whose numbers of people give them. Two
    questions with a star between them (``store*member``, levels ``S01*gold``) are one crossed margin. ``distance`` and
    ``bounds`` as in :class:`csat_lib.weighting.raking.RakeSpec`. ``unmet``: what happens where no weights meet all.
    """

    rake: dict[str, dict[Level, Share] | str] = Field(min_length=1)
    source: StudyText | None = None
    trim: float | None = Field(default=None, gt=1)
    distance: Literal["raking", "linear", "logit"] = "raking"
    bounds: Annotated[tuple[float, float], Strict(strict=False)] | None = None
    unmet: Literal["stop", "tell"] = "stop"

    @model_validator(mode="after")
    def _can_calibrate(self) -> Weights:
        if self.distance == "logit" and self.bounds is None:
            raise ValueError("logit calibration needs `bounds`")
        if self.bounds is not None and not 0 <= self.bounds[0] < 1 < self.bounds[1]:
            raise ValueError("`bounds` are two multiples of the base weights: the first from 0 to 1, the second above")
        return self

    @property
    def shares(self) -> dict[str, dict[str, float]]:
        """Question -> level -> share, of the margins whose shares are known."""
        return {name: shares for name, shares in self.rake.items() if not isinstance(shares, str)}

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that the margins rest on."""
        return tuple(dict.fromkeys(name for margin in self.rake for name in margin.split("*")))
