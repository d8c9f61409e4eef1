"""From values to millimetres."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan

from matplotlib.ticker import MaxNLocator


@dataclass(frozen=True)
class Scale:
    """A straight line from ``low`` at ``start`` mm to ``high`` at ``end`` mm; ``ticks`` are its labelled values."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...] = ()

    def at(self, value: float) -> float:
        """Where the value lies, in millimetres; what lies outside is drawn at the edge."""
        inside = min(max(value, self.low), self.high)
        return self.start + (inside - self.low) / (self.high - self.low) * (self.end - self.start)


def fixed_scale(ticks: tuple[float, ...], start: float, end: float) -> Scale:
    """A scale from its first to its last tick."""
    return Scale(ticks[0], ticks[-1], start, end, ticks)


def fitted_scale(values: Iterable[float], start: float, end: float, ticks: int = 5) -> Scale:
    """A scale from the first to the last of such ticks."""
    return fixed_scale(round_ticks(values, ticks), start, end)


def tight_scale(values: Iterable[float], start: float, end: float, ticks: int) -> Scale:
    """A scale that ends where the values (NaN left out) do, but for a hair; about so many ticks lie on it."""
    held = [value for value in values if not isnan(value)]
    marks = round_ticks(held, ticks)
    least, most = (min(held), max(held)) if max(held) - min(held) > 1e-9 else (marks[0], marks[-1])
    room = (most - least) / 20
    low, high = least - room, most + room
    return Scale(low, high, start, end, tuple(mark for mark in marks if low <= mark <= high))


def round_ticks(values: Iterable[float], ticks: int = 5) -> tuple[float, ...]:
    """About so many round numbers that hold all values (NaN left out), never nearer than a hair."""
    held = [value for value in values if not isnan(value)]
    low, high = min(held), max(held)
    if high - low < 1e-9:
        low, high = low - 1, high + 1
    return tuple(float(mark) for mark in MaxNLocator(ticks, steps=[1, 2, 5, 10]).tick_values(low, high))
