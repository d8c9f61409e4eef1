"""One draw of everything that ``model_coverage.py`` counts over two thousand, and what its kept table promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtr

from csat_lib.measurement.confirmatory import fit_cfa

from .model_coverage import KEPT, NORMAL, figures, missing, misspecified, scenarios, table
from .populations import ITEMS, MODEL, draw, exact

EVERY = list(scenarios())


@pytest.mark.parametrize("scenario", EVERY, ids=lambda each: f"{each.case} {each.n}")
def test_every_figure_has_an_interval_or_a_test(scenario):
    found = list(scenario.look(scenario.sample(scenario.n, np.random.default_rng(4)), 4))
    assert found
    for one in found:
        assert one.hit in {0.0, 1.0}, one
        assert abs(one.value - one.truth) < 5 * (one.se if one.se > 0 else 0.1), one


def test_the_intervals_counted_are_those_of_the_findings():
    result = fit_cfa(draw(NORMAL, 300, np.random.default_rng(4)).select(ITEMS), MODEL)
    told = [row for row in result.to_findings() if row.measure in {"loading", "construct_correlation"}]
    seen = list(figures(result))
    assert len(told) == len(seen) == 12
    for row, (_, _, value, se) in zip(told, seen, strict=True):
        assert (row.value, row.se, row.confidence) == pytest.approx((value, se, 0.95))
        assert ndtr((row.high - row.value) / row.se) == pytest.approx(0.975)


def test_a_scenario_gives_one_row_per_figure():
    rows = table(EVERY[0], 3)
    assert rows["figure"].tolist() == ["loading 0.8", "loading 0.7", "loading 0.6", "construct correlation", "test"]
    assert (rows["draws"] == 3).all()
    assert rows["truth"].tolist() == pytest.approx([0.8, 0.7, 0.6, 0.5, 24])


def test_the_wrong_model_is_wrong_by_a_known_amount():
    result = fit_cfa(exact(misspecified()), MODEL)
    assert np.sqrt(result.chi2 / 18 / 24) == pytest.approx(0.0505, abs=5e-5)


def test_a_tenth_of_the_answers_is_missing_for_the_reason_stated():
    at_random, anywhere = (missing(NORMAL, 40_000, np.random.default_rng(1), slope) for slope in (1.0, 0.0))
    gone = at_random.frame.isna()
    assert not gone["a1"].any()
    assert gone[ITEMS[1:]].mean().to_numpy() == pytest.approx(0.1, abs=0.006)
    low = at_random.frame["a1"] < 0
    assert gone["b1"][low].mean() > 4 * gone["b1"][~low].mean()
    assert anywhere.frame.isna().mean().to_numpy() == pytest.approx(0.1, abs=0.006)


def test_the_table_holds_every_scenario_and_explains_every_miss():
    kept = pd.read_csv(KEPT, keep_default_na=False)
    assert list(dict.fromkeys(zip(kept["case"], kept["n"], strict=True))) == [(each.case, each.n) for each in EVERY]
    most = {(each.case, each.n): each.most for each in EVERY}
    wanted = pd.Series([most[key] for key in zip(kept["case"], kept["n"], strict=True)])
    assert (kept["draws"] >= 0.97 * wanted).all()
    assert (kept["note"] != "").all()
    missed = kept[kept["within"] == "no"]
    assert missed["note"].str.contains("missed: ").all()
    assert ((kept["rate"] - kept["nominal"]).abs().le(0.015 + 1e-9) == (kept["within"] == "yes")).all()
