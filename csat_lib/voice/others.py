"""What respondents wrote beside "other": each answer once, masked, with how many gave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from csat_lib.findings import Finding, Text, way
from csat_lib.findings.catalogue.questions import DIFFERENT, TOPIC, WRITTEN
from csat_lib.voice.language import language_of, plain
from csat_lib.voice.masking import mask
from csat_lib.voice.quotes import LEFT_OVER, READABLE

MOST_LISTED = 50
"""Answers that are listed of a question; how many there were at all is told beside them."""


@dataclass(frozen=True)
class OtherAnswers:
    """Question -> what was written, most frequent first, and by how many (None: too few to be told)."""

    listed: Mapping[str, Sequence[tuple[str, int | None]]]
    different: Mapping[str, int]

    def to_findings(self) -> list[Finding]:
        """``different`` per question; ``written`` per answer, numbered as the texts are."""
        found = []
        for question, answers in self.listed.items():
            every = Finding(topic=TOPIC.name, subject=question, measure=DIFFERENT.name, value=0.0, method=way("count"))
            found.append(replace(every, value=float(self.different[question])))
            for rank, (_, count) in enumerate(answers, start=1):
                value, reason = (None, "small_base") if count is None else (float(count), "")
                found.append(replace(every, measure=WRITTEN.name, unit="", value=value, reason=reason, other=str(rank)))
        return found

    def to_texts(self) -> list[Text]:
        """The answers by their rank."""
        return [
            Text(topic=TOPIC.name, subject=question, kind="other", text=text, language=language_of(text), rank=rank)
            for question, answers in self.listed.items()
            for rank, (text, _) in enumerate(answers, start=1)
        ]


def other_answers(words: Mapping[str, pd.Series], minimum_base: int) -> OtherAnswers:
    """List the answers in words of each question, capitals and white space apart, masked as quotes are.

    A count under ``minimum_base`` is not told, nor the smallest of the others while all untold ones together are fewer
    than that; what is too long, or may still hold a number or an address, is counted and not listed.
    """
    found = {question: _counted(column) for question, column in words.items()}
    listed = {question: _told(counts, minimum_base) for question, counts in found.items() if counts}
    return OtherAnswers(listed, {question: len(found[question]) for question in listed})


def _counted(column: pd.Series) -> list[tuple[str, int]]:
    """(spelling used most, how many), most frequent first."""
    spelled: dict[str, Counter[str]] = {}
    for text, count in column.dropna().value_counts().items():
        if masked := mask(plain(str(text))):
            spelled.setdefault(masked.casefold(), Counter())[masked] += int(count)
    ranked = sorted(spelled.items(), key=lambda entry: (-entry[1].total(), entry[0]))
    return [(min(forms, key=lambda form: (-forms[form], form)), forms.total()) for _, forms in ranked]


def _told(counts: Sequence[tuple[str, int]], least: int) -> list[tuple[str, int | None]]:
    untold = {text: count for text, count in counts if count < least}
    for text, count in reversed(counts):
        if untold and sum(untold.values()) < least:
            untold.setdefault(text, count)
    shown: list[tuple[str, int | None]] = [(text, count) for text, count in counts if text not in untold]
    shown += [(text, None) for text in sorted(untold)]
    return [(text, count) for text, count in shown if _is_printable(text)][:MOST_LISTED]


def _is_printable(text: str) -> bool:
    return len(text) <= READABLE.get(language_of(text), (1, 80))[1] and not LEFT_OVER.search(text)
