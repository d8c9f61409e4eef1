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
from functools import partial

from csat_lib.forms.asked_form import AskedForm
from csat_lib.forms.known_words import WORDS, Texts, bare, kinds_of, language_named
from csat_lib.forms.only_if import met_by, told
from csat_lib.forms.shown import ShownTogether, points, say, shown
from csat_lib.study.conditions import Condition
from csat_lib.study.model import Study

HEAD = ["id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language", "validation"]
HEAD += ["mandatory", "other", "default", "same_default"]
LONGEST_ANSWER = 5
"""Characters of an answer's code; where one is longer, all go by their place, and answers come back as texts."""
_KINDS, _FIXED = kinds_of("limesurvey"), WORDS["limesurvey_answers"]
_LETTERS = {"multiple": "M", "number": "N", "date": "D", "text": "T"}
"""Types that are written; a choice of one is an ``L``."""
_FILTER = re.compile(r"""^\W*(\w+?)(?:_(\w+))?(?:\.NAOK)?\s*==\s*["']?([\w.-]+)["']?\W*$""")
_BELOW = {"SQ": ("parent_qid", "title", "question", "question_order"), "A": ("qid", "code", "answer", "sortorder")}
_CODES = {"zh": "zh-Hans", "en": "en"}
Row = dict[str, str]


def read_text(text: str) -> AskedForm:
    """The questionnaire of a structure file."""
    rows = csv.DictReader(io.StringIO(text), delimiter="\t")
    return _form([{key: (value or "").removeprefix("'") for key, value in row.items() if key} for row in rows])


def read_lss(text: str) -> AskedForm:
    """The questionnaire of an .lss file, with its texts beside the questions (to version 3) or apart (from 4 on)."""
    root = ET.fromstring(text)  # noqa: S314 - ElementTree resolves no outer entities
    return _form(list(_rows_of(root)))


def _table(root: ET.Element, name: str, words: str = "", key: str = "") -> list[Row]:
    """The rows of a table, each once a language: with the texts beside it, or joined with those that stand apart."""
    rows: list[Row] = [{cell.tag: cell.text or "" for cell in row} for row in root.iterfind(f"{name}/rows/row")]
    texts = _table(root, f"{words}_l10ns") if words else []
    return [{**row, **text, "id": ""} for row in rows for text in texts if text[key] == row[key]] if texts else rows


def _rows_of(root: ET.Element) -> Iterator[Row]:
    """The rows that the structure file would have."""
    base = next((row.get("language", "en") for row in _table(root, "surveys")), "en")

    def of(rows: Sequence[Row], order: str, lang: str, **parent: str) -> list[Row]:
        own = [r for r in rows if r.get("language", base) == lang and all(r[key] == gid for key, gid in parent.items())]
        return sorted(own, key=lambda row: int(row.get(order) or 0))

    yield _row("S", "language", base, "")
    for about in _table(root, "surveys_languagesettings"):
        lang = about.get("surveyls_language", base)
        yield from (_row("SL", name, text, lang) for name, text in about.items())
    questions = _table(root, "questions", "question", "qid")
    below = {"SQ": _table(root, "subquestions", "question", "qid"), "A": _table(root, "answers", "answer", "aid")}
    groups = _table(root, "groups", "group", "gid")
    for lang in dict.fromkeys(row.get("language", base) for row in groups):
        for page in of(groups, "group_order", lang):
            yield _row("G", page.get("group_name", ""), "", lang)
            for one in of(questions, "question_order", lang, gid=page["gid"]):
                yield one | _row("Q", one["title"], one["question"], lang, one["type"])
                for kind, (parent, name, words, order) in _BELOW.items():
                    for row in of(below[kind], order, lang, **{parent: one["qid"]}):
                        yield _row(kind, row[name], row[words], lang, row.get("scale_id", ""))


def _row(kind: str, name: str, text: str, lang: str, letter: str = "") -> Row:
    """A row as the structure file has it."""
    return {"class": kind, "type/scale": letter, "name": name, "text": text, "language": lang}


def _form(rows: Sequence[Row]) -> AskedForm:
    base = next((row["text"] for row in rows if row["class"] == "S" and row["name"] == "language"), "en")
    about: dict[str, dict[str, str]] = defaultdict(dict)
    pages: dict[int, dict[str, str]] = defaultdict(dict)
    asked: dict[str, tuple[Row, int]] = {}
    # (question,), (question, "help"), (question, class, code) -> wordings
    texts: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    page, last, code = 0, "", ""
    for row in rows:
        kind, lang = row["class"], language_named(row.get("language") or base)
        if kind == "SL":
            about[row["name"].removeprefix("surveyls_")][lang] = bare(row["text"])
        elif kind == "G":
            page, last = (page + 1 if lang == last else 1), lang
            pages[page][lang] = bare(row["name"])
        elif kind == "Q":
            code = row["name"]
            asked.setdefault(code, (row, page))
            texts[code,][lang] = bare(row["text"])
            texts[code, "help"][lang] = bare(row.get("help"))
        elif kind in _BELOW and row.get("type/scale") in {"0", ""}:
            texts[code, kind, row["name"]][lang] = bare(row["text"])
    languages = list(dict.fromkeys([language_named(base), *(lang for words in pages.values() for lang in words)]))
    form = AskedForm(about.get("title") or {"en": "Survey"}, languages, "LimeSurvey")
    form.words = {"intro": about["welcometext"], "thanks": about["endtext"]}
    for name, (row, at) in asked.items():
        if row["type/scale"] in _KINDS:
            form.turn(f"page{at}", pages[at], _ask(form, row, texts))
        else:
            form.left_out.append(f"Question {name}: the type {row['type/scale']} is not read.")
    form.settle()
    return form


