"""What draws the texts of a report: which letters can be drawn, and fonts cut down to those that a page uses."""

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from csat_lib.report.font_files import RARE_FAMILY, TEXT_FAMILY, font_path

LATIN_SIGNS = "×±≤≥→·"
"""Signs that the Chinese font draws as wide as a Chinese character: in English they come from its Latin companion."""
_COMPANION_SIZE = "112%"
"""The Latin letters of Noto Sans SC are those of Source Sans, so much larger."""

_ALL_WEIGHTS = "font-weight: 100 900"
_FEATURES = ["kern", "locl", "mark", "mkmk", "ccmp", "liga", "init", "medi", "fina", "rlig", "pwid", "halt"]
_UNUSED = ["FFTM", "vhea", "vmtx", "VVAR", "VORG", "BASE", "STAT"]


SQUARE = "\N{WHITE SQUARE}"


@dataclass(frozen=True)
class Face:
    """A font that a page carries: its family, what else its rule says, its WOFF2 bytes."""

    family: str
    rule: str
    woff2: bytes


def missing_characters(text: str) -> list[str]:
    """The visible characters of a text that neither font can draw, each once, in order."""
    known = _drawable()
    return [letter for letter in dict.fromkeys(text) if ord(letter) not in known and not _is_unseen(letter)]


def printable(text: str) -> str:
    """The text as the report's fonts can print it: a square for each letter that they lack, with its marks."""
    return text.translate({ord(letter): "" if is_mark(letter) else SQUARE for letter in missing_characters(text)})


def is_mark(letter: str) -> bool:
    """Whether it stands on or beside another letter, of which it is a part."""
    return unicodedata.category(letter)[0] == "M"


def _is_unseen(letter: str) -> bool:
    return letter in "\n\t" or unicodedata.category(letter) == "Cf"


def subsets(texts: Iterable[str], language: str) -> list[Face]:
    """What draws these texts, and no more, in all weights; the same texts give the same bytes, none give none."""
    used = set[str]().union(*texts)
    letters = set(map(ord, used)) | set(range(0x20, 0x7F)) if used else set[int]()
    common = letters & _characters(font_path("text"))
    rare = (letters - common) & _characters(font_path("rare"))
    signs = letters & set(map(ord, LATIN_SIGNS)) if language == "en" else set[int]()
    places = ", ".join(f"U+{point:X}" for point in sorted(signs))
    wanted = [
        (TEXT_FAMILY, _ALL_WEIGHTS, font_path("bold"), common),
        (
            TEXT_FAMILY,
            f"font-weight: 100 900; size-adjust: {_COMPANION_SIZE}; unicode-range: {places}",
            font_path("signs"),
            signs,
        ),
        (RARE_FAMILY, "", font_path("rare"), rare),
    ]
    return [Face(family, rule, _woff2(path, frozenset(points))) for family, rule, path, points in wanted if points]


@cache
def _drawable() -> frozenset[int]:
    return _characters(font_path("text")) | _characters(font_path("rare"))


@cache
def _characters(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _woff2(path: Path, points: frozenset[int]) -> bytes:
    options = subset.Options(
        flavor="woff2", layout_features=_FEATURES, hinting=False, desubroutinize=True, recalc_timestamp=False
    )
    options.drop_tables += _UNUSED
    with subset.load_font(str(path), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=sorted(points))
        subsetter.subset(font)
        file = io.BytesIO()
        subset.save_font(font, file, options)
    return file.getvalue()
