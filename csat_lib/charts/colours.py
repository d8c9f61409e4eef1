"""Colours: one accent and greys, two signal colours that the colour-blind tell apart. Never colour alone."""

from functools import cache

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb

INK = "#1f2328"
MUTED = "#59616a"
EARLIER = "#8a929a"
RULE = "#dde1e5"
PALE = "#eceff1"
WHITE = "#ffffff"
BLACK = "#000000"
BLUE = "#0b6aa8"
ORANGE = "#c2570c"
"""Blue is above, better, positive; orange is below, worse, negative: always with a sign or a word beside it."""

_LEGIBLE = 4.5
_STEPS = 100


def mix(colour: str, other: str, share: float) -> str:
    """``share`` of the other colour in the first."""
    red, green, blue = ((1 - share) * a + share * b for a, b in zip(to_rgb(colour), to_rgb(other), strict=True))
    return str(to_hex((red, green, blue)))


def tint(colour: str, strength: float) -> str:
    """The colour thinned with white; strength 1 is the colour itself."""
    return mix(WHITE, colour, strength)


@cache
def _ramp() -> list[str]:
    blend = LinearSegmentedColormap.from_list("blend", [ORANGE, PALE, BLUE])
    return [str(to_hex(colour)) for colour in blend(np.linspace(0, 1, 2 * _STEPS + 1))]


def shade(place: float) -> str:
    """From orange at -1 over pale grey at 0 to blue at 1."""
    inside = min(max(place, -1.0), 1.0)
    return _ramp()[_STEPS + round(inside * _STEPS)]


def of_class(number: int, many: int) -> str:
    """Of one of many classes from orange over grey to blue; next to the middle the colour is already to be seen."""
    place = 2 * number / (many - 1) - 1 if many > 1 else 1.0
    return shade(place * 0.75 + (0.25 if place > 0 else -0.25)) if place else RULE


@cache
def legible(accent: str) -> str:
    """The accent, darkened as far as needed to be read as words on white paper (4.5:1, WCAG 2)."""
    colour = accent
    while contrast(colour, WHITE) < _LEGIBLE:
        colour = mix(colour, INK, 0.1)
    return colour


def ink_on(fill: str) -> str:
    """White where it can be read on the fill (4.5:1), else black, which then can."""
    return WHITE if contrast(WHITE, fill) >= _LEGIBLE else BLACK


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours after WCAG 2 (1 to 21)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
