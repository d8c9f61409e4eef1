"""Page one: at most seven sentences, ranked, and nothing that an interval does not carry."""

from __future__ import annotations

import pytest

from csat_lib.findings import Text, to_frame
from csat_lib.report.slots import tell
from csat_lib.report.topics.summary.headline import cards
from csat_lib.report.topics.summary.page import sentences
from tests.report.fake_wave import all_figures, altered, figure, make_study, make_view, without


def page(rows=None, language="en", **given):
    view = make_view(language, rows, **given)
    return [tell(view, claim) for claim in sentences(view)]


def test_a_wave_with_everything_in_english():
    assert page() == [
        (
            "The guest satisfaction index fell 2.1 points from November 2025, to 76.4 out of 100 (95% interval of the "
            "fall "
            "0.6 to 3.6; 1,134 respondents, effective base 1,021)."
        ),
        ("Allowing for sampling error, it lies between 75.2 and 77.6 (95% interval), wholly below the target of 80.0."),
        (
            "Since November 2025, Station fell from 78.5 to 70.3 in the guest satisfaction index (8.2 points, 3.1 to "
            "13.3) and from 84.8 to 75.1 in Room (9.7 points, 5.7 to 13.7); no other group changed clearly in any "
            "score; overall, Room fell from 84.6 to 81.2 (3.4 points, 1.9 to 4.9); Harbour scored above the rest by "
            "4.1 points (2.1 to 6.1) in the guest satisfaction index."
        ),
        "Service (84.9) scored clearly highest; Price (61.0) clearly lowest.",
        (
            "Overall satisfaction goes most closely with Room: 39% of what the dimensions explain (95% "
            "interval 34% to 44%), clearly ahead of the next; association, not cause."
        ),
        (
            "Urgent: Room in Station (find out what happened there since November 2025, and read what its respondents "
            "wrote). In the long run: Food, which matters clearly more than average (33%) and is rated 71.5, clearly "
            "below average."
        ),
        (
            "Read with care: the items of Food (alpha 0.58) do not hold together well enough for one score; by store, "
            "two groups rest on fewer than 30 respondents; and these answers cannot tell why Station fell or what "
            "those who did not answer think."
        ),
    ]


