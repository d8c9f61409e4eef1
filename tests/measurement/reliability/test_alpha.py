"""Alpha and omega of a scale."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pingouin
import pytest

from csat_lib.errors import CsatError
from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.correlations.interval import feldt
from csat_lib.measurement.factors.minres import minres
from csat_lib.measurement.reliability import estimate_alpha, estimate_omega
from csat_lib.measurement.reliability.coefficients import alpha, omega_congeneric
from csat_lib.summary.moments import Base, Moments, sum_moments
from csat_lib.summary.rows import Rows
from tests.measurement.facts import (
    BFI,
    REFERENCE,
    SCALES,
    THURSTONE,
    A,
    bfi_moments,
    correlation_of,
    matrix,
    moments_of,
    psych,
    synthetic,
)
from tests.measurement.public import planted

# methods of the trade on bfi (2,800 x 25, pairwise): alpha, standardised, lambda 6, mean r, one-factor omega.
PRINTED = {
    "A": (0.703018, 0.712659, 0.6823, 0.3316, 0.723910),
    "C": (0.726735, 0.730160, 0.6943, 0.3511, 0.731242),
    "E": (0.761733, 0.761617, 0.7264, 0.3899, 0.763757),
    "N": (0.813963, 0.814535, 0.7989, 0.4676, 0.818095),
    "O": (0.600173, 0.607707, 0.5686, 0.2365, 0.617654),
}
FELDT = {
    "A": (0.6853, 0.7201),
    "C": (0.7104, 0.7424),
    "E": (0.7475, 0.7754),
    "N": (0.8028, 0.8246),
    "O": (0.5763, 0.6231),
}
# psych 2.2.9 on the same: it standardises the pairwise covariances by the variances of each item's own answers.
PSYCH = {
    "A": (0.703018446057304, 0.713028578671272, 0.682762672030245, 0.331967657099372),
    "C": (0.726734972926683, 0.730072584382276, 0.694227611607892, 0.351045435599352),
    "E": (0.761732820297786, 0.761795094114711, 0.726595503589961, 0.390100081406037),
    "N": (0.813962949917476, 0.814674674190148, 0.79912595322518, 0.467853939277815),
    "O": (0.600172514820215, 0.607268430997643, 0.568139826054535, 0.236206085201417),
}


def finding(result, measure: str, subject: str = ""):
    rows = [row for row in result.to_findings() if row.measure == measure and subject in {"", row.subject}]
    assert len(rows) == 1
    return rows[0]


def grouped(frame: pd.DataFrame, n_groups: int, weights=None, label: str = "") -> Moments:
    return sum_moments(frame, Base(weights, np.arange(len(frame)) % n_groups, n_groups), label=label)


@pytest.mark.parametrize("scale", SCALES)
def test_alpha_and_its_item_statistics_are_those_of_psych(scale):
    items, data = synthetic().dropna()[SCALES[scale]], f"complete {scale}"
    result = estimate_alpha(items, interval="feldt")
    ours = [result.alpha, result.standardised, result.lambda6, result.mean_r, result.low, result.high]
    names = ["alpha", "alpha_standardised", "lambda6", "mean_r", "feldt_low", "feldt_high"]
    np.testing.assert_allclose(ours, [psych(data, name)[0] for name in names], rtol=1e-10)
    np.testing.assert_allclose(result.item_rest, psych(data, "item_rest"), rtol=1e-10)
    assert result.n == psych(data, "n")[0] == 114
    if scale != "two":
        np.testing.assert_allclose(result.if_dropped, psych(data, "alpha_if_dropped"), rtol=1e-10)


@pytest.mark.parametrize("scale", SCALES)
def test_pairwise_alpha_is_that_of_psych(scale):
    result = estimate_alpha(sum_moments(synthetic()[SCALES[scale]], missing="pairwise"))
    assert result.alpha == pytest.approx(psych(f"pairwise {scale}", "alpha")[0], rel=1e-10)
    if scale != "two":
        dropped = psych(f"pairwise {scale}", "alpha_if_dropped")
        np.testing.assert_allclose(result.if_dropped, dropped, rtol=1e-10)


@pytest.mark.parametrize("scale", ["a", "b", "all"])
def test_one_factor_omega_is_that_of_psych_as_far_as_psych_goes(scale):
    result = estimate_omega(synthetic().dropna()[SCALES[scale]])
    assert result.total == pytest.approx(psych(f"complete {scale}", "omega")[0], abs=1e-4)


@pytest.mark.parametrize("trait", BFI)
def test_the_big_five_are_reproduced_from_their_sums(trait):
    moments = bfi_moments().select(BFI[trait], trait)
    result = estimate_alpha(moments)
    ours = (result.alpha, result.standardised, result.lambda6, result.mean_r, estimate_omega(moments).total)
    for figure, printed, digits in zip(ours, PRINTED[trait], (6, 6, 4, 4, 6), strict=True):
        assert figure == pytest.approx(printed, abs=0.51 * 10**-digits)


@pytest.mark.parametrize("trait", BFI)
def test_the_big_five_are_psychs_from_their_covariances_alone(trait):
    covariance = bfi_moments().select(BFI[trait]).covariance
    result = estimate_alpha(moments_of(covariance, 2800, BFI[trait]), interval="feldt")
    ours = (result.alpha, result.standardised, result.lambda6, result.mean_r)
    np.testing.assert_allclose(ours, PSYCH[trait], rtol=1e-12)
    assert (result.low, result.high) == (
        pytest.approx(FELDT[trait][0], abs=5.1e-5),
        pytest.approx(FELDT[trait][1], abs=5.1e-5),
    )


def test_pairwise_intervals_count_the_smallest_pair():
    moments = bfi_moments().select(BFI["N"])
    result = estimate_alpha(moments, interval="feldt")
    assert result.n == moments.n.min() == 2739
    expected = feldt(result.alpha, 2739, 5, 0.95)
    assert (result.low, result.high) == (expected.low, expected.high)


def test_thurstones_omega_total_is_reproduced():
    names = [f"v{j}" for j in range(9)]
    result = estimate_omega(moments_of(matrix(THURSTONE), 213, names), n_factors=3)
    assert result.total == pytest.approx(0.930826, abs=5e-7)
    assert str(result.method) == "total, 3 factors, minres, no interval, too high in samples, listwise"


@pytest.mark.parametrize("policy", ["listwise", "pairwise"])
def test_alpha_is_that_of_pingouin(policy):
    theirs, _ = pingouin.cronbach_alpha(synthetic()[A], nan_policy=policy)
    assert estimate_alpha(sum_moments(synthetic()[A], missing=policy)).alpha == pytest.approx(theirs, rel=1e-12)


def test_the_interval_is_that_of_pingouin_where_no_answer_is_missing():
    items = synthetic()[A].dropna()  # with missing answers, pingouin counts incomplete rows in n even when listwise
    _, interval = pingouin.cronbach_alpha(items)
    result = estimate_alpha(items, interval="feldt")
    np.testing.assert_allclose([result.low, result.high], interval, atol=5.1e-4)  # pingouin rounds to three digits


def test_findings_follow_the_catalogue():
    result = estimate_alpha(sum_moments(synthetic()[A], label="room"))
    rows = result.to_findings()
    assert [(row.subject, row.other, row.measure, row.unit) for row in rows] == [
        ("room", "", "alpha", "ratio"),
        ("room", "", "alpha_standardised", "ratio"),
        ("room", "", "lambda6", "ratio"),
        ("room", "", "mean_r", "ratio"),
        ("room", "", "n_items", "items"),
        *((item, "room", "item_rest", "ratio") for item in A),
        *((item, "room", "alpha_if_dropped", "ratio") for item in A),
    ]
    assert {row.topic for row in rows} == {"reliability"}
    assert str(rows[0].method) == str(result.method) == "raw, no interval without replicate groups, listwise"
    assert (rows[0].value, rows[0].low, rows[0].high) == (result.alpha, None, None)
    assert (rows[0].confidence, rows[0].n, rows[0].se) == (None, result.n, None)
    assert rows[4].value == 4


def test_the_label_may_be_given():
    assert estimate_alpha(synthetic()[A], label="service").bases.subject == "service"
    assert finding(estimate_omega(synthetic()[A], label="service"), "omega").subject == "service"
    assert estimate_alpha(synthetic()[A]).bases.subject == "items"


def test_weighted_alpha_has_a_jackknife_interval_and_never_feldts():
    items = synthetic()[A].dropna()
    weights = np.random.default_rng(1).uniform(0.5, 2, len(items))
    result = estimate_alpha(grouped(items, 20, weights))
    row = finding(result, "alpha")
    assert (
        str(result.method)
        == "raw, jackknife, 20 groups, corrected for skewness and kurtosis, log scale, listwise, weighted"
    )
    assert row.low < row.value < row.high
    assert 5 < row.df <= 19
    assert row.confidence == 0.95
    assert row.n_effective == pytest.approx(weights.sum() ** 2 / (weights**2).sum())
    assert row.n_weighted == pytest.approx(weights.sum())


def test_alpha_of_guests_drawn_in_psus_never_has_feldts_interval():
    """Each guest's five companions answer as he does: Feldt would take them for independent."""
    one = synthetic()[A].dropna()
    items = pd.concat([one] * 6, ignore_index=True)
    psu = np.arange(len(items)) % len(one) % 50
    clustered = estimate_alpha(sum_moments(items, Base(group=psu, n_groups=50, clustered=True)))
    as_if_independent = estimate_alpha(sum_moments(items, Base(group=psu, n_groups=50)), interval="feldt")
    assert (
        str(clustered.method) == "raw, jackknife, 50 groups, corrected for skewness and kurtosis, log scale, listwise"
    )
    assert str(as_if_independent.method) == "raw, feldt, listwise"
    by_name = estimate_alpha(sum_moments(items, Base(group=psu, n_groups=50, clustered=True)), interval="feldt")
    assert str(by_name.method) == "raw, no interval, listwise"
    assert clustered.high - clustered.low > 1.5 * (as_if_independent.high - as_if_independent.low)


