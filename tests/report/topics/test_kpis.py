# ruff: noqa: E501 - a sentence stands on one line
"""What the records say, in words and tables of both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.findings import read_method
from csat_lib.report.blocks import Table
from csat_lib.report.by_name import make, say
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.kpis import parts, sources, standards, units
from csat_lib.report.topics.segments import league, orders
from tests.report import fake_kpis as fake


def spoken(claims, language="en", frame=None):
    view = fake.view(language, frame)
    told = claims(view)
    return tell_all(view, told) if isinstance(told, list) else tell(view, told)


def test_targets_missed_are_told_with_what_they_would_be_worth():
    (told,) = say(fake.view("en"), "kpis")
    assert told.text.startswith(
        "Of two figures of operation with a target, one misses it: Queue (4.7 min, target 3.0). By the arithmetic of the "
        "index, Queue at its target would add most, 1.2 points; 1 min better adds 0.69. That is arithmetic, no forecast."
    )
    (told,) = say(fake.view("zh"), "kpis")
    assert told.text.startswith("2 项有目标的运营指标中，1 项未达到：“排队时间”为 4.7 分钟（目标 3.0）。")
    assert "“排队时间”达到目标可使指数增加 1.2 分，在各项中最多；每改进 1 分钟，指数增加 0.69 分。" in told.text


def test_a_kpi_alone_and_none_at_all():
    (told,) = say(fake.view("en"), "kpis", "solved")
    assert told.text == "Solved is 88.0%, worth 70.0 points out of 100."
    assert say(fake.view("en", []), "kpis") == ()


@pytest.mark.parametrize(
    ("pulled", "language", "words"),
    [
        (-2.8, "en", "Station: Queue moved by +4.0 min to 7.0 min, which alone takes 2.8 points off its index; all parts from answers make +0.9 (−0.5 to +2.3)."),
        (2.8, "en", "Station: Queue moved by +4.0 min to 7.0 min, which alone adds 2.8 points to its index; all parts from answers make +0.9 (−0.5 to +2.3)."),
        (-2.8, "zh", "车站店：“排队时间”变化 +4.0 分钟，达到 7.0 分钟，仅此一项就使其指数减少 2.8 分；答卷各部分合计 +0.9 分（−0.5 至 +2.3）。"),
    ],
)  # fmt: skip
def test_what_a_kpi_alone_made_of_an_index_stands_beside_what_answers_made(pulled, language, words):
    assert spoken(parts.pulled, language, fake.findings(pulled)) == words


def test_a_kpi_that_hardly_moved_an_index_is_not_told():
    assert parts.pulled(fake.view("en", fake.findings(-0.3))) == []


def test_a_sampled_kpi_without_an_interval_is_not_taken_for_exact():
    method = "taylor, with the errors of the KPIs, near the end of its scale, times its weight"
    rows = fake.findings()
    at = next(i for i, row in enumerate(rows) if row.measure == "index_part_change" and row.segment == "S03")
    rows[at] = replace(rows[at], method=read_method(method))
    assert parts.pulled(fake.view("en", rows)) == []


def test_what_each_unit_s_index_is_made_of_stands_in_one_row_and_what_its_change_is_in_another():
    table = make(fake.view("en"), parts.MADE)
    assert [column.title for column in table.columns] == ["Store", "Queue", "Room", "Sum"]
    assert table.sections == ((0, "In the index"), (1, "Part of the index's change"))
    assert [[getattr(cell, "value", cell) for cell in row] for row in table.rows] == [
        ["Station", 2.5, 19.0, 73.0],
        ["Station", -2.8, None, None],
    ]


@pytest.mark.parametrize(
    ("exact", "ends", "title"),
    [
        ("queue", {}, "Queue makes most of the change of the guest satisfaction index (-0.8 points)"),
        ("room", {}, "What the guest satisfaction index is made of"),
        ("room", fake.ends(-0.9, 0.5), "Room makes most of the change of the guest satisfaction index (-0.9 points)"),
        ("room", fake.ends(-0.9, 1.5), "What the guest satisfaction index is made of"),
    ],
)
def test_only_what_is_exact_or_clear_is_said_to_have_moved_the_index_most(exact, ends, title):
    value = -0.8 if exact == "queue" else -0.9
    rows = [one for one in fake.findings() if (one.measure, one.segment_by) != ("index_part_change", "all")]
    moved = fake.row("index_part_change", exact, value, fake.WEIGHED, against=fake.BEFORE, other="satisfaction", **ends)
    assert make(fake.view("en", [*rows, moved]), parts.TABLE).title == title.replace("-", "−")


def test_where_a_kpi_is_worst_stands_what_is_felt_there():
    told = "Queue is worst at Station (7.0 min), where “Speed of check-in” scored 6.90, against 8.00 overall."
    assert spoken(units.felt) == told
    assert (
        spoken(units.felt, "zh")
        == "“排队时间”最不利的是车站店（7.0 分钟），该单位“办理入住快捷”得 6.90 分，全部单位为 8.00 分。"
    )


def test_sources_that_contradict_one_another_are_named_and_others_are_not():
    assert spoken(sources.told) == (
        "Sources contradict one another: Station: Room lies 20.0 points (12.0 to 28.0) lower beside Queue than usual."
    )
    assert (
        spoken(sources.told, "zh")
        == "来源相互矛盾的有：车站店：“客房”与“排队时间”相比，比通常低 20.0 分（12.0 至 28.0 分）。"
    )
    alike = "In none of two units do the sources lie further apart than their errors allow."
    assert spoken(sources.told, frame=fake.sources(3.0)) == alike
    assert spoken(sources.told, frame=[]) == ""


def test_which_unit_is_first_is_told_only_where_it_is_sure():
    several = (
        "On the guest satisfaction index, no store can be named first: 3 of the 3 could be, Hillside among"
        " them; of three pairs, adjusted jointly apart from all else, 0 are clearly ordered."
    )
    assert spoken(league.claim) == several
    alone = (
        "On the guest satisfaction index, Hillside alone can be named first; of three pairs, adjusted jointly"
        " apart from all else, 2 are clearly ordered."
    )
    assert spoken(league.claim, frame=fake.places(2.0)) == alone
    assert spoken(league.claim, "zh", fake.places(2.0)) == (
        "按“宾客满意度指数”，只有山景店有把握排在第一；两两比较（另作联合调整）的 3 对中，2 对高下分明。"
    )
    assert spoken(league.claim, frame=[]) == ""


def test_whether_the_order_hangs_on_the_method_is_told_in_one_sentence_and_a_table_has_all_orders():
    taus = (
        "(Kendall's tau with the index: TOPSIS 0.80 and RSR 0.80); the line of the RSR through its Probits has R² 0.95."
    )
    told = (
        "By TOPSIS and the rank-sum ratio (RSR) too, every store has a place that chance leaves it by the index: the "
    )
    assert spoken(orders.claim, frame=fake.orders()) == f"{told}order does not hang on the method {taus}"
    beyond = fake.orders(1.0)
    assert spoken(orders.claim, frame=beyond) == (
        "The order hangs on the method: by TOPSIS and the rank-sum ratio (RSR), Harbour and Station have a place beyond "
        f"those that chance leaves by the index {taus}"
    )
    zh = "（与指数名次的 Kendall τ：TOPSIS 0.80 和秩和比 0.80）；秩和比对概率单位回归的 R² 为 0.95。"
    assert spoken(orders.claim, "zh", fake.orders()) == (
        "换用 TOPSIS 和加权秩和比排名，每个门店仍在指数误差所容许的名次之内：结论不取决于排名方法" + zh
    )
    assert spoken(orders.claim, "zh", beyond) == (
        "名次取决于排名方法：按 TOPSIS 和加权秩和比，海港店和车站店的名次超出了指数误差所容许的范围" + zh
    )
    assert spoken(orders.claim, frame=fake.places()) == ""
    table = make(fake.view("en", fake.orders()), orders.TABLE)
    heads = ["Store", "Place", "TOPSIS closeness", "Place by TOPSIS", "Rank-sum ratio", "Place by RSR", "Group by RSR"]
    assert [column.title for column in table.columns][:7] == heads
    assert [row[-1] if isinstance(row[-1], str) else row[6] for row in table.rows] == ["upper", "middle", "lower"]


OF_THREE = "mean of 3 questions, each 0 at its worst answer, 100 at its best"
OF_TWO = OF_THREE.replace("3", "2")
ANSWERS = "respondents' answers"
HALF = "own mean, if half is answered"


def test_every_part_of_the_index_and_every_standard_stands_in_words():
    (table,) = standards.table(fake.view("en"))
    assert isinstance(table, Table)
    assert table.title == "Every indicator: definition, source and method"
    assert table.rows == (
        (
            "Guest satisfaction index",
            "Room; Service; Food; Queue",
            "its parts",
            "weighted mean: weights set by the study",
            "every part is needed, unless its row says otherwise",
        ),
        ("Room", "Room cleanliness; Comfort of the bed; Quiet in the room", ANSWERS, OF_THREE, HALF),
        ("Service", "Friendliness of staff; Speed of check-in", ANSWERS, OF_TWO, HALF),
        ("Food", "Quality of breakfast; Choice of dishes", ANSWERS, OF_TWO, HALF),
        ("Queue (min)", "At peak hours", "timed", "0 at 10, 100 at 1, in proportion between", "the unit has no index"),
        (
            "Solved (%)",
            "–",
            "the units' records (kpi.csv)",
            "100 from 95% up; 80 from 90% up; else 0",
            "counts 0 points",
        ),
    )
    chinese = standards.table(fake.view("zh"))[0].rows
    assert chinese[1] == (
        "客房",
        "客房整洁；床铺舒适；客房安静",
        "受访者的回答",
        "3 题的均值，每题最差 0 分，最好 100 分",
        "本人均值（至少答一半）",
    )
    assert chinese[5][3] == "95% 及以上 100 分；90% 及以上 80 分；其余 0 分"


MANY = {
    "index": {
        "whole": {"title": fake.words(("总指数", "Whole")), "parts": {"felt": 0.6, "nps": 0.2, "loyal": 0.2}},
        "felt": {"title": fake.words(("客房", "The room")), "parts": {"price": "equal", "rated": "equal", "upheld": "equal"}, "sources": 2},
    },
    "derived": {"loyal": {"text": fake.words(("忠诚", "Loyal")), "role": "outcome", "all": [{"question": "q20", "at_least": 9}]}},
    "kpis": {
        "rated": {"title": fake.words(("暗访", "Visits")), "table": "visits", "indicator": "room"},
        "upheld": {"title": fake.words(("投诉", "Complaints")), "table": "calls", "founded": True, "standard": {"deduct": 5.0}},
        "loose": {"title": fake.words(("其他", "Other")), "table": "calls", "standard": {"deduct": 5.0}, "missing": "renormalise"},
    },
    "tables": {"visits": {"kind": "third_party", "file": "visits.xlsx"}, "calls": {"kind": "complaints", "file": "calls.csv"}},
    "blank": {"rule": "lowest"},
}  # fmt: skip
MADE = {
    "en": (
        ("Whole", "The room; Likelihood to recommend; Loyal", "its parts", "weighted mean: weights set by the study", "every part is needed, unless its row says otherwise"),
        ("The room", "Price; Visits; Complaints", "its parts", "weighted mean: equal weights", "needs 2 sources or more"),
        ("Likelihood to recommend", "Likelihood to recommend", ANSWERS, "mean, 0 at the worst answer, 100 at the best", "each mean is over its own answers"),
        ("Loyal", "Overall satisfaction ≥ 9", ANSWERS, "percentage of those for whom it holds", "each mean is over its own answers"),
        ("Price", "Value for money", ANSWERS, "mean, 0 at the worst answer, 100 at the best", "the lowest answer"),
        ("Visits", "mean of the scores for “Room” over a unit's visits", "third party (visits.xlsx)", "a third party's score of 0–100", "the unit has no index"),
        ("Complaints", "number of founded complaints", "records of complaints (calls.csv)", "100, less 5 for each", "the unit has no index"),
        ("Other", "number of complaints", "records of complaints (calls.csv)", "100, less 5 for each", "the other parts' weights are made to add up to 1"),
    ),
    "zh": (
        ("总指数", "客房；推荐意愿；忠诚", "其各部分", "加权平均：研究指定权重", "各部分缺一不可，另有注明的除外"),
        ("客房", "价格；暗访；投诉", "其各部分", "加权平均：等权", "至少须有 2 个来源"),
        ("推荐意愿", "推荐意愿", "受访者的回答", "均值，最差 0 分，最好 100 分", "各均值按有效回答计算"),
        ("忠诚", "总体满意度 ≥ 9", "受访者的回答", "符合者所占百分比", "各均值按有效回答计算"),
        ("价格", "性价比", "受访者的回答", "均值，最差 0 分，最好 100 分", "最低分"),
        ("暗访", "各次访问中“客房”得分的均值", "第三方（visits.xlsx）", "第三方给出的 0–100 分", "该单位没有指数"),
        ("投诉", "属实投诉件数", "投诉记录（calls.csv）", "100 分，每次扣 5 分", "该单位没有指数"),
        ("其他", "投诉件数", "投诉记录（calls.csv）", "100 分，每次扣 5 分", "其余部分的权重按比例放大"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_of_part_has_definition_source_and_method(language):
    (table,) = standards.table(fake.make_view(language, [], study=fake.make_study(**MANY)))
    assert table.rows == MADE[language]


def test_a_study_without_index_and_kpis_has_no_such_table():
    assert standards.table(fake.make_view("en", [], study=fake.make_study(index={}))) == []


@pytest.mark.parametrize(
    "name",
    [
        "kpis",
        "kpi_worths",
        "kpi_units",
        "kpis_felt",
        "parts_of_index",
        "parts_units",
        "unit_parts",
        "sources",
        "places",
        "unit_orders",
    ],
)
def test_every_table_is_made_in_both_languages(name):
    frame = fake.orders() if name == "unit_orders" else None
    made = [make(fake.view(language, frame), name) for language in ("zh", "en")]
    assert all(table is not None and table.rows and table.title for table in made)
    assert [len(table.rows) for table in made] == [len(made[0].rows)] * 2
