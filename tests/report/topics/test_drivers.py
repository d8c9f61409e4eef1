"""Drivers: the strongest, what to begin with, and the table, in both languages."""

from __future__ import annotations

import pytest

from csat_lib.findings import Text, to_frame
from csat_lib.report.blocks import Cell
from csat_lib.report.declared import draw, make
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.drivers import importance, order, priorities, priority_list, priority_map, say
from tests.report.fake_wave import all_figures, altered, figure, make_study, make_view

LEADING = {"p": 0.2}
WIDE = {"low": 50.0, "high": 80.0}


def placed(**places):
    texts = [Text(topic="drivers", subject=name, kind="quadrant", text=place) for name, place in places.items()]
    return to_frame([text.of("hotel", "2025-12") for text in texts])


UNDECIDED = placed(room="undecided", food="undecided")


@pytest.mark.parametrize(
    ("language", "lead", "told"),
    [
        (
            "en",
            {},
            (
                "Overall satisfaction is most closely linked with Room: 39% of what the dimensions explain"
                " (95% interval 34% to 44%; base 1,134, effective 1,021), clearly ahead of the next (by 6.0"
                " percentage points)."
            ),
        ),
        (
            "en",
            LEADING,
            (
                "Overall satisfaction is most closely linked with Room (39%, 34% to 44%) and Food (33%, 28%"
                " to 38%), too close to rank (shares of what the dimensions explain, with 95% intervals)."
            ),
        ),
        (
            "zh",
            {},
            (
                "与“总体满意度”关系最密切的是“客房”：在各维度能够解释的差异中，它占 39%（95% 置信区间 34%"
                " 至 44%；样本量 1,134，等效 1,021），明显高于第二位（相差 6.0 个百分点）。"
            ),
        ),
        (
            "zh",
            LEADING,
            (
                "与“总体满意度”关系最密切的是“客房”（39%，34% 至 44%）和“餐饮”（33%，28% 至 38%），孰先孰后尚难断定"
                "（括号内为在各维度能够解释的差异中所占份额及 95% 置信区间）。"
            ),
        ),
    ],
)
def test_the_strongest_driver_is_named_only_when_its_lead_is_clear(language, lead, told):
    view = make_view(language, altered(all_figures(), {"measure": "lead"}, **lead))
    assert tell(view, importance.strongest(view)) == told


def test_where_no_dimension_is_clear_of_the_first_none_is_said_to_go_most_closely():
    rows = [
        figure("drivers", "importance", name, share, half=0.1, other="q20", method="johnson")
        for name, share in (("room", 0.3), ("service", 0.27), ("food", 0.25), ("price", 0.18))
    ]
    view = make_view("en", rows)
    assert tell(view, importance.strongest(view)) == (
        "Which dimension matters most for overall satisfaction cannot be told: Room (30%, 20% to 40%), Service "
        "(27%, 17% to 37%), Food (25%, 15% to 35%) and Price (18%, 8% to 28%) (shares of what the dimensions "
        "explain, with 95% intervals)."
    )


def test_the_title_of_the_chart_says_that_the_first_was_only_measured_so():
    rows = altered(all_figures(), {"measure": "lead"}, **LEADING)
    told = {language: make_view(language, rows) for language in ("en", "zh")}
    assert tell(told["en"], importance.title(told["en"])) == (
        "Measured closest to overall satisfaction: Room (39%) and Food (33%), too close to rank"
    )
    assert tell(told["zh"], importance.title(told["zh"])) == (
        "按估计值，与“总体满意度”关系最密切的是“客房”（39%）和“餐饮”（33%），孰先孰后尚难断定"
    )


@pytest.mark.parametrize(
    ("language", "texts", "told"),
    [
        (
            "en",
            placed(food="improve"),
            "Begin with Food, which matters clearly more than average (33%) and is rated 71.5, clearly below average.",
        ),
        (
            "zh",
            placed(food="improve", price="improve"),
            "建议先从“餐饮”入手，其次是“价格”：它的重要性（33%）明显高于平均，得分却只有 71.5 分，明显低于平均。",
        ),
        (
            "en",
            placed(room="keep"),
            (
                "No priority can be named from these answers: no dimension is clearly both more important than average "
                "and rated below it; the first thing to hold on to is Room, important and rated above average."
            ),
        ),
        (
            "en",
            UNDECIDED,
            (
                "No priority can be named from these answers: no dimension is clearly both more important than average "
                "and rated below it; the first to ask about is Price (61.0), clearly rated lowest."
            ),
        ),
        (
            "zh",
            UNDECIDED,
            (
                "从这些回答中还定不出优先改进的维度：没有哪个维度的重要性明显高于平均而得分又明显低于平均；"
                "可以先了解得分明显最低的“价格”（61.0 分）。"
            ),
        ),
    ],
)
def test_what_to_begin_with_is_what_matters_and_is_rated_low_else_what_to_keep(language, texts, told):
    view = make_view(language, texts=texts)
    assert tell(view, priorities.first(view)) == told


def test_without_a_clearly_lowest_one_there_is_nothing_to_begin_with():
    rows = altered(all_figures(), {"topic": "scores", "measure": "index", "subject": "price"}, **WIDE)
    english, chinese = (make_view(language, rows, texts=UNDECIDED) for language in ("en", "zh"))
    assert tell(english, priorities.first(english)) == (
        "No priority can be named from these answers: no dimension is clearly both more important than average and "
        "rated below it, so no single place to begin stands out."
    )
    assert tell(chinese, priorities.first(chinese)).endswith("，因此没有突出的着手点。")


