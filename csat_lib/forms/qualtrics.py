"""Qualtrics: its survey file (QSF, read) and the plain text that it imports (Advanced Format, written)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from csat_lib.forms.asked_form import AskedForm
from csat_lib.forms.known_words import NPS, Texts, bare, language_named
from csat_lib.forms.shown import ShownTogether, points, say, shown
from csat_lib.study.model import Study

_KINDS = {"multiple": "MC:MultipleAnswer", "text": "TE:Essay", "number": "TE:SingleLine", "date": "TE:SingleLine"}
_SINGLE = ("SAVR", "SAHR", "SACOL", "DL", "SB")
_BESIDE = ("DB", "Timing", "Captcha", "Meta")


def read_qsf(text: str) -> AskedForm:
    """The questionnaire of a survey file; what lies in its trash is left alone."""
    survey = json.loads(text)
    entry, elements = survey["SurveyEntry"], survey["SurveyElements"]
    base = language_named(entry.get("SurveyLanguage"))
    questions = {each["PrimaryAttribute"]: each["Payload"] for each in elements if each.get("Element") == "SQ"}
    more = [language_named(code) for one in questions.values() for code in _mapping(one.get("Language"))]
    form = AskedForm({base: bare(entry.get("SurveyName")) or "Survey"}, list(dict.fromkeys([base, *more])), "Qualtrics")
    asked = set[str]()
    for page, qid in _places(elements, questions):
        tag = str(questions[qid].get("DataExportTag"))
        if tag in asked:
            form.left_out.append(
                f"Question {tag} stands in the form again, with other words; its answers have one name."
            )
            continue
        asked.add(tag)
        names = _ask(form, questions[qid], base)
        form.turn(page, {}, names)
        if not names and questions[qid].get("QuestionType") not in _BESIDE:
            kind = "/".join(filter(None, (questions[qid].get("QuestionType"), questions[qid].get("Selector"))))
            form.left_out.append(f"Question {tag}: the type {kind} is not read.")
    return form


def _mapping(given: Any) -> Mapping[str, Any]:
    """Choices are a list where there are none, or where they count 1, 2, 3."""
    return given if isinstance(given, dict) else {str(at): each for at, each in enumerate(given or [], start=1)}


def _places(elements: Sequence[Mapping[str, Any]], questions: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(page, question) in the order of the blocks; of a file without blocks, every question."""
    blocks = [block for each in elements if each.get("Element") == "BL" for block in _mapping(each["Payload"]).values()]
    page = 0
    for block in blocks or [{"BlockElements": [{"QuestionID": qid} for qid in questions]}]:
        page += 1
        for part in (block.get("BlockElements") or []) if block.get("Type") != "Trash" else []:
            page += part.get("Type") == "Page Break"
            if part.get("QuestionID") in questions:
                yield f"page{page}", part["QuestionID"]


def _listed(one: Mapping[str, Any], kind: str, base: str) -> list[tuple[str, Mapping[str, Any], Texts]]:
    """(id, what the file says, wording) of choices or answers, in their order."""
    given = _mapping(one.get(kind))
    others = {language_named(code): _mapping(words.get(kind)) for code, words in _mapping(one.get("Language")).items()}

    def words(key: str) -> Texts:
        translated = {language: bare(_mapping(named.get(key)).get("Display")) for language, named in others.items()}
        return {language: text for language, text in translated.items() if text} | {
            base: bare(given[key].get("Display"))
        }

    order = [str(key) for key in one.get("ChoiceOrder" if kind == "Choices" else "AnswerOrder") or given]
    return [(key, given[key], words(key)) for key in order if key in given]


def _ask(form: AskedForm, one: Mapping[str, Any], base: str) -> list[str]:
    tag, selector = one.get("DataExportTag") or one["QuestionID"], one.get("Selector")
    translated = {
        language_named(code): bare(words.get("QuestionText")) for code, words in _mapping(one.get("Language")).items()
    }
    text = {**translated, base: bare(one.get("QuestionText")) or tag}
    listed, recode = _listed(one, "Choices", base), _mapping(one.get("RecodeValues"))
    settings = _mapping(_mapping(one.get("Validation")).get("Settings"))
    more: dict[str, Any] = {"column": tag, "required": settings.get("ForceResponse") == "ON"}
    written = [key for key, given, _ in listed if str(given.get("TextEntry")).lower() == "true"]
    choice = {**more, "other": f"{tag}_{written[-1]}_TEXT" if written else ""}
    options = [(str(recode.get(key, key)), words) for key, _, words in listed]
    tags = _mapping(one.get("ChoiceDataExportTags"))
    rows = [(f"{tag}_{tags.get(key) or key}", words if any(words.values()) else text) for key, _, words in listed]
    kind, names = one.get("QuestionType"), list[str]()
    if kind == "MC" and selector == "NPS":
        names.append(form.ask(tag, NPS, text, **more))
    elif kind == "MC" and selector in _SINGLE:
        names.append(form.ask(tag, "single", text, options, **choice))
    elif kind == "MC":
        alone = [str(recode.get(key, key)) for key, given, _ in listed if given.get("ExclusiveAnswer")]
        names.append(form.ask(tag, "multiple", text, options, separator=",", exclusive=alone, **choice))
    elif kind == "Matrix" and selector in {"Likert", "Bipolar"} and one.get("SubSelector") != "MultipleAnswer":
        scale = [(str(recode.get(key, key)), words) for key, _, words in _listed(one, "Answers", base)]
        names += [form.ask(name, "rating", words, scale, **{**more, "column": name}) for name, words in rows]
        form.show(tag, text, names)
    elif kind == "Matrix" and selector == "Likert":
        answers = [(str(recode.get(key, key)), words) for key, _, words in _listed(one, "Answers", base)]
        names += [
            form.ask(name, "multiple", words, answers, columns={key: f"{name}_{key}" for key, _ in answers}, **more)
            for name, words in rows
        ]
    elif kind == "Slider" or (kind == "TE" and selector == "FORM"):
        written_as = "number" if kind == "Slider" else "text"
        names += [form.ask(name, written_as, words, column=name) for name, words in rows]
    elif kind == "TE":
        is_number = settings.get("ContentType") == "ValidNumber"
        names.append(form.ask(tag, "number" if is_number else "text", text, **more))
    return names


def write_text(study: Study, languages: Sequence[str]) -> str:
    """The text that Qualtrics imports."""
    out = ["[[AdvancedFormat]]"]
    for at, together in enumerate(shown(study)):
        if together.starts:
            out.append(f"[[Block:{say(together.title, languages) or f'Page {at + 1}'}]]")
        out += ["[[Question:DB]]", say(study.form.intro, languages)] if study.form.intro and not at else []
        out += _written(study, together, languages)
    out += ["[[Question:DB]]", say(study.form.thanks, languages)] if study.form.thanks else []
    return "\n".join(out) + "\n"


def _written(study: Study, together: ShownTogether, languages: Sequence[str]) -> Iterator[str]:
    one = study.questions[together.names[0]]
    yield f"[[Question:{'Matrix' if together.block else _KINDS.get(one.kind, 'MC:SingleAnswer')}]]"
    yield f"[[ID:{together.block or together.names[0]}]]"
    hint = say(one.hint, languages)
    yield say(together.stem, languages) + (f" ({hint})" if hint else "")
    if together.block:
        rows = [say(study.questions[name].text, languages) for name in together.names]
        yield from ("[[Choices]]", *rows, "[[Answers]]", *(say(point, languages) for point in points(one)))
    elif options := [say(point, languages) for point in points(one)]:
        yield from ("[[Choices]]", *options)
