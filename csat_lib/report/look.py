"""The look that a study chooses: its accent colour and its logo."""

import base64
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from csat_lib.charts.colours import legible
from csat_lib.errors.report import bad_accent, logo_links_outside, no_logo, not_a_logo

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}svg"
_LOADED = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s]+)""")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Look:
    """``accent`` as #rrggbb; ``logo`` the text of an SVG file, or nothing."""

    accent: str = "#1f5a7a"
    logo: str = ""

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.accent):
            raise bad_accent(self.accent)

    @property
    def ink(self) -> str:
        """The accent as words and rules are set in it: darkened where a light one could not be read on white."""
        return legible(self.accent)


def read_logo(path: Path) -> str:
    """The logo as SVG that loads nothing; a PNG file as an SVG that holds it.

    Raises:
        CsatError: there is no such file, it is neither of the two, or it loads something from outside.
    """
    try:
        content = path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise no_logo(path, error.strerror or type(error).__name__) from None
    if content is None:
        raise no_logo(path, "it is no file" if path.exists() else "there is no such file")
    return _holding(content) if content[:8] == _PNG and content[12:16] == b"IHDR" else _checked(path, content)


def _holding(png: bytes) -> str:
    width, height = struct.unpack(">II", png[16:24])
    image = f'<image width="{width}" height="{height}" href="data:image/png;base64,{base64.b64encode(png).decode()}"/>'
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>'


def _checked(path: Path, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
        root = None if "<!ENTITY" in text else ET.fromstring(text)  # noqa: S314 - no entities
    except (UnicodeDecodeError, ET.ParseError, ValueError):
        root = None
    if root is None or root.tag != _SVG:
        raise not_a_logo(path)
    for link in _links(root):
        if not link.startswith(("#", "data:")):
            raise logo_links_outside(path, link[:60])
    return text


def _links(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        if not element.tag.endswith("}a"):
            yield from (value.strip() for name, value in element.attrib.items() if name.endswith("href"))
        for text in (element.text or "", *element.attrib.values()):
            yield from _LOADED.findall(text)
