"""How satisfied are they: whole sentences in both languages."""

from __future__ import annotations

import pytest

from csat_lib.report.by_name import say
from csat_lib.report.declared import make
from csat_lib.report.slots import tell
from csat_lib.report.topics.scores import dimensions, targets
from csat_lib.report.view import View
from tests.report.fake_wave import CHANGE, all_figures, altered, figure, make_study, make_view, without


def spoken(rows, language, subject="satisfaction", **given):
    return say(make_view(language, rows, **given), "scores", subject)[0].text


FALL = {
    "en": (
        "The guest satisfaction index fell 2.1 points from November 2025, to 76.4 out of 100 (95% interval of "
        "the fall 0.6 to 3.6; 1,134 responses, effective base 1,021). That is clearly below its target of "
        "80.0 (3.6 points, 2.4 to 4.8). Service (84.9) scored clearly highest; Price (61.0) clearly lowest."
    ),
    "zh": (
        "宾客满意度指数为 76.4 分，较 2025 年 11 月下降 2.1 分（95% 置信区间：下降 0.6 至 3.6 分；样本量 1,134，等"
        "效样本量 1,021）。这一得分明显低于 80.0 分的目标（低 3.6 分，2.4 至 4.8 分）。“服务”（84.9 分）得分明显最"
        "高；“价格”（61.0 分）得分明显最低。"
    ),
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_clear_fall(language):
    assert spoken(all_figures(), language) == FALL[language]


def test_a_clear_rise_names_the_smaller_end_of_its_interval_first():
    rows = altered(all_figures(), CHANGE, value=2.1, low=0.6, high=3.6)
    assert spoken(rows, "en").startswith(
        "The guest satisfaction index rose 2.1 points from November 2025, to 76.4 out of 100 "
        "(95% interval of the rise 0.6 to 3.6; "
    )
    assert spoken(rows, "zh").startswith(
        "宾客满意度指数为 76.4 分，较 2025 年 11 月上升 2.1 分（95% 置信区间：上升 0.6 至 3.6 分；"
    )


def test_a_change_whose_interval_holds_zero_is_no_clear_change_and_never_slightly_up():
    rows = altered(all_figures(), CHANGE, value=0.4, low=-1.1, high=1.9)
    assert spoken(rows, "en").startswith(
        "The guest satisfaction index stood at 76.4 out of 100, no clear change from November 2025 "
        "(+0.4 points, 95% interval −1.1 to +1.9; 1,134 responses, effective base 1,021)."
    )
    assert spoken(rows, "zh").startswith(
        "宾客满意度指数为 76.4 分，与 2025 年 11 月相比没有明显变化（差值 +0.4 分，95% 置信区间 −1.1 至 +1.9 分；"
        "样本量 1,134，等效样本量 1,021）。"
    )


def test_an_interval_that_is_just_clear_of_zero_is_written_so_that_it_looks_clear():
    rows = altered(all_figures(), CHANGE, value=-0.62, low=-1.2, high=-0.04)
    assert "(95% interval of the fall 0.04 to 1.20;" in spoken(rows, "en")
    assert "下降 0.04 至 1.20 分" in spoken(rows, "zh")


def test_without_an_earlier_wave_only_the_level_is_told():
    rows = without("trends")
    assert spoken(rows, "en", earlier=()).startswith(
        "The guest satisfaction index stood at 76.4 out of 100 (95% interval 75.2 to 77.6; 1,134 responses, "
        "effective base 1,021). "
    )
    assert spoken(rows, "zh", earlier=()).startswith(
        "宾客满意度指数为 76.4 分（95% 置信区间 75.2 至 77.6；样本量 1,134，等效样本量 1,021）。"
    )


def test_a_change_that_cannot_be_had_says_why():
    rows = altered(all_figures(), CHANGE, value=None, low=None, high=None, reason="not_comparable")
    assert "; how it changed cannot be told: the two sides answer in different ways" in spoken(rows, "en")
    assert "；无法与往期比较：两边的作答方式不同，相减没有意义。" in spoken(rows, "zh")


def test_unweighted_answers_have_no_effective_base():
    rows = [figure("scores", "index", "room", 81.2, half=1.2, n=1134, n_effective=1134.0)]
    assert spoken(rows, "en", "room") == "Room stood at 81.2 out of 100 (95% interval 80.0 to 82.4; 1,134 responses)."
    assert spoken(rows, "zh", "room") == "客房为 81.2 分（95% 置信区间 80.0 至 82.4；样本量 1,134）。"


def test_one_respondent_is_no_plural():
    rows = [figure("scores", "index", "room", 81.2, n=1, n_effective=1.0)]
    assert spoken(rows, "en", "room") == "Room stood at 81.2 out of 100 (no interval; 1 response)."
    assert spoken(rows, "zh", "room") == "客房为 81.2 分（无法给出置信区间；样本量 1）。"


def test_the_target_is_missed_met_or_open_as_the_interval_says():
    met = make_study(targets={"room": 79.0})
    open_target = make_study(targets={"room": 81.0})
    rows = [figure("scores", "index", "room", 81.2, half=1.2)]
    assert spoken(rows, "en", "room", study=met).endswith(
        "That is clearly above its target of 79.0 (2.2 points, 1.0 to 3.4)."
    )
    assert spoken(rows, "zh", "room", study=met).endswith(
        "这一得分明显高于 79.0 分的目标（高 2.2 分，1.0 至 3.4 分）。"
    )
    assert spoken(rows, "en", "room", study=open_target).endswith(
        "Whether it meets its target of 81.0 is open (+0.2 points, −1.0 to +1.4)."
    )
    assert spoken(rows, "zh", "room", study=open_target).endswith(
        "是否达到 81.0 分的目标尚难断定（与目标相差 +0.2 分，−1.0 至 +1.4 分）。"
    )


def test_the_nps_is_told_with_its_three_groups():
    assert spoken(all_figures(), "en", "nps") == (
        "The NPS stood at 31.6, no clear change from November 2025 (−3.4 points, 95% interval −9.4 to +2.6; "
        "1,134 responses, effective base 1,021). 48% were promoters (9 or 10), 35% were passives (7 or 8) and 17% "
        "were detractors (0 to 6)."
    )
    assert spoken(all_figures(), "zh", "nps").endswith(
        "其中推荐者（9–10 分）占 48%，中立者（7–8 分）占 35%，贬损者（0–6 分）占 17%。"
    )


def test_a_study_without_nps_says_that_no_score_was_recorded():
    assert spoken([], "en", "nps") == "No score was recorded for Likelihood to recommend."
    assert spoken([], "zh", "nps") == "本期没有记录“推荐意愿”的得分。"


def best_and_lowest(values, language="en", half=1.0):
    rows = [figure("scores", "index", name, value, half=half) for name, value in values.items()]
    view = make_view(language, rows)
    return tell(view, dimensions.strengths(view))


def test_dimensions_that_tie_are_not_ranked():
    values = dict.fromkeys(("room", "service", "food", "price"), 80.0)
    assert best_and_lowest(values) == "No dimension stands clearly apart from the others."
    assert best_and_lowest(values, "zh") == "各维度之间没有明显的高低之分。"


def test_a_best_dimension_that_is_not_clear_of_the_next_says_so():
    values = {"room": 84.0, "service": 84.9, "food": 71.5, "price": 61.0}
    assert best_and_lowest(values) == (
        "Service (84.9) and Room (84.0) scored highest, too close to rank; Price (61.0) clearly lowest."
    )
    assert best_and_lowest(values, "zh") == (
        "“服务”（84.9 分）和“客房”（84.0 分）得分最高，彼此接近、分不出高低；“价格”（61.0 分）得分明显最低。"
    )


def test_where_one_dimension_is_clear_of_neither_end_the_ends_are_told_against_each_other():
    values = {"room": 84.0, "service": 82.5, "food": 81.0}
    assert best_and_lowest(values) == ("Room (84.0) scored clearly higher than Food (81.0).")
    assert best_and_lowest(values, "zh") == "“客房”（84.0 分）得分明显高于“餐饮”（81.0 分）。"


def test_two_dimensions_are_compared_with_one_another():
    assert best_and_lowest({"room": 84.0, "food": 71.5}) == "Room (84.0) scored clearly higher than Food (71.5)."
    assert best_and_lowest({"room": 84.0, "food": 71.5}, "zh") == "“客房”（84.0 分）得分明显高于“餐饮”（71.5 分）。"


def test_one_dimension_is_compared_with_nothing():
    assert best_and_lowest({"room": 84.0}) == "The index rests on one dimension, Room."
    assert best_and_lowest({"room": 84.0}, "zh") == "指数只由“客房”一个维度构成。"
    assert best_and_lowest({}) == ""


AIMED = {"satisfaction": 80.0, "room": {"all": 75.0, "units": {"S01": 90.0, "S02": 60.0}}}


def unit_view(language: str) -> View:
    def gap(store: str, value: float):
        return figure("scores", "target_gap", "room", value, half=1.5, segment_by="store", segment=store)

    return make_view(language, [*all_figures(), gap("S01", -8.0), gap("S02", 12.0)], study=make_study(targets=AIMED))


def test_units_that_miss_their_own_targets_are_named():
    english, chinese = unit_view("en"), unit_view("zh")
    assert tell(english, targets.of_units(english)).startswith("Clearly below their own targets: ")
    assert "8.0 points below, 6.5 to 9.5" in tell(english, targets.of_units(english))
    assert "低 8.0 分，6.5 至 9.5 分" in tell(chinese, targets.of_units(chinese))
    table = make(english, targets.UNIT_TABLE)
    assert [(row[2].value, row[3].value) for row in table.rows] == [(90.0, -8.0), (60.0, 12.0)]
    assert targets.of_units(make_view("en")) is None


def test_the_view_of_a_unit_has_that_unit_s_targets():
    assert unit_view("en").study.aims() == {"satisfaction": 80.0, "room": 75.0}
    assert unit_view("en").study.aims(("store", "S01")) == {"room": 90.0}
