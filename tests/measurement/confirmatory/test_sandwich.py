"""Spread over a design, and what is made of it."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.confirmatory.normal_theory import complete_sample
from csat_lib.measurement.confirmatory.sampling_design import sampling_of
from csat_lib.measurement.confirmatory.sandwich import Answers, sandwich, trace_of
from csat_lib.summary.rows import Rows
from tests.measurement.cfa_facts import HS, planted

FRAME = planted(60, HS)
Z = np.random.default_rng(4).normal(size=(60, 3))
WEIGHTS = np.linspace(1, 4, 60)
PSU, STRATUM = np.arange(60) // 4, np.arange(60) // 20


def by_hand(z, psu, stratum):
    """sum_h m / (m - 1) sum over PSUs of (total - mean)(total - mean)'."""
    out = np.zeros((z.shape[1],) * 2)
    for h in np.unique(stratum):
        totals = np.array([z[psu == unit].sum(axis=0) for unit in np.unique(psu[stratum == h])])
        gaps = totals - totals.mean(axis=0) if len(totals) > 1 else totals
        out += gaps.T @ gaps * (len(totals) / (len(totals) - 1) if len(totals) > 1 else 1)
    return out


@pytest.mark.parametrize("design", ["psu", "stratum", "both"])
def test_the_spread_is_that_of_psus_within_strata(design):
    psu = None if design == "stratum" else PSU * 7
    stratum = None if design == "psu" else STRATUM * 3
    found = sampling_of(Rows(FRAME, WEIGHTS, psu, stratum)).spread(Z)
    weighted = Z * (WEIGHTS / WEIGHTS.mean())[:, None]
    units = np.arange(60) if psu is None else psu
    expected = by_hand(weighted, units, np.zeros(60) if stratum is None else stratum)
    np.testing.assert_allclose(found, expected)


def test_without_a_design_it_is_the_sum_of_squares():
    np.testing.assert_allclose(sampling_of(Rows(FRAME)).spread(Z), Z.T @ Z)


def test_a_single_psu_of_a_stratum_counts_about_the_overall_mean():
    stratum = np.where(PSU == 0, 0, 1)
    found = sampling_of(Rows(FRAME, psu=PSU, stratum=stratum)).spread(Z)
    np.testing.assert_allclose(found, by_hand(Z, PSU, stratum))


@pytest.mark.parametrize("design", ["none", "psu", "stratum", "both"])
def test_the_trace_of_the_saturated_model_is_that_of_its_scores(design):
    psu = PSU if design in {"psu", "both"} else None
    stratum = STRATUM if design in {"stratum", "both"} else None
    rows = Rows(FRAME, WEIGHTS, psu, stratum)
    shares = WEIGHTS / WEIGHTS.sum()
    x = FRAME.to_numpy() - shares @ FRAME.to_numpy()
    s = x.T @ (x * shares[:, None])
    answers = Answers(x, np.zeros(60, dtype=np.intp), complete_sample(s), sampling_of(rows))
    w = np.linalg.inv(s)
    lengths = np.linalg.cholesky(w)
    d = np.stack([(lengths.T @ (np.outer(row, row) - s) @ lengths).ravel() for row in x])
    expected = np.trace(sampling_of(rows).spread(d)) / (2 * 60)
    assert answers.saturated_trace(w, s) == pytest.approx(expected)


def test_a_sandwich_of_its_own_information_is_its_inverse():
    information = np.array([[4.0, 1.0], [1.0, 3.0]])
    np.testing.assert_allclose(sandwich(information, information), np.linalg.inv(information))
    assert trace_of(information, information) == pytest.approx(2)
