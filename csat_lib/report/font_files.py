"""The font files of the packages that a report draws with, and what the typesetter may see of them.

No font file is part of this repository and none of the machine's fonts is used, so a report looks the same everywhere.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import typst

from csat_lib.errors.report import no_font

TEXT_FAMILY = "Noto Sans SC"
RARE_FAMILY = "DejaVu Sans"
BOLD_FAMILY = "Noto Bold SC"

_FILES = {
    "text": ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"),
    "bold": ("justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"),
    "signs": ("fontpkg_source_sans_3", "files/SourceSans3[wght].ttf"),
    "rare": ("matplotlib", "mpl-data/fonts/ttf/DejaVuSans.ttf"),
}


def font_path(use: Literal["text", "bold", "signs", "rare"]) -> Path:
    """Noto Sans SC, regular; the same in all weights; Source Sans 3 for the signs of English; DejaVu Sans for the rest.

    matplotlib, which brings the last one, is not imported.
    """
    package, name = _FILES[use]
    return _package_folder(package) / name


@contextmanager
def bold_family() -> Iterator[Path]:
    """A folder with Noto Sans SC in all weights, under a name of its own, :data:`BOLD_FAMILY`; it is gone afterwards.

    Under the same name the typesetter would prefer it to the regular one, and draw the words of charts, whose weight it
    does not tell a font of all weights, in its thinnest. Only letters of the ``name`` table change, so places stay.
    """
    font = bytearray(font_path("bold").read_bytes())
    tables = (struct.unpack_from(">4s4xII", font, 12 + 16 * at) for at in range(struct.unpack_from(">H", font, 4)[0]))
    start, length = next((offset, size) for tag, offset, size in tables if tag == b"name")
    old, new = (name.encode("utf-16-be") for name in (TEXT_FAMILY, BOLD_FAMILY))
    font[start : start + length] = font[start : start + length].replace(old, new)
    with TemporaryDirectory() as folder:
        (Path(folder) / "bold.ttf").write_bytes(font)
        yield Path(folder)


def typesetter_fonts(*folders: Path) -> typst.Fonts:
    """The fonts that the typesetter may use for charts, those of further folders, and no others."""
    known = (font_path("text").parent, font_path("rare").parent, *folders)
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in known])


def _package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise no_font(package)
    return Path(spec.origin).parent
