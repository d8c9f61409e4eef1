"""Page one: a few sentences, ranked, what to distrust and what to do; nothing that an interval does not carry."""

from __future__ import annotations

import pytest

from csat_lib.findings import Text, to_frame
from csat_lib.report.slots import tell
from csat_lib.report.topics.cautions import verdict
from csat_lib.report.topics.drivers.order import begin
from csat_lib.report.topics.summary.headline import cards
from csat_lib.report.topics.summary.page import sentences
from tests.report.fake_wave import all_figures, altered, figure, make_study, make_view, without


def page(rows=None, language="en", **given):
    view = make_view(language, rows, **given)
    return [tell(view, claim) for claim in sentences(view)]


def action(rows=None, language="en", **given):
    view = make_view(language, rows, **given)
    return tell(view, begin(view))


def distrust(rows=None, language="en", **given):
    view = make_view(language, rows, **given)
    told = (verdict.care(view), *verdict.gravest_first(view), verdict.unknown(view))
    return [tell(view, claim) for claim in told if claim]


def test_a_wave_with_everything_in_english():
    assert page() == [
        (
            "Since November 2025, Station fell from 84.8 to 75.1 in Room (9.7 points, 95% interval "
            "5.7 to 13.7; base 300) and from 78.5 to 70.3 in the guest satisfaction index (8.2 points, 3.1 to 13.3; "
            "base 300)."
        ),
        (
            "Clearly below target: the guest satisfaction index (76.4, target 80.0: 3.6 points below, 2.4"
            " to 4.8; base 1,134, effective 1,021; measured below it in each of 12 waves)."
        ),
        (
            "Overall, Room fell from 84.6 to 81.2 (3.4 points, 1.9 to 4.9); no other group changed clearly;"
            " Harbour scored above the other stores combined by 4.1 points (95% interval 2.1 to 6.1; base"
            " 300) in the guest satisfaction index."
        ),
        (
            "The guest satisfaction index fell 2.1 points from November 2025, to 76.4 out of 100 (95% interval of "
            "the fall 0.6 to 3.6; 1,134 responses, effective base 1,021)."
        ),
        (
            "Overall satisfaction is most closely linked with Room: 39% of what the dimensions explain (95%"
            " interval 34% to 44%; base 1,134, effective 1,021), clearly ahead of the next (by 6.0 percentage"
            " points); not causal."
        ),
    ]
    assert action() == (
        "Urgent: Room at Station. Find out what happened there since November 2025, and read the comments."
        " In the long run: Food, which matters clearly more than average (33%) and is rated 71.5, clearly"
        " below average."
    )
    assert distrust() == [
        "Use with care, for two reasons.",
        "The questions of Food do not agree well enough with one another for one score.",
        "By store, two groups rest on fewer than 30 responses.",
        "This survey cannot tell why Station fell or what those who did not answer think.",
    ]


