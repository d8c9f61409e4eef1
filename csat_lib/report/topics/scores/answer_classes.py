"""The answers to a rating question in classes, the lowest first: which answers are drawn as one, and who gave them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from csat_lib.charts import Look, numbers
from csat_lib.charts.rows import Row, gathered

_CLASSES = 5
_OWN = 7
_STEPS = 10


@dataclass(frozen=True)
class AnswerClass:
    """Neighbouring answers of a scale that are drawn as one: which, and who gave them."""

    answers: tuple[float, ...]
    rows: tuple[Row, ...]

    @property
    def share(self) -> float:
        """How many gave one of them."""
        return sum(row.value for row in self.rows)

    @property
    def words(self) -> str:
        """Their share in words."""
        return numbers.share(self.rows[0]) if len(self.rows) == 1 else together(self.rows)

    @property
    def name(self) -> str:
        """Which answers: 9–10."""
        ends = dict.fromkeys((self.answers[0], self.answers[-1]))
        return "–".join(numbers.tick(answer) for answer in ends)


@dataclass(frozen=True)
class Spread:
    """The answers to a question in classes, the lowest first."""

    question: str
    classes: tuple[AnswerClass, ...]
    bottom: tuple[Row, ...] = field(repr=False)
    top: tuple[Row, ...] = field(repr=False)


def spreads_of(shares: list[Row], look: Look) -> list[Spread]:
    """One for each rating question, the largest share of the two best answers first."""
    asked = gathered(shares, lambda row: row.subject)
    found = [_spread(own, *ends) for name, own in asked.items() if (ends := look.scale(name))]
    return sorted(found, key=lambda spread: -sum_of(spread.top))


def _spread(rows: list[Row], low: float, high: float) -> Spread:
    """The answers found and those of the scale that nobody ticked; the step is 1, or what the answers show."""
    found = {float(row.other): row for row in rows}
    gaps = [b - a for a, b in pairwise(sorted({*found, low, high}))]
    step = 1.0 if high - low <= _STEPS else min(gaps)
    ladder = sorted({*found, *(low + number * step for number in range(round((high - low) / step) + 1))})
    classes = [AnswerClass(own, _given(found, own)) for own in _classes(ladder)]
    return Spread(rows[0].subject, tuple(classes), _given(found, ladder[:2]), _given(found, ladder[-2:]))


def _classes(ladder: list[float]) -> list[tuple[float, ...]]:
    """Each answer on its own; of a long scale five classes, cut from the top, so that the two best stay together."""
    if len(ladder) <= _OWN:
        return [(answer,) for answer in ladder]
    size = max(2, len(ladder) // _CLASSES)
    cuts = [max(len(ladder) - size * number, 0) for number in range(_CLASSES)]
    tops = [tuple(ladder[start:end]) for end, start in pairwise(cuts)]
    return [own for own in (tuple(ladder[: cuts[-1]]), *reversed(tops)) if own]


def _given(found: dict[float, Row], answers: Iterable[float]) -> tuple[Row, ...]:
    return tuple(found[answer] for answer in answers if answer in found)


def sum_of(rows: tuple[Row, ...]) -> float:
    """The share of several answers."""
    return sum(row.value for row in rows)


def together(rows: tuple[Row, ...]) -> str:
    """The share of several answers in words."""
    return numbers.worked_out("sum", sum_of(rows), numbers.share, *rows)
