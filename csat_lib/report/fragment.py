"""A block as a piece of HTML: the same macros serve the report and the look in a notebook. All text is escaped."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from latex2mathml.converter import convert
from markupsafe import Markup

from csat_lib.report.assemble import Item, Report
from csat_lib.report.blocks import Block
from csat_lib.report.inline import references
from csat_lib.report.labels import Language, label
from csat_lib.report.look import Look
from csat_lib.report.texts import clean_block, texts_in
from csat_lib.report.written import figure_foot, write_table

_ARROWS = {"up": "▲", "down": "▼", "flat": "●"}
_ROOT = re.compile(r"<svg\b[^>]*>")
_SIDE = r'\s{}="([0-9.]+)(pt|px)?"'
_PIXELS_PER_POINT = 4 / 3


class Fragments:
    """The blocks of one report as HTML, references resolved, numbers shown."""

    def __init__(self, report: Report, look: Look) -> None:
        self._macros = _template().make_module(
            {
                "report": report,
                "look": look,
                "label": partial(_label, report.language),
                "arrows": _ARROWS,
                "written": partial(write_table, language=report.language),
                "figure_foot": partial(figure_foot, language=report.language),
            }
        )

    def render(self, item: Item) -> Markup:
        """A block with its number."""
        return self._call(type(item.block).__name__, item.block, item.number)

    def contents(self) -> Markup:
        """The chapters and sections as a list of links."""
        return self._call("contents_list")

    def _call(self, macro: str, *given: object) -> Markup:
        piece: Markup = getattr(self._macros, macro)(*given)
        return piece


def preview(blocks: Sequence[Block], language: Language) -> str:
    """Blocks as a notebook shows them while one works, with a small style of their own."""
    return f"<style>{read_template('preview.css')}</style>\n{preview_body(blocks, language)}"


def preview_body(blocks: Sequence[Block], language: Language) -> str:
    """Blocks before they are numbered: a reference shows its anchor."""
    cleaned = [clean_block(block) for block in blocks]
    anchors = {anchor for block in cleaned for text in texts_in(block) for anchor in references(text)}
    fragments = Fragments(Report(language, (), {anchor: anchor for anchor in anchors}), Look())
    body = Markup("\n").join(fragments.render(Item(block)) for block in cleaned)
    return f'<div class="csat" lang="{language}">\n{body}\n</div>'


def read_template(name: str) -> str:
    """The text of a file of the templates folder."""
    return files("csat_lib.report").joinpath("templates", name).read_text(encoding="utf-8")


def image(svg: str) -> str:
    """An SVG as a data address: in ``<img>`` it can neither run a script nor load anything."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"image": image, "size": _size, "mathml": _mathml}
    return environment.from_string(read_template("blocks.html.j2"))


def _label(language: Language, name: str, *parts: object) -> str:
    return label(name, language, *parts)


def _size(svg: str) -> Markup:
    """The drawing's own size in pixels, so that the page does not jump while it loads."""
    root = _ROOT.search(svg)
    sides = [re.search(_SIDE.format(side), root.group()) if root else None for side in ("width", "height")]
    if not all(sides):
        return Markup("")
    pixels = [round(float(side[1]) * (_PIXELS_PER_POINT if side[2] == "pt" else 1)) for side in sides if side]
    return Markup(' width="{}" height="{}"').format(*pixels)


def _mathml(latex: str) -> Markup:
    return Markup(convert(latex, display="block"))  # noqa: S704 - formulas are the library's own