def test_a_wave_with_everything_in_chinese():
    assert page(language="zh") == [
        (
            "与 2025 年 11 月相比，车站店的“客房”由 84.8 分降至 75.1 分（下降 9.7 分，95% 置信区间 "
            "5.7 至 13.7 分；样本量 300），“宾客满意度指数”由 78.5 分降至 70.3 分（下降 8.2 分，3.1 至 13.3 分；样本量 "
            "300）。"
        ),
        (
            "“宾客满意度指数”（76.4 分）明显低于 80.0 分的目标（低 3.6 分，2.4 至 4.8 分；样本量 1,134，等效 1,021"
            "；近 12 期的估计值都低于它）。"
        ),
        (
            "总体来看，“客房”由 84.6 分降至 81.2 分（下降 3.4 分，1.9 至 4.9 分）；其余各组得分均无明显变"
            "化；海港店高于其他门店合计：“宾客满意度指数”相差 4.1 分（95% 置信区间 2.1 至 6.1 分；样本量 300）。"
        ),
        (
            "宾客满意度指数为 76.4 分，较 2025 年 11 月下降 2.1 分（95% 置信区间：下降 0.6 至 3.6 分；样本量 1,134"
            "，等效样本量 1,021）。"
        ),
        (
            "与“总体满意度”关系最密切的是“客房”：在各维度能够解释的差异中，它占 39%（95% 置信区间 34% 至 44%"
            "；样本量 1,134，等效 1,021），明显高于第二位（相差 6.0 个百分点）；这是相关，不是因"
            "果。"
        ),
    ]
    assert action(language="zh") == (
        "当务之急是车站店的“客房”：弄清 2025 年 11 月以来发生了什么，并逐条阅读那里的留言。长期来看，可从“餐饮”入手："
        "它的重要性（33%）明显高于平均，得分却只有 71.5 分，明显低于平均。"
    )
    assert distrust(language="zh") == [
        "使用结果时有 2 点需留意。",
        "“餐饮”的题目彼此不够一致，合成一个得分较为勉强。",
        "按门店看，有 2 组的样本量不足 30。",
        "车站店为何下降、没有作答的人怎么看，本次调查无从得知。",
    ]


def test_a_change_of_the_index_that_is_surer_than_that_of_any_group_comes_first():
    rows = altered(all_figures(), {"measure": "change", "segment": "S03", "subject": "room"}, low=-19.0, high=-0.4)
    rows = altered(rows, {"measure": "change", "segment": "S03", "subject": "satisfaction"}, low=-16.0, high=-0.04)
    assert page(rows)[0].startswith("The guest satisfaction index fell 2.1 points")
    assert page(rows)[1].startswith("Clearly below target: ")
    assert page(rows)[2].endswith("in the guest satisfaction index (8.2 points, 0.04 to 16.00; base 300).")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_there_are_never_more_than_six(language):
    assert len(page(language=language)) <= 6


def test_when_nothing_is_clear_nothing_is_claimed():
    rows = altered(all_figures(), {"measure": "change"}, value=0.3, low=-2.0, high=2.6, reason="")
    rows = altered(rows, {"measure": "gap"}, value=0.3, low=-2.0, high=2.6, reason="")
    told = page(rows)
    assert told[0].startswith(
        "The guest satisfaction index stood at 76.4 out of 100, no clear change from November 2025"
    )
    assert told[1].startswith("Clearly below target: the guest satisfaction index")
    assert told[2] == (
        "No dimension changed clearly from November 2025; by store, on the guest satisfaction index, none differs "
        "clearly from the other stores combined."
    )
    assert action(rows).startswith("Begin with Food, which matters")


def test_without_an_earlier_wave_units_are_compared_with_one_another():
    rows = without("trends")
    assert page(rows, earlier=())[0] == (
        "Station scored below the other stores combined, surest first, by 9.1 points (95% interval 6.0 to"
        " 12.2; base 302) in Food and 6.1 points (3.2 to 9.0; base 302) in the guest satisfaction index; Harbour"
        " scored above the other stores combined by 4.1 points (95% interval 2.1 to 6.1; base 300) in the"
        " guest satisfaction index."
    )
    assert action(rows, earlier=()).startswith(
        "Begin with Food at Station: find out why it lies below the other stores combined, and read the comments. In "
        "the long run: Food, "
    )
    assert distrust(rows, earlier=())[-1].endswith(
        "cannot tell why Station lags behind or what those who did not answer think."
    )
    assert action(rows, "zh", earlier=()).startswith(
        "先看车站店的“餐饮”：弄清为何低于其他门店合计，并逐条阅读那里的留言。长期来看，可从“餐饮”入手："
    )
    assert distrust(rows, "zh", earlier=())[-1] == "车站店为何落后、没有作答的人怎么看，本次调查无从得知。"


