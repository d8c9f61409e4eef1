"""A study's questionnaire as it is shown: page by page, tables of ratings together, with all answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
        codes = [*question.scale.points] or [f"{code:g}" for code in question.scale.codes]
        beside = [Point(str(code), NOT_APPLICABLE) for code in question.not_applicable_codes]
        return [*(Point(code, question.scale.labels.get(code)) for code in codes), *beside]
    if isinstance(question, Recommendation):
        return [Point(str(at), None) for at in range(11)]
    if isinstance(question, YesNo):
        return [Point(question.yes[0], YES_NO["yes"]), Point(question.no[0], YES_NO["no"])]
    if isinstance(question, SingleChoice | MultipleChoice):
        alone = question.exclusive if isinstance(question, MultipleChoice) else ()
        other = question.other_option
        return [Point(code, text, code == other, code in alone) for code, text in question.options.items()]
    return []


def say(given: StudyText | Point | None, languages: Sequence[str]) -> str:
    """A wording in one language, or in two beside each other; of an answer without one, its code."""
    if isinstance(given, Point):
        return say(given.text, languages) or given.code
    return " / ".join(dict.fromkeys(t for language in languages if (t := given.get(language)))) if given else ""
