"""Where more answers show a sign of carelessness than careful answering would bring, a sentence says so."""

from __future__ import annotations

from dataclasses import replace

from csat_lib.findings import read_method
from csat_lib.report.prose import en, zh

from . import fake_evidence
from .fake_wave import all_figures, make_view


def view(language, **given):
    expected = [replace(row, **given) for row in fake_evidence.expected()]
    return make_view(language, [*all_figures(), *fake_evidence.fieldwork(), *expected])


def test_more_flags_than_expected_are_told_with_both_counts():
    assert en.quality.careless(view("en")) == (
        "More answers than careful answering would bring are flagged by “Long run of one answer” "
        "(38 of 1,246, about 12 expected); a flag is no proof."
    )
    assert zh.quality.careless(view("zh")) == (
        "以下迹象标记的答卷明显多于认真作答时的预期：“连续同一答案过长”（1,246 份中 38 份，预期约 12 份）；"
        "被标记并不等于作答不认真。"
    )
    assert en.quality.careless(view("en")) in en.quality.say(view("en"), "")


def test_as_many_as_chance_brings_are_not_told():
    assert en.quality.careless(view("en", p=0.2)) == ""
    assert zh.quality.careless(view("zh", p=None)) == ""


def test_where_not_one_is_expected_the_words_say_so():
    assert "(38 of 1,246, fewer than one expected)" in en.quality.careless(view("en", value=0.0004))
    assert "（1,246 份中 38 份，预期不到 1 份）" in zh.quality.careless(view("zh", value=0.0004))


def test_a_sign_that_leaves_nobody_out_is_a_caution():
    assert "“Long run of one answer” flags 38 answers, where careful answering would bring about 12" in (
        en.cautions.clauses(view("en"))
    )
    assert "“连续同一答案过长”标记的答卷多于认真作答时的预期（38 份，预期约 12 份）" in zh.cautions.clauses(view("zh"))


def test_a_sign_that_the_study_leaves_out_by_is_no_caution_about_the_scores():
    told = en.cautions.clauses(make_view("en", [*all_figures(), *_in_use()]))
    assert not any("Long run" in clause for clause in told)


def _in_use():
    rows = [*fake_evidence.fieldwork(), *fake_evidence.expected()]
    used = [str(row.method).replace("watched only", "rule of the study") for row in rows]
    return [replace(row, method=read_method(method)) for row, method in zip(rows, used, strict=True)]
