"""LimeSurvey: the structure as tab separated text (read and written) and as .lss (read).

Questions own subquestions (rows, options) and answers; every text stands once a language. An export names the column of
a row or option ``question[sub]``, the words of 'other' ``question[other]``.
"""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from csat_lib.forms.form import Form
from csat_lib.forms.shown import Shown, points, said, say, shown
from csat_lib.forms.words import Texts, bare, kinds_of, language_named
from csat_lib.study.model import Study

HEAD = (
    "id related_id class type/scale name relevance text help language validation mandatory other default same_default"
)
LONGEST_ANSWER = 5
"""Characters of an answer's code; where one is longer, all go by their place, and answers come back as texts."""
_KINDS = kinds_of("limesurvey")
_FIXED: Mapping[str, Sequence[tuple[str, Texts]]] = {
    "A": [(str(at), {}) for at in range(1, 6)],
    "5": [(str(at), {}) for at in range(1, 6)],
    "B": [(str(at), {}) for at in range(1, 11)],
    "Y": [("Y", {"zh": "是", "en": "Yes"}), ("N", {"zh": "否", "en": "No"})],
    "G": [("F", {"zh": "女", "en": "Female"}), ("M", {"zh": "男", "en": "Male"})],
}
"""Types whose answers are not in the file."""
_FILTER = re.compile(r"""^\W*(\w+?)(?:_(\w+))?(?:\.NAOK)?\s*==\s*["']?([\w.-]+)["']?\W*$""")
_LETTERS = {
    "single": "L",
    "nps": "L",
    "yes_no": "L",
    "multiple": "M",
    "number": "N",
    "date": "D",
    "text": "T",
    "rating": "F",
}
_CODES = {"zh": "zh-Hans", "en": "en"}
Row = Mapping[str, str]


