"""XLSForm, which Kobo, ODK and SurveyCTO take: sheets ``survey``, ``choices`` and ``settings``. Read and written."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from csat_lib.answers.file_codes import as_text
from csat_lib.forms.asked_form import AskedForm, Options
from csat_lib.forms.known_words import Texts, bare, language_named, language_of
from csat_lib.forms.only_if import met_by, told
from csat_lib.forms.shown import Point, ShownTogether, points, say, shown
from csat_lib.study.conditions import Condition
from csat_lib.study.model import Study
from csat_lib.study.questions import Number
from csat_lib.study.words import StudyText

_LABEL = re.compile(r"^(label|hint)(?:::?\s*(.+))?$")
_TEST = re.compile(r"""^(?:selected\(\s*)?\$\{(\w+)\}\s*[,=]\s*['"]?([^'"]+?)['"]?\s*\)?$""")
_KINDS = {"text": "text", "integer": "number", "decimal": "number", "range": "number", "date": "date"}
_TYPES = {"number": "integer", "date": "date", "text": "text", "multiple": "select_multiple"}
_BESIDE = {"start", "end", "today", "deviceid", "username", "audit", "calculate", "hidden", "email", "phonenumber",
           "simserial", "subscriberid", "acknowledge", "note", "begin_repeat", "end_repeat"}  # fmt: skip
_NAMES = {"zh": "中文 (zh)", "en": "English (en)"}
Row = Mapping[str, str]


def read_workbook(content: bytes) -> AskedForm:
    """The questionnaire of an XLSForm workbook."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = {name.strip().lower(): _rows(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}
    survey, settings = sheets["survey"], next(iter(sheets.get("settings", [])), {})
    named = {found.group(2) for row in survey for head in row if (found := _LABEL.match(head)) and found.group(2)}
    base = (
        language_named(settings.get("default_language"))
        if named
        else language_of(row.get("label", "") for row in survey)
    )
    languages = list(dict.fromkeys([base, *map(language_named, sorted(named))]))
    form = AskedForm(dict.fromkeys(languages, bare(settings.get("form_title")) or "Survey"), languages, "XLSForm")
    lists: dict[str, list[tuple[str, Texts]]] = defaultdict(list)
    for row in sheets.get("choices", []):
        lists[row.get("list_name") or row.get("list name", "")].append(
            (row.get("name", ""), _texts(row, "label", base))
        )
    groups: list[tuple[str, Texts, list[str]]] = []
    for row in survey:
        kind = (
            "_".join(row.get("type", "").split()[:2])
            if row.get("type", "").startswith(("begin", "end "))
            else row.get("type", "")
        )
        if kind == "begin_group":
            groups.append((row.get("name", ""), _texts(row, "label", base), []))
        elif kind == "end_group" and groups:
            form.show(*groups.pop())
        else:
            _ask(form, row, lists, base, groups)
    form.settle()
    return form


def _rows(grid: Sequence[Sequence[Any]]) -> list[Row]:
    head, *rows = [[as_text(cell) for cell in row] for row in grid] or [[]]
    filled = ({name: cell for name, cell in zip(head, row, strict=False) if name and cell} for row in rows)
    return [row for row in filled if row]


def _texts(row: Row, kind: str, base: str) -> Texts:
    found = {head: match for head in row if (match := _LABEL.match(head)) and match.group(1) == kind}
    return {
        language_named(match.group(2)) if match.group(2) else base: bare(row[head].replace("**", ""))
        for head, match in found.items()
    }


