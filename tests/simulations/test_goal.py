"""Every interval that a report prints does in simulations what it says: all kept tables, row by row."""

from __future__ import annotations

import pytest

from .goal import ALLOWED, ELSEWHERE, HERE, LEAST_DRAWS, TABLES, outside, rows

NONE_OF_100 = {"loading", "confirmatory", "fit", "lead"}


@pytest.fixture(scope="module")
def every():
    return rows()


def test_every_row_of_every_kept_table_holds_the_goal_or_what_an_exception_allows(every):
    wrong = outside(every)
    assert wrong.empty, wrong.to_string()


def test_all_tables_are_there_with_weights_clusters_skewed_answers_and_all_sizes(every):
    assert set(every["table"]) == set(TABLES)
    kept = {path.name.removesuffix("_coverage.csv") for path in HERE.glob("*_coverage.csv")}
    assert kept == {*every["table"], *ELSEWHERE}
    for name, own in every.groupby("table"):
        told = " ".join(own["case"])
        assert "weighted" in told or name == "scale", name  # a pilot's figures take no notice of either
        assert "clustered" in told or name == "scale", name
        assert any(word in told for word in ("top box", "skewed", "80 % best")) or name == "loading", name  # none there
        assert set(own["n"]) >= {100, 300, 1000} or name in NONE_OF_100


def test_no_exception_is_idle(every):
    for one in ALLOWED:
        assert one.of(every).any(), one.why
        assert len(outside(every, [other for other in ALLOWED if other is not one])), one.why
    assert (every["draws"] >= LEAST_DRAWS).all()
