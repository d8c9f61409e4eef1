"""The list of all that is clear, what of a change one unit makes, and what could have been seen."""

from __future__ import annotations

import pytest

from csat_lib.report import detectable
from csat_lib.report.clear import direction
from csat_lib.report.declared import make
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.found import carried, listed
from csat_lib.report.wording import Derived
from tests.report.fake_wave import BEFORE, TOGETHER, all_figures, altered, figure, make_study, make_view, without

CELL = {"segment_by": "store", "segment": "S03"}


def test_the_list_holds_all_that_is_clear_once_and_the_surest_first():
    found = listed.found(make_view("en"))
    assert [one.group for one in found] == [("store", "S03"), ("store", "S01")]
    rows = [row for one in found for row in one.rows]
    assert len({row.id for row in rows}) == len(rows)
    clear = [row for row in all_figures() if row.measure in {"gap", "change"} and direction(row) != "unclear"]
    assert {row.id for row in rows} == {row.id for row in clear if row.segment_by == "store"}
    assert [row.subject for row in found[0].changes] == ["room", "satisfaction"]


def test_an_nps_counts_by_the_length_of_its_scale():
    view = make_view("en")
    where = {"half": 1.0, "against": BEFORE, **CELL}
    recommend, room = (figure("trends", "change", name, -12.0, **where) for name in ("nps", "room"))
    assert listed.sureness(view, recommend) == listed.sureness(view, room) / 2 == 0.055
    barely = figure("trends", "change", "room", -12.0, **where | {"half": 11.9})
    assert listed.sureness(view, barely) == pytest.approx(0.001)


def test_two_groups_that_mirror_each_other_are_told_once():
    pair = [("S01", 3.0), ("S02", -3.0)]
    where = {"segment_by": "store", "half": 1.0}
    rows = [figure("segments", "gap", "satisfaction", value, segment=code, **where) for code, value in pair]
    assert [one.group for one in listed.found(make_view("en", rows))] == [("store", "S02")]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            (
                "Since November 2025, Station fell from 84.8 to 75.1 in Room (9.7 points, "
                "95% interval 5.7 to 13.7; base 300) and from 78.5 to 70.3 in the guest satisfaction index (8.2 "
                "points, 3.1 to 13.3; base 300). By store, 15 changes of scores from November 2025 were looked at: "
                "nothing else is clear."
            ),
        ),
        (
            "zh",
            (
                "与 2025 年 11 月相比，车站店的“客房”由 84.8 分降至 75.1 分（下降 9.7 分，95% 置信区间"
                " 5.7 至 13.7 分；样本量 300），“宾客满意度指数”由 78.5 分降至 70.3 分（下降 8.2 分，3.1 至 13.3 分；"
                "样本量 300）。按门店看，各组得分与 2025 年 11 月相比的变化共 15 项，除以上所列外，都不明显。"
            ),
        ),
    ],
)
def test_changes_are_told_with_how_many_were_looked_at(language, told):
    view = make_view(language)
    assert tell_all(view, listed.all_changed(view)) == told


def test_where_a_level_was_not_recorded_the_size_of_the_change_is_told_alone():
    rows = [row for row in all_figures() if not (row.measure == "index" and row.segment and row.topic == "scores")]
    view = make_view("en", rows)
    assert tell(view, listed.all_changed(view)[0]) == (
        "Since November 2025, Station fell by 9.7 points (95% interval 5.7 to 13.7; base 300) in Room "
        "and by 8.2 points (3.1 to 13.3; base 300) in the guest satisfaction index."
    )


def test_of_many_groups_three_are_told_and_the_others_counted():
    where = {"segment_by": "store", "half": 1.0}
    rows = [figure("segments", "gap", "room", -9.0 + at, segment=f"S0{at}", **where) for at in range(1, 6)]
    told = tell(make_view("en", rows), listed.all_differing(make_view("en", rows))[0])
    assert told.count("below the other stores combined by") == 3
    assert told.endswith("; two other groups differ clearly from all others combined.")


def test_a_node_with_one_part_is_told_once():
    node = {"title": {"zh": "指数", "en": "Room index"}, "parts": {"room": 1.0}}
    rows = [
        figure("segments", "gap", subject, -3.0, segment="S01", segment_by="store", half=1.0)
        for subject in ("satisfaction", "room")
    ]
    view = make_view("en", rows, study=make_study(index={"satisfaction": node}))
    assert [row.subject for one in listed.found(view) for row in one.rows] == ["satisfaction"]


