"""Signs of carelessness that leave nobody out are a caution about the scores."""

from __future__ import annotations

from dataclasses import replace

from csat_lib.findings import read_method
from csat_lib.report.prose import en, zh

from . import fake_evidence
from .fake_wave import all_figures, make_view


def clauses(words, language, method="watched only"):
    rows = [*all_figures(), *fake_evidence.fieldwork(), *fake_evidence.expected()]
    used = [str(row.method).replace("watched only", method) for row in rows]
    rows = [replace(row, method=read_method(method)) for row, method in zip(rows, used, strict=True)]
    return words.cautions.clauses(make_view(language, rows))


def test_a_sign_that_leaves_nobody_out_is_a_caution():
    assert "“Long run of one answer” flags 38 answers, where careful answering would bring about 12" in (
        clauses(en, "en")
    )
    assert "“连续同一答案过长”标记的答卷多于认真作答时的预期（38 份，预期约 12 份）" in clauses(zh, "zh")


def test_a_sign_that_the_study_leaves_out_by_is_no_caution_about_the_scores():
    assert not any("Long run" in clause for clause in clauses(en, "en", "rule of the study"))
