"""Blocks to PDF: the report as JSON, set by one fixed Typst template. The same report gives the same bytes.

Nothing of the report ever becomes Typst code, so no text needs escaping. The typesetter sees only the fonts of
:mod:`csat_lib.report.font_files` and writes PDF/UA-1, which refuses a figure without words or an unknown letter.
"""

import datetime as dt
import json
import re
from dataclasses import asdict, replace
from functools import singledispatch
from importlib.resources import files
from typing import Any

import typst

from csat_lib.errors.report import pdf_refused
from csat_lib.report.assemble import Item, Report
from csat_lib.report.blocks import (
    Block,
    Cover,
    Figure,
    Heading,
    Paragraph,
    Points,
    Provenance,
    Quote,
    Quotes,
    References,
    Sources,
    Table,
)
from csat_lib.report.font_files import bold_family, font_path, typesetter_fonts
from csat_lib.report.fonts import LATIN_SIGNS, printable
from csat_lib.report.inline import Run
from csat_lib.report.labels import LANGUAGE_TAGS, label
from csat_lib.report.look import Look
from csat_lib.report.squares import end_of_method, is_in_another_script, told_of_squares
from csat_lib.report.widths import share_width
from csat_lib.report.written import figure_foot, write_table


def render_pdf(report: Report, look: Look, dated: dt.date) -> bytes:
    """The report as PDF/UA-1, A4. ``dated`` (the last day of the period) stands as the document's date.

    Raises:
        CsatError: the typesetter refuses the document; its words are given.
    """
    template = files("csat_lib.report").joinpath("templates", "report.typ").read_bytes()
    data = printable(json.dumps(_document(report, look, dated), ensure_ascii=False))
    midnight = dt.datetime.combine(dated, dt.time(), tzinfo=dt.UTC)
    try:
        with bold_family() as bold:
            pdf = typst.compile(
                template,
                sys_inputs={"report": data},
                format="pdf",
                font_paths=typesetter_fonts(bold, font_path("signs").parent),
                pdf_standards="ua-1",
                timestamp=int(midnight.timestamp()),
            )
    except typst.TypstError as error:
        raise pdf_refused(str(error)) from error
    return bytes(pdf)


def _document(report: Report, look: Look, dated: dt.date) -> dict[str, Any]:
    cover = report.cover
    tag = LANGUAGE_TAGS[report.language]
    return {
        "logo": look.logo,
        "accent": look.ink,
        "signs": LATIN_SIGNS if report.language == "en" else "",
        "lang": report.language,
        "region": tag.partition("-")[2].lower() or None,
        "title": f"{cover.title} · {cover.period}",
        "author": cover.client or cover.title,
        "running": [cover.title, label("simulated", report.language) if cover.banner else "", cover.period],
        "date": {"year": dated.year, "month": dated.month, "day": dated.day},
        "labels": {
            "contents": label("contents", report.language),
            **{name: label(name, report.language) for name in ("judgement", "example", "action")},
            "pages": label("pages", report.language, "{0}", "{1}"),
        },
        "depth": 1 if answers(report) else 2,
        "items": pdf_items(report),
        "answers": answers(report),
        "bare": bare(report),
    }


LONG_TABLE = 12
JUDGED = ("judgement", "example")
_UNBROKEN = re.compile(r"\S{24,}")
_BEFORE_UNIT = re.compile(r"(?:(?<=\d)|^) (?=分|份|个|期|组|道|题|points?\b|responses?\b)")
"""The space between a number, which may be a run of its own, and its unit: no line breaks there."""
_NOT_SET = frozenset(["svg", "spark_svg", "narrow", "alt", "spark_alt", "anchor", "latex", "typst", "spoken"])
_ZERO_WIDTH_SPACE = "\u200b"


def pdf_items(report: Report) -> list[dict[str, Any]]:
    """All blocks in order; one ``leads`` into what cannot break. What no font can draw is told with the method."""
    items = [item for item in report.items if not isinstance(item.block, Sources)]
    following = [*(item.block for item in items[1:]), None]
    found = [
        pdf_item(item, report) | {"leads": _leads(item.block, after)}
        for item, after in zip(items, following, strict=True)
    ]
    if told := told_of_squares(found, report):
        found.insert(end_of_method(items), pdf_item(Item(Paragraph(told, "method")), report) | {"leads": False})
    return found


def _leads(block: Block, after: Block | None) -> bool:
    """Whether a block may not end a page: what cannot break follows, a judgement on it, or the table it is about."""
    is_note = isinstance(block, Paragraph) and block.style == "note"
    is_held = isinstance(after, Provenance) or getattr(after, "style", "") in JUDGED
    return is_held or (is_note and isinstance(after, Table))


