"""The rule for blanks in the annex: the chosen one, how far others lead, and whose place hangs on it."""

from __future__ import annotations

from typing import Any

from csat_lib.report.declared import make
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.method.procedure import procedure
from csat_lib.report.topics.weights import blank_rules
from csat_lib.report.view import View
from tests.report.fake_wave import all_figures, figure, make_study, make_view

INDEX = {"own_mean": 76.4, "listwise": 77.0, "renormalise": 76.3, "fixed": 74.0, "lowest": 70.0}
UNITS = {"S01": (80.0, 80.0, 80.0, 70.0, 60.0), "S02": (75.0, 75.0, 75.0, 74.0, 73.0)}


def blank_view(language: str, rule: str = "own_mean") -> View:
    def index(other: str, value: float, **cell: str) -> Any:
        return figure("scores", "blank_index", "satisfaction", value, half=1.0, other=other, **cell)

    rows = [index(other, value) for other, value in INDEX.items()]
    rows += [
        figure("scores", "blank_effect", "satisfaction", value - INDEX[rule], half=0.5, other=other)
        for other, value in INDEX.items()
        if other != rule
    ]
    for store, values in UNITS.items():
        rows += [index(other, v, segment_by="store", segment=store) for other, v in zip(INDEX, values, strict=True)]
    return make_view(language, [*all_figures(), *rows], study=make_study(blank={"rule": rule}))


def test_the_chosen_rule_is_told_with_how_far_the_others_lead_and_the_unit_that_moves_most():
    english, chinese = blank_view("en"), blank_view("zh")
    assert tell(english, blank_rules.told(english)).startswith(
        "Blanks are scored by “own mean, if half is answered”. By other rules the index would be from 70.0 (the lowest "
        "answer) to 77.0 (only who answered all); "
    )
    assert tell(english, blank_rules.told(english)).endswith(
        "changes place most, from rank 1 (own mean, if half is answered) to 2 (a fixed score)."
    )
    assert tell(chinese, blank_rules.told(chinese)).startswith(
        "漏答按“本人均值（至少答一半）”处理。换用其他规则，指数为 70.0（最低分）至 77.0（只计"
        "全部作答者）分；名次变动最大的是"
    )
    assert blank_rules.told(make_view("en")) is None


def test_the_chosen_rule_has_no_difference_from_itself():
    table = make(blank_view("en", "fixed"), blank_rules.TABLE)
    effects = {row[0]: getattr(row[3], "value", None) for row in table.rows}
    assert effects["a fixed score"] is None
    assert round(effects["the lowest answer"], 6) == -4.0
    units = make(blank_view("en"), blank_rules.UNITS)
    assert [[cell.value for cell in row[1:]] for row in units.rows] == [list(values) for values in UNITS.values()]


def test_the_method_says_whether_blanks_are_filled():
    own, fixed = blank_view("en"), blank_view("en", "fixed")
    assert "Missing answers are never filled in." in tell_all(own, procedure(own))
    assert "A blank item counts as the study's rule says." in tell_all(fixed, procedure(fixed))
