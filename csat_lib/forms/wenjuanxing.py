"""问卷星: the JSONL from which it makes a survey, and the older text form. Both are read and written.

A line is one question of a named type; points of a scale count 1, 2, 3 ... by their place. Neither form has names,
so a question goes by its number; the text form has no logic and no order at random.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from csat_lib.forms.questionnaire import Asked, Choice, Questionnaire, Texts, bare, language_of, worded

_KINDS = {
    "单选": "single", "下拉": "single", "单选题": "single", "下拉框": "single", "多选": "multiple", "多选题": "multiple",
    "评分单选": "single", "评分多选": "multiple", "量表题": "rating", "NPS量表": "nps", "矩阵量表": "rating",
    "矩阵量表题": "rating", "矩阵单选": "rating", "矩阵单选题": "rating", "矩阵评分": "rating", "判断": "yes_no", "判断题": "yes_no",
    "滑动条": "number", "日期": "date", "简答题": "text", "单项填空": "text", "填空题": "text", "多项填空": "text",
    "多项填空题": "text", "单项填空题": "text",
}  # fmt: skip
_BESIDE = ("段落说明", "分页栏", "问卷基础信息")
_QUESTION = re.compile(r"^(\d+)\.\s*(?:Q\d+[:：])?\s*(.+?)\s*(\*)?\s*\[([^\]]+)\](\s*（选填）)?\s*$")
_LETTER = re.compile(r"^[A-Z](?:[.、．]\s*|\s+)")
_RANGE = re.compile(r"^(\d+)~(\d+)$")
_OTHER = re.compile("^(?:其他|其它|other)", re.I)


def read_jsonl(text: str) -> Questionnaire:
    """The questionnaire of a JSONL file."""
    lines = [json.loads(line) for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    about = next((line for line in lines if line.get("qtype") == "问卷基础信息"), {})
    return _form(lines, about, "问卷星 (JSONL)")


def read_text(text: str) -> Questionnaire:
    """The questionnaire of the text form, as the platform writes it or as people paste it."""
    title, *rest = text.lstrip("\ufeff").splitlines()
    parts: list[dict[str, Any]] = []
    intro: list[str] = []
    open_one: dict[str, Any] | None = None
    for raw in rest:
        line = raw.strip()
        head = _QUESTION.match(line)
        if head:
            open_one = {"qtype": head.group(4), "title": head.group(2), "requir": not head.group(5), "select": []}
            parts.append(open_one)
        elif line == "=== 分页 ===":
            parts.append({"qtype": "分页栏"})
            open_one = None
        elif not line and not (open_one and "rowtitle" in open_one and not open_one["select"]):
            open_one = None
        elif open_one is not None:
            _take(open_one, line)
        elif not parts:
            intro.append(line)
        elif line:
            parts.append({"qtype": "段落说明", "title": line})
    return _form(parts, {"title": title.strip(), "introduction": " ".join(intro).strip()}, "问卷星 (text)")


def _take(one: dict[str, Any], line: str) -> None:
    """One line below a question: a row, a range, or an option."""
    if line in {"", "列：", "列:"}:
        return
    if line in {"行：", "行:"}:
        one["rowtitle"] = []
    elif line.startswith("- ") and "rowtitle" in one:
        one["rowtitle"].append(line[2:].strip())
    elif found := _RANGE.match(line):
        low, high = int(found.group(1)), int(found.group(2))
        one |= {"minvalue": low, "maxvalue": high}
        one["select"] = [str(at) for at in range(low, high + 1)] if high - low <= 10 else []
    else:
        one["select"].append(_LETTER.sub("", line))


def _form(lines: Sequence[Mapping[str, Any]], about: Mapping[str, Any], platform: str) -> Questionnaire:
    language = language_of([str(line.get("title", "")) for line in lines])
    asked, blocks, pages, left_out = list[Asked](), dict[str, Texts](), 0, list[str]()
    numbers = count(1)
    for line in lines:
        kind = str(line.get("qtype"))
        if kind == "分页栏":
            pages += 1
        if kind in _BESIDE:
            continue
        number = next(numbers)
        if kind not in _KINDS:
            left_out.append(f"question {number}, {bare(line.get('title'))}: type {kind} is not read")
            continue
        for one in _questions(line, number, language):
            asked.append(replace(one, page=f"page{pages + 1}"))
            if one.block:
                blocks[one.block] = {language: bare(line.get("title"))}
    words = {key: {language: bare(about[name])} for key, name in _WORDS.items() if about.get(name)}
    title = words.pop("title", {language: "问卷"})
    return Questionnaire(title, tuple(asked), (language,), blocks, **words, platform=platform, left_out=tuple(left_out))  # type: ignore[arg-type]


_WORDS = {"title": "title", "intro": "introduction", "thanks": "endpageinformation"}


def _questions(line: Mapping[str, Any], number: int, language: str) -> Iterator[Asked]:
    kind, title = _KINDS[str(line["qtype"])], bare(line.get("title"))
    given = [bare(option) for option in line.get("select") or []]
    choices = tuple(
        Choice(str(at), {} if option == str(at) else {language: option}, other=bool(_OTHER.match(option)))
        for at, option in enumerate(given, start=1)
    )
    low, high = (float(line[key]) if key in line else None for key in ("minvalue", "maxvalue"))
    if kind == "rating" and not choices:
        choices = tuple(Choice(str(at), {}) for at in range(1, 6))
    if kind == "number" or (kind == "yes_no" and not choices):
        choices = () if kind == "number" else (Choice("1", {"zh": "对"}), Choice("2", {"zh": "错"}))
    if kind == "single" and given in (["是", "否"], ["Yes", "No"]):
        kind = "yes_no"
    role = {"single": "profile", "yes_no": "profile", "number": "profile", "rating": "perception"}.get(kind, "")
    one = Asked(f"q{number}", kind, {language: title}, choices, required=bool(line.get("requir", True)), role=role)
    one = replace(one, column=f"{number}、{title}", bounds=(low, high), unit={"zh": "单位", "en": "units"})
    rows = [bare(row) for row in line.get("rowtitle") or []]
    if not rows:
        if kind == "multiple":
            one = replace(one, separator="┋")
        yield one
    for at, row in enumerate(rows, start=1):
        name, column = f"q{number}_{at}", f"{number}、{title}—{row}"
        yield replace(one, name=name, text={language: row}, column=column, block=f"table{number}")


def write_jsonl(form: Questionnaire, languages: Sequence[str]) -> str:
    """One JSON object a line."""

    def say(text: Texts) -> str:
        return worded(text, languages)

    about = {"qtype": "问卷基础信息", "title": say(form.title), "introduction": say(form.intro)}
    lines: list[dict[str, Any]] = [
        {**about, "endpageinformation": say(form.thanks), "language": languages[0], "atype": 1}
    ]
    page = ""
    for shown in form.shown():
        if page and shown[0].page != page:
            lines.append({"qtype": "分页栏"})
        page = shown[0].page
        lines.append({key: given for key, given in _line(form, shown, languages).items() if given not in (None, "", [])})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _line(form: Questionnaire, shown: Sequence[Asked], languages: Sequence[str]) -> dict[str, Any]:
    one = shown[0]
    title = worded(form.blocks[one.block] if one.block else one.text, languages)
    hint = worded(one.hint, languages)
    line: dict[str, Any] = {"title": f"{title}（{hint}）" if hint else title, "requir": one.required}
    options = [worded(choice.text, languages) or choice.code for choice in one.choices]
    if one.block:
        rows = [worded(row.text, languages) for row in shown]
        return {"qtype": "矩阵量表", **line, "rowtitle": rows, "select": options}
    kind = {"single": "单选", "yes_no": "单选", "multiple": "多选", "rating": "量表题", "nps": "NPS量表", "date": "日期"}
    if one.kind == "number":
        low, high = one.bounds
        return {"qtype": "滑动条", **line, "minvalue": f"{low or 0:g}", "maxvalue": f"{100 if high is None else high:g}"}
    options = options if one.kind != "nps" else []
    return {"qtype": kind.get(one.kind, "段落说明" if one.kind == "note" else "简答题"), **line, "select": options}


def write_text(form: Questionnaire, languages: Sequence[str]) -> str:
    """The text form that one pastes into the editor."""
    numbers, page = count(1), ""
    parts = [worded(form.title, languages), worded(form.intro, languages)]
    for shown in form.shown():
        if page and shown[0].page != page:
            parts.append("=== 分页 ===")
        page = shown[0].page
        parts.append("\n".join(_lines(form, shown, languages, next(numbers))))
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(form: Questionnaire, shown: Sequence[Asked], languages: Sequence[str], number: int) -> Iterator[str]:
    line = _line(form, shown, languages)
    label = {"单选": "单选题", "多选": "多选题", "矩阵量表": "矩阵量表题", "NPS量表": "量表题", "日期": "填空题"}
    kind = label.get(line["qtype"], line["qtype"])
    yield f"{number}. {line['title']}[{kind}]{'' if line['requir'] else '（选填）'}"
    if shown[0].kind == "number":
        yield f"{line['minvalue']}~{line['maxvalue']}"
    elif shown[0].kind == "nps":
        yield "0~10"
    else:
        yield from ("行：", *(f"- {row}" for row in line["rowtitle"]), "") if "rowtitle" in line else ()
        plain = [choice.code for choice in shown[0].choices] == line.get("select")
        yield from (f"{line['select'][0]}~{line['select'][-1]}",) if plain and line["select"] else line.get("select", [])