def pdf_item(item: Item, report: Report) -> dict[str, Any]:
    """The block's JSON with its type under ``is`` and its number."""
    shown: dict[str, Any] = _breakable(_json(item.block, report))
    return {"is": type(item.block).__name__, "number": item.number} | shown


def answers(report: Report) -> dict[str, str]:
    """The sentence that opens each chapter, by the chapter's anchor: the contents tell the story."""
    pairs = zip(report.items, report.items[1:], strict=False)
    return {
        chapter.block.anchor: report.plain(first.block.text)
        for chapter, first in pairs
        if isinstance(chapter.block, Heading) and isinstance(first.block, Paragraph) and first.block.style == "lead"
    }


def bare(report: Report) -> list[str]:
    """The anchors of chapters that hold nothing but paragraphs: what the study leaves out is said in little space."""
    held: dict[str, bool] = {}
    chapter = ""
    for item in report.items:
        if isinstance(item.block, Heading) and item.block.level == 1:
            chapter = item.block.anchor
            held[chapter] = False
        elif not isinstance(item.block, Paragraph):
            held[chapter] = True
    return [anchor for anchor, holds in held.items() if not holds]


def breakable(text: str) -> str:
    """The text with places to break in words too long for a line (addresses, hashes), none before a unit."""
    text = _BEFORE_UNIT.sub("\u00a0", text)
    return _UNBROKEN.sub(lambda match: _ZERO_WIDTH_SPACE.join(_chunks(match.group())), text)


def _breakable(value: Any) -> Any:
    """The same JSON with every text that is set in lines made breakable."""
    if isinstance(value, str):
        return breakable(value)
    if isinstance(value, (list, tuple)):
        return [_breakable(part) for part in value]
    if isinstance(value, dict):
        return {name: part if name in _NOT_SET else _breakable(part) for name, part in value.items()}
    return value


def _chunks(word: str, size: int = 8) -> list[str]:
    return [word] if not word.isascii() else [word[start : start + size] for start in range(0, len(word), size)]


def _runs(text: str, report: Report) -> list[dict[str, Any]]:
    return [_run(run, report) for run in report.runs(text)]


def _run(run: Run, report: Report) -> dict[str, Any]:
    """A number leads to the table that has its row; in another file to its section, the smallest place named there."""
    place = report.rows.get(run.of) if run.of else None
    number = {"is_number": place is not None}
    if place is not None:
        run = replace(run, anchor=place.heading if place.file else place.anchor, file=place.file)
    elif run.file:
        run = replace(run, anchor=report.elsewhere[run.anchor].heading)
    return number | {"text": run.text, "bold": run.weight == "bold", "anchor": run.anchor, "file": run.file}


@singledispatch
def _json(block: Any, _: Report) -> dict[str, Any]:
    return asdict(block)


@_json.register
def _(block: Cover, report: Report) -> dict[str, Any]:
    facts = [("made_up" if block.banner else "client", block.client), ("who", block.base), ("date", block.date_of_data)]
    return asdict(block) | {"facts": [(label(name, report.language), text) for name, text in facts if text]}


@_json.register
def _(block: Paragraph, report: Report) -> dict[str, Any]:
    return {"style": block.style, "runs": _runs(block.text, report)}


@_json.register
def _(block: Points | References, report: Report) -> dict[str, Any]:
    order = {"order": block.order} if isinstance(block, Points) else {}
    return {"items": [_runs(text, report) for text in block.items]} | order


def _said(quote: Quote, report: Report) -> dict[str, str]:
    """A quote, with its language where that is not the report's."""
    language = quote.language or report.language
    mark = label(f"said_in_{language}", report.language) if language != report.language else ""
    return {"text": quote.text, "lang": language, "mark": mark}


@_json.register
def _(block: Quotes, report: Report) -> dict[str, Any]:
    drawn = Quotes(tuple(quote for quote in block.items if not is_in_another_script(quote.text)))
    groups = [{"about": about, "said": [_said(quote, report) for quote in said]} for about, said in drawn.groups]
    note = "" if drawn == block else label("not_drawn", report.language)
    title, how = (label(name, report.language) for name in ("quotes", "as_written"))
    return {"title": title, "how": how, "groups": groups, "note": note}


@_json.register
def _(block: Figure, report: Report) -> dict[str, Any]:
    return {
        "anchor": block.anchor,
        "title": report.plain(block.title),
        "svg": block.svg,
        "alt": block.alt or block.title,
        "foot": report.plain(figure_foot(block, report.language)),
    }


@_json.register
def _(block: Table, report: Report) -> dict[str, Any]:
    written = write_table(block, report.language)
    return {
        "anchor": block.anchor,
        "title": report.plain(block.title),
        "foot": report.plain(written.foot),
        "rows": [asdict(row) for row in written.rows],
        "long": len(written.rows) > LONG_TABLE,
        "widths": asdict(share_width(written.heads)),
        "columns": [asdict(head) for head in written.heads],
    }
