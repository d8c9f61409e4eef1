"""How the fieldwork went, in words and in tables."""

from __future__ import annotations

from dataclasses import replace

from csat_lib.report.blocks import Cell
from csat_lib.report.by_name import draw
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.tables import show
from csat_lib.report.topics.fieldwork import arrivals, repeats, response, say
from tests.report import fake_evidence
from tests.report.fake_wave import altered, figure, make_view


def told(claim, rows, language="en"):
    view = make_view(language, rows)
    return str(tell(view, claim(view)))


def rows(**given):
    """The fieldwork with its burst changed."""
    return altered(list(fake_evidence.fieldwork()), {"measure": "burst"}, **given)


def test_one_channel_is_the_rate_and_has_no_ends():
    one = [row for row in fake_evidence.fieldwork() if row.subject == "S01"]
    assert told(response.response, one) == "The response rate of 1,143 cases issued was 36.0% (AAPOR RR1)."
    assert told(response.response, one, "zh") == "共发出样本 1,143 个，回收率为 36.0%（AAPOR RR1）。"
    assert told(response.title, one) == "Response rate 36.0%"
    assert told(response.title, [], "zh") == "发出样本的去向"


def test_repeats_are_told_by_kind():
    kinds = {"device": 21, "answers": 1, "near": 12}
    found = [figure("fieldwork", "duplicates", kind, number) for kind, number in kinds.items()]
    assert told(repeats.repeats, found) == (
        "Of all responses received, 21 came from a device used before, 1 equals an earlier one in every answer "
        "(uniform and mostly blank ones aside) and 12 nearly equal an earlier one."
    )
    assert told(repeats.repeats, found, "zh") == (
        "全部回收答卷中，同一设备重复提交的 21 份，答案与此前某份完全相同的 1 份（通篇同一答案或大半漏答者不计），"
        "与此前某份高度雷同的 12 份。"
    )
    assert told(repeats.TABLE.title, found) == "One response equal to an earlier one in every question"
    none = [replace(row, value=0.0) for row in found]
    assert told(repeats.repeats, none) == "No response came twice from one device or word for word."
    assert told(repeats.TABLE.title, none, "zh") == "没有内容完全相同的答卷"


def test_the_most_answers_alike_stand_beside_the_repeats():
    found = [figure("fieldwork", measure, "device", 21) for measure in ("duplicates", "most_alike")]
    (table,) = show(make_view("en", found), found)
    assert [column.title for column in table.columns] == [
        "Sign",
        "Sent again",
        "Most responses alike",
        "Base",
        "Eff. base",
    ]


def test_many_bursts_are_counted_after_the_first_three():
    bursts = [figure("fieldwork", "burst", "answers", 9, path=f"2025-12-0{day}T09:00", p=0.001) for day in range(1, 6)]
    assert told(arrivals.bursts, bursts).startswith(
        "Responses arrived in bursts that chance would hardly bring (all together, 2025-12-01 09:00: 9; "
    )
    assert ", and two more bursts): ask how they were collected." in told(arrivals.bursts, bursts)
    assert "（总体，2025-12-01 09:00，9 份；" in told(arrivals.bursts, bursts, "zh")
    assert "；另有 2 处），应了解" in told(arrivals.bursts, bursts, "zh")


def test_the_chart_shows_every_burst_that_its_title_counts():
    (chart,) = draw(make_view("en", rows()), "arrivals")
    assert chart.title == "One burst of responses that chance would hardly bring"
    assert chart.alt.endswith("Station: 38 from 3 December 2025 14:20.")
    (chance,) = draw(make_view("zh", rows(p=0.2)), "arrivals")
    assert chance.title == "答卷的提交时间没有异常集中"
    assert "14:20" not in chance.alt


def test_signs_stand_in_their_own_units_the_least_likely_first():
    given = {"n": 300, "n_effective": None}
    found = [
        figure("fieldwork", "night_share", "answers", 0.04, p=0.2, **given),
        figure("fieldwork", "same_seconds", "S01", 8, p=0.003, path="373", **given),
    ]
    view = make_view("en", found)
    (table,) = show(view, found)
    plain = [tuple(cell.value if isinstance(cell, Cell) else cell for cell in row) for row in table.rows]
    assert plain == [
        ("S01", "Same time to answer", "8", 0.003),
        ("All responses", "Share sent at night", "4.0%", 0.2),
    ]
    assert table.title == "One sign that chance would hardly bring"
    (table,) = show(view, [replace(row, p=0.5) for row in found])
    assert table.title == "No sign of tampering stands out"


def test_nothing_recorded_is_said_and_so_is_one_channel():
    nothing = make_view("zh", [])
    assert tell_all(nothing, say(nothing)) == "本期没有记录执行情况。"
    view = make_view("zh", list(fake_evidence.fieldwork()))
    assert tell_all(view, say(view, "S01")) == "“S01”的回收率为 36.0%（AAPOR RR1）。"
    assert say(view, "S09") == []
