"""Triple-S 1.2 and 2.0 (``.sss``): the variables of a data set as field agencies exchange it. Read only."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from csat_lib.forms.asked_form import AskedForm
from csat_lib.forms.known_words import bare, kinds_of, language_of

_KINDS = kinds_of("triple_s")


def read_sss(text: str) -> AskedForm:
    """The questionnaire that the definitions describe; times of day are left out."""
    root = ET.fromstring(re.sub(r"<br\s*/?>", " ", text))  # noqa: S314 - ElementTree resolves no outer entities
    variables = list(root.iterfind("survey/record/variable"))
    title = bare(root.findtext("survey/title") or root.findtext("survey/name") or "Survey")
    language = language_of([title, *(_label(one) for one in variables)])
    form = AskedForm({language: title}, [language], "triple-S")
    for one in variables:
        name, kind = bare(one.findtext("name")), _KINDS.get(str(one.get("type")), "")
        options = [(str(value.get("code")), {language: _words(value)}) for value in one.iterfind("values/value")]
        options = [("1", {}), ("0", {})] if kind == "yes_no" else options
        if kind:
            form.ask(
                name,
                kind,
                {language: _label(one) or name},
                options,
                column=name,
                separator=";" if kind == "multiple" else "",
            )
        else:
            form.left_out.append(f"Variable {name}: the type {one.get('type')} is not read.")
    return form


def _label(one: ET.Element) -> str:
    label = one.find("label")
    return "" if label is None else _words(label)


def _words(holder: ET.Element) -> str:
    """The text of an element; of several (2.0: one a language or a mode), the first."""
    first = holder.find("text")
    return bare("".join((holder if first is None else first).itertext()))
