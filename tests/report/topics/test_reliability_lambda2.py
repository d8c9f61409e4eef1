"""What is said of lambda 2, where, and its chart."""

import re

import pytest

from csat_lib.report.blocks import Paragraph, Table
from csat_lib.report.by_name import draw
from csat_lib.report.declared import Shown
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.reliability.lambda2 import CHART, lambda2
from tests.report.composed import compose
from tests.report.fake_wave import figure, make_view

ALPHAS = [
    figure("reliability", "alpha", "room", 0.72, low=0.66, high=0.77, confidence=0.95),
    figure("reliability", "alpha", "service", 0.80, low=0.75, high=0.84, confidence=0.95),
]
ROWS = [
    *ALPHAS,
    figure("reliability", "lambda2", "room", 0.76, low=0.71, high=0.80, confidence=0.95),
    figure("reliability", "lambda2", "service", 0.81, low=0.76, high=0.85, confidence=0.95),
    figure("reliability", "lambda2", "price", None, reason="one_item"),
]
SAID = {
    "en": "Lambda-2, a lower bound of reliability that is never below alpha, runs from 0.76 (Room) to 0.81 (Service). "
    "By lambda-2, Room is clearly above 0.70 as well, which alpha leaves open.",
    "zh": "λ2 系数是总不低于 α 系数的信度下界，各维度在 0.76（“客房”）与 0.81（“服务”）之间。"
    "按 λ2 系数，“客房”也明显高于 0.70，而按 α 系数尚不能断定。",
}


@pytest.mark.parametrize("language", SAID)
def test_it_runs_between_two_values_and_clears_what_alpha_leaves_open(language):
    view = make_view(language, ROWS)
    assert tell_all(view, lambda2(view)) == SAID[language]


def test_of_one_dimension_the_value_is_told():
    view = make_view("en", ROWS[3:4])
    assert tell_all(view, lambda2(view)) == (
        "Lambda-2 of Service, a lower bound of reliability that is never below alpha, is 0.81."
    )


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (ROWS, "Every lambda-2 is clearly above 0.70"),
        (
            [*ROWS, figure("reliability", "lambda2", "food", 0.69, low=0.6, high=0.75, confidence=0.95)],
            "Lambda-2 is clearly above 0.70 for two of three dimensions",
        ),
    ],
)
def test_the_title_of_the_chart_counts_what_is_clear(rows, title):
    view = make_view("en", rows)
    assert tell(view, CHART.title(view, Shown())) == title


def test_it_stands_at_the_end_of_the_annex_on_reliability_as_a_table_and_is_drawn_in_its_notebook():
    view = make_view("en", ROWS)
    blocks = compose(view, "measured")
    assert SAID["en"] + " See [[tbl-lambda2]]." in [block.text for block in blocks if isinstance(block, Paragraph)]
    (drawn,) = draw(view, "lambda2")
    assert {"Room", "Service", "0.76", "0.81"} <= set(re.findall(r">([^<>]+)</text>", drawn.svg))
    (table,) = [block for block in blocks if isinstance(block, Table) and block.anchor == "tbl-lambda2"]
    assert [column.title for column in table.columns[:4]] == ["Dimension", "Lambda-2", "95% interval", "Alpha"]
    assert [cell.value for cell in table.rows[0][1:2]] == [0.76]


def test_without_lambda_2_nothing_is_said_and_nothing_drawn():
    view = make_view("en", ALPHAS)
    assert tell_all(view, lambda2(view)) == ""
    assert not [block for block in compose(view, "measured") if getattr(block, "anchor", "") == "tbl-lambda2"]
