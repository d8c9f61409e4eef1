"""A study file as text, every guess with a comment that says what it rests on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from csat_lib.forms.asked_form import AskedForm
from csat_lib.forms.known_words import LANGUAGES, NPS, WORDS
from csat_lib.forms.structure import Proposed

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_TRUTHS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


@dataclass(frozen=True)
class Draft:
    """All that a study file says: the questionnaire and what the questions are for; ``told``: comments at the top."""

    name: str
    form: AskedForm
    constructs: Sequence[Proposed] = ()
    headline: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    told: Sequence[str] = ()
    simulated: bool = False


def study_text(draft: Draft) -> str:
    """The text of the study file, its wordings in every language of the form."""
    return "\n".join(_lines(draft)) + "\n"


def scalar(value: Any) -> str:
    """A value as YAML on one line, read back as what it was by the rules of YAML 1.1 and 1.2."""
    if isinstance(value, str):
        return (
            value if _BARE.fullmatch(value) and value.lower() not in _TRUTHS else json.dumps(value, ensure_ascii=False)
        )
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(str(key))}: {scalar(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(scalar, value)) + "]"
    return json.dumps(value)


def _worded(given: Any, languages: Sequence[str]) -> Any:
    """Every wording in exactly these languages: one that is missing is that of another, to be translated."""
    if isinstance(given, list | tuple):
        return [_worded(part, languages) for part in given]
    if not isinstance(given, Mapping):
        return given
    if given and {*given} <= {*LANGUAGES}:
        return {language: given.get(language) or next(iter(given.values())) for language in languages}
    return {key: _worded(part, languages) for key, part in given.items() if part != {} or key == "parts"}


def _lines(draft: Draft) -> Iterator[str]:
    form, languages = draft.form, draft.form.languages

    def say(value: Any) -> str:
        return scalar(_worded(value, languages))

    def listed(key: str, given: Mapping[str, Any]) -> Iterator[str]:
        yield from ("", f"{key}:") if given else ()
        yield from (f"  {name}: {say(each)}" for name, each in given.items())

    yield from (f"# {line}" for line in draft.told)
    yield from (f"study: {draft.name}", f"title: {say(form.title)}", f"languages: {scalar(list(languages))}")
    yield from listed("scales", form.scales)
    yield from ("", "questions:")
    for name, question in form.questions.items():
        yield from (f"  # guess: {note}" for note in form.notes.get(name, ()))
        yield f"  {name}: {say(question)}"
    yield from (f"  # left out: {column!r}: {why}" for column, why in draft.left_out.items())
    words = {key: text for key, text in form.words.items() if any(text.values())}
    pages = {"pages": list(form.pages.values())} if len(form.pages) > 1 else {}
    yield from listed("form", {**words, **pages, **({"blocks": form.blocks} if form.blocks else {})})
    yield from _purposes(draft, say)
    if draft.simulated:
        yield from ("", "# the truth of answers drawn to try the study, until there are some")
        yield from listed("simulate", _truth(draft))


def _purposes(draft: Draft, say: Any) -> Iterator[str]:
    """Constructs, index, headline, segments, fields, rules and the frame of open answers."""
    questions = draft.form.questions
    if draft.constructs:
        yield from ("", "constructs:")
        for one in draft.constructs:
            yield f"  # guess: {one.note}"
            yield f"  {one.name}: {say({'title': one.title, 'items': list(one.items)})}"
        root = "satisfaction_index" if "satisfaction" in questions else "satisfaction"
        parts = dict.fromkeys((one.name for one in draft.constructs), "equal")
        yield "# guess: every construct counts the same; `johnson` weighs them by what goes with the headline"
        yield f"index: {say({root: {'title': {'zh': '满意度指数', 'en': 'Satisfaction index'}, 'parts': parts}})}"
    if draft.headline:
        yield f"headline: {draft.headline}  # guess: what the drivers explain"
    if segments := [name for name, one in questions.items() if one.get("role") == "segment"]:
        yield f"segments: {scalar(segments)}"
    if draft.fields:
        yield f"fields: {scalar(dict(draft.fields))}  # guess: platforms name these columns so"
    yield "# Rules that many studies have: {rule: missing, above: 0.5}, {rule: speed, below: 0.4}"
    if "id" in draft.fields:
        yield from ("exclude:", "  - {rule: duplicate, by: [id]}")
    if spoken := [
        name for name, one in questions.items() if one.get("kind") == "text" and name not in draft.form.named
    ]:
        yield "# guess: codes that fit many studies; give them the words of your field"
        frame = {code: f"    {code}: {say(each)}" for code, each in WORDS["frame"].items() if code not in questions}
        yield from ("voice:", f"  questions: {scalar(spoken)}", "  frame:", *frame.values())


def _truth(draft: Draft) -> dict[str, dict[str, Any] | float]:
    """Every item alike, every option as often as the others; other questions are left unanswered."""
    form, owned = draft.form, {item for one in draft.constructs for item in one.items}
    effects = {one.name: round(0.7 / len(draft.constructs), 2) for one in draft.constructs}
    items, outcomes, choices, several = (dict[str, Any]() for _ in range(4))
    for name, one in form.questions.items():
        kind, options = one.get("kind", "rating"), list(one.get("options", {}))
        if kind in {"rating", NPS}:
            scale = form.scales[one["scale"]] if "scale" in one else {"from": 0, "to": 10}
            low, high = scale.get("from", 0), scale.get("to", 100)  # of points, these
            length = high - low
            middle = _given(
                mean=round(low + (0.65 if length > 1 else 0.5) * length, 2), sd=max(0.5, round(0.28 * length, 2))
            )
            part, more = (items, _given(loading=0.75)) if name in owned else (outcomes, _given(effects=effects))
            part[name] = middle | more
        elif kind == "single":
            each = round(1 / len(options), 4)
            last = {options[-1]: round(1 - each * (len(options) - 1), 4)}
            choices[name] = _given(shares={**dict.fromkeys(options, each), **last})
        elif kind == "multiple":
            several[name] = dict.fromkeys(options, 0.3)
    truth = _given(correlation=0.4, items=items, outcomes=outcomes, choices=choices, multiple=several)
    return {key: given for key, given in truth.items() if given or given is items}


def _given(**entries: Any) -> dict[str, Any]:
    """Entries of a mapping under their names."""
    return entries
