"""Segments: who differs, who is hidden, the unit that comes first, and their tables and titles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.report.blocks import Cell
from csat_lib.report.by_name import draw
from csat_lib.report.declared import make
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.found import others
from csat_lib.report.topics.segments import gaps, heat, levels, places, say
from tests.report.fake_wave import TOGETHER, all_figures, altered, figure, make_view, without
from tests.report.test_tables import flat, heads

HELD = (
    "The intervals of changes and differences are adjusted jointly for all 40 comparisons; clear means"
    " that 0 is left out"
)


def spoken(rows=None, language="en"):
    view = make_view(language, rows)
    return str(tell_all(view, say(view)))


def test_segments_are_told_with_their_intervals():
    assert spoken() == (
        "By store, on the guest satisfaction index, Station scored 6.1 points (3.2 to 9.0) below the other "
        "stores combined and Harbour scored 4.1 points (2.1 to 6.1) above the other stores combined. Old Town "
        "is not shown (fewer than 10 responses); Hillside is to be read with caution (fewer than 30 "
        "responses)."
    )
    assert spoken(language="zh") == (
        "按门店看“宾客满意度指数”，与其他门店合计相比，车站店低 6.1 分（3.2 至 9.0 分），与其他门店合计相比，海港"
        "店高 4.1 分（2.1 至 6.1 分）。老城店的样本量不足 10，不予展示；山景店的样本量不足 30，解读时请谨慎。"
    )


def with_one_beside():
    hidden = {"value": None, "low": None, "high": None, "confidence": None, "n": None, "n_weighted": None}
    rows = all_figures()
    for topic in ("segments", "scores"):
        rows = altered(rows, {"topic": topic, "segment": "S04"}, n=None)
        rows = altered(rows, {"topic": topic, "segment": "S02"}, **hidden, reason="complementary")
    return rows


def test_a_group_hidden_for_the_sake_of_another_is_named_and_two_shown_of_four_are_no_pair():
    assert spoken(rows=with_one_beside()).startswith(
        "By store, on the guest satisfaction index, Station scored 6.1 points (3.2 to 9.0) below the other "
        "stores combined and Harbour "
    )
    told = "Old Town is not shown (fewer than 10 responses); Hillside is not shown either, so that no group of so few"
    assert told in spoken(rows=with_one_beside())
    assert "老城店的样本量不足 10，不予展示；山景店也一并不展示，以免由其推算出样本过少的组。" in (
        spoken(rows=with_one_beside(), language="zh")
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_hidden_cells_are_masked_in_every_table_with_their_bases(language):
    table = make(make_view(language, with_one_beside()), gaps.table("store"))
    assert table is not None
    masked = [[cell == Cell(None, "masked") for cell in row] for row in table.rows]
    assert [sum(row) for row in masked] == [0, 3, 0, 3]


def test_no_segment_is_named_when_none_is_clear():
    rows = altered(all_figures(), {"measure": "gap"}, value=0.1, low=-1.0, high=1.2, se=0.5, reason="")
    assert spoken(rows=rows).startswith(
        "By store, on the guest satisfaction index, none differs clearly from the other stores combined; for "
        "this survey to find real differences clear 4 times in 5, they would have to be 1.5 points."
    )
    assert spoken(rows=rows, language="zh").startswith(
        "按门店看“宾客满意度指数”，没有哪一门店明显不同于其他门店合计；以现有样本，真实的差距达到 1.5 分，才有八"
        "成把握判为明显。"
    )


def gap(code, value, half=1.0):
    where = {"segment_by": "store", "segment": code, "n": 300, "n_effective": None}
    return [
        figure("segments", "gap", "satisfaction", value, half=half, method=TOGETHER, **where),
        figure("scores", "index", "satisfaction", 70.0 + value, half=half, **where),
    ]


def test_two_groups_are_told_against_one_another():
    rows = [*gap("S01", 3.3), *gap("S02", -3.3)]
    assert (
        spoken(rows=rows)
        == "By store, on the guest satisfaction index, Harbour scored 3.3 points (2.3 to 4.3) above Hillside."
    )
    assert spoken(rows=rows, language="zh") == "按门店看“宾客满意度指数”，海港店比山景店高 3.3 分（2.3 至 4.3 分）。"
    rows = [*gap("S01", 0.3), *gap("S02", -0.3)]
    assert spoken(rows=rows) == "By store, on the guest satisfaction index, the two groups do not differ clearly."
    assert spoken(rows=rows, language="zh") == "按门店看“宾客满意度指数”，两组之间没有明显差别。"


def test_of_many_groups_only_the_furthest_is_named():
    rows = [
        row for code, value in (("S01", -3.0), ("S02", -4.0), ("S03", -5.0), ("S04", 0.5)) for row in gap(code, value)
    ]
    assert spoken(rows=rows) == (
        "By store, on the guest satisfaction index, three groups scored clearly below the other stores "
        "combined, Station furthest (5.0 points, 4.0 to 6.0)."
    )
    assert spoken(rows=rows, language="zh") == (
        "按门店看“宾客满意度指数”，有 3 组明显低于其他门店合计，其中车站店相差最大（5.0 分，4.0 至 6.0 分）。"
    )


def test_segments_mask_what_is_too_small_and_mark_what_is_small():
    table = make(make_view("en"), gaps.TABLE)
    found = ["Index", "95% interval", "Difference from all others", "95% interval (joint)", "Detectable", "Base"]
    assert heads(table) == ["Store", *found]
    rows = {row[0]: row for row in table.rows}
    assert rows["Old Town"] == (
        "Old Town",
        Cell(None, "masked"),
        None,
        Cell(None, "masked"),
        None,
        None,
        Cell(None, "masked"),
    )
    assert rows["Hillside"][1].mark == "small"
    assert rows["Station"][3].value == pytest.approx(-6.1)
    assert (table.minimum_base, table.small_base) == (10, 30)
    assert table.title == (
        "On the guest satisfaction index, two of three groups differ clearly from the other stores combined, by store"
    )
    assert table.note == HELD
    assert make(make_view("zh"), gaps.TABLE).note == ("变化与差距的区间已就全部 40 项比较联合调整，不含 0 才说“明显”")


def test_differences_alone_are_compared_by_the_segment_recorded_first():
    names = [f"question{number}" for number in range(9)]
    rows = [figure("segments", "gap", "satisfaction", 1.0, segment_by=name, segment="S01") for name in names]
    assert gaps.compared(make_view("en", rows)) == "question0"


def test_all_others_rest_on_everybody_less_the_group():
    """100 responses of weight 1 beside 300 whose weights add up to 600, their squares to 1,800: worth 600^2 / 1,800."""
    everybody = figure("scores", "index", "satisfaction", 76.0, n=400, n_weighted=700.0, n_effective=700**2 / 1900)
    of_group = {"segment_by": "store", "segment": "S01", "n": 100, "n_weighted": 100.0, "n_effective": 100.0}
    rows = [figure("segments", "gap", "satisfaction", 3.3, half=1.0, method=TOGETHER, **of_group), everybody]
    rows.append(figure("scores", "index", "satisfaction", 79.0, **of_group))
    view = make_view("en", rows)
    (own,) = gaps.gaps(view, "store")
    assert others.base(view, own).value == 300
    assert others.effective(view, own).value == pytest.approx(200)
    assert tell(view, others.note(view, rows)) == "Base of the others combined: 300, effective 200"
    table = make(view, gaps.TABLE)
    assert heads(table)[-2:] == ["Others' base", "Others' eff."]
    assert flat(table.rows[0])[-2:] == pytest.approx([300, 200])


def test_the_unit_that_comes_first_is_shown_by_its_dimensions():
    view = make_view("en")
    table = make(view, places.table(places.fallen(view)[0]))
    assert heads(table) == ["Dimension", "November 2025", "December 2025", "Change", "95% interval (joint)"]
    assert [row[0] for row in table.rows] == ["Room", "Service", "Food", "Price"]
    assert flat(table.rows[0][1:]) == pytest.approx([84.8, 75.1, -9.7, -13.7, -5.7])
    assert table.title == "Station: Room fell clearly from November 2025"
    assert table.note == HELD
    chinese = make_view("zh", without("trends"), earlier=())
    lagging = make(chinese, places.table(places.behind(chinese)[0]))
    assert lagging.title == "车站店：“餐饮”明显低于其他门店合计"
    assert lagging.note == "变化与差距的区间已就全部 40 项比较联合调整，不含 0 才说“明显”"


def test_two_shown_of_three_groups_are_titled_each_against_the_rest():
    third = {"segment_by": "store", "segment": "S03", "n": 5}
    rows = [*gap("S01", 3.3), *gap("S02", -3.3), figure("segments", "gap", "satisfaction", None, **third)]
    view = make_view("en", rows)
    assert draw(view, "ranking")[0].title == (
        "Hillside scored clearly below the other stores combined and Harbour scored clearly above the other "
        "stores combined"
    )
    assert tell(view, gaps.title(view, "store")) == (
        "On the guest satisfaction index, two of two groups differ clearly from the other stores combined, by store"
    )
    pair = make_view("zh", rows[:4])
    assert draw(pair, "ranking")[0].title == "海港店明显高于山景店"
    assert tell(pair, gaps.title(pair, "store")) == "按门店看“宾客满意度指数”，两组之间有明显差别"


def test_groups_that_measure_something_else_are_not_compared():
    rows = altered(all_figures(), {"topic": "segments"}, value=None, low=None, high=None, reason="not_comparable")
    view = make_view("en", rows)
    assert tell(view, gaps.differences(view, "store")) == (
        "By store, groups are not compared: they answer the same questions in different ways."
    )
    assert draw(view, "ranking")[0].title == "By store, groups are not compared"


def test_a_figure_of_groups_rests_on_the_groups_alone():
    view = make_view("en")
    bases = sorted(row.n for row in levels.indices(view, "store") if row.value is not None)
    assert draw(view, "ranking")[0].base.startswith(f"{bases[0]} to {bases[-1]} responses")


def test_the_dimensions_of_the_unit_that_comes_first_are_told_with_their_intervals():
    view = make_view("en")
    assert (
        tell(view, places.within(view, places.troubled(view)[0]))
        == "At Station, Room fell from 84.8 to 75.1 (9.7 points, 5.7 to 13.7)."
    )
    chinese = make_view("zh", without("trends"), earlier=())
    assert tell(chinese, places.within(chinese, places.troubled(chinese)[0])).startswith(
        "车站店的各维度中，“餐饮”比其他门店合计低 "
    )


def test_the_map_is_titled_by_the_largest_clear_difference_from_the_rest():
    view = make_view("zh")
    found = [row for row in heat.gaps(view, "store") if row.value is not None and not row.low <= 0 <= row.high]
    furthest = max(found, key=lambda row: abs(row.value))
    assert view.level("store", furthest.segment) in tell(view, heat.title(view, "store"))
    assert tell(view, heat.reading(view, "store")).startswith("着色表示该项得分明显低于其他门店合计")
    empty = make_view("en", [])
    assert tell(empty, heat.title(empty, "store")) == "Dimensions by store"
    assert heat.reading(empty, "store") is None


def test_a_map_without_a_clear_cell_says_of_what_it_is_silent():
    rows = [replace(row, low=-50.0, high=50.0) for row in make_view("en").all_figures() if row.measure == "gap"]
    view = make_view("en", rows)
    n = len({row.subject for row in rows if row.subject in view.study.constructs and row.value is not None})
    told = tell(view, heat.title(view, "store"))
    assert told.startswith("By store, none differs clearly from the other stores combined in any of")
    assert n > 1
