"""A block as a piece of HTML: the same macros serve the report and the look in a notebook. All text is escaped."""

import base64
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from latex2mathml.converter import convert
from markupsafe import Markup

from csat_lib.findings.setting import DATE
from csat_lib.findings.told import pieces_of
from csat_lib.report.assemble import Item, Report
from csat_lib.report.blocks import Block, Figure
from csat_lib.report.inline import bare, references
from csat_lib.report.labels import Language, label
from csat_lib.report.look import Look
from csat_lib.report.texts import clean_block, sentences_in
from csat_lib.report.traced import row_anchor
from csat_lib.report.written import figure_foot, write_table

_ARROWS = {"up": "▲", "down": "▼"}
_SIDES = re.compile(r'\s(?:width|height)="[^"]*"')
_DATE = re.compile(rf"(<[^>]*>)|{DATE}")
_IN_PAGE = re.compile(r'<svg class="drawing" role="img" aria-label="([^"]*)".*?</svg>', re.DOTALL)


class Fragments:
    """The blocks of one report as HTML, references resolved, numbers shown."""

    def __init__(self, report: Report, look: Look) -> None:
        self._rows_shown: set[str] = set()
        self._macros = template().make_module(
            {
                "report": report,
                "look": look,
                "label": lambda name, *parts: label(name, report.language, *parts),
                "arrows": _ARROWS,
                "written": partial(write_table, language=report.language),
                "figure_foot": partial(figure_foot, language=report.language),
                "pieces": _pieces,
                "row_anchor": row_anchor,
                "first_of": self._first_of,
            }
        )

    def render(self, item: Item) -> Markup:
        """A block with its number."""
        return self._call(type(item.block).__name__, item.block, item.number)

    def contents(self) -> Markup:
        """The chapters and sections as a list of links."""
        return self._call("contents_list")

    def _first_of(self, of: str) -> str:
        """The anchor of a finding's row where its first cell is written."""
        anchor = row_anchor(of)
        if anchor in self._rows_shown:
            return ""
        self._rows_shown.add(anchor)
        return anchor

    def _call(self, macro: str, *given: object) -> Markup:
        piece: Markup = getattr(self._macros, macro)(*given)
        return piece


def preview(blocks: Sequence[Block], language: Language) -> str:
    """Blocks as a notebook shows them, with a small style of their own; a chart is an image.

    Of a notebook that its reader has not run, JupyterLab shows no style and no drawing inside the page, but images.
    """
    shown = preview_body([_for_one_screen(block) for block in blocks], language)
    body = _IN_PAGE.sub(lambda found: f'<img width="100%" alt="{found[1]}" src="{image(found[0])}">', shown)
    return f"<style>{read_template('preview.css')}</style>\n{body}"


def _for_one_screen(block: Block) -> Block:
    return replace(block, narrow="") if isinstance(block, Figure) else block


def preview_body(blocks: Sequence[Block], language: Language) -> str:
    """Blocks before they are numbered: a reference shows its anchor."""
    cleaned = [clean_block(block) for block in blocks]
    anchors = {anchor for block in cleaned for text in sentences_in(block) for anchor in references(text)}
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
def template() -> Template:
    """The macros that write blocks, compiled once per process."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"image": image, "drawing": _drawing, "mathml": _mathml, "whole_dates": _whole_dates}
    return environment.from_string(read_template("blocks.html.j2"))


def _pieces(text: str, data: Sequence[str] = ()) -> str:
    """What the numbers of a text are, as JSON; a figure of a chart's data is named by its place in them."""
    pieces = pieces_of(text)
    told = bare(json.dumps(pieces, ensure_ascii=False, separators=(",", ":"))) if pieces else ""
    return _by_place(told, data)


def _by_place(told: str, data: Sequence[str], quote: str = '"') -> str:
    for place, of in enumerate(data):
        told = told.replace(f"[{quote}{of}{quote},", f"[{place},")
    return told


def _drawing(svg: str, words: str, data: Sequence[str] = ()) -> Markup:
    """A chart inside the page, as wide as its place, its words in the page's font; to a screen reader one image.

    What the page's policy forbids holds here too: nothing runs and nothing is loaded.
    """
    root, rest = _by_place(svg, data, "&quot;").removeprefix("<svg").split(">", 1)
    told = _pieces(words, data)
    named = Markup('<svg class="drawing" role="img" aria-label="{}"').format(words)
    named += Markup(' data-told="{}"').format(told) if told else ""
    return named + Markup(f"{_SIDES.sub('', root)}>{rest}")  # noqa: S704 - drawn by the library


def _whole_dates(told: Markup) -> Markup:
    """Chinese dates as words that no line breaks; what stands in a tag is left alone."""

    def whole(found: re.Match[str]) -> str:
        return found[0] if found[1] else f'<span class="whole">{found[0]}</span>'

    return Markup(_DATE.sub(whole, str(told)))  # noqa: S704 - escaped before


def _mathml(latex: str) -> Markup:
    return Markup(convert(latex, display="block"))  # noqa: S704 - formulas are the library's own