def test_a_sound_wave_still_names_what_no_survey_can_rule_out():
    study = make_study(unit=None)
    rows = altered(all_figures(), {"measure": "alpha", "subject": "food"}, value=0.9, low=0.88, high=0.92)
    assert distrust(rows, study=study) == [
        "The checks raise no alarm.",
        "This survey cannot tell what those who did not answer think.",
    ]
    assert distrust(rows, "zh", study=study) == [
        "各项检验没有发现异常。",
        "没有作答的人怎么看，本次调查无从得知。",
    ]


def test_a_wave_that_recorded_nothing_says_so():
    assert page([]) == ["No score was recorded for Guest satisfaction index."]
    assert distrust([]) == ["This survey cannot tell what those who did not answer think."]


def test_many_answers_left_out_and_costly_weights_are_cautions():
    rows = altered(without("reliability"), {"measure": "rows_kept"}, value=1000.0)
    assert distrust(rows)[1] == (
        "20% of the responses were left out by the study's rules, most of them as “same answer throughout” (63)."
    )
    assert distrust(rows, "zh")[1] == "有 20% 的答卷按规则被剔除，其中以“通篇同一答案”最多（63 份）。"
    rows = altered(all_figures(), {"measure": "index_effect", "other": "seconds"}, value=1.4)
    told = "With the responses left out as “answered too fast (time limit)” the index would be 1.4 points higher"
    assert [line for line in distrust(rows) if line.startswith(told)]
    zh = "如果保留因“作答过快（低于时限）”而剔除的答卷，指数会高 1.4 分"
    assert [line for line in distrust(rows, "zh") if line.startswith(zh)]
    rows = altered(without("reliability"), {"measure": "deff"}, value=1.8)
    assert "Weighting costs much precision: 1,134 responses tell about as much as 1,021 would." in distrust(rows)
    assert "加权使精度明显下降，1,134 份答卷大约只相当于 1,021 份。" in distrust(rows, "zh")


@pytest.mark.parametrize(
    ("language", "change", "told"),
    [
        ("en", -2.1, ("−2.1 from November 2025", "clear fall (0.6 to 3.6)", "down")),
        ("en", 2.1, ("+2.1 from November 2025", "clear rise (0.6 to 3.6)", "up")),
        ("en", 0.4, ("+0.4 from November 2025", "no clear change (−1.1 to +1.9)", "")),
        ("en", None, ("not comparable with November 2025", "", "")),
        ("zh", -2.1, ("较 2025 年 11 月 −2.1", "明显下降（0.6 至 3.6）", "down")),
        ("zh", 2.1, ("较 2025 年 11 月 +2.1", "明显上升（0.6 至 3.6）", "up")),
        ("zh", None, ("与 2025 年 11 月不可比", "", "")),
    ],
)
def test_a_card_tells_the_change_by_sign_word_and_interval(language, change, told):
    reason = {"reason": "not_comparable"} if change is None else {}
    index = figure("scores", "index", "satisfaction", 76.4, half=1.2)
    moved = figure("trends", "change", "satisfaction", change, half=1.5, against="2025-11", **reason)
    (card,) = cards(make_view(language, [index, moved]))
    assert (card.change, card.interval, card.sign) == told


def test_a_card_without_a_change_tells_its_own_interval():
    (card,) = cards(make_view("en", [figure("scores", "index", "satisfaction", 76.4, half=1.2)]))
    assert (card.value, card.unit, card.change, card.interval) == ("76.4", "0–100", "", "")
    assert card.within == "75.2 to 77.6"


def test_a_card_tells_its_base_and_the_effective_one_where_answers_are_weighted():
    index = figure("scores", "index", "satisfaction", 76.4, half=1.2)
    assert [card.base for card in cards(make_view("en", [index]))] == ["base 1,134, effective 1,021"]
    assert [card.base for card in cards(make_view("zh", [index]))] == ["样本量 1,134，等效 1,021"]
    plain = figure("scores", "index", "satisfaction", 76.4, half=1.2, n_effective=1134.0, n_weighted=1134.0)
    assert [card.base for card in cards(make_view("en", [plain]))] == ["base 1,134"]


