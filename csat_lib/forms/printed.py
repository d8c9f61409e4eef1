"""The questionnaire on paper: for respondents to fill in, or a script to read out on the telephone; as docx and PDF.

One layout (:func:`laid_out`) serves both files and the notebook. ○ stands before one answer, □ before any number of
them, codes small beside them; no question is broken over two pages.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, Literal

import typst
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from csat_lib.fingerprints import digest
from csat_lib.forms.known_words import NPS, WORDS
from csat_lib.forms.only_if import met_by, told
from csat_lib.forms.shown import ShownTogether, points, say, shown
from csat_lib.report.font_files import bold_family, font_path, typesetter_fonts
from csat_lib.study.conditions import Condition
from csat_lib.study.model import Study

_SAID = WORDS["printed"]


def laid_out(study: Study, languages: Sequence[str], *, telephone: bool = False) -> dict[str, Any]:
    """What stands on paper, from top to foot: texts, and ``parts``, one a question or a table of ratings."""
    contact = study.form.contact
    reach = " · ".join(filter(None, (contact.email, contact.phone))) if contact else ""
    version = digest(study.form.model_dump_json(), *(one.model_dump_json() for one in study.questions.values()))[:8]
    return {
        "title": say(study.title, languages),
        "lang": languages[0],
        "boxes": _words("boxes", languages),
        "intro": say(study.form.intro, languages),
        "parts": list(_parts(study, languages, "read_out" if telephone else "fill_in")),
        "thanks": say(study.form.thanks, languages),
        "contact": f"{_words('contact', languages)}{reach}" if reach else "",
        "foot": f"{study.study} · {version}",
    }


def _words(name: str, languages: Sequence[str], **slots: object) -> str:
    return " / ".join(_SAID[name][language].format(**slots) for language in languages)


def _parts(study: Study, languages: Sequence[str], way: str) -> Iterator[dict[str, Any]]:
    at = {name: number for number, together in enumerate(shown(study), start=1) for name in together.names}
    for number, together in zip(count(1), shown(study), strict=False):
        one = study.questions[together.names[0]]
        kind = "table" if one.kind in {"rating", NPS} else {"multiple": "several", "date": "day"}.get(one.kind, "one")
        kind = "line" if not points(one) and kind == "one" else kind
        means = "one" if kind == "table" and not together.block else kind
        how = " / ".join(_SAID[way][means][language] for language in languages)
        asked = ""
        if one.filter:
            asked = " / ".join(
                _SAID["asked"][language].format(condition=_condition(study, one.filter, at, language))
                for language in languages
            )
        yield {
            "page": say(together.title, languages),
            "number": str(number),
            "text": say(together.stem, languages),
            "notes": [note for note in (asked, how, say(one.hint, languages)) if note],
            "kind": kind,
            "mark": "□" if kind == "several" else "○",
            "points": [[point.code, say(point, languages) + " ________" * point.other] for point in points(one)],
            "rows": _rows(study, together, languages) if kind == "table" else [],
            "unit": say(getattr(one, "unit", None), languages),
            "lines": 4 if one.kind == "text" else 1,
            "refused": _words("refused", languages) if way == "read_out" and kind == "table" else "",
        }


def _condition(study: Study, condition: Condition, at: Mapping[str, int], language: str) -> str:
    """Who is asked, in words: questions by their numbers."""

    def leaf(one: Condition) -> str:
        name = one.question or ""
        words = {point.code: say(point, [language]) for point in points(study.questions[name])}
        if words or one.values:
            answers = ", ".join(words.get(code, code) for code in met_by(study, one))
            return str(_SAID["answered"][language]).format(at=at[name], answers=answers)
        bounds = {"at_least": one.at_least, "at_most": one.at_most}
        told_of = [
            _SAID[key][language].format(at=at[name], bound=f"{bound:g}")
            for key, bound in bounds.items()
            if bound is not None
        ]
        return str(_SAID["both"][language]).join(told_of)

    return told(condition, leaf, _SAID["both"][language], _SAID["either"][language])


def _rows(study: Study, together: ShownTogether, languages: Sequence[str]) -> list[str]:
    """The rows of a table; a rating by itself has one without words, which stand above it."""
    return [say(study.questions[name].text, languages) for name in together.names] if together.block else [""]


def write_pdf(study: Study, languages: Sequence[str], *, telephone: bool = False) -> bytes:
    """The questionnaire as PDF, A4."""
    return bytes(_typeset(laid_out(study, languages, telephone=telephone), "pdf"))


def as_html(form: dict[str, Any]) -> str:
    """The pages of a layout as pictures (SVG) below each other."""
    pages = _typeset(form, "svg")
    return "".join(page.decode() for page in (pages if isinstance(pages, list) else [pages]))


def _typeset(form: dict[str, Any], kind: Literal["pdf", "svg"]) -> Any:
    """Set by one fixed Typst template."""
    template = Path(__file__).with_name("questionnaire.typ").read_bytes()
    data = {"form": json.dumps(form, ensure_ascii=False)}
    with bold_family() as bold:
        fonts = typesetter_fonts(bold, font_path("signs").parent)
        return typst.compile(template, sys_inputs=data, format=kind, font_paths=fonts, timestamp=0)


def write_docx(study: Study, languages: Sequence[str], *, telephone: bool = False) -> bytes:
    """The questionnaire as a Word file that a client edits: styles, no question over two pages."""
    form, file = laid_out(study, languages, telephone=telephone), Document()
    for style, size in (("Normal", 10.5), ("Title", 18.0), ("Heading 1", 13.0)):
        file.styles[style].font.name, file.styles[style].font.size = "Arial", Pt(size)
        file.styles[style].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "微软雅黑")
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    section.footer.paragraphs[0].text = form["foot"]
    file.add_paragraph(form["title"], style="Title")
    for text in (form["boxes"], form["intro"]):
        file.add_paragraph(text)
    for part in form["parts"]:
        if part["page"]:
            file.add_paragraph(part["page"], style="Heading 1")
        head = file.add_paragraph()
        head.add_run(f"{part['number']}. {part['text']}").bold = True
        head.add_run(f"  ({'; '.join(part['notes'])})").italic = True
        head.paragraph_format.keep_with_next = True
        (_add_table if part["kind"] == "table" else _add_answers)(file, part)
    for text in filter(None, (form["thanks"], form["contact"])):
        file.add_paragraph(text)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _add_answers(file: Any, part: dict[str, Any]) -> None:
    texts = [f"{part['mark']} {text}  [{code}]" for code, text in part["points"]]
    for at, text in enumerate(lines := texts or [f"{'_' * 60} {part['unit']}".strip()] * part["lines"]):
        line = file.add_paragraph(text)
        line.paragraph_format.keep_with_next = at < len(lines) - 1
        line.paragraph_format.left_indent, line.paragraph_format.space_after = Mm(6), Pt(2)


def _add_table(file: Any, part: dict[str, Any]) -> None:
    """Ratings: codes and wordings in the head, which every page repeats, a circle in every cell."""
    wide = 170 if part["rows"] == [""] else 110
    each = wide / len(part["points"])
    table = file.add_table(rows=1, cols=len(part["points"]) + 1, style="Table Grid")
    table.autofit = False
    for cell, (code, text) in zip(table.rows[0].cells[1:], part["points"], strict=True):
        cell.text = code if text == code else f"{code}\n{text}"
    for row in part["rows"]:
        cells = table.add_row().cells
        cells[0].text = row
        for cell in cells[1:]:
            cell.text = part["mark"]
    for at, row in enumerate(table.rows):
        for name in ("w:cantSplit", *(["w:tblHeader"] if not at else [])):
            row._tr.get_or_add_trPr().append(OxmlElement(name))
        for cell, width in zip(row.cells, [170 - wide or 1, *[each] * len(part["points"])], strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].paragraph_format.keep_with_next = at < len(table.rows) - 1
    if part["refused"]:
        file.add_paragraph(part["refused"])