def _ask(
    form: AskedForm, row: Row, lists: Mapping[str, Options], base: str, groups: Sequence[tuple[str, Texts, list[str]]]
) -> None:
    kind, *rest = row.get("type", "").split()
    look, name = row.get("appearance", ""), row.get("name", "")
    if look == "label" or kind in _BESIDE:
        return
    options = list(lists.get(rest[0], [])) if rest else []
    has_other = rest[1:] == ["or_other"]
    options += [("other", {"zh": "其他", "en": "Other"})] if has_other else []
    kind = {"select_one": "single", "select_multiple": "multiple"}.get(kind, _KINDS.get(kind, ""))
    codes = [code for code, _ in options]
    if kind == "single" and ("likert" in look or "nolabel" in look):
        kind = "rating"
    if codes in (["yes", "no"], ["1", "0"], ["y", "n"]):
        kind = "yes_no"
    if not kind:
        form.left_out.append(f"Question {name}: the type {row.get('type')} is not read.")
        return
    more: dict[str, Any] = {"column": "/".join([*(group for group, _, _ in groups), name])}
    more |= {"hint": _texts(row, "hint", base), "other": f"{name}_other" if has_other else ""}
    more |= {"required": row.get("required", "").lower() in {"yes", "true", "true()"}}
    if only_if := _TEST.match(row.get("relevant", "").strip()):
        more["filter"] = {"question": only_if.group(1), "is": [only_if.group(2)]}
    if kind == "multiple":
        more["separator"] = " "
    asked = form.ask(name, kind, _texts(row, "label", base) or {base: name}, options, **more)
    if groups and kind == "rating":
        groups[-1][2].append(asked)


def write_workbook(study: Study, languages: Sequence[str]) -> bytes:
    """The workbook; questions with the same answers share a list."""
    lists: dict[str, list[dict[str, str]]] = {}
    survey = [row for together in shown(study) for row in _written(study, together, languages, lists)]
    notes = {"intro": study.form.intro, "thanks": study.form.thanks}
    before, after = (
        [{"type": "note", "name": name, **_labels(text, languages)}] if text else [] for name, text in notes.items()
    )
    choices = [{"list_name": name, **row} for name, rows in lists.items() for row in rows]
    about = {"form_title": say(study.title, languages), "form_id": study.study}
    about |= {"default_language": _NAMES[languages[0]]}
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        for sheet, rows in (("survey", [*before, *survey, *after]), ("choices", choices), ("settings", [about])):
            page, head = book.add_worksheet(sheet), list(dict.fromkeys(key for row in rows for key in row))
            for at, row in enumerate([dict(zip(head, head, strict=True)), *rows]):
                page.write_row(at, 0, [row.get(key, "") for key in head])
    return out.getvalue()


def _labels(given: StudyText | Point | None, languages: Sequence[str], kind: str = "label") -> dict[str, str]:
    return {f"{kind}::{_NAMES[language]}": say(given, [language]) for language in languages}


def _written(
    study: Study, together: ShownTogether, languages: Sequence[str], lists: dict[str, list[dict[str, str]]]
) -> Iterator[dict[str, str]]:
    if together.block:
        group = {"type": "begin_group", "name": together.block, **_labels(together.stem, languages)}
        yield {**group, "appearance": "field-list"}
    for name in together.names:
        one = study.questions[name]
        row = {"name": name, **_labels(one.text, languages), "required": "yes" if one.required else ""}
        row |= _labels(one.hint, languages, "hint") if one.hint else {}
        row |= {"relevant": told(one.filter, partial(_leaf, study), " and ", " or ")} if one.filter else {}
        kind = "decimal" if isinstance(one, Number) and (one.low or 0) % 1 else _TYPES.get(one.kind, "select_one")
        if answers := points(one):
            rows = [{"name": code_of(point.code), **_labels(point, languages)} for point in answers]
            listed = next((known for known, same in lists.items() if same == rows), f"{together.block or name}_answers")
            lists[listed] = rows
            kind = f"{kind} {listed}"
        yield {"type": kind, **row, "appearance": "likert" if one.kind == "rating" else ""}
        for point in (point for point in answers if point.other):
            asked = _relevant(study, name, [point.code])
            yield {"type": "text", "name": f"{name}_other", **_labels(point, languages), "relevant": asked}
    if together.block:
        yield {"type": "end_group"}


def code_of(code: str) -> str:
    """A code as a list of chosen codes can hold it: without blanks."""
    return "_".join(code.split())


def _leaf(study: Study, condition: Condition) -> str:
    name = condition.question or ""
    if codes := met_by(study, condition):
        return _relevant(study, name, codes)
    bounds = ((">=", condition.at_least), ("<=", condition.at_most))
    return " and ".join(f"${{{name}}} {sign} {bound:g}" for sign, bound in bounds if bound is not None)


def _relevant(study: Study, name: str, codes: Sequence[str]) -> str:
    many = study.questions[name].kind == "multiple"
    test = "selected(${{{}}}, '{}')" if many else "${{{}}} = '{}'"
    return " or ".join(test.format(name, code_of(code)) for code in codes)