@pytest.mark.parametrize("data", ["attitude", "neuroticism"])
def test_bonetts_and_duhacheks_intervals_are_those_of_r(data):
    kept = pd.read_csv(REFERENCE / "intervals_by_name.csv", comment="#").query("data == @data")
    theirs = kept.set_index("figure")["value"]
    p, n = int(theirs["p"]), int(theirs["n"])
    covariance = np.zeros((p, p))
    for j in range(p):
        for k in range(j + 1):
            covariance[j, k] = covariance[k, j] = theirs[f"covariance {j + 1} {k + 1}"]
    moments = moments_of(covariance, n, [f"x{j}" for j in range(p)])
    by = {name: estimate_alpha(moments, interval=name) for name in ("bonett", "duhachek")}
    assert by["bonett"].alpha == pytest.approx(theirs["raw_alpha"], rel=1e-9)
    assert by["duhachek"].interval.se == pytest.approx(theirs["ase"], rel=1e-6)
    assert by["duhachek"].high - by["duhachek"].alpha == pytest.approx(1.959963984540054 * theirs["ase"], rel=1e-6)
    assert by["bonett"].low == pytest.approx(theirs["bonett_low"], rel=1e-9)
    assert by["bonett"].high == pytest.approx(theirs["bonett_high"], rel=1e-9)
    assert [str(each.method) for each in by.values()] == ["raw, bonett, listwise", "raw, duhachek, listwise"]