@dataclass
class _Question:
    row: Row
    page: int
    texts: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    below: dict[str, dict[str, dict[str, str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(dict)))


def read_text(text: str) -> Form:
    """The questionnaire of a structure file."""
    rows = csv.DictReader(io.StringIO(text), delimiter="\t")
    return _form([{key: (value or "").removeprefix("'") for key, value in row.items() if key} for row in rows])


def read_lss(text: str) -> Form:
    """The questionnaire of an .lss file, with its texts beside the questions (to version 3) or apart (from 4 on)."""
    root = ET.fromstring(text)  # noqa: S314 - ElementTree resolves no outer entities
    return _form(list(_rows_of(root)))


def _table(root: ET.Element, name: str, words: str = "", key: str = "") -> list[Row]:
    """The rows of a table, each once a language: with the texts beside it, or joined with those that stand apart."""
    rows = [{cell.tag: cell.text or "" for cell in row} for row in root.iterfind(f"{name}/rows/row")]
    texts = _table(root, f"{words}_l10ns") if words else []
    return [{**row, **text, "id": ""} for row in rows for text in texts if text[key] == row[key]] if texts else rows


def _rows_of(root: ET.Element) -> Iterator[Row]:
    """The rows that the structure file would have."""
    survey = next(iter(_table(root, "surveys")), {})
    base = survey.get("language", "en")
    yield from (
        {"class": "S", "name": name, "text": survey.get(name, "")} for name in ("language", "additional_languages")
    )
    for about in _table(root, "surveys_languagesettings"):
        lang = about.get("surveyls_language", base)
        yield from ({"class": "SL", "name": name, "text": text, "language": lang} for name, text in about.items())
    questions = _table(root, "questions", "question", "qid")
    below = {"SQ": _table(root, "subquestions", "question", "qid"), "A": _table(root, "answers", "answer", "aid")}
    for page in sorted(_table(root, "groups", "group", "gid"), key=lambda row: int(row.get("group_order") or 0)):
        lang = page.get("language", base)
        yield {"class": "G", "name": page.get("group_name", ""), "language": lang}
        here = [row for row in questions if row["gid"] == page["gid"] and row.get("language", base) == lang]
        for one in sorted(here, key=lambda row: int(row.get("question_order") or 0)):
            named = {"type/scale": one.get("type", ""), "name": one.get("title", ""), "text": one.get("question", "")}
            yield {**one, "class": "Q", **named, "language": lang}
            for kind, (parent, name, words, order) in _BELOW.items():
                rows = [row for row in below[kind] if row[parent] == one["qid"] and row.get("language", base) == lang]
                for row in sorted(rows, key=lambda row: int(row.get(order) or 0)):
                    scale = row.get("scale_id") or "0"
                    yield {
                        "class": kind,
                        "type/scale": scale,
                        "name": row[name],
                        "text": row.get(words, ""),
                        "language": lang,
                    }


_BELOW = {"SQ": ("parent_qid", "title", "question", "question_order"), "A": ("qid", "code", "answer", "sortorder")}


def _form(rows: Sequence[Row]) -> Form:
    base = next((row["text"] for row in rows if row["class"] == "S" and row["name"] == "language"), "") or "en"
    about: dict[str, dict[str, str]] = defaultdict(dict)
    pages: dict[int, dict[str, str]] = defaultdict(dict)
    found: dict[str, _Question] = {}
    languages, page, last = [language_named(base)], 0, ""
    for row in rows:
        lang = language_named(row.get("language") or base)
        if row["class"] == "SL":
            about[row["name"].removeprefix("surveyls_")][lang] = bare(row["text"])
        elif row["class"] == "G":
            page, last = (page + 1 if lang == last else 1), lang
            pages[page][lang] = bare(row["name"])
            languages.append(lang)
        elif row["class"] == "Q":
            now = found.setdefault(row["name"], _Question(row, page))
            now.texts[lang], now.hints[lang] = bare(row["text"]), bare(row.get("help"))
        elif row["class"] in _BELOW and row.get("type/scale") in {"0", ""}:
            now.below[row["class"]][row["name"]][lang] = bare(row["text"])
    form = Form(about.get("title") or {"en": "Survey"}, list(dict.fromkeys(languages)), "LimeSurvey")
    form.words = {"intro": about["welcometext"], "thanks": about["endtext"]}
    for code, one in found.items():
        if one.row["type/scale"] in _KINDS:
            form.turn(f"page{one.page}", pages[one.page], _ask(form, code, one))
        else:
            form.left_out.append(f"Question {code}: the type {one.row['type/scale']} is not read.")
    form.settle()
    return form


def _ask(form: Form, code: str, one: _Question) -> list[str]:
    letter = one.row["type/scale"]
    kind, subs = _KINDS[letter], one.below["SQ"]
    options = _FIXED.get(letter) or [(name, text) for name, text in one.below["A"].items()]
    has_other = one.row.get("other") == "Y"
    more = {
        "column": code,
        "required": one.row.get("mandatory") == "Y",
        "hint": one.hints if any(one.hints.values()) else {},
    }
    if only_if := _FILTER.match(one.row.get("relevance") or ""):
        more["filter"] = {"question": only_if.group(1), "is": [only_if.group(2) or only_if.group(3)]}
    if kind == "note":
        return []
    if kind == "single" and has_other:
        options = [*options, ("-oth-", {"zh": "其他", "en": "Other"})]
    if kind in {"single", "multiple"}:
        more |= {"other": f"{code}[other]" if has_other else ""}
        more |= {"separator": ";"} if kind == "multiple" else {}
        return [form.ask(code, kind, one.texts, list(subs.items()) if kind == "multiple" else options, **more)]
    if not subs:
        return [form.ask(code, kind, one.texts, options, **more)]
    names = [form.ask(name if kind == "rating" else f"{code}{name}", kind, text, options, **{**more, "column": f"{code}[{name}]"})
             for name, text in subs.items()]  # fmt: skip
    if kind == "rating":
        form.show(code, one.texts, names)
    return names


def write_text(study: Study, languages: Sequence[str]) -> str:
    """The structure file: the whole first language, then every further one with the same rows."""
    out = io.StringIO()
    table = csv.DictWriter(out, HEAD.split(), delimiter="\t", restval="", lineterminator="\n")
    table.writeheader()
    settings = {
        "language": _CODES[languages[0]],
        "additional_languages": " ".join(_CODES[more] for more in languages[1:]),
    }
    table.writerows({"class": "S", "name": name, "text": text} for name, text in settings.items())
    words = {"title": study.title, "welcometext": study.form.intro, "endtext": study.form.thanks}
    for language in languages:
        rows = [
            {"class": "SL", "name": f"surveyls_{key}", "text": say(text, [language])} for key, text in words.items()
        ]
        table.writerows({**row, "language": _CODES[language]} for row in rows)
    for language in languages:
        for row in (row for together in shown(study) for row in _written(study, together, [language])):
            safe = {key: f"'{cell}" if cell.startswith("=") else " ".join(cell.split()) for key, cell in row.items()}
            table.writerow({"language": _CODES[language], **safe})
    return out.getvalue()


def code_of(name: str) -> str:
    """A name as LimeSurvey takes it: at most twenty letters and digits."""
    return re.sub(r"[^A-Za-z0-9]", "", name)[:20]


def _written(study: Study, together: Shown, languages: Sequence[str]) -> Iterator[Row]:
    one = study.questions[together.names[0]]
    if together.starts:
        yield {"class": "G", "type/scale": "0", "name": say(together.title or study.title, languages), "relevance": "1"}
    answers, relevance = points(one), "1"
    if one.filter:
        name, many = code_of(one.filter.question), study.questions[one.filter.question].kind == "multiple"
        tests = [
            f'{name}_{code_of(level)}.NAOK == "Y"' if many else f'{name}.NAOK == "{level}"'
            for level in one.filter.values
        ]
        relevance = " or ".join(tests)
    yield {"class": "Q", "type/scale": "L" if one.kind == "rating" and not together.block else _LETTERS[one.kind], "name": code_of(together.block or together.names[0]),
           "relevance": relevance, "text": say(together.stem, languages), "help": say(one.hint, languages),
           "mandatory": "Y" if one.required else "N", "other": "Y" if any(p.other for p in answers) else "N"}  # fmt: skip
    for name in together.names if together.block else ():
        yield {
            "class": "SQ",
            "type/scale": "0",
            "name": code_of(name),
            "relevance": "1",
            "text": say(study.questions[name].text, languages),
        }
    by_place = any(len(point.code) > LONGEST_ANSWER for point in answers)
    for at, point in enumerate(answers, start=1):
        if not point.other:
            kind, code = (
                ("SQ", code_of(point.code)) if one.kind == "multiple" else ("A", f"A{at}" if by_place else point.code)
            )
            yield {"class": kind, "type/scale": "0", "name": code, "text": said(point, languages)}
