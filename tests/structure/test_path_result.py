"""Figures of a path model: indices by variant, quality of blocks, effects, intervals, reasons."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.structure.path_figures import IndexScales
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.path_result import FEWEST_PSUS, PathSpec, path_model
from csat_lib.structure.pls import fit_pls
from csat_lib.summary.bootstrap_draws import BootstrapSpec
from csat_lib.summary.moments import sum_moments
from csat_lib.summary.rows import Rows, dealt_groups

from .facts import FOUR, FOUR_PATHS, PLANTED, TEN, ecsi, figures_of, mobi, planted, published

DRAWS = BootstrapSpec(draws=300, seed=1, missing="pairwise")
WIDE = IndexScales(dict.fromkeys(PLANTED.items, (-5.0, 5.0)))


@pytest.mark.parametrize("weighed", ["unstandardised", "standardised", "equal"])
def test_indices_by_the_variant_of_the_weights(weighed):
    theirs = published("by hand", "mobi", weighed, "latent_index")
    found = path_model(mobi(), ecsi(), PathSpec(replace(TEN, weighed=weighed)))
    np.testing.assert_allclose(figures_of(found, "latent_index")[theirs.index], theirs, atol=5e-5)
    named = {row.method.keys[5] for row in found.to_findings() if row.measure == "latent_index"}
    assert named == {"equal" if weighed == "equal" else f"{weighed} weights"}


@pytest.mark.parametrize("figure", ["alpha", "rho_a", "rho_c", "ave", "r2", "r2_adjusted"])
def test_seminr_quality_of_four_blocks(figure):
    theirs = published("seminr tests", "four", "path", figure)
    ours = figures_of(path_model(mobi(), PathModel(FOUR, FOUR_PATHS)), figure)
    np.testing.assert_allclose(ours[theirs.index], theirs, rtol=1e-6)


def test_seminr_consistent_paths_of_four_constructs():
    theirs = published("seminr tests", "four", "consistent factorial", "path_coefficient")
    model = PathModel(FOUR, FOUR_PATHS, scheme="factorial", consistent=True)
    np.testing.assert_allclose(
        figures_of(path_model(mobi(), model), "path_coefficient")[theirs.index], theirs, rtol=1e-6
    )


@pytest.mark.parametrize("variant", ["path", "consistent"])
@pytest.mark.parametrize("figure", ["alpha", "rho_a", "rho_c", "ave"])
def test_seminr_quality_of_all_blocks(variant, figure):
    theirs = published("seminr", "mobi", variant, figure)
    ours = figures_of(path_model(mobi(), ecsi(consistent=variant == "consistent")), figure)
    np.testing.assert_allclose(ours[theirs.index], theirs, rtol=1e-6)


def test_f2_is_what_r2_loses_without_the_arrow():
    found = path_model(sum_moments(planted(1, 300)), PLANTED)
    phi, r2 = found.fit.phi, found.values_of("r2")["c", "", ""]
    assert found.values_of("f2")["a", "c", ""] == pytest.approx((r2 - phi[1, 2] ** 2) / (1 - r2))
    assert found.values_of("f2")["a", "b", ""] == pytest.approx(phi[0, 1] ** 2 / (1 - phi[0, 1] ** 2))


def test_effects_add_up_and_a_way_over_one_construct_is_a_product():
    found = path_model(mobi(), ecsi())
    total, path, indirect = (found.values_of(name) for name in ("total_effect", "path_coefficient", "indirect_effect"))
    both = path.index.intersection(indirect.index)
    np.testing.assert_allclose(path[both] + indirect[both], total[both])
    by_way = indirect["Quality", "Satisfaction", "Value"]
    assert by_way == pytest.approx(path["Quality", "Value", ""] * path["Value", "Satisfaction", ""])
    assert by_way == pytest.approx(indirect["Quality", "Satisfaction", ""])


def test_an_impact_is_the_slope_between_the_indices():
    data = planted(6, 400)
    found = path_model(data, PLANTED, PathSpec(WIDE, bootstrap=DRAWS))
    weights = found.values_of("index_weight")
    scores = pd.DataFrame(
        {c: data[list(PLANTED.blocks[c])] @ [weights[i, c, ""] for i in PLANTED.blocks[c]] for c in "ab"}
    )
    slope = np.polyfit(scores["a"], scores["b"], 1)[0]
    assert found.values_of("impact")["a", "b", ""] == pytest.approx(5 * slope)


def test_bootstrap_errors_of_paths_are_those_of_normal_answers_with_the_same_covariances():
    data = planted(7, 500)
    found = path_model(data, PLANTED, PathSpec(together=False, bootstrap=DRAWS))
    rows = {(row.subject, row.other): row for row in found.to_findings() if row.measure == "path_coefficient"}
    rng, model = np.random.default_rng(3), data.cov().to_numpy()
    drawn = [np.cov(rng.multivariate_normal(np.zeros(9), model, 500).T) for _ in range(300)]
    spread = fit_pls(np.stack(drawn), PLANTED).paths.std(axis=0)
    for (source, target), row in rows.items():
        expected = spread["abc".index(source), "abc".index(target)]
        assert row.se == pytest.approx(expected, rel=0.2)
        assert row.low < row.value < row.high
        assert row.high - row.low == pytest.approx(2 * 1.96 * row.se, rel=0.15)


def test_intervals_hold_together_unless_each_is_asked_by_itself():
    data = planted(8, 300)
    together = path_model(data, PLANTED, PathSpec(WIDE, bootstrap=DRAWS)).to_findings()
    alone = path_model(data, PLANTED, PathSpec(WIDE, together=False, bootstrap=DRAWS)).to_findings()
    widths = {
        name: [row.high - row.low for row in rows if row.measure == "path_coefficient"]
        for name, rows in {"together": together, "alone": alone}.items()
    }
    assert all(a > b for a, b in zip(widths["together"], widths["alone"], strict=True))
    assert {row.family for row in together if row.measure == "path_coefficient"} == {3}
    assert {row.family for row in together if row.measure == "latent_index"} == {1}
    assert {row.family for row in alone} == {1}


def test_bca_intervals_of_the_same_draws():
    data = planted(9, 300)
    one, other = (
        path_model(data, PLANTED, PathSpec(together=False, ends=ends, bootstrap=DRAWS)).to_findings()
        for ends in ("percentile", "bca")
    )
    for left, right in zip(one, other, strict=True):
        if left.low is not None:
            assert left.method.noted("percentile")
            assert right.method.noted("bca")
            assert abs(left.low - right.low) < right.se


def test_sums_with_groups_have_the_jackknife_and_without_none():
    data = planted(10, 400)
    grouped = path_model(sum_moments(data, dealt_groups(data)), PLANTED)
    drawn = path_model(data, PLANTED, PathSpec(bootstrap=DRAWS))
    for left, right in zip(grouped.to_findings(), drawn.to_findings(), strict=True):
        assert left.value == pytest.approx(right.value, abs=1e-9)
        if left.measure == "path_coefficient":
            assert left.method.noted("jackknife")
            assert left.se == pytest.approx(right.se, rel=0.25)
    bare = path_model(sum_moments(data), PLANTED).to_findings()
    assert all(row.low is None for row in bare)


def test_weights_count_as_often_as_they_say():
    data = planted(11, 200)
    weights = np.tile([1.0, 2.0], 100)
    weighed = path_model(Rows(data, weights), PLANTED, PathSpec(bootstrap=DRAWS))
    doubled = path_model(pd.concat([data, data.iloc[1::2]]), PLANTED, PathSpec(bootstrap=DRAWS))
    np.testing.assert_allclose(weighed.paths, doubled.paths)
    assert all(row.method.noted("weighted") for row in weighed.to_findings())


def test_drawn_psus_have_wider_intervals_than_respondents():
    data = pd.concat([planted(12, 100)] * 4, ignore_index=True)
    alone = path_model(data, PLANTED, PathSpec(bootstrap=DRAWS)).to_findings()
    psus = Rows(data, psu=np.tile(np.arange(100), 4))
    clustered = path_model(psus, PLANTED, PathSpec(bootstrap=DRAWS)).to_findings()
    for left, right in zip(alone, clustered, strict=True):
        if left.measure == "path_coefficient":
            assert right.se == pytest.approx(2 * left.se, rel=0.3)
            assert right.method.noted("# draws of PSUs")


@pytest.mark.parametrize("as_sums", [False, True])
def test_of_few_psus_there_is_no_interval_and_the_method_says_why(as_sums):
    data, at = planted(12, 400), np.arange(400)
    for psus, has in ((FEWEST_PSUS - 1, False), (FEWEST_PSUS, True)):
        rows = Rows(data, psu=at % psus)
        part = rows.moments("pairwise") if as_sums else rows
        found = path_model(part, PLANTED, PathSpec(bootstrap=DRAWS))
        paths = [row for row in found.to_findings() if row.measure in ("path_coefficient", "total_effect")]
        assert {row.low is not None for row in paths} == {row.se is not None for row in paths} == {has}
        assert {row.method.noted("too few replicate groups") for row in paths} == {not has}
        assert all(row.value is not None for row in paths)
    alone = path_model(data[:30], PLANTED, PathSpec(bootstrap=DRAWS)).to_findings()
    assert not any(row.method.noted("too few replicate groups") for row in alone)  # of whom none are clustered


def test_blanks_leave_each_pair_its_own_answers():
    data = planted(13, 300)
    holes = data.mask(np.random.default_rng(1).random(data.shape) < 0.05)
    found = path_model(holes, PLANTED, PathSpec(WIDE, bootstrap=DRAWS))
    np.testing.assert_allclose(found.paths, path_model(data, PLANTED, PathSpec(bootstrap=DRAWS)).paths, atol=0.05)
    index = found.values_of("latent_index")["a", "", ""]
    weights = found.values_of("index_weight")[["a1", "a2", "a3"]].to_numpy()
    assert index == pytest.approx((weights @ holes[["a1", "a2", "a3"]].mean() + 5) * 10)


def test_an_item_that_goes_against_its_construct_leaves_no_index_and_the_reason():
    data = planted(14, 300)
    found = path_model(data.assign(a1=-data["a1"]), PLANTED, PathSpec(WIDE, bootstrap=DRAWS)).to_findings()
    index = {row.subject: row for row in found if row.measure == "latent_index"}
    assert (index["a"].value, index["a"].low, index["a"].reason) == (None, None, "negative_weight")
    assert index["b"].value is not None


def test_reasons_of_a_model_that_cannot_be_had():
    data = planted(15, 300)

    def reasons(frame, model=PLANTED):
        found = path_model(frame, model, PathSpec(bootstrap=DRAWS)).to_findings()
        return {row.measure: row.reason for row in found if row.reason}

    assert set(reasons(data.assign(a1=1.0)).values()) == {"no_variance"}
    assert set(reasons(data.head(8)).values()) == {"few_answers"}
    alike = PathModel({"a": ["a1"], "b": ["b1"], "c": ["c1"]}, {"c": ["a", "b"]})
    twins = data.assign(b1=data["a1"])
    assert set(reasons(twins, alike).values()) == {"collinear"}
    assert reasons(twins, replace(alike, scheme="centroid"))["path_coefficient"] == "collinear"


def test_an_interval_that_there_is_not_is_refused():
    with pytest.raises(CsatError) as caught:
        PathSpec(ends="percentiles")
    assert str(caught.value) == (
        "`percentiles` is no bootstrap interval; there is percentile, bca. Did you mean `percentile`?"
    )


@pytest.mark.parametrize(("n", "none"), [(199, True), (200, False)])
def test_paths_corrected_by_rho_a_have_no_interval_of_fewer_than_an_effective_two_hundred(n, none):
    model, spec = replace(PLANTED, consistent=True), PathSpec(WIDE, bootstrap=DRAWS)
    rows = path_model(Rows(planted(1, n)), model, spec).to_findings()
    of = {row.measure: (row.low is None, row.method.noted("too few respondents")) for row in rows}
    assert {of[name] for name in ("path_coefficient", "total_effect", "impact")} == {(none, none)}
    assert of["latent_index"] == (False, False)