def test_differences_are_told_to_both_sides():
    view = make_view("en")
    assert tell_all(view, listed.all_differing(view)) == (
        "Station scored below the other stores combined, surest first, by 9.1 points (95% interval 6.0 to"
        " 12.2; base 302) in Food and 6.1 points (3.2 to 9.0; base 302) in the guest satisfaction index; Harbour"
        " scored above the other stores combined by 4.1 points (95% interval 2.1 to 6.1; base 300) in the"
        " guest satisfaction index. By store, 15 differences of scores from all others combined were looked"
        " at: nothing else is clear."
    )
    none = make_view("zh", altered(all_figures(), {"measure": "gap"}, value=0.3, low=-2.0, high=2.6, reason=""))
    assert tell_all(none, listed.all_differing(none)) == "按门店看，各组得分与其他各组合计的差距共 20 项，都不明显。"


def test_what_could_have_been_seen_is_half_the_interval_and_the_quantile_of_the_power():
    row = figure("segments", "gap", "room", 1.0, half=2.0, se=1.0, **CELL)
    assert Derived("detectable", row).value == pytest.approx(2.841621, abs=1e-6)  # qnorm(.8) = .8416212
    view, wider = make_view("en"), figure("segments", "gap", "room", 1.0, half=4.0, se=2.0, **CELL)
    assert tell(view, detectable.seen([wider, row])) == (
        "; for this survey to find real differences clear 4 times in 5, they would have to be 2.8 to 5.7 points"
    )
    moved = figure("trends", "change", "room", 1.0, half=2.0, se=1.0, against=BEFORE, **CELL)
    assert tell(make_view("zh"), detectable.seen([moved])) == (
        "；以现有样本，真实的变化达到 2.8 分，才有八成把握判为明显"
    )
    assert detectable.seen([figure("segments", "gap", "room", 1.0)]) is None


def with_parts(total: float, half: float, station: float):
    """The wave with what its stores contribute to the change of Room."""
    rows = altered(all_figures(), {"measure": "change", "subject": "room", "segment_by": "all"}, value=total)
    rows = altered(rows, {"value": total, "subject": "room"}, low=total - half, high=total + half)
    about = {"against": BEFORE, "method": f"taylor, independent, welch-satterthwaite, {TOGETHER}, kitagawa"}
    for code, value in {"S01": 0.1, "S02": -0.2, "S03": station}.items():
        where = {"segment_by": "store", "segment": code, "n": 300, "n_effective": None}
        rows.append(figure("trends", "contribution", "room", value, half=0.9, **where, **about))
    rows.append(figure("trends", "mix", "room", 0.1, half=0.5, other="store", **about))
    return rows


@pytest.mark.parametrize(
    ("total", "half", "language", "told"),
    [
        (
            -3.4,
            1.5,
            "en",
            (
                "Of the 3.4 points by which Room fell overall from November 2025, 3.0 (2.1 to 3.9) come from Station "
                "alone."
            ),
        ),
        (
            -3.4,
            1.5,
            "zh",
            ("“客房”总体较 2025 年 11 月下降 3.4 分，其中 3.0 分（2.1 至 3.9 分）来自车站店一处。"),
        ),
        (
            -3.4,
            3.5,
            "en",
            (
                "Overall, Room did not change clearly from November 2025 (−3.4 points, −6.9 to +0.1; base"
                " 1,134, effective 1,021): Station alone pulled it down by 3.0 points (2.1 to 3.9)."
            ),
        ),
    ],
)
def test_a_change_that_one_unit_carries_is_told_as_that_unit_s(total, half, language, told):
    view = make_view(language, with_parts(total, half, -3.0))
    others = {"en": "No other store changed clearly in it.", "zh": "其他门店都没有明显变化。"}
    assert [tell(view, claim) for claim in carried.carried(view, "store")] == [told, others[language]]


def test_a_unit_that_makes_less_than_half_carries_nothing():
    view = make_view("en", with_parts(-3.4, 1.5, -1.0))
    assert carried.carrier(view, "room", "store") is None
    assert carried.carried(view, "store") == []


def test_a_change_in_which_no_unit_moved_alone_is_told_as_everybody_s():
    rows = altered(with_parts(-3.4, 1.5, -1.0), {"measure": "change", **CELL}, value=-1.0, low=-4.0, high=2.0)
    view = make_view("en", rows)
    assert tell(view, carried.carried(view, "store")[0]) == (
        "The change of Room overall from November 2025 (−3.4 points) is not the work of one store: none changed "
        "clearly by itself."
    )