def test_a_card_without_a_target_says_so_where_other_scores_have_one():
    rows = [figure("scores", "index", name, 76.4, half=1.2) for name in ("satisfaction", "q20")]
    assert [card.target for card in cards(make_view("en", rows))][1] == "no target set"
    assert {card.target for card in cards(make_view("en", rows, study=make_study(targets={})))} == {""}


def test_without_groups_and_an_earlier_wave_the_interval_is_told_once():
    rows = without("trends", "segments")
    told = page(rows, earlier=())
    assert told[0].count("95% interval 75.2 to 77.6") == 1
    assert told[1] == (
        "Clearly below target: the guest satisfaction index (76.4, target 80.0: 3.6 points below, 2.4 to"
        " 4.8; base 1,134, effective 1,021)."
    )
    untargeted = page(rows, earlier=(), study=make_study(targets={}))
    assert untargeted[0].endswith("effective base 1,021), with neither an earlier wave nor a target to set it against.")
    chinese = page(rows, "zh", earlier=(), study=make_study(targets={}))
    assert chinese[0].endswith("等效样本量 1,021）；尚无往期数据和目标可资对照。")


def test_dimensions_that_run_together_are_the_first_caution_and_all_are_told():
    rows = altered(altered(all_figures(), {"measure": "n_factors"}, value=2.0), {"measure": "deff"}, value=1.8)
    rows = altered(rows, {"measure": "rows_kept"}, value=1000.0)
    assert distrust(rows)[:3] == [
        "Use with care, for five reasons; the first three here, all in [[ch-trust]].",
        "The study's four dimensions show up as only two factors in these answers, so that their scores overlap.",
        "The questions of Food do not agree well enough with one another for one score.",
    ]
    assert len(distrust(rows)) == 1 + 5 + 1
    assert distrust(rows, "zh")[:2] == [
        "使用结果时有 5 点需留意，这里先列 3 点，全部见[[ch-trust]]。",
        "问卷设计的 4 个维度，在回答中只显出 2 个因子，各维度得分有较多重叠。",
    ]


def test_one_factor_less_than_dimensions_is_no_collapse():
    rows = altered(all_figures(), {"measure": "n_factors"}, value=3.0)
    assert not [line for line in distrust(rows) if "factors" in line]


def test_a_unit_whose_dimensions_are_all_unclear_is_asked_about_in_all():
    where = {"topic": "trends", "measure": "change", "segment": "S03", "subject": "room"}
    rows = altered(all_figures(), where, value=-1.0, low=-5.0, high=3.0)
    assert action(rows).startswith(
        "Urgent: Station, where no single dimension stands out. Find out what happened there since November 2025, and "
        "read the comments."
    )
    assert action(rows, "zh").startswith(
        "当务之急是车站店（没有哪个维度特别突出，各方面都要了解）：弄清 2025 年 11 月以来发生了什么，并逐条阅读那"
        "里的留言。"
    )


def test_other_units_below_the_rest_come_next_with_what_stands_out_there():
    rows = without("trends", "voice", "drivers")
    rows = altered(
        rows, {"measure": "gap", "segment": "S02", "subject": "satisfaction"}, value=-3.0, low=-5.0, high=-1.0
    )
    assert action(rows, earlier=()).startswith(
        "Begin with Food at Station: find out why it lies below the other stores combined; next Hillside."
    )
    assert action(rows, "zh", earlier=()).startswith("先看车站店的“餐饮”：弄清为何低于其他门店合计；其次是山景店。")
    rows = altered(rows, {"measure": "gap", "segment": "S02", "subject": "room"}, value=-4.0, low=-6.0, high=-2.0)
    assert "; next Room at Hillside." in action(rows, earlier=())
    assert "；其次是山景店的“客房”。" in action(rows, "zh", earlier=())


