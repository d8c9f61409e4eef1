"""What may be compared, in words: whole sentences on the made-up wave."""

from __future__ import annotations

import pytest

from csat_lib.findings import to_frame
from csat_lib.report.by_name import say
from csat_lib.report.slots import tell
from csat_lib.report.topics.comparability import questionnaire, verdicts, waves
from tests.report import fake_evidence
from tests.report.fake_wave import BEFORE, make_view


def measured(language="en", rows=None, texts=None):
    told = fake_evidence.texts() if texts is None else texts
    return make_view(language, fake_evidence.figures() if rows is None else rows, texts=to_frame(told))


def spoken(topic, subject="", language="en", rows=None, texts=None):
    return " ".join(paragraph.text for paragraph in say(measured(language, rows, texts), topic, subject))


def test_what_does_not_compare_is_named_with_its_reason_and_what_follows():
    assert spoken("comparability") == (
        "Not comparable with November 2025: Food (the items are answered on different levels, foremost “Quality of "
        "breakfast”); no difference found: Room and Service. For the guest satisfaction index and Food this report "
        "gives no change and breaks the line: the two waves were answered in different ways, so that their difference "
        "would mean nothing. Not tested: Price (a single item); such changes rest on unchanged wording alone. In the "
        "questionnaire, “Quality of breakfast” differs from November 2025. By store, three of four groups were tested "
        "(Harbour, Hillside and Station); not tested, with an effective base of fewer than 100 complete responses: Old "
        "Town. No difference (no loss of CFI beyond 0.01) was found in Room."
    )
    assert spoken("comparability", language="zh") == (
        "与 2025 年 11 月不可比的有“餐饮”（题项的作答基准不同，以“早餐品质”为最）；没有发现差异的有“客房”和“服务”。"
        "因此本报告不给出“宾客满意度指数”和“餐饮”的变化，走势线也在此断开：两期的作答方式不同，前后相减没有意义。"
        "“价格”（只有一个题项）未经检验，其变化只以题目没有改动为依据。与 2025 年 11 月的问卷相比，“早餐品质”有改动。"
        "按门店分组，4 组中检验了 3 组（海港店、山景店和车站店）；老城店的完整作答（等效样本量）不足 100 份，未经检验。"
        "“客房”没有发现差异（CFI 损失不超过 0.01）。"
    )


def test_waves_that_compare_say_by_which_rule():
    texts = [text for text in fake_evidence.texts() if text.text == "comparable" and text.segment == BEFORE]
    assert spoken("comparability", texts=texts) == (
        "Compared with November 2025, no difference was found in how the dimensions tested are answered: holding "
        "loadings and intercepts equal costs a CFI of no more than 0.01 (Cheung and Rensvold 2002)."
    )
    assert spoken("comparability", texts=[], rows=[]) == "Whether waves or groups may be compared was not tested."
    assert spoken("comparability", language="zh", texts=[], rows=[]) == "没有检验各期或各组是否可比。"


def verdict(subject, text, why="", **where):
    return fake_evidence.Text(
        topic="comparability", subject=subject, kind="verdict", text=text, other=why, **{"segment": BEFORE} | where
    ).of("hotel", fake_evidence.NOW)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Compared with November 2025, no difference was found in how Room is answered: holding loadings"),
        ("zh", "与 2025 年 11 月相比，“客房”的作答方式没有发现差异：令载荷和截距相等，CFI 的损失不超过 0.01"),
    ],
)
def test_one_dimension_that_compares_is_told_by_name(language, told):
    view = measured(language, [], [verdict("room", "comparable")])
    assert tell(view, waves.waves(view)).startswith(told)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Not comparable with November 2025: Room (its questions changed) and Guest satisfaction index (a part"),
        ("zh", "与 2025 年 11 月不可比的有“客房”（题目有改动）和“宾客满意度指数”（其中有一部分不可比）"),
    ],
)
def test_the_note_under_a_figure_names_nodes_too(language, told):
    texts = [verdict("satisfaction", "not_comparable"), verdict("room", "not_comparable", "question_changed")]
    view = measured(language, [], texts)
    assert tell(view, waves.broken_note(view)).startswith(told)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "In the questionnaire, five questions differ from November 2025."),
        ("zh", "与 2025 年 11 月的问卷相比，5 道题有改动。"),
    ],
)
def test_of_many_questions_changed_the_number_is_told(language, told):
    texts = [
        fake_evidence.Text(
            topic="comparability", subject=f"q0{at}", kind="difference", text="a → b", other="wording",
            language=language, segment=BEFORE,
        ).of("hotel", fake_evidence.NOW)
        for at in range(1, 6)
    ]  # fmt: skip
    view = measured(language, [], texts)
    assert tell(view, questionnaire.changed(view)) == told


def test_nothing_recorded_breaks_nothing():
    assert verdicts.broken(measured(texts=[])) == []
