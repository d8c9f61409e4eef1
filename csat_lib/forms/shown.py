"""A study's questionnaire as it is shown: page by page, tables of ratings together, with all answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from csat_lib.study.conditions import Condition
from csat_lib.study.model import Study
from csat_lib.study.questions import YES_NO, MultipleChoice, Question, Rating, Recommendation, SingleChoice, YesNo
from csat_lib.study.words import StudyText

NOT_APPLICABLE = StudyText(zh="不适用", en="Not applicable")


class Point(NamedTuple):
    """One answer: code, wording (of a scale's points often none), whether words of one's own go with it."""

    code: str
    text: StudyText | None
    other: bool = False
    exclusive: bool = False


@dataclass(frozen=True)
class ShownTogether:
    """What is shown together: one question, or the rows of a table (``block``); ``starts`` a page, and its title."""

    names: tuple[str, ...]
    stem: StudyText
    block: str = ""
    starts: bool = False
    title: StudyText | None = None


def shown(study: Study) -> Iterator[ShownTogether]:
    """Everything in the order of the questionnaire."""
    for page in study.pages:
        starts, done = True, set[str]()
        for name in page.questions:
            block = next((key for key, block in study.form.blocks.items() if name in block.questions), "")
            if name in done:
                continue
            names = study.form.blocks[block].questions if block else (name,)
            stem = study.form.blocks[block].stem if block else study.questions[name].text
            yield ShownTogether(tuple(names), stem, block, starts, page.title if starts else None)
            starts, done = False, done | {*names}


def points(question: Question) -> list[Point]:
    """The answers that a question offers, codes as the study has them; none where one writes."""
    if isinstance(question, Rating):
        scale = question.scale
        codes = [*scale.points] or [f"{code:g}" for code in scale.codes]
        beside = [Point(str(code), NOT_APPLICABLE) for code in question.not_applicable_codes]
        return [*(Point(code, scale.labels.get(code)) for code in codes), *beside]
    if isinstance(question, Recommendation):
        return [Point(str(at), None) for at in range(11)]
    if isinstance(question, YesNo):
        return [Point(question.yes[0], YES_NO["yes"]), Point(question.no[0], YES_NO["no"])]
    if isinstance(question, SingleChoice | MultipleChoice):
        alone = question.exclusive if isinstance(question, MultipleChoice) else ()
        other = question.other_option
        return [Point(code, text, code == other, code in alone) for code, text in question.options.items()]
    return []


def say(text: StudyText | None, languages: Sequence[str]) -> str:
    """A wording in one language, or in two beside each other."""
    return " / ".join(dict.fromkeys(text.get(language) for language in languages if text.get(language))) if text else ""


def said(point: Point, languages: Sequence[str]) -> str:
    """The wording of an answer; where it has none, its code."""
    return say(point.text, languages) or point.code


def asked_if(given: Condition, test: Callable[[str, str, str], str], both: str, either: str) -> str:
    """A condition in another language: ``test(question, sign, value)``, and the words for 'and' and for 'or'."""
    if given.parts:
        parts = [asked_if(part, test, both, either) for part in given.parts]
        return (both if given.every else either).join(f"({part})" if len(parts) > 1 else part for part in parts)
    name, bounds = given.question or "", ((">=", given.at_least), ("<=", given.at_most))
    one_of = either.join(test(name, "=", value) for value in given.values or ())
    within = both.join(test(name, sign, f"{bound:g}") for sign, bound in bounds if bound is not None)
    return both.join(filter(None, (f"({one_of})" if within and either in one_of else one_of, within)))
