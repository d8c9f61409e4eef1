"""Charts with two scales: a light grid, values beside it, titles with units."""

from collections.abc import Callable
from dataclasses import dataclass

from csat_lib.charts import numbers
from csat_lib.charts.colours import RULE
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Page, Stroke
from csat_lib.charts.scale import Scale

_BELOW = 9.6


@dataclass(frozen=True)
class Plane:
    """A scale to the right and one upwards (its start, in millimetres from the top, lies below its end)."""

    x: Scale
    y: Scale

    @property
    def bottom(self) -> float:
        """Where the chart ends, the values and the title of the x axis included."""
        return self.y.start + _BELOW

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The point of two values, in millimetres."""
        return self.x.at(x), self.y.at(y)


def draw_frame(page: Page, plane: Plane, titles: tuple[str, str], write: Callable[[float], str]) -> None:
    """Level lines with their values, ticks' values below, the y title on top and the x title below."""
    for tick in plane.y.ticks:
        level = plane.y.at(tick)
        page.line([(plane.x.start, level), (plane.x.end, level)], Stroke(RULE, 0.6))
        page.tick(plane.x.start - 1.6, level, write(tick), NOTE, "right")
    for tick in plane.x.ticks:
        page.tick(plane.x.at(tick), plane.y.start + 3.0, numbers.tick(tick), NOTE)
    page.text(0, plane.y.end - 3.8, titles[0], NOTE)
    page.text(plane.x.end, plane.y.start + 7.4, titles[1], NOTE, "right")
