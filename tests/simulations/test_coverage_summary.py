"""What the annex prints of the simulations is what their tables hold."""

from __future__ import annotations

import pandas as pd

from csat_lib.findings.catalogue.coverage import KINDS, coverage
from csat_lib.findings.catalogue.explained import EXPLAINED

from .coverage_summary import KEPT, summary


def test_the_summary_is_that_of_the_tables():
    kept = pd.read_csv(KEPT)
    pd.testing.assert_frame_equal(kept, summary().round(4), check_dtype=False)


def test_every_kind_has_its_row_and_names_a_part_of_a_method_that_is_explained():
    assert list(coverage()) == list(KINDS) == list(pd.read_csv(KEPT)["kind"])
    assert {kind.way for kind in KINDS.values()} <= set(EXPLAINED)


def test_every_kind_keeps_its_promise():
    for row in coverage().values():
        assert 0.93 <= row.least <= row.most <= 0.97, row
        assert row.draws >= 1900, row