def _ask(form: AskedForm, row: Row, texts: Mapping[tuple[str, ...], Texts]) -> list[str]:
    code, letter = row["name"], row["type/scale"]
    kind = _KINDS[letter]
    subs, answers = ({key[2]: text for key, text in texts.items() if key[:2] == (code, part)} for part in _BELOW)
    options = list((_FIXED.get(letter) or answers).items())
    hint = {lang: text for lang, text in texts[code, "help"].items() if text}
    more = {"column": code, "required": row.get("mandatory") == "Y", "hint": hint}
    if only_if := _FILTER.match(row.get("relevance") or ""):
        more["filter"] = {"question": only_if.group(1), "is": [only_if.group(2) or only_if.group(3)]}
    if kind == "note":
        return []
    if kind in {"single", "multiple"}:
        has_other = row.get("other") == "Y"
        options += [("-oth-", {"zh": "其他", "en": "Other"})] if has_other and kind == "single" else []
        options = list(subs.items()) if kind == "multiple" else options
        more |= {"other": f"{code}[other]" if has_other else "", "separator": ";" if kind == "multiple" else ""}
    if kind in {"single", "multiple"} or not subs:
        return [form.ask(code, kind, texts[code,], options, **more)]
    names = []
    for sub, text in subs.items():
        more["column"] = f"{code}[{sub}]"
        names.append(form.ask(sub if kind == "rating" else f"{code}{sub}", kind, text, options, **more))
    if kind == "rating":
        form.show(code, texts[code,], names)
    return names


def write_text(study: Study, languages: Sequence[str]) -> str:
    """The structure file: the whole first language, then every further one with the same rows."""
    out = io.StringIO()
    table = csv.DictWriter(out, HEAD, delimiter="\t", restval="", lineterminator="\n")
    table.writeheader()
    table.writerow({"class": "S", "name": "language", "text": _CODES[languages[0]]})
    others = " ".join(_CODES[language] for language in languages[1:])
    table.writerow({"class": "S", "name": "additional_languages", "text": others})
    words = {"title": study.title, "welcometext": study.form.intro, "endtext": study.form.thanks}
    for language in languages:
        for key, text in words.items():
            row = {"class": "SL", "name": f"surveyls_{key}", "text": say(text, [language])}
            table.writerow({**row, "language": _CODES[language]})
    for language in languages:
        for row in (row for together in shown(study) for row in _written(study, together, [language])):
            safe = {key: f"'{cell}" if cell.startswith("=") else " ".join(cell.split()) for key, cell in row.items()}
            table.writerow({"language": _CODES[language], **safe})
    return out.getvalue()


def code_of(name: str) -> str:
    """A name as LimeSurvey takes it: at most twenty letters and digits."""
    return re.sub(r"[^A-Za-z0-9]", "", name)[:20]


def _leaf(study: Study, condition: Condition) -> str:
    asked, name = study.questions[condition.question or ""], code_of(condition.question or "")
    if codes := met_by(study, condition):
        many = asked.kind == "multiple"
        return " or ".join(f'{name}_{code_of(v)}.NAOK == "Y"' if many else f'{name}.NAOK == "{v}"' for v in codes)
    bounds = ((">=", condition.at_least), ("<=", condition.at_most))
    return " and ".join(f"{name}.NAOK {sign} {bound:g}" for sign, bound in bounds if bound is not None)


def _written(study: Study, together: ShownTogether, languages: Sequence[str]) -> Iterator[dict[str, str]]:
    one, code = study.questions[together.names[0]], code_of(together.block or together.names[0])
    if together.starts:
        yield {"class": "G", "type/scale": "0", "name": say(together.title or study.title, languages), "relevance": "1"}
    answers = points(one)
    row = {"class": "Q", "type/scale": "F" if together.block else _LETTERS.get(one.kind, "L"), "name": code}
    row |= {
        "relevance": told(one.filter, partial(_leaf, study), " and ", " or ") if one.filter else "1",
        "text": say(together.stem, languages),
        "help": say(one.hint, languages),
    }
    yield row | {"mandatory": "NY"[one.required], "other": "NY"[any(point.other for point in answers)]}
    for name in together.names if together.block else ():
        text = say(study.questions[name].text, languages)
        yield {"class": "SQ", "type/scale": "0", "name": code_of(name), "relevance": "1", "text": text}
    by_place = any(len(point.code) > LONGEST_ANSWER for point in answers)
    for at, point in enumerate(answers, start=1):
        kind = "SQ" if one.kind == "multiple" else "A"
        code = code_of(point.code) if kind == "SQ" else f"A{at}" if by_place else point.code
        row = {"class": kind, "type/scale": "0", "name": code, "text": say(point, languages)}
        yield from [] if point.other else [row]
