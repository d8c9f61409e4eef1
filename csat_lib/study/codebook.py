"""The list of labels: what each code of an answer stands for."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from csat_lib.study.facets import options, owner, plain
from csat_lib.study.model import Study
from csat_lib.study.questions import Question, Rating, YesNo
from csat_lib.study.words import StudyText

NO_ANSWER = StudyText(zh="未作答", en="no answer")
DOES_NOT_APPLY = StudyText(zh="不适用", en="does not apply")
YES, NO = StudyText(zh="是", en="yes"), StudyText(zh="否", en="no")


def codebook(study: Study, language: str) -> pd.DataFrame:
    """One row per question and labelled code, in questionnaire order.

    Columns: ``question`` (its name), ``code`` (as text; empty for a question without labelled codes), ``label``,
    ``text``, ``construct`` (empty for what is no item), ``kind``.
    """
    rows = [
        (name, code, label.get(language) if label else "", plain(question.text.get(language)), owner(study, name), kind)
        for name, question in study.variables.items()
        for kind in (question.kind,)
        for code, label in dict(_labels(question)).items() or [("", None)]
    ]
    return pd.DataFrame(rows, columns=["question", "code", "label", "text", "construct", "kind"])


def _labels(question: Question) -> Iterator[tuple[str, StudyText]]:
    yield from options(question).items()
    if isinstance(question, Rating):
        yield from (question.scale.options or question.scale.labels).items()
    if isinstance(question, YesNo):
        yield from ((code, word) for codes, word in ((question.yes, YES), (question.no, NO)) for code in codes)
    for codes, word in ((question.missing_codes, NO_ANSWER), (question.not_applicable_codes, DOES_NOT_APPLY)):
        yield from ((f"{code:g}" if isinstance(code, float) else str(code), word) for code in codes)
