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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from csat_lib.errors.report_words import broken_slot, other_slots, slots_differ
from csat_lib.findings import Finding
from csat_lib.findings.measure import Words
from csat_lib.period import Period

__all__ = ["Claim", "Derived", "Label", "Limit", "Slot", "Wording", "Words", "some"]

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
    unit: str = "ratio"


@dataclass(frozen=True)
class Derived:
    """A number worked out of two findings by one step, as a reader would: ``how`` is ``share``, ``rest`` or ``less``.

    A second step takes such a number for a finding.

    ``share`` first / second, ``rest`` 1 - first / second, ``less`` first - second; in ``unit``.
    """

    how: str
    first: Finding | Derived
    second: Finding | Derived
    unit: str

    @property
    def id(self) -> str:
        """How it was worked out, of which findings."""
        return f"{self.how}({self.first.id}, {self.second.id})"

    @property
    def value(self) -> float:
        """The number."""
        first, second = self.first.value or 0.0, self.second.value or 0.0
        if self.how == "less":
            return first - second
        return first / second if self.how == "share" else 1 - first / second


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
    """The first few of many, then how many others there are (``others`` has the slot ``n``)."""
    rest = len(things) - most
    return [*things[:most], *([others(n=rest)] if rest > 0 else [])]
