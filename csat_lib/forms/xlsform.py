"""XLSForm, which Kobo, ODK and SurveyCTO take: sheets ``survey``, ``choices`` and ``settings``. Read and written."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from csat_lib.answers.file_codes import as_text
from csat_lib.forms.questionnaire import Asked, Choice, Questionnaire, Texts, bare, worded

_LABEL = re.compile(r"^(label|hint)(?:::?\s*(.+))?$")
_SELECTED = re.compile(r"""^selected\(\s*\$\{(\w+)\}\s*,\s*['"]([^'"]+)['"]\s*\)$""")
_EQUAL = re.compile(r"""^\$\{(\w+)\}\s*=\s*['"]?([^'"]+?)['"]?$""")
_KINDS = {"text": "text", "integer": "number", "decimal": "number", "range": "number", "date": "date", "note": "note"}
_BESIDE = {"start", "end", "today", "deviceid", "username", "audit", "calculate", "begin_group", "end_group", "hidden",
           "begin_repeat", "end_repeat", "email", "phonenumber", "simserial", "subscriberid", "acknowledge"}  # fmt: skip
_NAMES = {"zh": "中文 (zh)", "en": "English (en)"}


def read_workbook(content: bytes) -> Questionnaire:
    """The questionnaire of an XLSForm workbook."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = {name.strip().lower(): _rows(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}
    survey, settings = sheets["survey"], (sheets.get("settings") or [{}])[0]
    base = _language(settings.get("default_language", ""))
    heads = {head for row in survey for head in row}
    known = [_language(found.group(2)) for head in sorted(heads) if (found := _LABEL.match(head)) and found.group(2)]
    languages = tuple(dict.fromkeys([base, *known])) if known else (_seen(survey),)
    lists: dict[str, list[Choice]] = {}
    for row in sheets.get("choices", []):
        if row.get("list_name") or row.get("list name"):
            choice = Choice(row.get("name", ""), _texts(row, "label", languages[0]))
            lists.setdefault(row.get("list_name") or row["list name"], []).append(choice)
    asked, left_out = list[Asked](), list[str]()
    blocks: dict[str, Texts] = {}
    groups: list[tuple[str, Texts]] = []
    for row in survey:
        kind, _, rest = " ".join(row.get("type", "").replace("_group", " group").replace("_repeat", " repeat").split()).partition(" ")
        if kind in {"begin", "end"} and rest in {"group", "repeat"}:
            if kind == "begin":
                groups.append((row.get("name", ""), _texts(row, "label", languages[0])))
                blocks[row.get("name", "")] = groups[-1][1]
            elif groups:
                groups.pop()
            continue
        found = _asked(row, lists, languages[0], [name for name, _ in groups])
        if found is not None:
            asked.append(found)
        elif kind and kind not in _BESIDE and row.get("type", "") not in _BESIDE:
            left_out.append(f"question {row.get('name')}: type {row['type']} is not read")
    used = {one.block for one in asked}
    stems = {name: text or {languages[0]: name} for name, text in blocks.items() if name in used}
    title = {lang: bare(settings.get("form_title") or "Survey") for lang in languages}
    return Questionnaire(title, tuple(asked), languages, stems, platform="XLSForm", left_out=tuple(left_out))


def _rows(grid: Sequence[Sequence[Any]]) -> list[dict[str, str]]:
    if not grid:
        return []
    head = [as_text(cell) for cell in grid[0]]
    rows = [{name: as_text(cell) for name, cell in zip(head, row, strict=False) if name and as_text(cell)} for row in grid[1:]]
    return [row for row in rows if row]


def _language(name: str | None) -> str:
    return "zh" if re.search("中文|zh|chin", name or "", re.I) else "en"


def _seen(survey: Sequence[Mapping[str, str]]) -> str:
    return "zh" if re.search("[\u4e00-\u9fff]", "".join(row.get("label", "") for row in survey)) else "en"


def _texts(row: Mapping[str, str], kind: str, base: str) -> Texts:
    found: dict[str, str] = {}
    for head, cell in row.items():
        match = _LABEL.match(head)
        if match and match.group(1) == kind:
            found[_language(match.group(2)) if match.group(2) else base] = bare(re.sub(r"\*\*|__", "", cell))
    return found


