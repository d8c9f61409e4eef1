"""Smoothing as in psych's cor.smooth, and only where it is asked for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.measurement.correlations.correlation import CorrelationSpec, correlate
from csat_lib.measurement.correlations.smoothing import smooth
from tests.measurement.facts import THURSTONE, matrix

# psych 2.2.9: cor.smooth(matrix(c(1, .9, -.9, .9, 1, .9, -.9, .9, 1), 3))
TROUBLED = np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])


def test_it_is_that_of_psych():
    np.testing.assert_allclose(
        smooth(TROUBLED)[np.tril_indices(3, -1)], [0.499999999961, -0.499999999961, 0.499999999961], atol=1e-12
    )


def test_a_positive_definite_matrix_stays_as_it_is():
    r = matrix(THURSTONE)
    assert smooth(r) is r


def contradicting() -> pd.DataFrame:
    """Three items, each pair answered by others: what the pairs say cannot hold for the three together."""
    rng = np.random.default_rng(5)
    frames = []
    for one, other, sign in (("x", "y", 1), ("y", "z", 1), ("x", "z", -1)):
        latent = rng.integers(1, 6, 60)
        noise = np.clip(latent + rng.integers(-1, 2, 60), 1, 5)
        frames.append(pd.DataFrame({one: latent, other: noise if sign > 0 else 6 - noise}, dtype=float))
    return pd.concat(frames, ignore_index=True)[["x", "y", "z"]]


@pytest.mark.parametrize("kind", ["pearson", "spearman", "polychoric"])
def test_a_matrix_that_is_not_positive_definite_is_told_and_kept(kind):
    result = correlate(contradicting(), kind, "pairwise")
    assert not result.positive_definite
    assert (result.reason, result.why_no_inverse) == ("", "not_positive_definite")
    assert result.to_findings()[0].value == pytest.approx(np.linalg.eigvalsh(result.matrix)[0])
    assert result.to_findings()[0].value < -0.5
    assert not result.method.noted("smoothed")


@pytest.mark.parametrize("kind", ["pearson", "spearman", "polychoric"])
def test_it_is_smoothed_when_that_is_asked_for(kind):
    plain = correlate(contradicting(), kind, "pairwise")
    result = correlate(contradicting(), CorrelationSpec(kind, smooth=True), "pairwise")
    np.testing.assert_allclose(result.matrix, smooth(plain.matrix))
    assert result.smallest_eigenvalue > -1e-12
    assert ", smoothed, pairwise" in str(result.method)
    assert result.why_no_inverse == "collinear"  # its inverse would tell of the smoothing alone


def test_nothing_is_smoothed_that_needs_no_smoothing():
    frame = contradicting()[:60][["x", "y"]]
    assert not correlate(frame, CorrelationSpec("pearson", smooth=True)).method.noted("smoothed")
