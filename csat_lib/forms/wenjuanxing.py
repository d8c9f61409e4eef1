"""问卷星: the JSONL from which it makes a survey, and the older text form. Both are read and written.

A line is one question of a named type; points of a scale count 1, 2, 3 ... by their place. Neither form has names, so a
question goes by its number; the text form has no logic and no order at random.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from csat_lib.forms.asked_form import AskedForm
from csat_lib.forms.known_words import NPS, bare, kinds_of, language_of
from csat_lib.forms.shown import ShownTogether, points, say, shown
from csat_lib.study.model import Study
from csat_lib.study.questions import Number

_KINDS = kinds_of("wenjuanxing")
_QUESTION = re.compile(r"^(\d+)\.\s*(?:Q\d+[:：.]\s*)?(.+?)\s*(\*)?\s*\[([^\]]+)\](\s*（选填）)?\s*$")
_LETTER = re.compile(r"^[A-Z](?:[.、．]\s*|\s+)")
_RANGE = re.compile(r"^(\d+)~(\d+)$")
_WRITTEN = {"single": "单选", "yes_no": "单选", "multiple": "多选", "rating": "量表题", NPS: "NPS量表"}
_WRITTEN |= {"date": "日期", "number": "滑动条", "text": "简答题"}
_LABELS = {"单选": "单选题", "多选": "多选题", "矩阵量表": "矩阵量表题", "NPS量表": "量表题", "日期": "填空题"}


def read_jsonl(text: str) -> AskedForm:
    """The questionnaire of a JSONL file."""
    return _form([json.loads(line) for line in text.splitlines() if line.strip()])


def read_text(text: str) -> AskedForm:
    """The questionnaire of the text form, as the platform writes it or as people paste it."""
    title, *rest = text.strip().splitlines()
    title, rest = ("", [title, *rest]) if _QUESTION.match(title.strip()) else (title, rest)
    about: dict[str, Any] = {"qtype": "问卷基础信息", "title": title.strip(), "introduction": ""}
    lines, now = [about], dict[str, Any]()
    for line in map(str.strip, rest):
        if head := _QUESTION.match(line):
            now = {"qtype": head.group(4), "title": head.group(2), "requir": not head.group(5), "select": []}
            lines.append(now)
        elif line == "=== 分页 ===" or (not line and not ("rowtitle" in now and not now["select"])):
            now = {}
            lines += [{"qtype": "分页栏"}] if line else []
        elif now:
            _take(now, line)
        elif len(lines) == 1:
            about["introduction"] += line
    return _form(lines)


def _take(one: dict[str, Any], line: str) -> None:
    """One line below a question: a row, a range, or an option."""
    if line in {"行：", "行:"}:
        one["rowtitle"] = []
    elif line.startswith("- ") and "rowtitle" in one and "columns" not in one:
        one["rowtitle"].append(line[2:].strip())
    elif ends := _RANGE.match(line):
        one |= {"minvalue": ends.group(1), "maxvalue": ends.group(2)}
        one["select"] = [str(at) for at in range(int(ends.group(1)), int(ends.group(2)) + 1)][:12]
    elif line in {"列：", "列:"}:
        one["columns"] = True
    elif line and one["qtype"].startswith("矩阵") and "rowtitle" not in one:  # as people paste it: columns, then rows
        one |= {"select": line.split(), "rowtitle": [], "loose": True}
    elif line:
        one["rowtitle" if "loose" in one else "select"].append(_LETTER.sub("", line).removeprefix("- "))


def _form(lines: Sequence[Mapping[str, Any]]) -> AskedForm:
    about = next((line for line in lines if line.get("qtype") == "问卷基础信息"), {})
    language = language_of(str(line.get("title", "")) for line in lines)
    words = {"intro": about.get("introduction"), "thanks": about.get("endpageinformation")}
    form = AskedForm({language: bare(about.get("title")) or "问卷"}, [language], "问卷星")
    form.words = {key: {language: bare(given)} for key, given in words.items() if given}
    numbers, page = count(1), 1
    for line in lines:
        kind = str(line.get("qtype"))
        page += kind == "分页栏"
        if kind in {"段落说明", "分页栏", "问卷基础信息"}:
            continue
        number = next(numbers)
        if kind in _KINDS:
            form.turn(f"page{page}", {}, _ask(form, line, number, language))
        else:
            form.left_out.append(f"Question {number}, {bare(line.get('title'))}: the type {kind} is not read.")
    return form


def _ask(form: AskedForm, line: Mapping[str, Any], number: int, language: str) -> list[str]:
    kind, title = _KINDS[str(line["qtype"])], bare(line.get("title"))
    given = [bare(option) for option in line.get("select") or []]
    first = int(given[0]) if kind == "rating" and given and given[0].isdigit() else 1
    given = given or (["1", "2", "3", "4", "5"] if kind == "rating" else ["对", "错"] if kind == "yes_no" else [])
    kind = "yes_no" if given in (["是", "否"], ["Yes", "No"]) else kind
    options = [(str(at), {language: option}) for at, option in enumerate(given, start=first)]
    more = {"required": line.get("requir", True), "separator": "┋" if kind == "multiple" else ""}
    if kind == "number":
        more |= {key: float(line[name]) for key, name in (("min", "minvalue"), ("max", "maxvalue")) if name in line}
    rows = [bare(row) for row in line.get("rowtitle") or []]
    if not rows:
        return [form.ask(f"q{number}", kind, {language: title}, options, column=f"{number}、{title}", **more)]
    names = [form.ask(f"q{number}_{at}", kind, {language: row}, options, column=f"{number}、{title}—{row}", **more)
             for at, row in enumerate(rows, start=1)]  # fmt: skip
    form.show(f"table{number}", {language: title}, names)
    return names


def write_jsonl(study: Study, languages: Sequence[str]) -> str:
    """One JSON object a line."""
    words = {"title": study.title, "introduction": study.form.intro, "endpageinformation": study.form.thanks}
    about = {key: say(text, languages) for key, text in words.items()} | {"language": languages[0], "atype": 1}
    lines: list[dict[str, Any]] = [{"qtype": "问卷基础信息", **about}]
    for at, together in enumerate(shown(study)):
        lines += [{"qtype": "分页栏"}] if together.starts and at else []
        hint = say(study.questions[together.names[0]].hint, languages)
        lines += [{"qtype": "段落说明", "title": hint}] if hint else []
        lines.append(_line(study, together, languages))
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _line(study: Study, together: ShownTogether, languages: Sequence[str]) -> dict[str, Any]:
    """One question or table as JSONL has it."""
    one = study.questions[together.names[0]]
    title = say(together.stem, languages)
    kind = "矩阵量表" if together.block else _WRITTEN[one.kind]
    line: dict[str, Any] = {"qtype": kind, "title": title, "requir": one.required}
    if together.block:
        line["rowtitle"] = [say(study.questions[name].text, languages) for name in together.names]
    if isinstance(one, Number):
        return line | {"minvalue": f"{one.low or 0:g}", "maxvalue": f"{100 if one.high is None else one.high:g}"}
    options = [say(point, languages) for point in points(one)]
    return line | ({"select": options} if options and one.kind != NPS else {})


def write_text(study: Study, languages: Sequence[str]) -> str:
    """The text form that one pastes into the editor."""
    parts = [say(study.title, languages), say(study.form.intro, languages)]
    for number, together in enumerate(shown(study), start=1):
        parts += ["=== 分页 ==="] if together.starts and number > 1 else []
        parts.append(say(study.questions[together.names[0]].hint, languages))
        parts.append("\n".join(_body(_line(study, together, languages), number)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _body(line: Mapping[str, Any], number: int) -> Iterator[str]:
    label = _LABELS.get(line["qtype"], line["qtype"])
    yield f"{number}. {line['title']}[{label}]{'' if line['requir'] else '（选填）'}"
    yield from ("行：", *(f"- {row}" for row in line["rowtitle"]), "") if "rowtitle" in line else ()
    options = line.get("select", [])
    if line["qtype"] == "NPS量表":
        yield "0~10"
    elif "minvalue" in line:
        yield f"{line['minvalue']}~{line['maxvalue']}"
    elif options and all(map(str.isdigit, options)):
        yield f"{options[0]}~{options[-1]}"
    else:
        yield from options
