"""A claim and its two wordings: what may be said, apart from how. A claim is decided without any language.

::

    ALL_HOLD = Wording(
        zh="{n}个维度的内部一致性都良好，最低的是“{lowest.label}”（{lowest}）。",
        en="All {n:dimension} hold together, lowest for {lowest.label} ({lowest}).",
    )
    claim = ALL_HOLD(n=6, lowest=finding)

A slot is ``{name}``, ``{name.part}``, ``{name:style}`` or ``{name|one|many}``; what it may hold, and which parts and
styles that has, stands in :mod:`csat_lib.report.slots`. Both wordings have the same slots, which is checked on
import; a claim whose slots are others is an error where it is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from csat_lib.errors.report_words import broken_slot, other_slots, slots_differ
from csat_lib.findings import Finding
from csat_lib.findings.catalogue import units
from csat_lib.findings.measure import Words
from csat_lib.period import Period

__all__ = ["Average", "Claim", "Derived", "Label", "Limit", "Slot", "Wording", "Words", "percent", "some"]

_SLOT = re.compile(
    r"\{(?P<name>[a-z][a-z0-9_]*)(?:\.(?P<part>[a-z_]+))?(?::(?P<style>[^{}|]+))?(?:\|(?P<one>[^{}|]*)\|(?P<many>[^{}|]*))?\}"
)


@dataclass(frozen=True)
class Ref:
    """A slot as a wording uses it; ``forms`` are the words for one and for many."""

    name: str
    part: str = ""
    style: str = ""
    forms: tuple[str, str] | None = None


Piece = str | Ref


@dataclass(frozen=True)
class Wording:
    """The same claim in both languages, with the same slots."""

    zh: str
    en: str
    pieces: Mapping[str, tuple[Piece, ...]] = field(init=False, repr=False, compare=False)
    slots: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pieces = {"zh": _parse(self.zh), "en": _parse(self.en)}
        zh, en = ({ref.name for ref in parsed if isinstance(ref, Ref)} for parsed in pieces.values())
        if zh != en:
            raise slots_differ(self.en, zh, en)
        object.__setattr__(self, "pieces", pieces)
        object.__setattr__(self, "slots", frozenset(en))

    def __call__(self, **slots: Slot) -> Claim:
        """The claim with its slots filled."""
        if slots.keys() != self.slots:
            raise other_slots(self.en, self.slots, slots)
        return Claim(self, slots)


@dataclass(frozen=True)
class Claim:
    """What may be said: a wording, and what fills its slots."""

    wording: Wording
    slots: Mapping[str, Slot]


@dataclass(frozen=True)
class Label:
    """The name of a question, construct, node, code or of a level of a segment question, whatever the language."""

    name: str
    segment_by: str = ""


@dataclass(frozen=True)
class Limit:
    """A number that is no finding: a limit of convention, a setting of the study (``unit`` of the findings)."""

    value: float
    unit: str = units.RATIO.name


def percent(value: float) -> Limit:
    """A limit that is told in percent."""
    return Limit(value, units.SHARE.name)


POWER_REACH = 0.8416212335729143
"""Quantile of the normal distribution that a chance of .8 to see a difference takes (Bloom 1995)."""
_OF_ONE: dict[str, Callable[[Finding], float]] = {
    "of_base": lambda count: (count.value or 0.0) / (count.n or 1),
    "base": lambda figure: float(figure.n or 0),
    "weight": lambda figure: figure.n_weighted or 0.0,
    "squares": lambda figure: (figure.n_weighted or 0.0) ** 2 / (figure.n_effective or 1.0),
    "heads": lambda share: (share.value or 0.0) * (share.n or 0),
    "half": lambda figure: ((figure.high or 0.0) - (figure.low or 0.0)) / 2,
    "detectable": lambda figure: ((figure.high or 0.0) - (figure.low or 0.0)) / 2 + POWER_REACH * (figure.se or 0.0),
    "minutes": lambda seconds: (seconds.value or 0.0) / 60,
}
_OF_TWO: dict[str, Callable[[float, float], float]] = {
    "over": lambda first, second: first / second,
    "grossed": lambda first, second: first / second,
    "rest": lambda first, second: 1 - first / second,
    "less": lambda first, second: first - second,
    "sum": lambda first, second: first + second,
    "times": lambda first, second: first * second,
}
_UNITS = {
    "of_base": units.SHARE,
    "over": units.SHARE,
    "rest": units.SHARE,
    "heads": units.RESPONDENTS,
    "base": units.RESPONDENTS,
    "weight": units.RESPONDENTS,
    "squares": units.RESPONDENTS,
    "minutes": units.MINUTES,
}


@dataclass(frozen=True)
class Average:
    """The plain mean of findings of one unit."""

    of: tuple[Finding, ...]

    @property
    def id(self) -> str:
        """That it is a mean, and of which findings."""
        return f"average({', '.join(row.id for row in self.of)})"

    @property
    def unit(self) -> str:
        """That of the findings."""
        return self.of[0].unit

    @property
    def value(self) -> float:
        """The number."""
        return sum(row.value or 0.0 for row in self.of) / len(self.of)


@dataclass(frozen=True)
class Derived:
    """A number worked out of one finding or of two by one step, as a reader would.

    Of two: ``over`` first / second in percent, ``rest`` 1 - first / second, ``less`` first - second, ``sum``,
    ``times`` and ``grossed`` first / second in the first's unit; a further step takes such a number for a finding.
    Of one (``second`` is None):
    ``of_base`` a count / its base, ``base`` who answered for it, ``weight`` and ``squares`` the sums of their weights
    and of these squared, ``heads`` a share x its base, ``half`` half the length of its interval,
    ``detectable`` the difference that would have been clear with a chance of .8 (half the interval + .84 standard
    errors), ``minutes`` of a time in seconds.
    """

    how: str
    first: Finding | Derived | Average
    second: Finding | Derived | Average | None = None

    @property
    def id(self) -> str:
        """How it was worked out, of which findings."""
        of = self.first.id if self.second is None else f"{self.first.id}, {self.second.id}"
        return f"{self.how}({of})"

    @property
    def unit(self) -> str:
        """That of the step, else that of the first figure."""
        return _UNITS[self.how].name if self.how in _UNITS else self.first.unit

    @property
    def value(self) -> float:
        """The number."""
        if self.second is None and isinstance(self.first, Finding):
            return _OF_ONE[self.how](self.first)
        second = self.second.value if self.second is not None else None
        return _OF_TWO[self.how](self.first.value or 0.0, second or 0.0)


Slot = Finding | Derived | Limit | Label | Words | Period | Claim | int | None | Sequence["Slot"]
"""What a slot may hold. None is told as nothing, a sequence as a list in the language's way. No bare texts."""


def _parse(text: str) -> tuple[Piece, ...]:
    found: list[Piece] = []
    end = 0
    for match in _SLOT.finditer(text):
        found += [text[end : match.start()], _ref(match)]
        end = match.end()
    rest = [piece for piece in (*found, text[end:]) if piece]
    if any(isinstance(piece, str) and ("{" in piece or "}" in piece) for piece in rest):
        raise broken_slot(text)
    return tuple(rest)


def _ref(match: re.Match[str]) -> Ref:
    forms = None if match["one"] is None else (match["one"], match["many"])
    return Ref(match["name"], match["part"] or "", match["style"] or "", forms)


MOST_NAMED = 3
"""So many are named in a sentence; the others are counted."""


def some(things: Sequence[Slot], others: Wording, most: int = MOST_NAMED) -> list[Slot]:
    """The first few of many, then how many others there are (``others`` has the slot ``n``); one other is named."""
    rest = len(things) - most
    return [*things[:most], others(n=rest)] if rest > 1 else list(things)
