"""The numpy twin of ``raked_coverage.py`` is the product, and what its kept table promises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, share_figure
from csat_lib.summary.design import ALL, DesignTotals, Sample, rest_of, sum_design
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import Calibration, cells_of
from csat_lib.weighting.margins import levels_in
from csat_lib.weighting.raking import RakeSpec, rake

from .raked_coverage import (
    DESIGNS,
    DRAWS,
    ENDS,
    FIGURES,
    KEPT,
    LEVELS,
    POPULATION,
    PRINTED,
    SHARES,
    Design,
    Draws,
    Twin,
    draw,
    figure,
    weigh,
)
from .replicated import RARE

TARGETS = {name: {str(k): share for k, share in enumerate(SHARES[at])} for at, name in enumerate("ab")}
CROSSED = {"a*b": {f"{at // LEVELS}*{at % LEVELS}": share for at, share in enumerate(POPULATION.ravel())}}
IN_GROUP = ("group", "1.0")


def product_totals(design: Design, drawn: Draws) -> DesignTotals:
    """The first sample, summed up as a wave is."""
    cell = drawn.cell[0]
    margins = pd.DataFrame({"a": (cell // LEVELS).astype(str), "b": (cell % LEVELS).astype(str)})
    targets, spec = (
        CROSSED if design.crossed else TARGETS,
        RakeSpec(design.cap, distance=design.distance, bounds=design.bounds),
    )
    raked = rake(margins, targets, drawn.base[0], spec)
    levels = {name: levels_in(margins, name) for name in targets} if raked.meets_margins else {}
    met = Calibration(levels, drawn.base[0], raked.near_margins, raked.uncapped, not raked.spec.is_plain)
    rows = pd.DataFrame({"y": drawn.y[0], "group": drawn.is_in[0].astype(str)})
    psu = drawn.psu if design.psu else None
    sample = Sample(raked.weights, cells_of(rows, ["group"]), drawn.stratum, psu, calibration=met)
    return sum_design(rows[["y"]], sample)


def only(drawn: Draws, at: int) -> Draws:
    """One of the samples."""
    rows = {name: getattr(drawn, name)[at : at + 1] for name in ("cell", "base", "is_in", "y")}
    return replace(drawn, **rows)


def bias_of(totals: DesignTotals) -> float:
    """What the cap does to the mean of everybody."""
    rows, mean = totals.index[ALL], totals.mean("y").value
    linear = np.zeros(len(totals.keys))
    linear[rows] = totals.totals[rows] @ [-mean, 1.0] / totals.totals[rows, 0].sum()
    return totals.layout.margins.bias(linear)


def product(design: Design, drawn: Draws, ends: tuple[float, float] | None) -> tuple[Estimate, Estimate]:
    """Mean and gap of the first sample, as a wave has them."""
    totals = product_totals(design, drawn)
    terms = [(1.0, "y", IN_GROUP), (-1.0, "y", rest_of(IN_GROUP))]
    sides = tuple(replace(totals.mean("y", each), ends=ends) for each in (IN_GROUP, rest_of(IN_GROUP)))
    return replace(totals.mean("y", ALL), ends=ends), replace(totals.linear(terms), sides=sides)


def assert_same(twin: Twin, found: Estimate, ends: tuple[float, float] | None) -> None:
    low, high = twin.interval(ends)
    interval = found.interval(0.95)
    if ends == ENDS["top box"] and found.se is not None:
        share = share_figure(ScoreFigure("y", "top2", found), ScoreSpec({}))
        interval = share.low, share.high
    if found.se is None or found.is_near_end:
        told = (
            found.is_near_end
            or found.method.noted("margins far off")
            or found.method.noted("the weight lies with a few")
            or found.method.noted("the distance decides")
            or found.method.noted("few sampling units for the margins")
        )
        assert (np.isnan(low[0]), told) == (True, True)
        return
    mine = (found.value, found.se, found.df, *interval)
    np.testing.assert_allclose(mine, (twin.value[0], twin.se[0], twin.df[0], low[0], high[0]), rtol=1e-7)


def test_a_cap_that_leaves_a_margin_far_off_leaves_no_interval_in_either():
    rng, near = np.random.default_rng(3), []
    for _ in range(12):
        drawn = draw(DESIGNS[-1], 1.0, "normal", (1, 300), rng)
        found, twin = (
            product(DESIGNS[-1], drawn, None)[0],
            figure("mean", DESIGNS[-1], drawn, weigh(drawn, DESIGNS[-1])),
        )
        assert_same(twin, found, None)
        near.append(found.se is not None)
    assert 0 < sum(near) < len(near)


def test_in_both_few_sampling_units_for_the_margins_leave_no_interval():
    design = next(one for one in DESIGNS if one.crossed and one.psu)
    for n, is_told in ((160, False), (170, True)):  # 16 and 17 PSUs, and 8 degrees of freedom of nine cells
        drawn = draw(design, 1.0, "symmetric", (1, n), np.random.default_rng(4))
        for name, found in zip(("mean", "gap"), product(design, drawn, ENDS["symmetric"]), strict=True):
            assert_same(figure(name, design, drawn, weigh(drawn, design)), found, ENDS["symmetric"])
            assert (found.se is not None) == is_told
            assert found.method.noted("few sampling units for the margins") != is_told


def test_linear_weights_far_from_raked_ones_leave_no_interval_in_either():
    design = next(one for one in DESIGNS if one.name == "linear")
    rng, kept = np.random.default_rng(5), []
    for _ in range(12):
        drawn = draw(design, 1.0, "skewed", (1, 1000), rng)
        mean, gap = product(design, drawn, ENDS["skewed"])
        for name, found in {"mean": mean, "gap": gap}.items():
            assert_same(figure(name, design, drawn, weigh(drawn, design)), found, ENDS["skewed"])
        kept.append(mean.se is not None)
        assert kept[-1] != mean.method.noted("the distance decides")
    assert 0 < sum(kept) < len(kept)


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)
def test_the_twin_is_the_product(design, kind):
    rng, ends = np.random.default_rng(7), ENDS[kind]
    waves = []
    for _ in range(2):
        drawn = draw(design, 1.0, kind, (1, 300), rng)
        w = weigh(drawn, design)
        printed = PRINTED.get(kind, FIGURES)
        twins = [figure(name, design, drawn, w) for name in ("mean", "gap") if name in printed]
        found = product(design, drawn, ends)[: len(twins)]
        assert found[0].method.noted("calibrated weights") or design.cap
        for twin, one in zip(twins, found, strict=True):
            assert_same(twin, one, ends)
        waves.append((twins[0], found[0]))
    if "change" in printed:
        assert_same(waves[1][0].minus(waves[0][0]), waves[1][1].minus(waves[0][1]), ends)


def test_the_kept_intervals_cover_what_they_promise():
    """Every row holds the goal in ``test_goal.py``; here, that the table has all, and what it prints none of."""
    kept = pd.read_csv(KEPT)
    assert set(kept["figure"]) == set(FIGURES)
    assert kept.groupby("n")["draws"].min().to_dict() == DRAWS
    usual = kept[~kept["design"].isin(["weighted, unequal response", "capped"])]
    few = usual[(usual["figure"] == "gap") & usual["outcome"].isin(["skewed", "nps"]) & (usual["n"] == 100)]
    assert few["printed"].max() < 0.2
    others = usual.drop(few.index)
    ten_psus = (others["design"] == "crossed, weighted, clustered") & (others["n"] == 100)
    assert others[ten_psus]["printed"].max() == 0  # fewer than twice the eight degrees of freedom of nine cells
    others = others[~ten_psus]
    assert others[~others["design"].str.contains("linear|logit")]["printed"].min() > 0.8
    assert others[others["design"] == "logit"]["printed"].min() > 0.75
    assert others[others["design"] == "logit, clustered"]["printed"].min() > 0.7
    others = others[others["printed"] >= RARE]
    assert others["coverage"].between(0.93, 0.97).all()
    together = others["design"].isin(["logit, clustered", "crossed, weighted, clustered"])
    assert others[~together][["below", "above"]].max(axis=None) <= 0.04
    assert others[["below", "above"]].max(axis=None) <= 0.043  # .0428, .0409: but for two Monte Carlo errors 4 %


def test_linear_weights_have_intervals_but_where_raked_ones_would_give_other_figures():
    """Nearly always where margins tell nothing or answers are symmetric, hardly ever of skewed ones that they tell."""
    means = pd.read_csv(KEPT).query("design == 'linear' and figure == 'mean'")
    fine = (means["outcome"] == "symmetric") | (means["margins explain"] == "nothing")
    assert means[fine]["printed"].min() > 0.9
    assert means.query("outcome == 'skewed' and n == 1000 and `margins explain` != 'nothing'")["printed"].max() < RARE


def test_where_a_few_weigh_much_there_are_intervals_of_many_only():
    heavy = pd.read_csv(KEPT).query("design == 'weighted, unequal response'")
    assert heavy["deff"].min() > 2.6
    assert heavy[heavy["n"] < 1000]["printed"].max() < 0.25
    many = heavy[(heavy["n"] == 1000) & (heavy["figure"] != "gap")]
    assert many["printed"].min() > 0.9
    assert many["coverage"].between(0.93, 0.971).all()


def test_the_bias_of_a_cap_counts_as_error():
    """It is nearly a whole standard error of skewed answers that the margins explain, and was missed in 18 %."""
    capped = pd.read_csv(KEPT).query("design == 'capped'").dropna()
    assert capped["coverage"].between(0.93, 0.99).all()
    means = capped[capped["figure"] == "mean"]
    worst = means.loc[(means["bias"] / means["sd"]).idxmax()]
    assert (worst["n"], worst["margins explain"]) == (1000, "much")
    assert worst["bias"] > 0.85 * worst["sd"]
    assert worst["mean_se"] > 1.15 * worst["sd"]


@pytest.mark.parametrize("n", [300, 1000])
def test_that_bias_is_estimated_from_the_groups_that_the_cap_cut(n):
    """Mean with the cap less mean without it, to first order, is what the groups' shares tell."""
    drawn = draw(DESIGNS[-1], 1.5, "skewed", (40, n), np.random.default_rng(11))
    capped, free = weigh(drawn, DESIGNS[-1]), weigh(drawn, replace(DESIGNS[-1], cap=None))
    means = [(w * drawn.y).sum(1) / w.sum(1) for w in (capped, free)]
    totals = [product_totals(DESIGNS[-1], only(drawn, at)) for at in range(40)]
    met = np.array([one.layout.margins is not None for one in totals])
    assert sum(one.layout.method.noted("bias of the cap counted") for one in totals) > 20
    told = [bias_of(one) for one in totals if one.layout.margins]
    np.testing.assert_allclose(told, (means[0] - means[1])[met], rtol=0.02, atol=1e-9)
