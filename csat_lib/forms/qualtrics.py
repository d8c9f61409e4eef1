"""Qualtrics: its survey file (QSF, read) and the plain text that it imports (Advanced Format, written)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from csat_lib.forms.questionnaire import Asked, Choice, Questionnaire, Texts, bare, worded

_ONE = {"SAVR", "SAHR", "SACOL", "DL", "SB"}


def read_qsf(text: str) -> Questionnaire:
    """The questionnaire of a survey file; what lies in its trash is left alone."""
    survey = json.loads(text.lstrip("\ufeff"))
    entry, elements = survey["SurveyEntry"], survey["SurveyElements"]
    base = _language(entry.get("SurveyLanguage"))
    questions = {each["PrimaryAttribute"]: each["Payload"] for each in elements if each.get("Element") == "SQ"}
    asked, left_out = list[Asked](), list[str]()
    blocks: dict[str, Texts] = {}
    languages = [base]
    for page, qid in _places(elements, questions):
        one = questions[qid]
        languages += [_language(code) for code in one.get("Language") or {}]
        found = list(_asked(one, base))
        asked += [replace(each, page=page) for each in found]
        blocks |= {each.block: _texts(one, base) for each in found if each.block}
        if not found and one.get("QuestionType") not in {"DB", "Timing", "Captcha", "Meta"}:
            kind = "/".join(filter(None, (one.get("QuestionType"), one.get("Selector"))))
            left_out.append(f"question {one.get('DataExportTag')}: type {kind} is not read")
    title = {base: bare(entry.get("SurveyName") or "Survey")}
    return Questionnaire(title, tuple(asked), tuple(dict.fromkeys(languages)), blocks, platform="Qualtrics", left_out=tuple(left_out))


def _language(code: str | None) -> str:
    return "zh" if (code or "").upper().startswith("ZH") else "en"


def _places(elements: Sequence[Mapping[str, Any]], questions: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(page, question) in the order of the blocks; of a file without blocks, every question."""
    payload = next((each["Payload"] for each in elements if each.get("Element") == "BL"), None)
    blocks = list(payload.values()) if isinstance(payload, dict) else payload or []
    page = 0
    for block in blocks:
        if block.get("Type") == "Trash":
            continue
        page += 1
        for part in block.get("BlockElements") or []:
            page += part.get("Type") == "Page Break"
            if part.get("QuestionID") in questions:
                yield f"page{page}", part["QuestionID"]
    if not blocks:
        yield from (("page1", qid) for qid in questions)


def _texts(one: Mapping[str, Any], base: str) -> Texts:
    others = {_language(code): bare(words.get("QuestionText")) for code, words in _mapping(one.get("Language")).items()}
    return {**others, base: bare(one.get("QuestionText"))}


def _mapping(given: Any) -> Mapping[str, Any]:
    """Choices are a list where there is none."""
    return given if isinstance(given, dict) else {str(at): each for at, each in enumerate(given or [], start=1)}


def _listed(one: Mapping[str, Any], kind: str, base: str) -> list[tuple[str, Mapping[str, Any], Texts]]:
    """(id, what the file says, wording) of choices or answers, in their order."""
    given = _mapping(one.get(kind))
    order = [str(key) for key in one.get("ChoiceOrder" if kind == "Choices" else "AnswerOrder") or given]
    others = {_language(code): _mapping(words.get(kind)) for code, words in _mapping(one.get("Language")).items()}
    return [
        (key, given[key], {**{lang: bare(_mapping(words.get(key)).get("Display")) for lang, words in others.items()},
                           base: bare(given[key].get("Display"))})
        for key in order if key in given
    ]  # fmt: skip


