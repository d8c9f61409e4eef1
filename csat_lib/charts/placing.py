"""Labels beside points so that they never overlap each other, a point or the edge. The same input, the same places."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from csat_lib.charts.page import Box

_SIDES = ((1, -1), (1, 1), (-1, -1), (-1, 1), (1, 0), (-1, 0), (0, -1), (0, 1))
_RINGS = (2.2, 3.2, 4.4, 6.0, 8.0, 11.0, 15.0, 20.0, 26.0)
_CLEAR = 0.5
_FAR = 4.4
_RADIUS = 1.6


@dataclass(frozen=True)
class Place:
    """Where a label stands, and whether it needs a line back to its point."""

    box: Box
    is_far: bool


@dataclass(frozen=True)
class Taken:
    """Where no label may stand, and where none should as long as there is another place."""

    never: Sequence[Box] = ()
    rather_not: Sequence[Box] = ()


def place_labels(
    points: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]], room: Box, taken: Taken
) -> list[Place | None]:
    """A place for each label of size (width, height), or None when the room is full.

    Points are served in the order of how crowded they stand. Each takes the nearest free place on rings around it;
    aslant of it comes first, where no interval runs, right above and right below last.
    """
    held = [*taken.never, *(Box(x - _RADIUS, y - _RADIUS, 2 * _RADIUS, 2 * _RADIUS) for x, y in points)]
    places: list[Place | None] = [None] * len(points)
    for at in sorted(range(len(points)), key=lambda i: (-_crowding(points, i), i)):
        places[at] = _nearest(points[at], sizes[at], room, [*held, *taken.rather_not]) or _nearest(
            points[at], sizes[at], room, held
        )
        if (found := places[at]) is not None:
            held.append(found.box)
    return places


def _crowding(points: Sequence[tuple[float, float]], at: int) -> float:
    x, y = points[at]
    return sum(1 / (1 + hypot(x - a, y - b)) for i, (a, b) in enumerate(points) if i != at)


def _nearest(point: tuple[float, float], size: tuple[float, float], room: Box, held: Sequence[Box]) -> Place | None:
    for ring in _RINGS:
        for side in _SIDES:
            box = _beside(point, size, ring, side)
            wide = Box(box.left - _CLEAR, box.top - _CLEAR, box.width + 2 * _CLEAR, box.height + 2 * _CLEAR)
            if _inside(box, room) and not any(wide.meets(other) for other in held):
                return Place(box, ring > _FAR)
    return None


def _beside(point: tuple[float, float], size: tuple[float, float], ring: float, side: tuple[int, int]) -> Box:
    """The label's box: the corner, or the middle of the edge, that faces the point lies ``ring`` mm away from it."""
    reach = ring / hypot(*side)
    across = point[0] + side[0] * reach + (side[0] - 1) * size[0] / 2
    down = point[1] + side[1] * reach + (side[1] - 1) * size[1] / 2
    return Box(across, down, *size)


def _inside(box: Box, room: Box) -> bool:
    fits_across = room.left <= box.left and box.right <= room.right
    return fits_across and room.top <= box.top and box.bottom <= room.bottom
