"""Modification indices of ordinal models beside lavaan's."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.confirmatory.modification import COLUMNS
from csat_lib.measurement.confirmatory.ordinal_covariance import ordinal_statistics
from csat_lib.measurement.confirmatory.ordinal_modification import ordinal_modification
from csat_lib.measurement.confirmatory.parameter_table import measurement_model
from csat_lib.measurement.confirmatory.wlsmv import fit_ordinal
from tests.measurement.ordinal import MODEL, lsat, ordinal_rows, reference


@pytest.mark.parametrize(
    ("data", "rows", "model"),
    [
        ("synthetic", ordinal_rows(), MODEL),
        ("weighted", ordinal_rows("weight"), MODEL),
        ("lsat6", lsat("lsat6"), {"q": [f"q{at}" for at in range(1, 6)]}),
    ],
)
def test_they_are_those_of_lavaan(data, rows, model):
    """lavaan multiplies the score, and so index and change, by (n - 1) / n, which is in its weights already."""
    statistics = ordinal_statistics(rows)
    table = ordinal_modification(statistics, fit_ordinal([statistics], measurement_model(model)))
    share = (statistics.n - 1) / statistics.n
    found = {_name(*row): (row[3] * share, row[4] * share) for row in table[COLUMNS].itertuples(index=False)}
    expected = reference("wlsmv").query("data == @data")
    for at, figure in enumerate(("mi", "epc")):
        lavaan = expected[expected["figure"] == figure]
        assert len(lavaan) == len(found)
        ours = [abs(found[name][at]) for name in lavaan["name"]]
        np.testing.assert_allclose(ours, lavaan["value"].astype(float).abs(), rtol=5e-4, atol=5e-4)
    assert table["chi2_drop"].is_monotonic_decreasing


def _name(path: str, item: str, other: str, *_: object) -> str:
    return f"{other}=~{item}" if path == "loading" else "~~".join(sorted([item, other]))