def test_the_table_of_parts_ends_with_the_mix_and_the_change_of_all():
    view = make_view("en", with_parts(-3.4, 1.5, -3.0))
    table = make(view, carried.table("store"))
    assert table.title == "Room overall from November 2025: −3.4 points, of which Station −3.0"
    assert [row[0] for row in table.rows] == ["Harbour", "Hillside", "Station", "Mix of groups", "Change of all"]
    assert table.rows[2][1].value == pytest.approx(-9.7)
    assert table.rows[-1][2].value == pytest.approx(-3.4)
    assert make(make_view("en", without("trends"), earlier=()), carried.table("store")) is None


WAVES = [f"2025-{at:02}" for at in range(1, 13)]


def with_line(values, limits=None, subject="nps"):
    """The figures of a store wave by wave, the last step of which is clear, with or without control limits."""
    measure, control = ("nps", "control_nps") if subject == "nps" else ("index", "control")
    line = [
        figure("scores" if wave == WAVES[-1] else "trends", measure, subject, value, half=9.0, period=wave, **CELL)
        for wave, value in zip(WAVES[-len(values) :], values, strict=True)
    ]
    line += [figure("trends", measure, subject, values[-1], half=9.0, **CELL)]
    change = figure("trends", "change", subject, values[-1] - values[-2], half=1.0, against=BEFORE, **CELL)
    low, high = limits or (None, None)
    own = [figure("trends", control, subject, 20.0, low=low, high=high, **CELL)] if limits else []
    return [*line, change, *own]


@pytest.mark.parametrize(
    ("values", "limits", "en", "zh"),
    [
        (
            (20.0, 30.0, 46.8, 10.8),
            (-7.4, 64.3),
            (
                "fell from 46.8, the highest in four waves, to 10.8 in the NPS (36.0 points, 95% interval 35.0 to "
                "37.0; base 1,134, effective 1,021), but within its control limits of −7.4 to 64.3."
            ),
            (
                "NPS 由 46.8 分（4 期中最高）降至 10.8 分（下降 36.0 分，95% 置信区间 35.0 至 37.0 分；样本量 1,134，"
                "等效 1,021），但未越出控制限（−7.4 至 64.3 分）。"
            ),
        ),
        (
            (50.0, 30.0, 46.8, 10.8),
            (12.4, 64.3),
            (
                "fell from 46.8 to 10.8 in the NPS (36.0 points, 95% interval 35.0 to 37.0; base 1,134, effective "
                "1,021), outside its control limits of 12.4 to 64.3."
            ),
            "，越出控制限（12.4 至 64.3 分）。",
        ),
        (
            (20.0, 30.0, 10.0, 46.8),
            None,
            (
                "rose from 10.0, the lowest in four waves, to 46.8 in the NPS (36.8 points, 95% interval 35.8 to 37.8; "
                "base 1,134, effective 1,021)."
            ),
            "（4 期中最低）升至 46.8 分",
        ),
    ],
)
def test_a_change_is_told_with_the_control_limits_of_its_line(values, limits, en, zh):
    rows = with_line(values, limits)
    assert tell(make_view("en", rows), listed.all_changed(make_view("en", rows))[0]).endswith(en)
    assert zh in tell(make_view("zh", rows), listed.all_changed(make_view("zh", rows))[0])


def test_what_leaves_its_control_limits_is_told_before_what_does_not():
    rows = [*with_line((60.0, 46.8, 10.8), (-7.4, 64.3)), *with_line((80.0, 80.3, 70.0), (73.7, 85.4), "room")]
    view = make_view("en", rows)
    first, second = listed.changed(view, [row for row in rows if row.measure == "change"], are_sentences=True)
    assert "Room" in tell(view, first)
    assert "outside" in tell(view, first)
    assert "the NPS" in tell(view, second)
    assert "but within" in tell(view, second)


def test_items_that_are_clear_within_a_dimension_told_of_are_counted_apart():
    gap = {"half": 2.0, **CELL}
    rows = [figure("segments", "gap", "room", -9.0, **gap), figure("segments", "item_gap", "q01", -9.0, **gap)]
    rows += [figure("segments", "item_gap", "q02", -1.0, **gap)]
    view = make_view("en", rows)
    assert tell_all(view, listed.all_differing(view)).endswith(
        "By store, 3 differences of scores and questions from all others combined were looked at: apart from "
        "these, only one question of Room is clear."
    )