def test_only_without_a_unit_or_a_dimension_to_mend_is_it_told_what_to_keep():
    rows = altered(all_figures(), {"measure": "gap"}, value=0.3, low=-2.0, high=2.6, reason="")
    rows = altered(rows, {"measure": "change"}, value=0.3, low=-2.0, high=2.6, reason="")
    texts = to_frame([Text(topic="drivers", subject="room", kind="quadrant", text="keep").of("hotel", "2025-12")])
    assert action(rows, texts=texts) == (
        "No priority can be named from these answers: no dimension is clearly both more important than average and "
        "rated below it; the first thing to hold on to is Room, important and rated above average."
    )
    assert action(rows, "zh", texts=texts) == (
        "从这些回答中还定不出优先改进的维度：没有哪个维度的重要性明显高于平均而得分又明显低于平均；“客房”重要性高、得分"
        "高于各维度平均，应首先保持。"
    )


def test_no_alarm_is_told_only_when_everything_was_checked():
    rows = without("reliability", "factors")
    assert distrust(rows, study=make_study(unit=None)) == [
        "This survey cannot tell what those who did not answer think."
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            (
                "Clearly below target: Food (71.5, target 80.0: 8.5 points below, 7.3 to 9.7; base 1,134,"
                " effective 1,021) and the guest satisfaction index (76.4, target 80.0: 3.6 points below,"
                " 2.4 to 4.8; base 1,134, effective 1,021; measured below it in each of 12 waves); undecided:"
                " Room."
            ),
        ),
        (
            "zh",
            (
                "“餐饮”（71.5 分）明显低于 80.0 分的目标（低 8.5 分，7.3 至 9.7 分；样本量 1,134，等效 1,021"
                "），“宾客满意度指数”（76.4 分）明显低于 80.0 分的目标（低 3.6 分，2.4 至 4.8 分；样本量 1,134"
                "，等效 1,021；近 12 期的估计值都低于它）；是否达标还不能断定的有“客房”。"
            ),
        ),
    ],
)
def test_every_score_with_a_target_is_named_the_gravest_first(language, told):
    study = make_study(targets={"satisfaction": 80.0, "room": 80.0, "food": 80.0})
    assert page(language=language, study=study)[1] == told


@pytest.mark.parametrize(
    ("target", "english", "chinese"),
    [
        (
            81.5,
            "Watch Room, which matters most (81.2; target 81.5: undecided).",
            "与满意度关系最密切的“客房”也不能放松（81.2 分，是否达到 81.5 分的目标尚难断定）。",
        ),
        (
            85.0,
            "Room, which matters most, needs work too (81.2, clearly below its target of 85.0).",
            "与满意度关系最密切的“客房”也要改进（81.2 分，明显低于 85.0 分的目标）。",
        ),
        (79.0, "", ""),
    ],
)
def test_what_matters_most_is_named_where_it_misses_its_target_or_may(target, english, chinese):
    study = make_study(targets={"room": target})
    texts = to_frame([Text(topic="drivers", subject="food", kind="quadrant", text="improve").of("hotel", "2025-12")])
    for language, words in (("en", english), ("zh", chinese)):
        told = action(language=language, study=study, texts=texts)
        assert told.endswith(words)
        assert ("Room, which matters most" in told) == bool(words and language == "en")


def test_the_unit_of_which_the_surest_gap_is_known_comes_first():
    where = {"segment_by": "store", "half": 1.0}
    gaps = [("S02", "room", -20.0), ("S03", "satisfaction", -4.0)]
    rows = [figure("segments", "gap", subject, value, segment=code, **where) for code, subject, value in gaps]
    rows = [*without("trends", "segments", "drivers", "voice"), *rows]
    assert page(rows, earlier=())[0] == (
        "Hillside scored below the other stores combined by 20.0 points (95% interval 19.0 to "
        "21.0; base 1,134, effective 1,021) in Room; Station scored below the other stores combined by 4.0 points (95% "
        "interval 3.0 to 5.0; base 1,134, effective 1,021) in the guest satisfaction index."
    )
    assert action(rows, earlier=()).startswith("Begin with Room at Hillside")
