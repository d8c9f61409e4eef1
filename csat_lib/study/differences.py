"""Two versions of a questionnaire: what is not the same, and whose figures can no longer be compared for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from csat_lib.findings import Text
from csat_lib.study.facets import (
    FACETS,
    NOTHING,
    DifferenceKind,
    listed,
    options,
    owner,
    plain,
    title,
)
from csat_lib.study.model import Study
from csat_lib.study.words import Language, StudyText

_BREAKING = ("wording", "scale", "filter", "reversed", "definition")


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same about a question; ``before`` and ``after`` by language."""

    question: str
    kind: DifferenceKind
    before: Mapping[Language, str]
    after: Mapping[Language, str]

    def text(self, language: Language) -> str:
        """What it was and what it is: ``1–5 → 1–10``; the wording alone of a question come or gone.

        In the language asked for, or, when nothing changed in that one, in the first that did change.
        """
        if self.before[language] == self.after[language]:
            language = next(other for other in self.after if self.before[other] != self.after[other])
        if self.kind in {"added", "removed"}:
            return (self.after if self.kind == "added" else self.before)[language]
        return f"{self.before[language]} → {self.after[language]}"


@dataclass(frozen=True)
class QuestionnaireChange:
    """What changed from one questionnaire to a later one.

    ``broken``: questions and constructs whose figures do not mean the same any more. A question breaks with its
    wording, its scale, its options, whom it is asked of, or the direction in which it is read; a construct with any of
    its items, and with an item that it gained or lost. A question asked earlier or later than before is told, no more.
    A segment keeps its levels while each code keeps its words.
    """

    differences: tuple[Difference, ...]
    broken: frozenset[str]
    languages: tuple[Language, ...]

    def to_texts(self, period: str, against: str) -> list[Text]:
        """A row per difference and language: ``other`` the kind, ``segment`` the period compared with."""
        return [
            Text(
                topic="comparability",
                subject=one.question,
                kind="difference",
                text=one.text(language),
                language=language,
                period=period,
                segment=against,
                other=one.kind,
                rank=rank,
            )
            for rank, one in enumerate(self.differences, 1)
            for language in self.languages
        ]


def compare_questionnaires(before: Study, after: Study) -> QuestionnaireChange:
    """Every difference between two versions of a study's questionnaire, in questionnaire order, those gone at the end.

    Wordings are compared as they are read: white space does not count. What is compared is what a respondent meets
    and how the answer is read, not where it is stored: columns and codes for missing answers may change freely.
    """
    found = tuple(_differences(before, after))
    broken = {one.question for one in found if one.kind in _BREAKING or _options_break(one, before, after)}
    broken |= {name for name, one in after.derived.items() if broken & set(one.asks)}
    constructs = _broken_constructs(before, after, broken)
    return QuestionnaireChange(found, frozenset(broken.union(constructs)), tuple(after.languages))


def _differences(before: Study, after: Study) -> Iterator[Difference]:
    kept = [name for name in after.questions if name in before.questions]
    moved = _moved(list(before.questions), kept)
    for name, question in after.questions.items():
        if name not in before.questions:
            yield Difference(name, "added", _blank(after), _by_language(after, question.text))
            continue
        yield from _facets(name, before, after)
        if name in moved:
            places = [str(1 + list(study.questions).index(name)) for study in (before, after)]
            yield Difference(name, "position", *(dict.fromkeys(after.languages, place) for place in places))
    definition = FACETS["definition"]
    for name in [name for name in after.derived if name in before.derived]:
        one, other = ({to: definition(study, name, to) for to in after.languages} for study in (before, after))
        if any(one[language] != other[language] for language in _shared(before, after)):
            yield Difference(name, "definition", one, other)
    for name, question in before.questions.items():
        if name not in after.questions:
            yield Difference(name, "removed", _by_language(after, question.text), _blank(after))


def _facets(name: str, before: Study, after: Study) -> Iterator[Difference]:
    """What differs, in a language that both versions speak, about a question that both ask."""
    shared = _shared(before, after)
    for kind, told in FACETS.items():
        one, other = ({to: told(study, name, to) for to in after.languages} for study in (before, after))
        if any(one[language] != other[language] for language in shared):
            yield Difference(name, kind, one, other)
    old, new = (options(study.questions[name]) for study in (before, after))
    if any(listed(old, to) != listed(new, to) for to in shared):
        gone, come = _apart(old, new, shared), _apart(new, old, shared)
        one, other = ({to: listed(part, to) for to in after.languages} for part in (gone, come))
        yield Difference(name, "options", one, other)
    owners = owner(before, name), owner(after, name)
    if owners[0] != owners[1]:
        one = {to: title(before, owners[0], to) for to in after.languages}
        other = {to: title(after, owners[1], to) for to in after.languages}
        yield Difference(name, "construct", one, other)


def _shared(before: Study, after: Study) -> tuple[Language, ...]:
    """The languages that both versions speak; where there is none, no wording can have stayed."""
    return tuple(language for language in after.languages if language in before.languages) or after.languages


def _by_language(study: Study, words: StudyText) -> Mapping[Language, str]:
    return {language: plain(words.get(language)) for language in study.languages}


def _blank(study: Study) -> Mapping[Language, str]:
    return dict.fromkeys(study.languages, NOTHING)


def _apart(
    some: Mapping[str, StudyText], others: Mapping[str, StudyText], languages: Sequence[str]
) -> Mapping[str, StudyText]:
    """The options that the other version words otherwise or lacks; all of them when only their order differs."""
    apart = {code: words for code, words in some.items() if _reworded(words, others.get(code), languages)}
    return apart if apart or len(some) != len(others) else some


def _reworded(words: StudyText, others: StudyText | None, languages: Iterable[str]) -> bool:
    return others is None or any(plain(words.get(to)) != plain(others.get(to)) for to in languages)


def _moved(before: Sequence[str], kept: Sequence[str]) -> frozenset[str]:
    """The fewest questions whose move turns the old order into the new one.

    They are those off the longest run that kept its order (longest increasing subsequence, by patience sorting).
    """
    place = {name: at for at, name in enumerate(before)}
    tops: list[int] = []
    ends: list[str] = []
    earlier: dict[str, str | None] = {}
    for name in kept:
        pile = bisect_left(tops, place[name])
        earlier[name] = ends[pile - 1] if pile else None
        tops[pile : pile + 1], ends[pile : pile + 1] = [place[name]], [name]
    run, at = set[str](), ends[-1] if ends else None
    while at is not None:
        run.add(at)
        at = earlier[at]
    return frozenset(kept) - run


def _options_break(one: Difference, before: Study, after: Study) -> bool:
    """Other options break a question; a segment only when a code that stayed has got other words."""
    if one.kind != "options":
        return False
    old, new = (options(study.questions[one.question]) for study in (before, after))
    shared = _shared(before, after)
    reworded = any(_reworded(new[code], old[code], shared) for code in new if code in old)
    return reworded or after.questions[one.question].role != "segment"


def _broken_constructs(before: Study, after: Study, broken: set[str]) -> Iterator[str]:
    for name, construct in after.constructs.items():
        was = before.constructs.get(name)
        if was is not None and (set(was.items) != set(construct.items) or broken & set(construct.items)):
            yield name
