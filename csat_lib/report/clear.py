"""What is clear: on which side of a line an interval lies, who leads, who trails. Every claim passes through here."""

from collections.abc import Sequence
from typing import Literal

from csat_lib.findings import Finding

Direction = Literal["up", "down", "unclear"]
Side = Literal["above", "below", "open"]


def direction(change: Finding) -> Direction:
    """Up or down when the interval of a difference is clear of zero, else unclear; no interval carries nothing."""
    side = beside(change, 0.0)
    return "up" if side == "above" else "down" if side == "below" else "unclear"


def clearly(figures: Sequence[Finding], way: Direction) -> tuple[Finding, ...]:
    """Differences with a value that go that way, the largest first."""
    found = [figure for figure in valued(figures) if direction(figure) == way]
    return tuple(sorted(found, key=lambda figure: -abs(figure.value or 0.0)))


def beside(figure: Finding, line: float) -> Side:
    """On which side of a line (a target, a threshold) the whole interval lies; ``open`` when it holds the line."""
    if figure.low is None or figure.high is None:
        return "open"
    if figure.low > line:
        return "above"
    return "below" if figure.high < line else "open"


def on_side(figures: Sequence[Finding], line: float, side: Side) -> list[Finding]:
    """The figures with a value whose interval lies on that side of a line."""
    return [figure for figure in valued(figures) if beside(figure, line) == side]


def held_together(figures: Sequence[Finding]) -> int:
    """The size of the one family that all figures with a value belong to; 0 when there is none."""
    sizes = {figure.family for figure in figures if figure.value is not None}
    return sizes.pop() if len(sizes) == 1 and max(sizes) > 1 else 0


def valued(figures: Sequence[Finding]) -> tuple[Finding, ...]:
    """The figures that have a value."""
    return tuple(figure for figure in figures if figure.value is not None)


def ranked(figures: Sequence[Finding]) -> tuple[Finding, ...]:
    """Figures with a value, highest first; ties keep the study's order."""
    return tuple(sorted(valued(figures), key=lambda figure: -(figure.value or 0.0)))


def size(figure: Finding) -> float:
    """How large a figure is, whatever its sign."""
    return abs(figure.value or 0.0)


def largest(figures: Sequence[Finding]) -> dict[str, Finding]:
    """The largest figure of each subject, whatever its sign."""
    best: dict[str, Finding] = {}
    for figure in valued(figures):
        if figure.subject not in best or size(figure) > size(best[figure.subject]):
            best[figure.subject] = figure
    return best


def most(figures: Sequence[Finding]) -> Finding | None:
    """The highest figure, where any is above nought."""
    order = ranked(figures)
    return order[0] if order and order[0].value else None


def leaders(figures: Sequence[Finding]) -> tuple[Finding, ...]:
    """The highest figure and those that it is not clear of; one figure when its interval is above all others'.

    Intervals of one sample that do not overlap differ clearly; those that overlap may still differ, so this never
    claims too much.
    """
    order = ranked(figures)
    return tuple(figure for figure in order if figure is order[0] or not _clear_of(order[0], figure))


def trailers(figures: Sequence[Finding]) -> tuple[Finding, ...]:
    """The lowest figure and those that are not clear of it, lowest first."""
    order = ranked(figures)[::-1]
    return tuple(figure for figure in order if figure is order[0] or not _clear_of(figure, order[0]))


def _clear_of(upper: Finding, lower: Finding) -> bool:
    return upper.low is not None and lower.high is not None and upper.low > lower.high


def is_weighted(finding: Finding) -> bool:
    """Whether weights or the design make the figure count less than its respondents: then both bases are told."""
    return finding.n is not None and finding.n_effective is not None and abs(finding.n - finding.n_effective) >= 1


def is_small(figure: Finding, small_base: int) -> bool:
    """Whether a figure rests on fewer respondents than the study calls a small base."""
    return figure.n is not None and figure.n < small_base and figure.kind.base != "units"
