"""The twin of ``derived_coverage.py`` is the product, and what its kept table promises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.answered import QuestionSpec, answered
from csat_lib.insight.blank_rules import blank_rules
from csat_lib.insight.ratios import ratio_of_means
from csat_lib.insight.simultaneous import comparisons
from csat_lib.insight.targets import against_targets
from csat_lib.study.derived import STATES
from csat_lib.summary.counts import count_answers
from csat_lib.summary.design import Sample, sum_design
from csat_lib.summary.sample import cells_of
from csat_lib.summary.summary import Summary, under

from . import derived_coverage as twin
from .derived_coverage import KEPT, SIZES, TARGET, TRIED

N = 300


def drawn(case, of):
    """The twin's figures of one sample, what it rests on, and the sample."""
    rng, kept = np.random.default_rng(8), []
    w = np.exp(case.spread * rng.normal(size=(1, N))) if case.weighted else np.ones((1, N))
    whole = twin.estimate

    def watched(case, w, terms):
        kept.append(terms)
        return whole(case, w, terms)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(twin, "estimate", watched)
        found = {name: (value[0], low[0], high[0]) for name, _, value, (low, high) in of(case, w, rng)}
    return found, kept, w[0]


def sample(case, w, levels):
    psu = (np.arange(N) // twin.PSU).astype(str) if case.clustered else None
    return Sample(w, cells_of(levels, list(levels.columns)), psu=psu)


def summary(items, scores):
    return Summary(
        {}, scores, items, count_answers({}, Sample(np.ones(1), cells_of(pd.DataFrame(index=[0]), []))), np.zeros(1), {}
    )


def same(figure, own):
    """The estimate and its ends; none of either where too few answers lie away from an end."""
    value, *ends = figure
    assert own.estimate.value == pytest.approx(value, rel=1e-9)
    if own.low is None:
        assert own.estimate.method.noted("near the end of its scale")
        assert np.isnan(ends).all()
    else:
        assert (own.low, own.high) == pytest.approx(tuple(ends), rel=1e-9)


@pytest.mark.parametrize("case", TRIED, ids=lambda case: case.name)
def test_shares_of_states_are_the_product_s(case):
    drawn_x = []

    def watched(*given):
        drawn_x.append(latent(*given))
        return drawn_x[-1]

    latent, rng = twin.latent, np.random.default_rng(8)
    w = np.exp(case.spread * rng.normal(size=(1, N))) if case.weighted else np.ones((1, N))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(twin, "latent", watched)
        found = {name: (value[0], low[0], high[0]) for name, _, value, (low, high) in twin.of_states(case, w, rng)}
    x = drawn_x[0][0]
    felt, expected = twin.points(x[:, 0], case), twin.points(x[:, 1] - twin.LOWER, case)
    states = pd.Series(np.select([felt < expected, felt == expected], ["below", "met"], "above"))
    of = sample(case, w[0], pd.DataFrame(index=range(N)))
    sums = sum_design(pd.DataFrame({"felt": felt}), of)
    whole = replace(summary(sums, sums), counts=count_answers({"as_told": states}, of))
    told = answered(whole, QuestionSpec(groups={"as_told": tuple(STATES)}))
    for name in ("below", "above"):
        (figure,) = (one for one in told.figures if one.measure == "share" and one.other == name)
        assert figure.estimate.value == pytest.approx(found[f"state share, {name}"][0])
        if case.clustered:
            assert (figure.low, figure.high, np.isnan(found[f"state share, {name}"][1])) == (None, None, True)
        else:
            assert (figure.low, figure.high) == pytest.approx(found[f"state share, {name}"][1:], rel=1e-9)


@pytest.mark.parametrize("case", TRIED, ids=lambda case: case.name)
def test_the_twin_is_the_product(case):
    nobody = pd.DataFrame(index=range(N))
    found, kept, w = drawn(case, twin.of_ratio)
    pair = pd.DataFrame({"r:of": kept[0][0][1][0], "r:to": kept[1][0][1][0]})
    ratio, gap = ratio_of_means(sum_design(pair, sample(case, w, nobody), [list(pair)]), "r")
    same(found["ratio"], ratio)
    same(found["ratio gap"], gap)

    found, kept, w = drawn(case, twin.of_blanks)
    rules = {"listwise": kept[1], "lowest": kept[3], "own_mean": kept[0]}
    columns = {
        under(name, rule): np.where(has[0] > 0, y[0], np.nan)
        for rule, terms in rules.items()
        for name, (_, y, has) in zip("ab", terms, strict=True)
    }
    frame = pd.DataFrame(columns)
    spec = ScoreSpec({"a": ("a1",), "b": ("b1",)}, {"all": dict(zip("ab", twin.WEIGHTS, strict=True))})
    sums = sum_design(frame, sample(case, w, nobody), [list(frame)])
    own = blank_rules(summary(sums, sums), spec, "own_mean").figures
    assert {figure.other for figure in own} == set(rules)
    for figure in own:
        if figure.other != "own_mean":
            same(found[f"{figure.measure.replace('_', ' ')}, {figure.other}"], figure)

    found, kept, w = drawn(case, twin.of_unit)
    ((_, y, is_in),) = kept[0]
    scores, units = pd.DataFrame({"room": y[0]}), pd.DataFrame({"unit": np.where(is_in[0] > 0, "U", "V")})
    sums = sum_design(scores, sample(case, w, units))
    spec = ScoreSpec({"room": ("q",)}, unit="unit", unit_targets={"U": {"room": TARGET}})
    (figure,) = against_targets(summary(sums, sums), spec).figures
    alone = 0.95 ** (1 / comparisons(summary(sums, sums), spec).share(figure))  # its part of all that a report compares
    (figure,) = against_targets(summary(sums, sums), replace(spec, confidence=alone)).figures
    same(found["target gap"], figure)


def test_the_kept_table_has_every_case():
    kept = pd.read_csv(KEPT)
    assert len(kept) == len(TRIED) * len(SIZES) * 9
    assert kept["draws"].min() >= 2000
