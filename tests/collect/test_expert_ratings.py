"""Experts' ratings, read from a table of the study."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.collect.expert_ratings import experts_of
from csat_lib.errors import CsatError


@pytest.fixture
def plan_with(make_plan, answers, tmp_path):
    """The plan of a study with a table of experts of this text."""

    def make(text):
        (tmp_path / "panel.csv").write_text(text, encoding="utf-8")
        return make_plan(answers, tables={"panel": {"kind": "experts", "file": "panel.csv"}})

    return make


def test_ratings_are_numbers_by_item_and_expert(plan_with):
    found = experts_of(plan_with("item,Li,Wang\na1,4,3\na2,,2\n"))
    assert found.index.tolist() == ["a1", "a2"]
    assert found.columns.tolist() == ["Li", "Wang"]
    np.testing.assert_array_equal(found.to_numpy(), [[4, 3], [np.nan, 2]])


def test_a_study_without_experts_has_none(make_plan, answers):
    assert experts_of(make_plan(answers)) is None


def test_wrong_items_and_ratings_are_told_all_at_once(plan_with):
    with pytest.raises(CsatError) as caught:
        experts_of(plan_with("item,Li,Wang\na11,4,3\na2,5,relevant\n"))
    told = [line.strip(" -") for line in str(caught.value).splitlines()[1:]]
    allowed = "Write 1 (not relevant), 2, 3 or 4 (highly relevant), or leave the cell empty."
    assert told == [
        "row 2, column `item`: the study has no item `a11`. Did you mean `a1`? Allowed: a1, a2, a3, b1, b2, b3.",
        f"row 3, column `Li`: `5` is no rating. {allowed}",
        f"row 3, column `Wang`: `relevant` is no rating. {allowed}",
    ]


def test_a_table_without_items_says_which_column_it_needs(plan_with):
    plan = plan_with("question,Li\na1,4\n")
    with pytest.raises(CsatError) as caught:
        experts_of(plan)
    assert str(caught.value) == (
        f"The table `panel` in {plan.folder}/panel.csv has no column `item`; it has question, Li. Name the columns so."
    )


def test_an_item_rated_in_two_rows_is_told(plan_with):
    plan = plan_with("item,Li\na1,4\na2,3\na1,2\n")
    with pytest.raises(CsatError) as caught:
        experts_of(plan)
    assert str(caught.value) == (
        f"The table {plan.folder}/panel.csv cannot be used: 1 fault.\n"
        "  row 4, column `item`: `a1` is rated in row 2 already. Keep one row an item."
    )
