"""Triple-S 1.2 and 2.0 (``.sss``): the variables of a data set as field agencies exchange it. Read only."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from csat_lib.forms.questionnaire import Asked, Choice, Questionnaire, bare, language_of

_KINDS = {"single": "single", "multiple": "multiple", "quantity": "number", "character": "text", "logical": "yes_no", "date": "date"}


def read_sss(text: str) -> Questionnaire:
    """The questionnaire that the definitions describe; times of day are left out."""
    root = ET.fromstring(re.sub(r"<br\s*/?>", " ", text))  # noqa: S314 - ElementTree resolves no outer entities
    title = bare(root.findtext("survey/title") or root.findtext("survey/name") or "Survey")
    variables = list(root.iterfind("survey/record/variable"))
    language = language_of([_label(one) for one in variables])
    asked = tuple(_asked(one, language) for one in variables if one.get("type") in _KINDS)
    left_out = tuple(f"variable {one.findtext('name')}: type {one.get('type')} is not read" for one in variables if one.get("type") not in _KINDS)
    return Questionnaire({language: title}, asked, (language,), platform="triple-S", left_out=left_out)


def _label(one: ET.Element) -> str:
    label = one.find("label")
    text = label.find("text") if label is not None else None
    return bare("".join((text if text is not None else label).itertext())) if label is not None else ""


def _asked(one: ET.Element, language: str) -> Asked:
    name, kind = one.findtext("name") or "", _KINDS[str(one.get("type"))]
    codes = [(str(value.get("code")), bare("".join(value.itertext()))) for value in one.iterfind("values/value")]
    choices = tuple(Choice(code, {language: label}) for code, label in codes)
    span = one.find("values/range")
    low, high = (float(span.get(end) or 0) if span is not None else None for end in ("from", "to"))
    if kind == "yes_no":
        choices = (Choice("1", {}), Choice("0", {}))
    columns = {choice.code: f"{name}_{choice.code}" for choice in choices} if kind == "multiple" else {}
    role = "" if kind in {"multiple", "text", "date"} else "profile"
    return Asked(name, kind, {language: _label(one) or name}, choices if kind != "text" else (), column=name, columns=columns,
                 role=role, bounds=(low, high), unit={"zh": "单位", "en": "units"})  # fmt: skip
