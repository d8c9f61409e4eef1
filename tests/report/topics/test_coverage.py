"""The table of the intervals' coverage: only of the kinds that the figures have, in both languages."""

from __future__ import annotations

import pytest

from csat_lib.findings.catalogue.coverage import KINDS, Coverage, coverage, of_ways
from csat_lib.report.topics.method.coverage import table


def test_only_kinds_that_a_wave_s_methods_name_are_shown():
    assert [row.kind for row in of_ways(["taylor", "t on the logit of the scale"])] == ["means"]
    assert of_ways(["taylor"]) == []
    assert {row.kind for row in of_ways(kind.way for kind in KINDS.values())} == set(KINDS)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_row_tells_on_what_and_how_often_and_on_which_side(language):
    row = Coverage("means", 5, 2000, 100, 1000, 0.9376, 0.9529, 0.038, None)
    made = table([row], language)
    kind = KINDS["means"]
    sizes = {"zh": "100 至 1,000", "en": "100 to 1,000"}[language]
    (cells,) = made.rows
    assert cells[:3] == (kind.words[language], kind.tried[language], sizes)
    assert [cell.value for cell in cells[3:]] == [2000, (0.9376, 0.9529), 0.038, None]
    assert table([], language) is None


def test_all_kinds_are_read_as_kept():
    assert all(row.least <= row.most and row.n_least <= row.n_most for row in coverage().values())