def test_an_interval_that_is_not_there_is_named():
    with pytest.raises(CsatError, match="jackknife"):
        estimate_alpha(synthetic()[A], interval="jacknife")


def test_where_most_give_the_best_answer_few_respondents_leave_alpha_without_interval():
    """80 % best answers: 100 respondents are too few for an error, 3,000 are not."""
    rng = np.random.default_rng(3)
    latent = 0.7 * rng.normal(size=(3000, 1)) + 0.7 * rng.normal(size=(3000, 3))
    items = pd.DataFrame(np.digitize(latent, [-2.4, -1.9, -1.4, -0.83]).astype(float), columns=["x", "y", "z"])
    few, many = estimate_alpha(items.head(100)), estimate_alpha(items)
    row = few.to_findings()[0]
    assert (row.low, row.high, row.se) == (None, None, None)
    assert row.value == few.alpha
    assert str(row.method) == "raw, no interval, answers too skewed, listwise"
    assert many.low < many.alpha < many.high


def test_weighted_alpha_without_groups_stands_without_interval():
    items = synthetic()[A].dropna()
    result = estimate_alpha(sum_moments(items, Base(weights=np.linspace(0.5, 2, len(items)))))
    row = finding(result, "alpha")
    assert row.value == pytest.approx(result.alpha)
    assert (row.low, row.high, row.confidence, row.reason) == (None, None, None, "")
    assert str(result.method) == "raw, no interval without replicate groups, listwise, weighted"


def test_whole_number_weights_are_repeated_rows():
    items = synthetic()[A].dropna()
    times = np.arange(len(items)) % 3 + 1
    weighted = estimate_alpha(sum_moments(items, Base(weights=times.astype(float))))
    repeated = estimate_alpha(items.loc[items.index.repeat(times)])
    assert weighted.alpha == pytest.approx(repeated.alpha, rel=1e-12)
    assert weighted.lambda6 == pytest.approx(repeated.lambda6, rel=1e-12)
    np.testing.assert_allclose(weighted.item_rest, repeated.item_rest, rtol=1e-12)


