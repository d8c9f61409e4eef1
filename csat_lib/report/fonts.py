"""The fonts that a report carries: Chinese and Latin from a font package, a wide fallback for rare letters.

No font file is part of this repository and none of the machine's fonts is used, so a report looks the same everywhere.
"""

import io
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from csat_lib.errors.report import no_font

TEXT_FAMILY = "Noto Sans SC"
RARE_FAMILY = "DejaVu Sans"

_FEATURES = ["kern", "locl", "mark", "mkmk", "ccmp", "liga", "init", "medi", "fina", "rlig", "pwid", "halt"]


def text_font() -> Path:
    """Noto Sans SC, regular (30,890 characters; it has no bold, which is drawn by a thin stroke)."""
    return _package_folder("pylopdf_fonts_zh_cn") / "NotoSansSC-Regular.otf"


def rare_font() -> Path:
    """DejaVu Sans, for letters that the text font lacks (it comes with matplotlib, which is not imported)."""
    return _package_folder("matplotlib") / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"


def missing_characters(text: str) -> list[str]:
    """The visible characters of a text that neither font can draw, each once, in order."""
    known = _drawable()
    return [letter for letter in dict.fromkeys(text) if ord(letter) not in known and letter not in "\n\t"]


def subsets(texts: Iterable[str]) -> list[tuple[str, bytes]]:
    """(family, WOFF2 bytes) that draw these texts and no more; the same texts give the same bytes, none give none."""
    used = set[str]().union(*texts)
    letters = set(map(ord, used)) | set(range(0x20, 0x7F)) if used else set[int]()
    common = letters & _characters(text_font())
    rare = (letters - common) & _characters(rare_font())
    wanted = [(TEXT_FAMILY, text_font(), common), (RARE_FAMILY, rare_font(), rare)]
    return [(family, _woff2(path, frozenset(points))) for family, path, points in wanted if points]


@cache
def _drawable() -> frozenset[int]:
    return _characters(text_font()) | _characters(rare_font())


@cache
def _characters(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _woff2(path: Path, points: frozenset[int]) -> bytes:
    options = subset.Options(
        flavor="woff2", layout_features=_FEATURES, hinting=False, desubroutinize=True, recalc_timestamp=False
    )
    options.drop_tables += ["FFTM"]
    with subset.load_font(str(path), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=sorted(points))
        subsetter.subset(font)
        file = io.BytesIO()
        subset.save_font(font, file, options)
    return file.getvalue()


def _package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise no_font(package)
    return Path(spec.origin).parent
