"""The charts' font, how wide a text is in it, and where a Chinese or English line may break."""

import re
from functools import cache, lru_cache
from itertools import pairwise

from matplotlib.ft2font import FT2Font, LoadFlags
from pylopdf_fonts_zh_cn import sans_path

from csat_lib.findings.told import in_lines

FONT = "Noto Sans SC"
POINT_MM = 25.4 / 72
_EM = 1000
_HAN = r"\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60"
_CLOSERS = r"，。、；：！？）》」』】〉%）\]”’…·"
_OPENERS = r"（《「『【〈\[“‘("
_TOKEN = re.compile(
    rf"\s+|[{_OPENERS}]*(?:[{_HAN}]|[^\s{_HAN}{_OPENERS}]+?(?=[\s{_HAN}{_OPENERS}]|$|(?<=[/_-])))[{_CLOSERS}]*|."
)
_WIDE = "\N{WHITE SQUARE}"
"""As wide as this is what the font lacks: a page draws it in a font of its reader's, print this in its place."""


@cache
def load_font() -> FT2Font:
    """The font, opened once per process to measure words with."""
    font = FT2Font(str(sans_path()))
    font.set_size(_EM, 72)
    return font


@cache
def _advance(char: str) -> float:
    font = load_font()
    known = char if font.get_char_index(ord(char)) else _WIDE
    glyph = font.load_char(ord(known), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / _EM


def width_mm(text: str, size: float) -> float:
    """How far the text runs on paper, in millimetres (kerning left aside)."""
    return _ems(text) * size * POINT_MM


@lru_cache(8192)
def _ems(text: str) -> float:
    """The same in units of the size: texts repeat, in the two widths of a chart and from chart to chart."""
    return sum(_advance(char) for char in text)


def on_one_line(text: str) -> str:
    """The text with single spaces in place of breaks and runs of them."""
    return re.sub(r"\s+", " ", text).strip()


def wrap(text: str, size: float, room: float, most: int = 3) -> list[str]:
    """Lines of at most ``room`` mm; what a reader loses beyond ``most`` lines is shown by an ellipsis."""
    tokens = _tokens(on_one_line(text), size, room)
    lines = _fill(tokens, size, room)
    if len(lines) <= most:
        return in_lines(text, _balance(tokens, size, room))
    last, over = lines[most - 1], lines[most]
    between = " " if last[-1].isascii() and over[0].isascii() else ""
    return in_lines(text, [*lines[: most - 1], _cut(f"{last}{between}{over}", size, room)])


def breaks_words(text: str, size: float, room: float) -> bool:
    """Whether a word of the text is wider than the room, so that wrapping would tear it."""
    return any(width_mm(token.strip(), size) > room for token in _TOKEN.findall(on_one_line(text)))


def _tokens(text: str, size: float, room: float) -> list[str]:
    """What may not be broken: words, single Chinese characters with the punctuation that clings to them."""
    parts: list[str] = []
    for token in _TOKEN.findall(text):
        parts += [token] if width_mm(token, size) <= room else list(token)
    return parts


def _fill(tokens: list[str], size: float, room: float) -> list[str]:
    lines = [""]
    for token in tokens:
        if width_mm((lines[-1] + token).rstrip(), size) > room and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += token if lines[-1] else token.lstrip()
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _balance(tokens: list[str], size: float, room: float) -> list[str]:
    """As few lines as the room allows, as even as they come: no lone word on the last one."""
    least = lines = _fill(tokens, size, room)
    for share in (0.9, 0.8, 0.7, 0.6, 0.5):
        lines = _fill(tokens, size, room * share)
        if len(lines) > len(least) or any(width_mm(line, size) > room for line in lines):
            break
        least = lines
    return least


def _cut(text: str, size: float, room: float) -> str:
    while text and width_mm(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def halves(text: str) -> list[str]:
    """Two lines, broken next to the middle: at a space, before a bracket; one where there is neither."""
    places = [at for at, letter in enumerate(text) if letter in " （"]
    if not places:
        return [text]
    at = min(places, key=lambda at: abs(width_mm(text[:at], 1.0) - width_mm(text[at:], 1.0)))
    return in_lines(text, [text[:at], text[at:].lstrip()])


def fits(positions: list[float], widths: list[float], gap: float) -> bool:
    """Whether centred texts of these widths stand clear of each other."""
    ends = [(at - width / 2, at + width / 2) for at, width in zip(positions, widths, strict=True)]
    return all(right + gap <= left for (_, right), (left, _) in pairwise(ends))
