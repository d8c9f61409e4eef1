"""Modification indices beside lavaan's modindices."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.confirmatory import fit_cfa
from tests.measurement.cfa_facts import FOUR, HS, covariances, guests, lavaan, planted

CASES = {"hs": lambda: fit_cfa(covariances("hs"), HS), "answers": lambda: fit_cfa(guests().frame, FOUR)}


@pytest.mark.parametrize("case", CASES)
def test_every_index_and_expected_change_is_lavaans(case):
    changes, theirs = CASES[case]().modification, lavaan(case, "modification")
    assert len(changes) == len(theirs)
    for row in changes.to_dict("records"):
        loading = row["path"] == "loading"
        keys = [(row["other"], "=~", row["item"])] if loading else [(row["item"], "~~", row["other"])]
        keys += [(row["other"], "~~", row["item"])]
        found = theirs.loc[next(key for key in keys if key in theirs.index)]
        ours = [row["chi2_drop"], row["expected_change"], row["expected_change_standardised"]]
        np.testing.assert_allclose(ours, found[["mi", "epc", "sepc.all"]], rtol=1e-7, atol=1e-10)


def test_the_greatest_of_holzinger_and_swineford_is_x9_on_visual():
    first = fit_cfa(covariances("hs"), HS).modification.iloc[0]
    assert (first["path"], first["item"], first["other"]) == ("loading", "x9", "visual")
    assert first["chi2_drop"] == pytest.approx(36.411, abs=5e-4)


def test_a_planted_common_residual_is_found():
    frame = planted(1000, HS)
    shared = np.random.default_rng(9).normal(size=1000)
    frame["x1"] += 0.5 * shared
    frame["x4"] += 0.5 * shared
    first = fit_cfa(frame, HS).modification.iloc[0]
    assert {first["item"], first["other"]} == {"x1", "x4"}
    assert first["path"] == "residual"
    assert first["expected_change"] == pytest.approx(0.25, abs=0.06)


def test_findings_carry_the_ten_greatest():
    rows = fit_cfa(covariances("hs"), HS).to_findings()
    indices = [row for row in rows if row.measure == "modification"]
    assert len(indices) == len([row for row in rows if row.measure == "expected_change"]) == 10
    values = [row.value for row in indices]
    assert values == sorted(values, reverse=True)
    assert (indices[0].subject, indices[0].other, indices[0].path, indices[0].unit) == (
        "x9",
        "visual",
        "loading",
        "chi2",
    )
