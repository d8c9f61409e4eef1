"""LimeSurvey: the structure as tab separated text (read and written) and as .lss (read).

Questions own subquestions (rows, options) and answers; every text stands once a language. An export names the column of
a row or option ``question[sub]``, the words of 'other' ``question[other]``.
"""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from csat_lib.forms.questionnaire import Asked, Choice, Questionnaire, Texts, bare, worded

HEAD = ("id related_id class type/scale name relevance text help language validation mandatory other default same_default"
        ).split()  # fmt: skip
LONGEST_ANSWER = 5
"""Characters of an answer's code; where one is longer, all go by their place, and answers come back as texts."""
_KINDS = {
    **dict.fromkeys("L!OI", "single"), **dict.fromkeys("MP", "multiple"), **dict.fromkeys("FABH5", "rating"),
    **dict.fromkeys("STUQ;", "text"), "N": "number", "K": "number", "D": "date", "Y": "yes_no", "G": "single", "X": "note",
}  # fmt: skip
_POINTS = {"A": 5, "5": 5, "B": 10}
_FILTER = re.compile(r"""^\W*(\w+?)(?:_(\w+))?(?:\.NAOK)?\s*==\s*["']?([\w.-]+)["']?\W*$""")
Row = Mapping[str, str]


@dataclass
class _Question:
    row: Row
    page: str
    texts: dict[str, str] = field(default_factory=dict)
    helps: dict[str, str] = field(default_factory=dict)
    subs: dict[str, dict[str, str]] = field(default_factory=dict)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)


def read_text(text: str) -> Questionnaire:
    """The questionnaire of a structure file."""
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter="\t"))
    return _form([{key: (value or "").removeprefix("'") for key, value in row.items() if key} for row in rows])


def read_lss(text: str) -> Questionnaire:
    """The questionnaire of an .lss file, with its texts beside the questions (to version 3) or apart (from 4 on)."""
    root = ET.fromstring(text)  # noqa: S314 - no entities are resolved from outside by ElementTree
    return _form(list(_rows_of(root)))


def _table(root: ET.Element, name: str) -> list[dict[str, str]]:
    return [{cell.tag: cell.text or "" for cell in row} for row in root.iterfind(f"{name}/rows/row")]


def _rows_of(root: ET.Element) -> Iterator[Row]:
    """The rows that the structure file would have."""
    survey = (_table(root, "surveys") or [{}])[0]
    for name in ("language", "additional_languages"):
        yield {"class": "S", "name": name, "text": survey.get(name, "")}
    for about in _table(root, "surveys_languagesettings"):
        for name, given in about.items():
            yield {"class": "SL", "name": name, "text": given, "language": about.get("surveyls_language", "")}
    apart = {name: _table(root, f"{name}_l10ns") for name in ("group", "question", "answer")}
    subs, answers = _table(root, "subquestions"), _table(root, "answers")
    base = survey.get("language", "")
    for page in sorted(_worded(_table(root, "groups"), apart["group"], "gid"), key=lambda row: _order(row, "group_order")):
        lang = page.get("language", base)
        yield {"class": "G", "name": page.get("group_name", ""), "language": lang}
        asked = [row for row in _worded(_table(root, "questions"), apart["question"], "qid") if row["gid"] == page["gid"]]
        for one in sorted(asked, key=lambda row: _order(row, "question_order")):
            if one.get("language", base) != lang:
                continue
            qid = one["qid"]
            yield {"class": "Q", "type/scale": one.get("type", ""), "name": one.get("title", ""), "language": lang,
                   "text": one.get("question", ""), "help": one.get("help", ""), "relevance": one.get("relevance", ""),
                   "mandatory": one.get("mandatory", ""), "other": one.get("other", "")}  # fmt: skip
            for kind, key, rows, words in (
                ("SQ", "title", [row for row in _worded(subs, apart["question"], "qid") if row["parent_qid"] == qid], "question"),
                ("A", "code", [row for row in _worded(answers, apart["answer"], "aid") if row["qid"] == qid], "answer"),
            ):
                order = "question_order" if kind == "SQ" else "sortorder"
                for row in sorted(rows, key=lambda row: _order(row, order)):
                    if row.get("language", base) == lang:
                        yield {"class": kind, "name": row[key], "text": row.get(words, ""), "language": lang,
                               "type/scale": row.get("scale_id", "0")}  # fmt: skip


