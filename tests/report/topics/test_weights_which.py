"""Which weights, as told: whether the choice matters, whose place hangs on it, what experts said."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from csat_lib.findings import Finding
from csat_lib.report.declared import make
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.weights import which
from csat_lib.report.view import View
from tests.report.fake_wave import all_figures, make_view
from tests.report.fake_weights import UNITS, compared, judged, rounds


def view(language: str, half: float = 1.0, units: dict = UNITS, extra: Iterable[Finding] = ()) -> View:
    return make_view(language, [*all_figures(), *compared(half, units), *extra])


def test_the_choice_matters_where_units_change_place():
    assert tell(view("en"), which.matters(view("en"))) == (
        "The choice of index weights matters for the order: by the rules compared, the guest satisfaction index lies "
        "between 75.5 (equal weights) and 76.9 (analytic hierarchy process), 76.0 by the weights in use, all below the "
        "target of 80.0; by analytic hierarchy process, Harbour and Hillside "
        "clearly change place."
    )
    assert tell(view("zh"), which.matters(view("zh"))) == (
        "指数权重的选法会影响名次：换用其他权重，“宾客满意度指数”在 75.5 分（等权）与 76.9 分（层次分析法）之间（现用"
        "权重下 76.0 分），都低于 80.0 分的目标；按层次分析法，海港店和山景店的高低明确互换。"
    )


def test_it_matters_little_within_the_interval_and_with_every_unit_in_its_place():
    still = dict.fromkeys(("S01",), (80.0, 80.0, 80.0, 80.0)) | {"S02": (70.0, 70.0, 70.0, 70.0)}
    assert tell(view("en", units=still), which.matters(view("en", units=still))) == (
        "The choice of index weights matters little: by the rules compared, the guest satisfaction index lies"
        " between 75.5 (equal weights) and 76.9 (analytic hierarchy process), 76.0 by the weights in use,"
        " all within its interval, all below the target of 80.0, and no two units clearly swap places."
    )
    alone = view("zh", units={})
    assert tell(alone, which.matters(alone)) == (
        "指数权重的选法影响不大：换用其他权重，“宾客满意度指数”在 75.5 分（等权）与 76.9 分（层次分析法）之间（现用"
        "权重下 76.0 分），都在其区间之内，都低于 80.0 分的目标。"
    )
    wide = view("en", half=0.5, units={})
    assert tell(wide, which.matters(wide)).startswith("The choice of index weights moves the level of the index only: ")
    assert which.matters(make_view("en")) is None


def test_of_many_units_the_first_are_named():
    units = {f"S0{j}": (80.0 - j, 80.0 - j, 80.0 - j, 70.0 + j) for j in range(1, 7)}
    told = tell(view("en", units=units), which.matters(view("en", units=units)))
    assert (
        "; by analytic hierarchy process, Harbour, Hillside, Station and three other units clearly change place."
        in told
    )


def test_units_whose_order_turns_within_the_errors_do_not_change_place():
    near = {"S01": (80.0, 80.2, 80.0, 79.8), "S02": (79.9, 79.9, 80.1, 80.0)}
    told = tell(view("en", units=near), which.matters(view("en", units=near)))
    assert told.endswith("all within its interval, all below the target of 80.0, and no two units clearly swap places.")


def test_the_part_that_adds_most_is_told_as_arithmetic():
    assert tell_all(view("en"), which.claims(view("en"))).endswith(
        "If Room scored 5 points more and all else stayed, the guest satisfaction index would rise by 2.3: "
        "arithmetic of "
        "the tree, not a forecast."
    )
    assert tell_all(view("zh"), which.claims(view("zh"))).endswith(
        "“客房”若提高 5 分而其余不变，“宾客满意度指数”随之提高 2.3 分。这是指标体系的推算，不是预测。"
    )


HEAD = "The judgements on the parts of the guest satisfaction index have a consistency ratio of "
AGAIN = "0.21, not under 0.10: they should be looked at again, first that of Room against Service: "


@pytest.mark.parametrize(
    ("language", "ratio", "sentence"),
    [
        ("en", 0.02, f"{HEAD}0.02, under 0.10: consistent."),
        ("en", 0.21, f"{HEAD}{AGAIN}judged 5.00, where the weights have 2.00."),
        ("zh", 0.02, "“宾客满意度指数”各部分两两判断的一致性比率为 0.02，小于 0.10，可视为一致。"),
        (
            "zh",
            0.21,
            "“宾客满意度指数”各部分两两判断的一致性比率为 0.21，不小于 0.10，应复核，首先是“客房”",
        ),
    ],
    ids=["en", "en again", "zh", "zh again"],
)
def test_judgements_are_consistent_or_to_be_looked_at_again(language, ratio, sentence):
    seen = view(language, extra=judged(ratio))
    told = tell_all(seen, which.claims(seen))
    assert told.startswith(sentence)
    assert ("而权重之比为 2.00。" in told) == (language == "zh" and ratio > 0.1)


def test_experts_agreement_is_told_of_the_last_round_and_their_shares_of_every_one():
    english, chinese = (view(language, extra=rounds()) for language in ("en", "zh"))
    assert tell_all(english, which.claims(english)).startswith(
        "The 7 experts' orders of the parts of the guest satisfaction index have a Kendall's W of 0.80 (p = .010)."
    )
    assert tell_all(chinese, which.claims(chinese)).startswith(
        "就“宾客满意度指数”，7 位专家排序的 Kendall 协调系数为 0.80（p = .010）。"
    )
    table = make(english, which.EXPERTS)
    assert [[row[1], *(round(cell.value, 9) for cell in row[2:])] for row in table.rows] == [
        ["1", 0.5, 0.4, 0.6],
        ["2", 0.6, 0.5, 0.7],
    ]


def test_tables_hold_every_rule_and_every_unit():
    seen = view("en")
    table = make(seen, which.TABLE)
    assert [row[0] for row in table.rows] == [
        "equal weights",
        "Johnson's relative weights",
        "LMG (Shapley) shares",
        "analytic hierarchy process",
    ]
    assert [getattr(cell, "value", None) for cell in table.rows[0][3:5]] == [0.5, 0.5]
    assert [getattr(cell, "value", None) for cell in table.rows[1][3:5]] == [None, None]  # the rule in use
    units = make(seen, which.UNIT_TABLE)
    assert [[cell.value for cell in row[1:]] for row in units.rows] == [list(values) for values in UNITS.values()]
    rises = make(seen, which.WHAT_IF)
    assert [row[1].value for row in rises.rows] == [2.3, 1.5]
