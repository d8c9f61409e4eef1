"""A question as a respondent meets it, facet by facet, in the words of one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from csat_lib.study.conditions import Condition
from csat_lib.study.model import Study
from csat_lib.study.questions import Number, Question, Rating, Recommendation, Scale
from csat_lib.study.words import StudyText

DifferenceKind = Literal[
    "added", "removed", "wording", "scale", "options", "position", "filter", "reversed", "construct", "definition"
]
NOTHING = "—"


def plain(text: str) -> str:
    """A wording as it is read: white space does not count."""
    return " ".join(text.split())


def listed(words: Mapping[str, StudyText], language: str) -> str:
    """Codes with their words."""
    return ", ".join(plain(f"{code} {label.get(language)}") for code, label in words.items()) or NOTHING


def _wording(study: Study, name: str, language: str) -> str:
    """Stem of the block, text and hint: all the words that are read before the answer."""
    question, block = study.questions[name], study.block(name)
    words = (block.stem if block else None, question.text, question.hint)
    return plain(" ".join(part.get(language) for part in words if part is not None))


def _scale(study: Study, name: str, language: str) -> str:
    """The ends of the answer and the words on its scale; of other questions their kind."""
    question = study.questions[name]
    if isinstance(question, Rating):
        return _rating(question.scale, language)
    if isinstance(question, Recommendation):
        return "NPS 0–10"
    if isinstance(question, Number):
        ends = "–".join("" if end is None else f"{end:g}" for end in (question.low, question.high))
        return plain(f"{ends} {question.unit.get(language)}")
    return question.kind


def _rating(scale: Scale, language: str) -> str:
    if scale.points:
        worth = (f"{label.get(language)} = {scale.points[code]:g}" for code, label in scale.options.items())
        return plain(", ".join(worth))
    step = "" if scale.step == 1 else f" / {scale.step:g}"
    labels = f" ({listed(scale.labels, language)})" if scale.labels else ""
    return f"{scale.low:g}–{scale.high:g}{step}{labels}"


def options(question: Question) -> Mapping[str, StudyText]:
    """The options of a choice; none of another question."""
    found: Mapping[str, StudyText] = getattr(question, "options", {})
    return found


def _filter(study: Study, name: str, language: str) -> str:
    """Whom the question is asked of: ``Extras used: Gym, Pool``, or nothing when of everybody."""
    asked = study.questions[name].filter
    return NOTHING if asked is None else _condition(study, asked, language)


def _definition(study: Study, name: str, language: str) -> str:
    """How a derived variable is made: ``Overall ≥ 4 and Again ≥ 4``, ``Told − Kept``, ``Felt against Expected``."""
    given = study.derived.get(name)
    if given is None:
        return NOTHING
    if given.condition:
        return _condition(study, given.condition, language)
    sign = " − " if given.minus else " / " if given.ratio else _AGAINST[language]
    return sign.join(plain(study.label(one, language)) for one in given.asks)


def _condition(study: Study, given: Condition, language: str) -> str:
    """A condition as a reader meets it: ``(Extras used: Gym, Pool) or Nights ≥ 2``."""
    if given.parts:
        told = [(part, _condition(study, part, language)) for part in given.parts]
        if len(told) == 1:
            return told[0][1]
        bracketed = (f"({text})" if part.parts or len(part.values or ()) > 1 else text for part, text in told)
        return _BETWEEN[language][given.every is None].join(bracketed)
    name = given.question or ""
    levels = ", ".join(plain(study.level(name, level, language)) for level in given.values or ())
    bounds = [f"{sign} {bound:g}" for sign, bound in (("≥", given.at_least), ("≤", given.at_most)) if bound is not None]
    return " ".join([plain(study.label(name, language)) + (":" if levels else ""), *filter(None, [levels]), *bounds])


_BETWEEN = {"zh": (" 且 ", " 或 "), "en": (" and ", " or ")}
_AGAINST = {"zh": " 与预期 ", "en": " against "}


def _direction(study: Study, name: str, language: str) -> str:  # noqa: ARG001 - one shape for all facets
    """The sign with which the answer counts."""
    question = study.questions[name]
    return "−" if isinstance(question, Rating) and question.reversed else "+"


def owner(study: Study, item: str) -> str:
    """The construct that an item measures; nothing of another question."""
    return next((name for name, construct in study.constructs.items() if item in construct.items), "")


def title(study: Study, construct: str, language: str) -> str:
    """What a construct is called, or a dash where there is none."""
    return plain(study.constructs[construct].title.get(language)) if construct else NOTHING


FACETS: dict[DifferenceKind, Callable[[Study, str, str], str]] = {
    "wording": _wording,
    "scale": _scale,
    "filter": _filter,
    "reversed": _direction,
    "definition": _definition,
}
