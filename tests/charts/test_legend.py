from __future__ import annotations

from csat_lib.charts.legend import base_entries, interval_entry, key_dot, key_masked, legend
from csat_lib.charts.page import paper
from csat_lib.charts.rows import Row

from .drawn import words


def row(**given: object) -> Row:
    return Row(**({"subject": "room", "measure": "index"} | given))  # type: ignore[arg-type]


def test_a_long_legend_runs_over_several_lines(en):
    entry = (key_dot("#000000"), "fewer than 30 responses in this wave")
    with paper(en) as page:
        assert legend(page, []) == 0.0
        one = legend(page, [entry])
        assert legend(page, [entry] * 5) > one + 4


def test_the_interval_is_named_with_its_confidence_only_where_there_is_one(en):
    held = row(value=50.0, low=40.0, high=60.0, confidence=0.9)
    with paper(en) as page:
        assert [said for _, said in interval_entry(page, [row(value=1.0), held], "#000000")] == ["90% interval"]
        assert interval_entry(page, [row(value=1.0)], "#000000") == []


def test_marks_for_bases_are_explained_only_when_they_occur(en):
    rows = [row(value=50.0, n=20.0), row(reason="small_base", n=5.0), row(reason="one_item")]
    with paper(en) as page:
        assert [said for _, said in base_entries(page, rows, key_masked)] == [
            "fewer than 30 responses",
            "fewer than 10 responses: not shown",
        ]
        assert [said for _, said in base_entries(page, rows[2:], key_masked)] == ["cannot be given"]
        assert base_entries(page, [row(value=50.0, n=500.0)], key_masked) == []


def test_entries_are_set_with_their_samples(en):
    with paper(en) as page:
        legend(page, [(key_dot("#000000"), "this wave")])
        assert words(page.chart(10, "")) == ["this wave"]


def test_a_cell_that_is_hidden_for_the_sake_of_another_is_explained(en):
    with paper(en) as page:
        assert [said for _, said in base_entries(page, [row(reason="complementary")], key_masked)] == [
            "fewer than 10 responses, or telling of so few: not shown"
        ]
