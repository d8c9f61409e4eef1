"""Wordings that form a scale, in their order, with the ones that nobody gave."""

import pytest

from csat_lib.forms.agreement import ordered

FIVE = ["非常不满意", "不满意", "一般", "满意", "非常满意"]


@pytest.mark.parametrize(
    ("words", "scale"),
    [
        (reversed(FIVE), FIVE),
        (["非常满意", "满意", "一般", "不满意"], FIVE),
        (["很满意", "较满意", "一般", "较不满意", "很不满意"], ["很不满意", "较不满意", "一般", "较满意", "很满意"]),
        (
            ["Very satisfied", "Satisfied", "Neutral"],
            ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"],
        ),
        (["Strongly agree", "Agree", "Disagree"], ["Strongly disagree", "Disagree", "Agree", "Strongly agree"]),
        (["不满意", "不太满意", "满意"], ["不满意", "不太满意", "满意"]),
        (["Good", "Excellent", "Poor"], ["Poor", "fair", "Good", "very good", "Excellent"]),
        (["完全符合", "不确定", "完全不符合"], ["完全不符合", "不确定", "完全符合"]),
    ],
)
def test_wordings_of_agreement_have_an_order(words, scale):
    assert ordered(list(words)) == scale


@pytest.mark.parametrize(
    "words", [["男", "女"], ["是", "否"], ["Yes", "No"], ["上海", "北京", "一般"], ["一般"], ["满意度高", "价格"]]
)
def test_other_words_have_none(words):
    assert ordered(words) is None
