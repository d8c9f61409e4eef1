"""Each figure of the reports as a file of its own, for papers and slides: SVG, and PNG of 300 dots per inch."""

import json
import re
import struct
import zlib
from collections.abc import Iterator, Sequence

import typst
from markupsafe import escape

from csat_lib.errors.report import pdf_refused
from csat_lib.report.assemble import Report
from csat_lib.report.blocks import Figure
from csat_lib.report.font_files import typesetter_fonts
from csat_lib.report.fonts import printable

DOTS_PER_INCH = 300
_TYPST = """#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for svg in json(bytes(sys.inputs.figures)) { page(image(bytes(svg), format: "svg")) }"""
_TOLD = re.compile(r""" data-told=(?:"[^"]*"|'[^']*')""")
_NUMBER = re.compile(r"([A-Z]?)(\d+)$")
_HEADER = 33
"""Bytes of a PNG before its second chunk: the signature and the header."""


def render_figures(reports: Sequence[Report]) -> dict[str, bytes]:
    """Name -> content: ``figure-03-ranking.en.svg`` and ``.png``; of an annex ``figure-a03-...``.

    All are drawn in one call of the typesetter, with the fonts of the PDF.

    Raises:
        CsatError: the typesetter refuses a figure.
    """
    drawings = dict(pair for report in reports for pair in _drawings(report))
    if not drawings:
        return {}
    images = zip(drawings, _pngs(list(drawings.values())), strict=True)
    return {f"{name}.svg": svg.encode() for name, svg in drawings.items()} | {
        f"{name}.png": png for name, png in images
    }


def _drawings(report: Report) -> Iterator[tuple[str, str]]:
    """(name, SVG) of the report's figures; the SVG says its title and what it shows."""
    for item in report.items:
        if isinstance(figure := item.block, Figure):
            prefix, number = _NUMBER.search(item.number).groups()  # type: ignore[union-attr]  # figures are numbered
            name = f"figure-{prefix.lower()}{int(number):02d}-{figure.anchor.removeprefix('fig-')}.{report.language}"
            words = f"<title>{escape(report.plain(figure.title))}</title><desc>{escape(figure.alt)}</desc>"
            head, rest = _TOLD.sub("", figure.svg).split(">", 1)
            yield name, f"{head}>{words}{printable(rest)}"


def _pngs(drawings: Sequence[str]) -> list[bytes]:
    try:
        made = typst.compile(
            _TYPST.encode(),
            sys_inputs={"figures": json.dumps(drawings)},
            format="png",
            ppi=DOTS_PER_INCH,
            font_paths=typesetter_fonts(),
        )
    except typst.TypstError as error:
        raise pdf_refused(str(error)) from error
    return [_measured(bytes(png)) for png in (made if isinstance(made, list) else [made])]


def _measured(png: bytes) -> bytes:
    """The image with its dots per metre, so that a word processor sets it in its own size."""
    per_metre = round(DOTS_PER_INCH / 0.0254)
    chunk = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return png[:_HEADER] + framed + png[_HEADER:]
