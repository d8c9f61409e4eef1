"""What to distrust, and what must not be concluded: told when its findings say so, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.findings import read_method, to_frame
from csat_lib.report.blocks import Points
from csat_lib.report.slots import phrase, tell
from csat_lib.report.topics.cautions.limits import limits
from csat_lib.report.topics.cautions.verdict import care, unknown, verdict
from csat_lib.report.topics.cautions.warnings import warnings
from csat_lib.report.topics.reliability import consistency
from tests.report import fake_evidence
from tests.report.composed import compose
from tests.report.fake_wave import BEFORE, all_figures, altered, figure, make_study, make_view, without


def told(language="en", rows=None, **given):
    view = make_view(language, rows, **given)
    return [phrase(view, claim) for claim in warnings(view)]


def signs(**given):
    expected = [replace(row, **given) for row in fake_evidence.expected()]
    return [*altered(all_figures(), {"measure": "left_out"}, value=20.0), *fake_evidence.fieldwork(), *expected]


def of_signs(language, rows):
    return next(words for words in told(language, rows) if " in a row " in words or "份连续超过" in words)


def test_a_sign_that_leaves_nobody_out_is_a_caution():
    assert of_signs("en", signs()) == (
        "38 of 1,246 responses judged give one answer more than 12 times in a row (about 12 expected)"
    )
    assert of_signs("zh", signs()) == "可作判断的 1,246 份答卷中，38 份连续超过 12 题答案相同（人人认真作答时约 12 份）"
    kept = [*signs(), fake_evidence.kept()]
    assert of_signs("en", kept).endswith("(about 12 expected); 21 still count")
    assert of_signs("zh", kept).endswith("（人人认真作答时约 12 份），剔除后仍有 21 份")


def test_a_sign_that_the_study_leaves_out_by_is_no_caution_about_the_scores():
    used = [str(row.method).replace("watched only", "rule of the study") for row in signs()]
    rows = [replace(row, method=read_method(method)) for row, method in zip(signs(), used, strict=True)]
    assert not [words for words in told(rows=rows) if "in a row" in words]


def test_of_several_signs_the_surest_is_told():
    more = [
        replace(row, subject="irv", value=value)
        for row in signs()
        if row.subject == "longstring"
        for value in [row.value if row.measure == "flagged" else 0.002]
    ]
    assert of_signs("en", [*signs(), *more]).endswith("(about 2 expected)")
    assert sum("expected" in words for words in told("en", [*signs(), *more])) == 1


def test_what_does_not_compare_and_dimensions_that_are_one_come_first():
    given = {
        "rows": altered(fake_evidence.figures(), {"measure": "left_out"}, value=20.0),
        "texts": to_frame(fake_evidence.texts()),
    }
    assert told(**given)[:2] == [
        "Food cannot be compared with November 2025, so that no change is reported for it",
        "Room and Service measure nearly the same",
    ]
    assert told("zh", **given)[:2] == [
        "“餐饮”与 2025 年 11 月不可比，因此不给出其变化",
        "“客房”与“服务”测的几乎是同一样东西",
    ]


def test_poor_scales_are_named_up_to_four():
    names = ("room", "service", "food", "price")
    rows = [figure("reliability", "alpha", name, 0.5 + at / 100, half=0.01) for at, name in enumerate(names)]
    (poor,) = told(rows=rows)
    assert poor == (
        "the questions of Room, Service, Food and Price do not agree well enough with one another for one score"
    )
    (poor,) = told("zh", rows)
    assert poor == ("“客房”、“服务”、“餐饮”和“价格”的题目彼此不够一致，合成一个得分较为勉强")


def test_a_scale_of_which_alpha_cannot_be_had_is_told():
    rows = [figure("reliability", "alpha", "food", None, reason="few_answers")]
    assert told(rows=rows) == ["it cannot be told whether the questions of Food agree with one another"]
    assert told("zh", rows) == ["“餐饮”的题目彼此是否一致，无从判断"]


@pytest.mark.parametrize(("language", "words"), [("en", "1.4 points lower"), ("zh", "指数会低 1.4 分")])
def test_a_rule_that_moves_the_index_is_told_by_its_way(language, words):
    rows = altered(all_figures(), {"measure": "index_effect", "other": "seconds"}, value=-1.4)
    assert [clause for clause in told(language, rows) if words in clause]


def test_too_little_checked_raises_no_alarm_and_gives_none_either():
    rows = altered(without("reliability", "factors", "quality"), {"segment_by": "store"}, n=300)
    view = make_view("en", rows, study=make_study(unit=None))
    assert verdict(view) == []
    assert care(view) is None
    assert tell(view, unknown(view)) == "This survey cannot tell what those who did not answer think."


def test_the_limits_of_a_study_without_chapters_but_scores_say_what_it_does_not_look_at():
    for language, last in {
        "en": "This study does not look at whom the respondents speak for, what goes with satisfaction",
        "zh": "本研究没有考察样本的代表性、",
    }.items():
        view = make_view(language, study=make_study(chapters=["scores"]))
        said = [tell(view, limit) for limit in limits(view)]
        assert len(said) == 3
        assert said[-1].startswith(last)


def retested(**given):
    row = figure("reliability", "retest", "room", -0.43, half=0.2, against=BEFORE, n=40, n_effective=None)
    return [*all_figures(), replace(row, **given)]


def test_answers_that_few_gave_twice_or_whose_correlation_may_be_none_are_no_caution():
    for rows in (retested(n=14), retested(high=0.1), retested(value=None, low=None, high=None, reason="few_pairs")):
        assert not [words for words in told(rows=rows) if "answered twice" in words]


def test_the_chapter_on_trust_says_that_too_few_answered_twice():
    view = make_view("en", retested(value=None, low=None, high=None, n=15, reason="few_pairs"))
    said = "At most 15 customers answered in both waves: too few to say how stable the answers are."
    assert tell(view, consistency.few_twice(view)) == said
    assert any(said in item for block in compose(view, "trust") if isinstance(block, Points) for item in block.items)
    assert consistency.few_twice(make_view("en", retested())) is None
