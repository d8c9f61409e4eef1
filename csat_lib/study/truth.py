"""What the simulator takes to be true: the population from which ``study.simulate`` draws respondents.

Latent scores have mean 0 and standard deviation 1 before any shift; every effect and shift is in these standard
deviations. Means and standard deviations of questions are in points of their scale and hold before any shift.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Strict

from csat_lib.study.words import Level, Model, Names, Share, WordLists

Shifts = dict[str, float]
"""Construct -> shift of its latent score, in standard deviations."""


class ItemTruth(Model):
    """An item: its mean and standard deviation on the scale and its correlation with its construct."""

    mean: float
    sd: float = Field(gt=0)
    loading: float = Field(gt=-1, lt=1)


class Choosers(Model):
    """Who chose all of these options of one question (question -> options) lies higher by ``shift``."""

    chosen: dict[str, Names] = Field(min_length=1, max_length=1)
    shift: float


class OutcomeTruth(Model):
    """An outcome: mean, standard deviation, and its standardised slopes on the constructs (the planted drivers).

    ``given``: shifts of those who chose certain options, alone or together; they add up.
    """

    mean: float
    sd: float = Field(gt=0)
    effects: Shifts = Field(default_factory=dict)
    given: Annotated[tuple[Choosers, ...], Strict(strict=False)] = ()


class ChoiceTruth(Model):
    """A single choice: the shares of its levels in the sample and how each level shifts the constructs.

    ``other`` is what those write who choose the last level, when the question has a column for it.
    """

    shares: dict[Level, Share] = Field(min_length=1)
    effects: dict[Level, Shifts] = Field(default_factory=dict)
    other: Names = ()


class NumberTruth(Model):
    """A number: its mean and standard deviation (drawn as a gamma variable, rounded, at least 1)."""

    mean: float = Field(gt=0)
    sd: float = Field(gt=0)


class Duration(Model):
    """Seconds to answer: log-normal with this median and this standard deviation of the logarithm."""

    median: float = Field(gt=0)
    spread: float = Field(gt=0)


class ShiftPlant(Model):
    """A shift of one construct at one level of a segment in one period, which the analysis must find."""

    period: str
    segment: str
    level: Level
    target: str = Field(alias="construct")
    shift: float


class SlopePlant(Model):
    """A slope added to an outcome's effect of one construct, which makes that construct its strongest driver."""

    outcome: str
    target: str = Field(alias="construct")
    slope: float


class BlankPlant(Model):
    """Who scores a construct ``below``, at one level of a segment, leaves its items blank, by the chance ``share``."""

    segment: str
    level: Level
    target: str = Field(alias="construct")
    below: float
    share: Share


class BurstPlant(Model):
    """At one level of a segment, all answers of a period from a ``day`` on come in one night, from one device."""

    period: str
    segment: str
    level: Level
    day: int = Field(ge=1, le=31)


class Plants(Model):
    """What is planted to be found, and can be taken out again."""

    blanks: Annotated[tuple[BlankPlant, ...], Strict(strict=False)] = ()
    bursts: Annotated[tuple[BurstPlant, ...], Strict(strict=False)] = ()
    shifts: Annotated[tuple[ShiftPlant, ...], Strict(strict=False)] = ()
    slopes: Annotated[tuple[SlopePlant, ...], Strict(strict=False)] = ()


class Sentences(Model):
    """What the discontented and the content write about a construct."""

    low: WordLists
    high: WordLists


class Mention(Model):
    """Something that writers speak of: in which sentences, and by which share of them.

    ``satisfied`` are those who give the headline outcome one of its two best answers.
    """

    satisfied: Share
    others: Share
    words: WordLists


class Verbatims(Model):
    """An open question: who answers it, about what, and which rare sentences are mixed in.

    ``about`` constructs that stand out for the writer, or about anything (``mentions``), each by its own chance.
    ``personal`` sentences hold made-up personal data (to be masked), ``hostile`` ones text that must never run.
    """

    share: Share
    about: dict[str, Sentences] = Field(default_factory=dict)
    mentions: dict[str, Mention] = Field(default_factory=dict)
    personal: WordLists = WordLists()
    personal_share: Share = 0.0
    hostile: WordLists = WordLists()
    hostile_share: Share = 0.0


class Careless(Model):
    """Shares of respondents who answer without care or stop half-way, and of rows that come in twice."""

    straight_liners: Share = 0.0
    breakoffs: Share = 0.0
    speeders: Share = 0.0
    duplicates: Share = 0.0


class Simulate(Model):
    """The truth of the simulator. Questions without an entry here are left unanswered.

    ``paths`` (construct -> the constructs that act on it, each with its standardised effect) give the latent scores a
    direction: a construct with paths is their sum and a rest of its own, so that its variance is 1, and a shift of one
    goes on to all that it acts on. ``correlation`` and ``correlations`` are then of the constructs without paths.
    ``customers`` is the size of the pool from which customer keys are drawn (0: none); ``chinese`` the share of
    respondents who write Chinese, the others write English.
    """

    correlation: float = Field(default=0.0, ge=0, lt=1)
    correlations: dict[str, dict[str, float]] = Field(default_factory=dict)
    paths: dict[str, Shifts] = Field(default_factory=dict)
    items: dict[str, ItemTruth] = Field(default_factory=dict)
    outcomes: dict[str, OutcomeTruth] = Field(default_factory=dict)
    choices: dict[str, ChoiceTruth] = Field(default_factory=dict)
    multiple: dict[str, dict[Level, Share]] = Field(default_factory=dict)
    yes: dict[str, Share] = Field(default_factory=dict)
    numbers: dict[str, NumberTruth] = Field(default_factory=dict)
    periods: dict[str, Shifts] = Field(default_factory=dict)
    plants: Plants = Plants()
    missing: Share = 0.0
    not_applicable: Share = 0.0
    careless: Careless = Careless()
    seconds: Duration = Duration(median=300, spread=0.4)
    customers: int = Field(default=0, ge=0)
    sources: dict[Level, Share] = Field(default_factory=dict)
    chinese: Share = 1.0
    verbatims: dict[str, Verbatims] = Field(default_factory=dict)
