"""The covariances of thresholds and polychoric correlations: lavaan's, and what they say in repeated samples."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.measurement.confirmatory.ordinal_covariance import ordinal_statistics
from csat_lib.summary.rows import Rows
from tests.measurement.ordinal import ITEMS, ordinal_items, ordinal_rows, reference


def names_of(statistics) -> list[str]:
    thresholds = statistics.correlation.thresholds.items()
    pairs = zip(*np.tril_indices(len(statistics.items), -1), strict=True)
    items = statistics.items
    return [f"{item}|t{at + 1}" for item, own in thresholds for at in range(len(own))] + [
        f"{items[k]}~~{items[j]}" for j, k in pairs
    ]


@pytest.mark.parametrize(
    ("data", "rows", "missing"),
    [
        ("synthetic", ordinal_rows(), "listwise"),
        ("weighted", ordinal_rows("weight"), "listwise"),
        ("pairwise", ordinal_rows(), "pairwise"),
    ],
)
def test_they_are_those_of_lavaan(data, rows, missing):
    """lavaan's ``gamma`` is n times the covariance, with n where we have n - 1."""
    statistics = ordinal_statistics(rows, missing=missing, covered="all")
    at = {name: place for place, name in enumerate(names_of(statistics))}
    found = (statistics.n - 1) * statistics.covariance
    expected = reference("wlsmv").query("data == @data and figure == 'gamma'")
    assert len(expected) == 374
    places = [[at[name] for name in pair.split()] for pair in expected["name"]]
    ours = np.array([found[one, other] for one, other in places])
    np.testing.assert_allclose(ours, expected["value"].astype(float), rtol=1e-6, atol=5e-7)


def test_the_correlations_alone_are_the_last_block():
    whole = ordinal_statistics(ordinal_rows(), covered="all")
    part = ordinal_statistics(ordinal_rows())
    count = len(whole.thresholds)
    np.testing.assert_allclose(whole.covariance[count:, count:], part.covariance, rtol=1e-10, atol=1e-14)
    assert (whole.n, part.items) == (300, tuple(ITEMS))


def test_respondents_as_psus_of_one_stratum_change_nothing():
    rows = ordinal_rows("weight").complete()
    alone = ordinal_statistics(rows)
    psu = np.random.default_rng(1).permutation(len(rows.frame))
    drawn = ordinal_statistics(Rows(rows.frame, weights=rows.weights, psu=psu))
    np.testing.assert_allclose(drawn.covariance, alone.covariance, rtol=1e-9, atol=1e-12)
    assert (alone.clustered, drawn.clustered) == (False, True)


def test_psus_and_strata_are_added_up_as_a_loop_would(monkeypatch):
    """Each PSU's sum of what its respondents add, around the mean of its stratum, n / (n - 1) times."""
    from csat_lib.measurement.confirmatory import ordinal_covariance as module
    from csat_lib.measurement.correlations.influence import of_correlations

    rows = ordinal_rows("weight", "psu", "stratum").complete()
    statistics = ordinal_statistics(rows)
    tables, matrix = statistics.correlation.source, statistics.correlation.matrix
    lookup = of_correlations(tables, tuple(statistics.correlation.thresholds.values()), matrix)
    added = pd.DataFrame((lookup.at(module._codes(rows, tables)) * rows.weights).T)
    totals = added.groupby([rows.stratum, rows.psu]).sum()
    expected = 0.0
    for _, part in totals.groupby(level=0):
        centred = (part - part.mean()).to_numpy()
        expected += len(part) / (len(part) - 1) * centred.T @ centred
    np.testing.assert_allclose(statistics.covariance, expected, rtol=1e-9, atol=1e-12)
    monkeypatch.setattr(module, "ROWS_AT_ONCE", 37)
    np.testing.assert_allclose(ordinal_statistics(rows).covariance, expected, rtol=1e-9, atol=1e-12)


def test_repeated_samples_spread_as_it_says():
    rng = np.random.default_rng(6)
    errors, found = [], []
    for _ in range(120):
        latent = rng.multivariate_normal([0, 0], [[1, 0.5], [0.5, 1]], 400)
        items = pd.DataFrame(np.digitize(latent, [-1.0, 0.2, 1.0]) + 1.0, columns=["x", "y"])
        statistics = ordinal_statistics(Rows(items), covered="all")
        found.append(np.concatenate([statistics.thresholds, statistics.correlations]))
        errors.append(np.diagonal(statistics.covariance))
    np.testing.assert_allclose(np.std(found, axis=0), np.sqrt(np.mean(errors, axis=0)), rtol=0.2)


def test_what_has_no_correlations_has_no_covariance():
    statistics = ordinal_statistics(Rows(ordinal_items()[ITEMS].assign(a1=2.0)))
    assert (statistics.reason, statistics.covariance.shape) == ("no_variance", (0, 0))
