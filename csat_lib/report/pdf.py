"""Blocks to PDF: the report as JSON, set by one fixed Typst template. The same report gives the same bytes.

Nothing of the report ever becomes Typst code, so no text needs escaping. The typesetter sees only the fonts of
:mod:`csat_lib.report.fonts` and writes PDF/UA-1, which refuses a figure without words or an unknown letter.
"""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import files
from typing import Any

import typst

from csat_lib.errors.report import pdf_refused
from csat_lib.report.assemble import Report
from csat_lib.report.fonts import rare_font, text_font
from csat_lib.report.labels import LANGUAGE_TAGS, label
from csat_lib.report.look import Look
from csat_lib.report.pdf_items import answers, bare, pdf_items


def render_pdf(report: Report, look: Look, dated: dt.date) -> bytes:
    """The report as PDF/UA-1, A4. ``dated`` (the wave's date of data) stands as the document's date.

    Raises:
        CsatError: the typesetter refuses the document; its words are given.
    """
    template = files("csat_lib.report").joinpath("templates", "report.typ").read_bytes()
    data = json.dumps(_document(report, look, dated), ensure_ascii=False)
    midnight = dt.datetime.combine(dated, dt.time(), tzinfo=dt.UTC)
    try:
        pdf = typst.compile(
            template,
            sys_inputs={"report": data},
            format="pdf",
            font_paths=_fonts(),
            pdf_standards="ua-1",
            timestamp=int(midnight.timestamp()),
        )
    except typst.TypstError as error:
        raise pdf_refused(str(error)) from error
    return bytes(pdf)


def _fonts() -> typst.Fonts:
    folders = [str(font.parent) for font in (text_font(), rare_font())]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _document(report: Report, look: Look, dated: dt.date) -> dict[str, Any]:
    cover = report.cover
    tag = LANGUAGE_TAGS[report.language]
    return {
        "logo": look.logo,
        "accent": look.ink,
        "lang": report.language,
        "region": tag.partition("-")[2].lower() or None,
        "title": f"{cover.title} · {cover.period}",
        "author": cover.client or cover.title,
        "running": [cover.title, cover.period],
        "date": {"year": dated.year, "month": dated.month, "day": dated.day},
        "labels": {
            "contents": label("contents", report.language),
            "analyst": label("analyst", report.language),
            "pages": label("pages", report.language, "{0}", "{1}"),
        },
        "items": pdf_items(report),
        "answers": answers(report),
        "bare": bare(report),
    }
