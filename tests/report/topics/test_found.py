"""The list of all that is clear, what of a change one unit makes, and what could have been seen."""

from __future__ import annotations

import pytest

from csat_lib.report import detectable
from csat_lib.report.clear import direction
from csat_lib.report.declared import make
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.found import carried, listed
from csat_lib.report.wording import Derived
from tests.report.fake_wave import BEFORE, TOGETHER, all_figures, altered, figure, make_view, without

CELL = {"segment_by": "store", "segment": "S03"}


def test_the_list_holds_all_that_is_clear_once_and_the_largest_first():
    found = listed.found(make_view("en"))
    assert [one.group for one in found] == [("store", "S03"), ("store", "S01")]
    rows = [row for one in found for row in one.rows]
    assert len({row.id for row in rows}) == len(rows)
    clear = [row for row in all_figures() if row.measure in {"gap", "change"} and direction(row) != "unclear"]
    assert {row.id for row in rows} == {row.id for row in clear if row.segment_by == "store"}
    assert [row.subject for row in found[0].changes] == ["satisfaction", "room"]


def test_an_nps_counts_by_the_length_of_its_scale():
    view = make_view("en")
    where = {"half": 1.0, "against": BEFORE, **CELL}
    recommend, room = (figure("trends", "change", name, -12.0, **where) for name in ("nps", "room"))
    assert listed.extent(view, recommend) == listed.extent(view, room) / 2 == 0.06


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
                "Station lost 8.2 points (3.1 to 13.3) in the guest satisfaction index and 9.7 points (5.7 to 13.7) in "
                "Room since November 2025. Of 15 changes from November 2025, one for each group and score, no other is "
                "clear."
            ),
        ),
        (
            "zh",
            (
                "车站店自 2025 年 11 月以来，“宾客满意度指数”下降 8.2 分（3.1 至 13.3 分），“客房”下降 9.7 分（5.7 至 "
                "13.7 分）。与 2025 年 11 月相比，各组各项得分共 15 项变化，其余都不明显。"
            ),
        ),
    ],
)
def test_changes_are_told_with_how_many_were_looked_at(language, told):
    view = make_view(language)
    assert tell_all(view, listed.all_changed(view)) == told


def test_differences_are_told_to_both_sides():
    view = make_view("en")
    assert tell_all(view, listed.all_differing(view)) == (
        "Station lies below the rest by 6.1 points (3.2 to 9.0) in the guest satisfaction index and 9.1 points (6.0 to "
        "12.2) in Food; Harbour lies above the rest by 4.1 points (2.1 to 6.1) in the guest satisfaction index. Of 15 "
        "differences from the rest, one for each group and score, no other is clear."
    )
    none = make_view("zh", altered(all_figures(), {"measure": "gap"}, value=0.3, low=-2.0, high=2.6, reason=""))
    assert tell_all(none, listed.all_differing(none)) == "各组各项得分与其余各组的 20 项差距都不明显。"


def test_what_could_have_been_seen_is_half_the_interval_and_the_quantile_of_the_power():
    row = figure("segments", "gap", "room", 1.0, half=2.0, se=1.0, **CELL)
    assert Derived("detectable", row).value == pytest.approx(2.841621, abs=1e-6)  # qnorm(.8) = .8416212
    view, wider = make_view("en"), figure("segments", "gap", "room", 1.0, half=4.0, se=2.0, **CELL)
    assert tell(view, detectable.seen([wider, row])) == (
        " (true differences of 2.8 to 5.7 points, by size of the base, would have been found with a chance of 80%)"
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
                "Of the 3.4 points that Room lost overall, 3.0 (2.1 to 3.9) come from Station alone; no other group "
                "changed clearly."
            ),
        ),
        (
            -3.4,
            1.5,
            "zh",
            "“客房”总体下降 3.4 分，其中 3.0 分（2.1 至 3.9 分）来自车站店一处，其余各组都没有明显变化。",
        ),
        (
            -3.4,
            3.5,
            "en",
            (
                "Room shows no clear change overall (−3.4 points), of which Station alone makes −3.0 (−3.9 to −2.1); "
                "no other group changed clearly."
            ),
        ),
    ],
)
def test_a_change_that_one_unit_carries_is_told_as_that_unit_s(total, half, language, told):
    view = make_view(language, with_parts(total, half, -3.0))
    assert tell(view, carried.carried(view, "store")) == told


def test_a_unit_that_makes_less_than_half_carries_nothing():
    view = make_view("en", with_parts(-3.4, 1.5, -1.0))
    assert carried.carrier(view, "room", "store") is None
    assert carried.carried(view, "store") is None


def test_a_change_in_which_no_unit_moved_alone_is_told_as_everybody_s():
    rows = altered(with_parts(-3.4, 1.5, -1.0), {"measure": "change", **CELL}, value=-1.0, low=-4.0, high=2.0)
    view = make_view("en", rows)
    assert tell(view, carried.carried(view, "store")) == (
        "The change of Room overall (−3.4 points) is not the work of one: by store, no group changed clearly by itself."
    )


def test_the_table_of_parts_ends_with_the_mix_and_the_change_of_all():
    view = make_view("en", with_parts(-3.4, 1.5, -3.0))
    table = make(view, carried.table("store"))
    assert table.title == "Room overall: −3.4 points, of which Station −3.0"
    assert [row[0] for row in table.rows] == ["Harbour", "Hillside", "Station", "Mix of groups", "Change of all"]
    assert table.rows[2][1].value == pytest.approx(-9.7)
    assert table.rows[-1][2].value == pytest.approx(-3.4)
    assert make(make_view("en", without("trends"), earlier=()), carried.table("store")) is None