def test_a_wave_with_everything_in_chinese():
    assert page(language="zh") == [
        (
            "宾客满意度指数为 76.4 分，较 2025 年 11 月下降 2.1 分（95% 置信区间：下降 0.6 至 3.6 分；样本量 1,134，"
            "等效样本量 "
            "1,021）。"
        ),
        "计入抽样误差，这一得分在 75.2 至 77.6 分之间（95% 置信区间），整个区间都低于 80.0 分的目标。",
        (
            "车站店自 2025 年 11 月以来，“宾客满意度指数”由 78.5 分降至 70.3 分（下降 8.2 分，3.1 至 13.3 分），“客房”"
            "由 84.8 分降至 75.1 分（下降 9.7 分，5.7 至 13.7 分）；其他各组的各项得分都没有明显变化；总体来看，“客房”"
            "由 84.6 分降至 81.2 分（下降 3.4 分，1.9 至 4.9 分）；海港店高于其余合计：“宾客满意度指数”相差 4.1 "
            "分（2.1 至 6.1 分）。"
        ),
        "“服务”（84.9 分）得分明显最高；“价格”（61.0 分）得分明显最低。",
        (
            "与“总体满意度”关系最密切的是“客房”：在各维度能够解释的差异中，它占 39%（95% 置信区间 34% 至 44%），"
            "明显领先于其他维度；这只是相关，不能据此断定因果。"
        ),
        (
            "当务之急是车站店的“客房”：弄清 2025 年 11 月以来发生了什么，并逐条阅读那里的留言。长期来看，应从“餐饮”"
            "入手：它的重要性（33%）明显高于平均，得分却只有 71.5 分，明显低于平均。"
        ),
        (
            "请谨慎看待：“餐饮”（α 系数 0.58）的题项内部一致性不足，合成一个得分较为勉强；"
            "按门店看，有 2 组的样本量不足 30；此外，车站店为何下降、没有作答的人怎么看，本次调查无从得知。"
        ),
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_there_are_never_more_than_seven(language):
    assert len(page(language=language)) <= 7


def test_when_nothing_is_clear_nothing_is_claimed():
    rows = altered(all_figures(), {"measure": "change"}, value=0.3, low=-2.0, high=2.6, reason="")
    rows = altered(rows, {"measure": "gap"}, value=0.3, low=-2.0, high=2.6, reason="")
    told = page(rows)
    assert told[0].startswith(
        "The guest satisfaction index stood at 76.4 out of 100, no clear change from November 2025"
    )
    assert told[2] == (
        "No dimension changed clearly from November 2025; by store, on the guest satisfaction index, no group differs "
        "clearly from the rest."
    )
    assert told[5].startswith("Begin with Food, which matters")


def test_without_an_earlier_wave_units_are_compared_with_one_another():
    told = page(without("trends"), earlier=())
    assert told[2] == (
        "Station scored below the rest by 6.1 points (3.2 to 9.0) in the guest satisfaction index and 9.1 points (6.0 "
        "to 12.2) in Food; Harbour scored above the rest by 4.1 points (2.1 to 6.1) in the guest satisfaction index."
    )
    assert told[5].startswith(
        "Begin with Food in Station (find out what lies behind the gap to the rest, and read what its respondents "
        "wrote). In the long run: Food, "
    )
    assert told[6].endswith("cannot tell why Station lags behind or what those who did not answer think.")
    chinese = page(without("trends"), "zh", earlier=())
    assert chinese[5].startswith(
        "首先是车站店的“餐饮”：弄清为何低于其余合计，并逐条阅读那里的留言。长期来看，应从“餐饮”入手："
    )
    assert chinese[6].endswith("此外，车站店为何落后、没有作答的人怎么看，本次调查无从得知。")


def test_a_sound_wave_still_names_what_no_survey_can_rule_out():
    study = make_study(unit=None)
    rows = altered(all_figures(), {"measure": "alpha", "subject": "food"}, value=0.9, low=0.88, high=0.92)
    assert page(rows, study=study)[-1] == (
        "The checks raise no alarm; these answers cannot tell what those who did not answer think."
    )
    assert page(rows, "zh", study=study)[-1] == "各项检验没有发现异常；但没有作答的人怎么看，本次调查无从得知。"


def test_a_wave_that_recorded_nothing_says_so():
    assert page([]) == [
        "No score was recorded for Guest satisfaction index.",
        "These answers cannot tell what those who did not answer think.",
    ]


def test_many_answers_left_out_and_costly_weights_are_cautions():
    rows = altered(without("reliability"), {"measure": "rows_kept"}, value=1000.0)
    assert page(rows)[-1].startswith(
        "Read with care: 20% of the answers were left out by the study's rules, most of them as “same answer "
        "throughout” (63); "
    )
    assert page(rows, "zh")[-1].startswith("请谨慎看待：有 20% 的答卷按规则被剔除，其中以“通篇同一答案”最多（63 份）；")
    rows = altered(all_figures(), {"measure": "index_effect", "other": "seconds"}, value=1.4)
    told = "with the answers left out as “answered too fast (time limit)” the index would be 1.4 points higher"
    assert told in page(rows)[-1]
    assert "如果保留因“作答过快（低于时限）”而剔除的答卷，指数会高 1.4 分" in page(rows, "zh")[-1]
    rows = altered(without("reliability"), {"measure": "deff"}, value=1.8)
    assert "weighting costs much precision (design effect 1.80)" in page(rows)[-1]
    assert "加权损失了较多精度（设计效应 1.80）" in page(rows, "zh")[-1]


@pytest.mark.parametrize(
    ("language", "change", "told"),
    [
        ("en", -2.1, ("−2.1 from November 2025", "95% interval of the fall 0.6 to 3.6", "clear fall", "down")),
        ("en", 2.1, ("+2.1 from November 2025", "95% interval of the rise 0.6 to 3.6", "clear rise", "up")),
        ("en", 0.4, ("+0.4 from November 2025", "95% interval of the change −1.1 to +1.9", "no clear change", "flat")),
        ("en", None, ("not comparable with November 2025", "", "", "")),
        ("zh", -2.1, ("较 2025 年 11 月 −2.1 分", "变化的 95% 置信区间：下降 0.6 至 3.6 分", "明显下降", "down")),
        ("zh", 2.1, ("较 2025 年 11 月 +2.1 分", "变化的 95% 置信区间：上升 0.6 至 3.6 分", "明显上升", "up")),
        ("zh", None, ("与 2025 年 11 月不可比", "", "", "")),
    ],
)
def test_a_card_tells_the_change_by_sign_word_and_interval(language, change, told):
    reason = {"reason": "not_comparable"} if change is None else {}
    index = figure("scores", "index", "satisfaction", 76.4, half=1.2)
    moved = figure("trends", "change", "satisfaction", change, half=1.5, against="2025-11", **reason)
    (card,) = cards(make_view(language, [index, moved]))
    assert (card.change, card.interval, card.word, card.sign) == told


def test_a_card_without_a_change_tells_its_own_interval():
    (card,) = cards(make_view("en", [figure("scores", "index", "satisfaction", 76.4, half=1.2)]))
    assert (card.value, card.unit, card.change, card.interval) == ("76.4", "0–100", "", "")
    assert card.within == "95% interval 75.2 to 77.6"


def test_without_an_earlier_wave_the_interval_is_told_once():
    told = page(without("trends"), earlier=())
    assert told[0].count("95% interval 75.2 to 77.6") == 1
    assert told[1] == "That is clearly below its target of 80.0."
    untargeted = page(without("trends"), earlier=(), study=make_study(targets={}))
    assert untargeted[0].endswith("effective base 1,021), with neither an earlier wave nor a target to set it against.")
    chinese = page(without("trends"), "zh", earlier=(), study=make_study(targets={}))
    assert chinese[0].endswith("等效样本量 1,021）；尚无往期数据和目标可资对照。")


def test_dimensions_that_run_together_are_the_first_caution():
    rows = altered(altered(all_figures(), {"measure": "n_factors"}, value=2.0), {"measure": "deff"}, value=1.8)
    rows = altered(rows, {"measure": "rows_kept"}, value=1000.0)
    assert page(rows)[-1] == (
        "Read with care: the study's four dimensions show up as only two factors in these answers, so that their "
        "scores overlap; the items of Food (alpha 0.58) do not hold together well enough for one score; three "
        "further reservations stand in the chapter on trust; and these answers cannot tell why Station fell or what "
        "those who did not answer think."
    )
    assert page(rows, "zh")[-1] == (
        "请谨慎看待：问卷设计的 4 个维度，在回答中只显出 2 个因子，各维度得分有较多重叠；“餐饮”（α 系数 0.58）的题项"
        "内部一致性不足，合成一个得分较为勉强；另有 3 点需留意，见“结果是否可信”一章；此外，车站店为何下降、"
        "没有作答的人怎么看，本次调查无从得知。"
    )


def test_one_factor_less_than_dimensions_is_no_collapse():
    rows = altered(all_figures(), {"measure": "n_factors"}, value=3.0)
    assert "factors" not in page(rows)[-1]


def test_a_unit_whose_dimensions_are_all_unclear_is_asked_about_in_all():
    where = {"topic": "trends", "measure": "change", "segment": "S03", "subject": "room"}
    rows = altered(all_figures(), where, value=-1.0, low=-5.0, high=3.0)
    assert page(rows)[5].startswith(
        "Urgent: Station, where no single dimension stands out (find out what happened there since November 2025, and "
        "read what its respondents wrote)."
    )
    assert page(rows, "zh")[5].startswith(
        "当务之急是车站店（没有哪个维度特别突出，各方面都要了解）：弄清 2025 年 11 月以来发生了什么，"
        "并逐条阅读那里的留言。"
    )


def test_other_units_below_the_rest_come_next():
    rows = altered(
        without("trends", "voice", "drivers"), {"measure": "gap", "segment": "S02"}, value=-3.0, low=-5.0, high=-1.0
    )
    assert page(rows, earlier=())[4].startswith(
        "Begin with Food in Station (find out what lies behind the gap to the rest); next Hillside."
    )
    assert page(rows, "zh", earlier=())[4].startswith("首先是车站店的“餐饮”：弄清为何低于其余合计；其次是山景店。")


def test_only_without_a_unit_or_a_dimension_to_mend_is_it_told_what_to_keep():
    rows = altered(all_figures(), {"measure": "gap"}, value=0.3, low=-2.0, high=2.6, reason="")
    rows = altered(rows, {"measure": "change"}, value=0.3, low=-2.0, high=2.6, reason="")
    texts = to_frame([Text(topic="drivers", subject="room", kind="quadrant", text="keep").of("hotel", "2025-12")])
    assert page(rows, texts=texts)[5] == (
        "No priority can be named from these answers: no dimension is clearly both more important than average and "
        "rated below it; the first thing to hold on to is Room, important and rated above average."
    )
    assert page(rows, "zh", texts=texts)[5] == (
        "从这些回答中还定不出优先改进的维度：没有哪个维度的重要性明显高于平均而得分又明显低于平均；“客房”重要性高、得分"
        "高于各维度平均，应首先保持。"
    )


def test_no_alarm_is_told_only_when_everything_was_checked():
    rows = without("reliability", "factors")
    assert (
        page(rows, study=make_study(unit=None))[-1] == "These answers cannot tell what those who did not answer think."
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            (
                "Clearly below target, sampling error allowed for: Food (71.5, 95% interval 70.3 to 72.7, target 80.0) "
                "and the guest satisfaction index (76.4, 95% interval 75.2 to 77.6, target 80.0)."
            ),
        ),
        (
            "zh",
            (
                "计入抽样误差后，明显低于目标的有“餐饮”（71.5 分，95% 置信区间 70.3 至 72.7，目标 80.0 分）和“宾客满意"
                "度指数”（76.4 分，95% 置信区间 75.2 至 77.6，目标 80.0 分）。"
            ),
        ),
    ],
)
def test_every_score_that_clearly_misses_its_target_is_named_the_gravest_first(language, told):
    study = make_study(targets={"satisfaction": 80.0, "room": 80.0, "food": 80.0})
    assert page(language=language, study=study)[1] == told


def test_where_the_index_does_not_miss_its_target_it_is_told_beside_what_does():
    study = make_study(targets={"satisfaction": 76.0, "food": 80.0})
    assert page(study=study)[1] == (
        "Clearly below target, sampling error allowed for: Food (71.5, 95% interval 70.3 to 72.7, target 80.0); the "
        "guest satisfaction index lies between 75.2 and 77.6 (95% interval), which includes the target of 76.0: "
        "whether that is met stays open."
    )


def test_the_unit_whose_index_clearly_lags_comes_before_one_with_a_larger_gap_in_one_score():
    where = {"segment_by": "store", "half": 1.0}
    gaps = [("S02", "room", -20.0), ("S03", "satisfaction", -4.0)]
    rows = [figure("segments", "gap", subject, value, segment=code, **where) for code, subject, value in gaps]
    told = page([*without("trends", "segments", "drivers", "voice"), *rows], earlier=())
    assert told[2] == (
        "Station scored below the rest by 4.0 points (3.0 to 5.0) in the guest satisfaction index; Hillside scored "
        "below the rest by 20.0 points (19.0 to 21.0) in Room."
    )
    assert told[4].startswith("Begin with Station")
