"""What the kept table of shrunk scores promises, and that it is of the product."""

from __future__ import annotations

import pandas as pd
import pytest

from .ranking_coverage import DRAWS, ERRORS, KEPT, covered


def test_intervals_of_shrunk_scores_hold_on_average_over_the_units():
    kept = pd.read_csv(KEPT)
    assert len(kept) == 32
    assert (kept["draws"] == DRAWS).all()
    told = kept.dropna(subset="coverage")
    assert len(told) >= 20
    assert told["coverage"].between(0.93, 0.99).all()  # above .975 only where few are printed: units that hardly differ
    assert told.query("printed >= 0.5")["coverage"].between(0.93, 0.975).all()
    assert told[["below", "above"]].max(axis=None) <= 0.04
    assert (kept.query("spread == 0 and units >= 25")["printed"] < 0.1).all()


def test_the_table_is_of_the_product():
    found = covered(8, 4.0, ERRORS["equal"], 200)
    row = pd.read_csv(KEPT).query("units == 8 and spread == 4 and errors == 'equal'").iloc[0]
    assert found["coverage"] == pytest.approx(row["coverage"], abs=0.02)