def test_two_items_have_an_alpha_but_no_omega():
    pair = synthetic()[["a1", "a2"]]
    alpha, omega = estimate_alpha(pair), estimate_omega(pair)
    assert finding(alpha, "alpha").value == pytest.approx(psych("complete two", "alpha")[0], rel=0.1)
    assert finding(alpha, "alpha_if_dropped", "a1").reason == "one_item"
    assert finding(alpha, "item_rest", "a1").value == pytest.approx(pair.dropna().corr().iloc[0, 1])
    assert (finding(omega, "omega").value, finding(omega, "omega").reason) == (None, "few_items")


def test_items_that_repeat_one_another_have_no_lambda6():
    items = synthetic()[A].dropna().assign(again=lambda frame: frame["a1"])
    result = estimate_alpha(items)
    assert finding(result, "lambda6").reason == "collinear"
    assert finding(result, "alpha").value > 0.7


def test_items_that_cancel_out_have_no_variance():
    x = np.random.default_rng(0).integers(1, 8, 60).astype(float)
    result = estimate_alpha(pd.DataFrame({"x": x, "mirror": 8 - x}))
    assert [finding(result, name).reason for name in ("alpha", "alpha_standardised")] == ["no_variance"] * 2
    assert finding(result, "mean_r").value == pytest.approx(-1)


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (synthetic()[["a1"]], "one_item"),
        (synthetic()[A] * np.nan, "all_missing"),
        (synthetic()[A].dropna().head(2), "few_answers"),
        (synthetic()[A].assign(a2=3.0, a3=3.0, a4=3.0), "no_variance"),
    ],
)
def test_a_scale_that_cannot_be_judged_says_why_and_the_report_goes_on(frame, reason):
    for result in (estimate_alpha(frame, label="room"), estimate_omega(frame, label="room")):
        figures = [row for row in result.to_findings() if row.measure != "n_items"]
        assert result.reason == reason
        assert {(row.value, row.reason, row.low) for row in figures} == {(None, reason, None)}


def test_no_more_answers_than_items_give_alpha_as_psych_has_it():
    """R 4.2.2, psych 2.2.9: alpha(x, check.keys = FALSE); lambda 6 needs the inverse, which there is not."""
    rows = [[5, 4, 5, 3, 4], [3, 3, 2, 3, 2], [4, 5, 4, 5, 5], [2, 1, 2, 2, 3]]
    found = estimate_alpha(pd.DataFrame(rows, columns=["q1", "q2", "q3", "q4", "q5"]))
    rest = [0.831521840620300, 0.901524959580850, 0.833409433359366, 0.730267799490525, 0.771392532779831]
    dropped = [0.905820105820106, 0.892307692307692, 0.904109589041096, 0.923694779116466, 0.916408668730650]
    expected = [0.926124197002141, 0.927506291181386, *rest, *dropped]
    np.testing.assert_allclose([found.alpha, found.standardised, *found.item_rest, *found.if_dropped], expected, 1e-9)
    assert (found.reason, found.n, np.isnan(found.low)) == ("", 4, True)
    assert str(found.interval.method) == "no interval, too few replicate groups"
    assert [row.reason for row in found.to_findings() if row.measure == "lambda6"] == ["collinear"]


def test_as_many_respondents_as_items_have_an_interval():
    x = np.random.default_rng(2).normal(size=(20, 1)) + np.random.default_rng(3).normal(size=(20, 20))
    found = estimate_alpha(pd.DataFrame(x).add_prefix("q"))
    assert found.low < found.alpha < found.high < 1


def test_an_item_that_all_answer_alike_is_left_out_of_alpha_and_named():
    items = synthetic()[A].dropna()
    result, without = estimate_alpha(items.assign(a4=3.0)), estimate_alpha(items.drop(columns="a4"))
    assert result.alpha == pytest.approx(without.alpha, rel=1e-12)
    assert finding(result, "n_items").value == 3
    assert str(result.method).endswith("listwise, left out as all answer it alike a4")
    rest = {row.subject: row.reason for row in result.to_findings() if row.measure == "item_rest"}
    assert rest == {"a1": "", "a2": "", "a3": "", "a4": "no_variance"}