def test_a_single_driver_is_told_by_its_share():
    view = make_view("en")
    assert tell_all(view, say(view, "food")) == (
        "Food holds 33% of what the dimensions explain (95% interval 28% to 38%; 1,134 responses, "
        "effective base 1,021)."
    )
    assert say(view, "q20") == [None]


def test_an_outcome_compared_with_one_dimension_has_no_strongest():
    view = make_view("zh", [figure("drivers", "importance", "room", 1.0, other="q20", method="johnson")])
    assert tell(view, importance.strongest(view)) == "与“总体满意度”一同考察的维度只有“客房”。"
    assert tell(view, importance.CHART.title(view, None)) == "与“总体满意度”关系最密切的是“客房”"


def test_the_table_sets_importance_beside_performance():
    table = make(make_view("en"), importance.TABLE)
    values = [cell.value if isinstance(cell, Cell) else cell for cell in table.rows[2]]
    assert values == ["Food", 0.33, pytest.approx((0.28, 0.38)), 71.5, pytest.approx((70.3, 72.7))]
    assert table.title == "The dimensions account for 58% of the differences in Overall satisfaction"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "1,134 responses, effective base 1,021. Score: 900 to 1,134 responses, effective base 1,021"),
        ("zh", "1,134 份答卷，等效样本量 1,021；得分：900 至 1,134 份答卷，等效样本量 1,021"),
    ],
)
def test_scores_beside_importances_have_their_own_base_below(language, told):
    view = make_view(language, altered(all_figures(), {"measure": "performance", "subject": "food"}, n=900))
    figure, *_ = draw(view, importance.CHART)
    assert figure.base == told
    assert make(view, importance.TABLE).base == told
    plain, *_ = draw(make_view(language), importance.CHART)
    assert plain.base == told.partition("Score" if language == "en" else "得分")[0].rstrip("。；. ")


def test_the_map_is_titled_by_what_comes_first():
    view = make_view("zh")
    assert tell(view, priority_map.CHART.title(view, None)) == "“餐饮”重要性高而评价低"


def weighted(**values: float):
    """The recorded figures with weighted gaps of dimensions, each 1 point to either side."""
    gaps = [figure("drivers", "weighted_gap", name, value, half=1.0, other="q20") for name, value in values.items()]
    return [*all_figures(), *gaps]


def test_what_lags_furthest_by_gap_and_importance_comes_first_where_no_quadrant_names_it():
    english, chinese = (make_view(lang, weighted(price=-5.0, food=-2.0), texts=UNDECIDED) for lang in ("en", "zh"))
    assert tell(english, priorities.first(english)) == (
        "Begin with Price: it is rated clearly lowest (61.0, 13.7 points below the average of the dimensions),"
        " and its weighted gap is the largest (−5.0 points, −6.0 to −4.0)."
    )
    assert tell(chinese, priorities.first(chinese)) == (
        "建议先从“价格”入手：得分明显最低（61.0 分，比各维度平均低 13.7 分），加权差距也最大（−5.0 分，−6.0"
        " 至 −4.0 分）。"
    )
    assert tell(english, priority_list.CHART.title(english, None)) == (
        "Over all respondents, Price has the largest weighted gap (−5.0, −6.0 to −4.0), 13.7 points below the"
        " average of the dimensions"
    )


@pytest.mark.parametrize("gaps", [{"price": -5.0, "food": -3.5}, {"price": -0.5, "food": 4.0}, {"price": 3.0}])
def test_no_priority_is_named_beside_a_rival_or_within_reach_of_zero_or_above_average(gaps):
    view = make_view("en", weighted(**gaps), texts=UNDECIDED)
    assert tell(view, priorities.first(view)).startswith("No priority can be named from these answers")
    assert tell(view, priority_list.CHART.title(view, None)) == "No priority can be named from these answers"


def test_beside_a_unit_that_fell_the_order_over_all_is_that_of_the_long_run():
    english, chinese = (
        make_view(lang, weighted(price=-5.0, food=-2.0), texts=placed(room="keep")) for lang in ("en", "zh")
    )
    assert tell(english, order.over_all(english)) == (
        "Most urgent is Room at Station. Over all respondents, the first to improve in the long run is Price,"
        " whose weighted gap is the largest (−5.0 points, −6.0 to −4.0), though Room and Food are clearly more closely"
        " linked with satisfaction (Price has 10% of what is explained); the first thing to hold on to is Room,"
        " important and rated above average."
    )
    assert tell(chinese, order.over_all(chinese)) == (
        "当务之急是车站店的“客房”；就全体受访者而言，长期可从“价格”入手：它的加权差距最大（−5.0 分，−6.0 "
        "至 −4.0 分），但“客房”和“餐饮”与满意度的关系明显更密切（“价格”只占 10%）；“客房”重要性高、得分高于各"
        "维度平均，应首先保持。"
    )
    alone = make_view("en", weighted(price=-5.0), texts=UNDECIDED, study=make_study(unit=None))
    assert tell(alone, order.over_all(alone)) == tell(alone, priorities.first(alone))


def test_a_quadrant_that_is_settled_goes_before_the_list():
    view = make_view("en", weighted(price=-5.0), texts=placed(food="improve"))
    assert tell(view, priorities.first(view)).startswith("Begin with Food")


def test_the_map_is_drawn_where_it_settles_most_places_and_the_list_where_it_does_not():
    assert order.chart(make_view("en", weighted(price=-5.0), texts=UNDECIDED)) == "priorities"
    assert order.chart(make_view("en", weighted(price=-5.0), texts=placed(room="keep", food="watch"))) == "priority_map"
    assert order.chart(make_view("en", texts=UNDECIDED)) == "priority_map"
    assert order.chart(make_view("en", weighted(price=-0.5, food=0.5), texts=UNDECIDED)) == ""
