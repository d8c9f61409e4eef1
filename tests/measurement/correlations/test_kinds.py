"""Which sums each kind of correlation is made of."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.correlations.kinds import CorrelationSpec, figures_of, part_of
from csat_lib.summary.moments import Moments
from csat_lib.summary.pairs import PairTables
from tests.measurement.ordinal import ITEMS, ordinal_rows


@pytest.mark.parametrize(("kind", "sums"), [("pearson", Moments), ("spearman", PairTables), ("polychoric", PairTables)])
def test_rows_are_summed_up_as_the_kind_needs_it(kind, sums):
    rows = ordinal_rows("weight")
    part, rule = part_of(rows, kind, None)
    assert (type(part), rule, part.n_obs) == (sums, "listwise", 300)
    assert part.groups is not None
    assert part_of(rows, kind, "pairwise")[0].n_obs > 300


def test_sums_are_taken_as_they_are():
    tables = ordinal_rows().pairs()
    assert part_of(tables, "pearson", None) == (tables, "pairwise")


def test_thresholds_follow_their_items():
    whole = figures_of(ordinal_rows().pairs(), CorrelationSpec("polychoric"))
    part = whole.select(np.array([5, 3]))
    assert [len(each) for each in whole.thresholds] == [4, 4, 1, 3, 4, 6, 2, 4, 4]
    np.testing.assert_array_equal(part.thresholds[0], whole.thresholds[5])
    assert part.matrix[0, 1] == whole.matrix[5, 3]
    assert (len(ITEMS), part.reason, figures_of(ordinal_rows().pairs(), CorrelationSpec()).thresholds) == (9, "", ())