def _worded(rows: Sequence[Row], texts: Sequence[Row], key: str) -> list[Row]:
    """Each row once a language: as it stands, or with each of its texts."""
    if not texts:
        return list(rows)
    return [{**row, **{k: v for k, v in text.items() if k != "id"}} for row in rows for text in texts if text.get(key) == row.get(key)]


def _order(row: Row, key: str) -> int:
    return int(row.get(key) or 0)


def _language(code: str) -> str:
    return "zh" if code.startswith("zh") else "en"


def _form(rows: Sequence[Row]) -> Questionnaire:
    settings = {row["name"]: row["text"] for row in rows if row["class"] == "S"}
    base = settings.get("language") or next((row["language"] for row in rows if row.get("language")), "en")
    codes = [base, *settings.get("additional_languages", "").split()]
    about: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["class"] == "SL":
            about.setdefault(row["name"].removeprefix("surveyls_"), {}).setdefault(_language(row["language"]), bare(row["text"]))
    found: dict[str, _Question] = {}
    pages: dict[str, dict[str, str]] = {}
    number, now, of_language = 0, None, ""
    for row in rows:
        lang = _language(row.get("language") or base)
        if row["class"] == "G":
            number = 1 if row.get("language") != of_language else number + 1
            of_language = row.get("language", "")
            pages.setdefault(f"page{number}", {}).setdefault(lang, bare(row["name"]))
        elif row["class"] == "Q":
            now = found.setdefault(row["name"], _Question(row, f"page{number}"))
            now.texts.setdefault(lang, bare(row["text"]))
            now.helps.setdefault(lang, bare(row.get("help")))
        elif row["class"] in {"SQ", "A"} and now is not None and row.get("type/scale") in {"0", "", None}:
            holder = now.subs if row["class"] == "SQ" else now.answers
            holder.setdefault(row["name"], {}).setdefault(lang, bare(row["text"]))
    asked, left_out = list[Asked](), list[str]()
    for code, one in found.items():
        if one.row["type/scale"] in _KINDS:
            asked += _asked(code, one)
        else:
            left_out.append(f"question {code}: type {one.row['type/scale']} is not read")
    blocks = {one.block: found[one.block].texts for one in asked if one.block}
    languages = tuple(dict.fromkeys(map(_language, codes)))
    words = {"intro": about.get("welcometext", {}), "thanks": about.get("endtext", {}), "pages": pages}
    return Questionnaire(about.get("title") or {"en": "Survey"}, tuple(asked), languages, blocks, **words,
                         platform="LimeSurvey", left_out=tuple(left_out))  # type: ignore[arg-type]  # fmt: skip


def _asked(code: str, one: _Question) -> Iterator[Asked]:
    letter = one.row["type/scale"]
    kind = _KINDS[letter]
    choices = tuple(Choice(name, text) for name, text in one.answers.items())
    role = {"single": "profile", "yes_no": "profile", "number": "profile", "rating": "perception"}.get(kind, "")
    only_if = _FILTER.match(one.row.get("relevance") or "")
    whole = Asked(code, kind, one.texts, choices, page=one.page, hint=one.helps, role=role, column=code,
                  required=one.row.get("mandatory") == "Y", unit={"zh": "单位", "en": "units"})  # fmt: skip
    if only_if:
        whole = replace(whole, only_if=(only_if.group(1), (only_if.group(2) or only_if.group(3),)))
    if letter == "G":
        whole = replace(whole, choices=(Choice("F", {"zh": "女", "en": "Female"}), Choice("M", {"zh": "男", "en": "Male"})))
    if letter == "Y":
        whole = replace(whole, choices=(Choice("Y", {"zh": "是", "en": "Yes"}), Choice("N", {"zh": "否", "en": "No"})))
    if letter in _POINTS:
        whole = replace(whole, choices=tuple(Choice(str(at), {}) for at in range(1, _POINTS[letter] + 1)))
    if kind == "single" and one.row.get("other") == "Y":
        more = Choice("-oth-", {"zh": "其他", "en": "Other"}, other=True)
        whole = replace(whole, choices=(*whole.choices, more), other=f"{code}[other]")
    if kind == "single" and [choice.code for choice in choices] == [str(at) for at in range(11)]:
        whole = replace(whole, kind="nps", choices=())
    if kind == "multiple":
        options = tuple(Choice(name, text) for name, text in one.subs.items())
        columns = {name: f"{code}[{name}]" for name in one.subs}
        other = f"{code}[other]" if one.row.get("other") == "Y" else ""
        yield replace(whole, choices=options, columns=columns, other=other)
    elif kind in {"rating", "number", "text"} and one.subs:
        for name, text in one.subs.items():
            block = code if kind == "rating" else ""
            yield replace(whole, name=name if kind == "rating" else f"{code}_{name}", text=text, column=f"{code}[{name}]", block=block)
    else:
        yield whole