def _asked(row: Mapping[str, str], lists: Mapping[str, Sequence[Choice]], base: str, groups: Sequence[str]) -> Asked | None:
    kind, _, rest = row.get("type", "").partition(" ")
    name, text = row.get("name", ""), _texts(row, "label", base) or {base: row.get("name", "")}
    if "list-nolabel" not in row.get("appearance", "") and row.get("appearance") == "label":
        return None  # the head of a table
    words, _, more = rest.partition(" ")
    choices = tuple(lists.get(words, ()))
    if more == "or_other":
        choices = (*choices, Choice("other", {"zh": "其他", "en": "Other"}, other=True))
    if kind == "select_one":
        found = _one_of([choice.code for choice in choices], row.get("appearance", ""))
    elif kind == "select_multiple":
        found = "multiple"
    elif kind in _KINDS:
        found = _KINDS[kind]
    else:
        return None
    test = row.get("relevant", "").strip()
    only_if = _SELECTED.match(test) or _EQUAL.match(test)
    block = groups[-1] if groups and found == "rating" else ""
    role = {"single": "profile", "yes_no": "profile", "number": "profile", "rating": "perception"}.get(found, "")
    return Asked(
        name, found, text, () if found in {"nps", "text", "number"} else choices, block=block, role=role,
        hint=_texts(row, "hint", base), required=row.get("required", "").lower() in {"yes", "true", "true()", "1"},
        only_if=(only_if.group(1), (only_if.group(2),)) if only_if else None, separator=" " if found == "multiple" else "",
        column="/".join([*groups, name]), unit={"zh": "单位", "en": "units"},
        other=f"{name}_other" if more == "or_other" else "",
    )  # fmt: skip


def _one_of(codes: Sequence[str], appearance: str) -> str:
    """What a choice of one is by its codes: a scale is shown as one (``likert``, a row of a table)."""
    if codes in (["yes", "no"], ["1", "0"], ["y", "n"]):
        return "yes_no"
    if codes == [str(at) for at in range(11)]:
        return "nps"
    rising = len(codes) > 2 and all(map(str.isdigit, codes)) and [*map(int, codes)] == sorted(map(int, codes))
    return "rating" if rising and ("likert" in appearance or "nolabel" in appearance) else "single"


def write_workbook(form: Questionnaire, languages: Sequence[str]) -> bytes:
    """The workbook; questions with the same answers share a list."""
    lists: dict[str, list[dict[str, str]]] = {}
    survey = [row for shown in form.shown() for row in _written(form, shown, languages, lists)]
    before, after = ([{"type": "note", "name": name, **_labels(text, languages)}] if any(text.values()) else []
                     for name, text in (("intro", form.intro), ("thanks", form.thanks)))  # fmt: skip
    choices = [{"list_name": name, **row} for name, rows in lists.items() for row in rows]
    about = {"form_title": worded(form.title, languages), "form_id": "csat", "default_language": _NAMES[languages[0]]}
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        for sheet, rows in (("survey", [*before, *survey, *after]), ("choices", choices), ("settings", [about])):
            page = book.add_worksheet(sheet)
            head = list(dict.fromkeys(key for row in rows for key in row))
            page.write_row(0, 0, head)
            for at, row in enumerate(rows, start=1):
                page.write_row(at, 0, [row.get(key, "") for key in head])
    return out.getvalue()


def _labels(text: Texts, languages: Sequence[str], kind: str = "label") -> dict[str, str]:
    return {f"{kind}::{_NAMES[lang]}": worded(text, [lang]) or worded(text, languages) or "-" for lang in languages}


def _written(
    form: Questionnaire, shown: Sequence[Asked], languages: Sequence[str], lists: dict[str, list[dict[str, str]]]
) -> Iterator[dict[str, str]]:
    block = shown[0].block
    if block:
        yield {"type": "begin_group", "name": block, **_labels(form.blocks[block], languages), "appearance": "field-list"}
    for one in shown:
        row = {"name": one.name, **_labels(one.text, languages), "required": "yes" if one.required else ""}
        row |= _labels(one.hint, languages, "hint") if any(one.hint.values()) else {}
        row |= {"relevant": _relevant(form, *one.only_if)} if one.only_if else {}
        yield {"type": _type(one, languages, lists), **row, "appearance": "likert" if one.kind == "rating" else ""}
        for choice in one.choices:
            if choice.other:
                asked = _relevant(form, one.name, (choice.code,))
                yield {"type": "text", "name": f"{one.name}_other", **_labels(choice.text, languages), "relevant": asked}
    if block:
        yield {"type": "end_group"}


def _type(one: Asked, languages: Sequence[str], lists: dict[str, list[dict[str, str]]]) -> str:
    whole = not any(end is not None and not end.is_integer() for end in one.bounds)
    plain = {"number": "integer" if whole else "decimal", "date": "date", "text": "text", "note": "note"}
    if one.kind in plain:
        return plain[one.kind]
    points = tuple(Choice(str(at), {}) for at in range(11)) if one.kind == "nps" else one.points
    rows = [{"name": code_of(choice.code), **_labels(choice.text or {languages[0]: choice.code}, languages)} for choice in points]
    name = next((known for known, listed in lists.items() if listed == rows), f"{one.block or one.name}_answers")
    lists[name] = rows
    return f"{'select_multiple' if one.kind == 'multiple' else 'select_one'} {name}"


def code_of(code: str) -> str:
    """A code as a list of chosen codes can hold it: without blanks."""
    return "_".join(code.split())


def _relevant(form: Questionnaire, name: str, codes: Sequence[str]) -> str:
    many = form.of(name).kind == "multiple"
    return " or ".join(f"selected(${{{name}}}, '{code}')" if many else f"${{{name}}} = '{code}'" for code in codes)
