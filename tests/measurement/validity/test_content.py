"""Content validity from experts' ratings."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.measurement.validity.content import content_validity

# Polit, Beck & Owen (2007), table 2: number of experts, number that agree -> I-CVI, modified kappa.
PRINTED = {
    (3, 3): (1.00, 1.00),
    (3, 2): (0.67, 0.47),
    (4, 4): (1.00, 1.00),
    (4, 3): (0.75, 0.67),
    (5, 5): (1.00, 1.00),
    (5, 4): (0.80, 0.76),
    (6, 5): (0.83, 0.82),
    (6, 4): (0.67, 0.56),
    (7, 6): (0.86, 0.85),
    (7, 5): (0.71, 0.65),
    (8, 7): (0.88, 0.88),
    (8, 6): (0.75, 0.72),
    (9, 8): (0.89, 0.89),
    (9, 7): (0.78, 0.76),
}


def panel(*rows: list[float], items: list[str] | None = None) -> pd.DataFrame:
    names = items or [f"q{number}" for number in range(1, len(rows) + 1)]
    return pd.DataFrame(rows, names, [f"e{number}" for number in range(1, len(rows[0]) + 1)])


@pytest.mark.parametrize(("experts", "agree"), PRINTED)
def test_the_printed_table_of_polit_beck_and_owen_is_reproduced(experts, agree):
    result = content_validity(panel([4] * agree + [2] * (experts - agree)))
    printed = PRINTED[experts, agree]
    assert result.i_cvi["q1"] == pytest.approx(printed[0], abs=0.0051)
    assert result.kappa["q1"] == pytest.approx(printed[1], abs=0.0101)


def test_both_averages_of_a_scale_are_given():
    result = content_validity(panel([4, 4, 3, 4, 3], [4, 3, 4, 2, 4], [1, 3, 3, 4, 2]))
    assert result.i_cvi.tolist() == [1.0, 0.8, 0.6]
    assert result.average == pytest.approx(0.8)
    assert result.universal == pytest.approx(1 / 3)


def test_an_item_counts_the_experts_who_rated_it():
    result = content_validity(panel([4, 4, 3, np.nan], [4, 3, 2, 1]))
    rows = result.to_findings()
    assert result.i_cvi["q1"] == 1.0
    assert result.universal == 0.5
    assert [(row.subject, row.measure, row.n, row.unit) for row in rows] == [
        ("q1", "i_cvi", 3, "ratio"),
        ("q1", "kappa", 3, "ratio"),
        ("q2", "i_cvi", 4, "ratio"),
        ("q2", "kappa", 4, "ratio"),
        ("items", "s_cvi_average", 4, "ratio"),
        ("items", "s_cvi_universal", 4, "ratio"),
    ]
    assert {row.topic for row in rows} == {"validity"}
    assert str(rows[0].method) == "3 or 4 of 4, share of the experts who rated the item"


def test_items_may_stand_in_a_column_and_ratings_in_text():
    table = panel([4, 3, 4], [1, 2, 3]).rename_axis("item").reset_index().astype(str)
    assert content_validity(table).i_cvi.to_dict() == {"q1": 1.0, "q2": pytest.approx(1 / 3)}


@settings(max_examples=25)
@given(st.integers(3, 12), st.data())
def test_kappa_is_never_more_than_the_agreement_it_is_made_of(experts, data):
    agree = data.draw(st.integers(0, experts))
    result = content_validity(panel([3] * agree + [1] * (experts - agree)))
    assert result.kappa["q1"] <= result.i_cvi["q1"] + 1e-12
    assert result.average == result.i_cvi["q1"]


def test_fewer_than_three_experts_are_not_enough():
    rows = content_validity(panel([4, 4, np.nan], [4, 3, 3])).to_findings()
    assert [(row.subject, row.value is None, row.reason) for row in rows] == [
        ("q1", True, "few_experts"),
        ("q1", True, "few_experts"),
        ("q2", False, ""),
        ("q2", False, ""),
        ("items", True, "few_experts"),
        ("items", True, "few_experts"),
    ]


@pytest.mark.parametrize("table", [panel([np.nan, np.nan, np.nan]), pd.DataFrame(index=["q1", "q2"])])
def test_without_experts_there_is_nothing(table):
    rows = content_validity(table).to_findings()
    assert {(row.value, row.reason, row.n) for row in rows} == {(None, "no_experts", 0)}


@pytest.mark.parametrize("given_rating", [5, 0, 2.5, "good"])
def test_a_rating_that_is_none_is_named(given_rating):
    table = panel([4, 4, 4], [4, 4, 4]).astype(object)
    table.loc["q2", "e3"] = given_rating
    with pytest.raises(CsatError) as caught:
        content_validity(table)
    assert str(caught.value) == (
        f"Expert `e3` rates item `q2` as {given_rating}; relevance is rated 1 (not), 2 (somewhat), 3 (quite) or "
        "4 (highly relevant). Leave the cell empty where the expert gave no rating."
    )


def test_a_table_without_items_is_refused():
    with pytest.raises(CsatError) as caught:
        content_validity(pd.DataFrame(columns=["item", "e1"]))
    assert str(caught.value) == (
        "The table of experts' ratings holds no item. Give one row per item and one column per expert."
    )