def write_text(form: Questionnaire, languages: Sequence[str]) -> str:
    """The structure file: the whole first language, then every further one with the same rows."""
    codes = {"zh": "zh-Hans", "en": "en"}
    out = io.StringIO()
    table = csv.DictWriter(out, HEAD, delimiter="\t", restval="", lineterminator="\n")
    table.writeheader()
    for name, given in (("language", codes[languages[0]]), ("additional_languages", " ".join(codes[lang] for lang in languages[1:]))):
        table.writerow({"class": "S", "name": name, "text": given})
    for lang in languages:
        for key, text in (("title", form.title), ("welcometext", form.intro), ("endtext", form.thanks)):
            table.writerow({"class": "SL", "name": f"surveyls_{key}", "text": worded(text, [lang]), "language": codes[lang]})
    for lang in languages:
        page = None
        for shown in form.shown():
            if shown[0].page != page:
                page = shown[0].page
                title = worded(form.pages.get(page, {}), [lang]) or worded(form.title, [lang])
                table.writerow({"class": "G", "type/scale": "0", "name": title, "relevance": "1", "language": codes[lang]})
            for row in _written(form, shown, lang):
                table.writerow({"language": codes[lang], **{key: _safe(value) for key, value in row.items()}})
    return out.getvalue()


def _safe(cell: str) -> str:
    cell = " ".join(cell.split())
    return f"'{cell}" if cell.startswith("=") else cell


def code_of(name: str, most: int = 20) -> str:
    """A name as LimeSurvey takes it: letters and digits alone."""
    return re.sub(r"[^A-Za-z0-9]", "", name)[:most]


def _written(form: Questionnaire, shown: Sequence[Asked], lang: str) -> Iterator[Row]:
    one = shown[0]
    rated = one.kind == "rating"
    letters = {"single": "L", "nps": "L", "multiple": "M", "yes_no": "L", "number": "N", "date": "D", "text": "T", "note": "X"}
    words: Texts = form.blocks[one.block] if one.block else one.text
    other = next((choice for choice in one.choices if choice.other), None)
    relevance = "1"
    if one.only_if:
        name, values = code_of(one.only_if[0]), one.only_if[1]
        many = form.of(one.only_if[0]).kind == "multiple"
        each = [f'{name}_{code_of(v)}.NAOK == "Y"' if many else f'{name}.NAOK == "{v}"' for v in values]
        relevance = " or ".join(each)
    yield {"class": "Q", "type/scale": "F" if rated else letters[one.kind], "name": code_of(one.block or one.name),
           "relevance": relevance, "text": worded(words, [lang]), "help": worded(one.hint, [lang]),
           "mandatory": "Y" if one.required else "N", "other": "Y" if other else "N"}  # fmt: skip
    rows = shown if rated else ()
    for row in rows:
        yield {"class": "SQ", "type/scale": "0", "name": code_of(row.name), "relevance": "1", "text": worded(row.text, [lang])}
    options = tuple(Choice(str(at), {}) for at in range(11)) if one.kind == "nps" else one.points
    for at, choice in enumerate(options, start=1):
        if choice is not other:
            kind, code = ("SQ", code_of(choice.code)) if one.kind == "multiple" else ("A", choice.code)
            code = f"A{at}" if kind == "A" and any(len(each.code) > LONGEST_ANSWER for each in options) else code
            yield {"class": kind, "type/scale": "0", "name": code, "text": worded(choice.text, [lang]) or choice.code}