def _asked(one: Mapping[str, Any], base: str) -> Iterator[Asked]:
    tag, kind, selector = one.get("DataExportTag") or one["QuestionID"], one.get("QuestionType"), one.get("Selector")
    recode = _mapping(one.get("RecodeValues"))
    required = one.get("Validation", {}).get("Settings", {}).get("ForceResponse") == "ON" if isinstance(one.get("Validation"), dict) else False
    whole = Asked(tag, "text", _texts(one, base), column=tag, required=required, unit={"zh": "单位", "en": "units"})
    choices = tuple(
        Choice(str(recode.get(key, key)), text, other=str(given.get("TextEntry")).lower() == "true", exclusive=bool(given.get("ExclusiveAnswer")))
        for key, given, text in _listed(one, "Choices", base)
    )
    other = next((f"{tag}_{key}_TEXT" for key, given, _ in _listed(one, "Choices", base) if str(given.get("TextEntry")).lower() == "true"), "")
    if kind == "MC" and selector == "NPS":
        yield replace(whole, kind="nps")
    elif kind == "MC" and selector in _ONE:
        yield replace(whole, kind="single", role="profile", choices=choices, other=other)
    elif kind == "MC":
        columns = {choice.code: f"{tag}_{key}" for choice, (key, *_) in zip(choices, _listed(one, "Choices", base), strict=True)}
        yield replace(whole, kind="multiple", choices=choices, columns=columns, separator=",", other=other)
    elif kind == "Matrix" and selector in {"Likert", "Bipolar"} and one.get("SubSelector") != "MultipleAnswer":
        points = tuple(Choice(str(recode.get(key, key)), text) for key, _, text in _listed(one, "Answers", base))
        for key, _, text in _listed(one, "Choices", base):
            name = f"{tag}_{key}"
            yield replace(whole, name=name, kind="rating", role="perception", text=text, choices=points, column=name, block=tag)
    elif kind == "Slider":
        for key, _, text in _listed(one, "Choices", base):
            yield replace(whole, name=f"{tag}_{key}", kind="number", role="profile", text=text, column=f"{tag}_{key}")
    elif kind == "TE" and selector == "FORM":
        for key, _, text in _listed(one, "Choices", base):
            yield replace(whole, name=f"{tag}_{key}", text=text, column=f"{tag}_{key}")
    elif kind == "TE":
        settings = one.get("Validation", {}).get("Settings", {}) if isinstance(one.get("Validation"), dict) else {}
        is_number = settings.get("ContentType") == "ValidNumber"
        yield replace(whole, kind="number", role="profile") if is_number else whole


def write_text(form: Questionnaire, languages: Sequence[str]) -> str:
    """The text that Qualtrics imports."""
    out, page = ["[[AdvancedFormat]]"], None
    if any(form.intro.values()):
        out += ["[[Question:DB]]", worded(form.intro, languages)]
    for shown in form.shown():
        one = shown[0]
        if one.page != page:
            out.append(f"[[Block:{worded(form.pages.get(one.page, {}), languages) or one.page or 'Questions'}]]")
            page = one.page
        out += _written(form, shown, languages)
    return "\n".join(out) + "\n"


def _written(form: Questionnaire, shown: Sequence[Asked], languages: Sequence[str]) -> Iterator[str]:
    one = shown[0]
    kinds = {"multiple": "MC:MultipleAnswer", "text": "TE:Essay", "number": "TE:SingleLine", "date": "TE:SingleLine", "note": "DB"}
    yield f"[[Question:{'Matrix' if one.block else kinds.get(one.kind, 'MC:SingleAnswer')}]]"
    yield f"[[ID:{one.block or one.name}]]"
    words = worded(form.blocks[one.block] if one.block else one.text, languages)
    hint = worded(one.hint, languages)
    yield f"{words} ({hint})" if hint else words
    options = [worded(choice.text, languages) or choice.code for choice in one.points]
    if one.kind == "nps":
        options = [str(at) for at in range(11)]
    if one.block:
        yield from ("[[Choices]]", *(worded(row.text, languages) for row in shown), "[[Answers]]", *options)
    elif options:
        yield from ("[[Choices]]", *options)