def test_omega_of_a_planted_factor_is_found_and_its_interval_covers_it():
    rng = np.random.default_rng(12)
    loadings = np.array([0.8, 0.7, 0.6, 0.5])
    answers = rng.normal(size=(5000, 1)) * loadings + rng.normal(size=(5000, 4)) * np.sqrt(1 - loadings**2)
    truth = omega_congeneric(np.outer(loadings, loadings) + np.diag(1 - loadings**2), loadings)
    result = estimate_omega(pd.DataFrame(answers))
    assert result.interval.low < truth < result.interval.high
    assert result.total == pytest.approx(truth, abs=0.01)
    assert str(result.method) == (
        "congeneric, 1 factor, minres, jackknife, 100 groups, corrected for skewness and kurtosis, log scale, listwise"
    )


def test_omega_is_told_with_its_heywood_cases():
    r = np.array([[1, 0.9, 0.9], [0.9, 1, 0.4], [0.9, 0.4, 1]])
    result = estimate_omega(moments_of(r, 200, ["x", "y", "z"]))
    assert result.heywood == ("x",)
    assert str(result.method).endswith("heywood x")


def test_omega_that_does_not_settle_is_absent(monkeypatch):
    monkeypatch.setattr("csat_lib.measurement.factors.bounded_newton.MOST_STEPS", 1)
    result = estimate_omega(synthetic()[A])
    assert not minres(synthetic()[A].dropna().corr().to_numpy(), 1).converged
    assert (finding(result, "omega").value, finding(result, "omega").reason) == (None, "not_converged")


def coarse(seed: int = 1, n: int = 2000) -> pd.DataFrame:
    """Normal answers to three items of one construct, cut into five categories at uneven thresholds."""
    fine = planted(seed, n)[["a1", "a2", "a3"]].to_numpy()
    return pd.DataFrame(np.digitize(fine, [-2.0, -1.4, -0.8, 0.3]).astype(float), columns=["a1", "a2", "a3"])


def test_ordinal_alpha_is_that_of_the_variables_behind_the_answers():
    result = estimate_alpha(correlate(Rows(coarse(), label="a"), "polychoric"))
    fine = estimate_alpha(planted(1, 2000)[["a1", "a2", "a3"]])
    assert result.alpha == pytest.approx(fine.standardised, abs=0.02)
    assert result.alpha > estimate_alpha(coarse()).standardised + 0.01
    (row,) = result.to_findings()
    assert (row.measure, row.subject) == ("alpha_ordinal", "a")
    assert str(row.method) == (
        "ordinal, jackknife, 100 groups, corrected for skewness and kurtosis, log scale, polychoric, two-step, listwise"
    )
    assert row.low < row.value < row.high


def test_alpha_of_given_correlations_is_standardised_and_its_figures_say_of_what():
    result = estimate_alpha(correlate(Rows(synthetic()[A]), "spearman"), label="room")
    rows = result.to_findings()
    ranks = synthetic()[A].dropna().corr(method="spearman").to_numpy()
    assert result.alpha == pytest.approx(float(alpha(ranks)), rel=1e-9)
    assert [row.measure for row in rows[:4]] == ["alpha_standardised", "lambda6", "mean_r", "n_items"]
    assert "alpha" not in {row.measure for row in rows}
    assert str(finding(result, "mean_r").method) == "spearman, listwise"
    assert str(finding(result, "alpha_if_dropped", "a1").method) == "standardised, spearman, listwise"
    assert result.low < result.alpha < result.high


def test_a_matrix_that_stands_alone_gives_alpha_without_interval():
    result = estimate_alpha(correlation_of(matrix(THURSTONE), 213))
    assert result.alpha == pytest.approx(0.891458, abs=5e-7)
    assert str(result.method) == "standardised, no interval without replicate groups, pearson, listwise"


def test_pair_tables_give_the_alpha_of_their_correlations():
    result = estimate_alpha(Rows(synthetic()[A]).pairs())
    assert result.alpha == pytest.approx(estimate_alpha(sum_moments(synthetic()[A], missing="pairwise")).standardised)


@pytest.mark.parametrize("measure", ["alpha", "alpha_ordinal"])
def test_a_pair_that_nobody_answered_together_leaves_no_figure(measure):
    items = coarse(2, 200)
    items.loc[:99, "a1"], items.loc[100:, "a2"] = np.nan, np.nan
    data = items if measure == "alpha" else correlate(Rows(items), "polychoric", "pairwise")
    row = estimate_alpha(data).to_findings()[0]
    assert (row.measure, row.value) == (measure, None)
    assert row.reason in {"all_missing", "few_answers", "no_variance"}
