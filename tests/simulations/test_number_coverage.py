"""The twin of ``number_coverage.py`` is the product, and what its kept table promises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.insight.ratios import ratio_of_means
from csat_lib.summary.design import DesignTotals, sum_design
from csat_lib.summary.sample import Sample, cells_of

from . import number_coverage as twin
from .number_coverage import BY_NAME, DESIGNS, KEPT, KINDS, LOWER, METHOD, SIZES, TRIED, Sums

N = 300


def totals(sums: Sums, frame: pd.DataFrame) -> DesignTotals:
    """The product's of the first sample."""
    unit = [f"{at:03.0f}" for at in sums.group]
    sample = Sample(sums.w[0], cells_of(frame, []), psu=unit if sums.case.clustered else None)
    blocks = [list(frame)]
    return replace(sum_design(frame, sample, blocks), numbers=sum_design(frame, replace(sample, psu=unit), blocks))


@pytest.mark.parametrize("design", DESIGNS)
def test_the_twin_is_the_product(design: str, monkeypatch: pytest.MonkeyPatch):
    kind, case = TRIED[f"skewed, {design}"]  # nobody rounds
    drawn: list[tuple[Sums, np.ndarray]] = []
    whole, latent = Sums.of, twin.latent

    def watched(*given):
        drawn.append((whole(*given), np.empty(0)))
        return drawn[-1][0]

    def seen(*given):
        x = latent(*given)
        drawn.append((drawn[-1][0] if drawn else None, x))
        return x

    rng = np.random.default_rng(4)
    sums, x = Sums.of(case, 1, N, rng), twin.latent(case, 1, N, rng)
    monkeypatch.setattr(Sums, "of", watched)
    monkeypatch.setattr(twin, "latent", seen)
    found = {
        (name, method): (value[0], low[0], high[0])
        for of in (twin.of_means, twin.of_ratio, twin.of_median)
        for name, method, value, (low, high), _ in of(kind, sums, x, rng)
    }
    (other, _), (_, later) = (next(one for one in drawn if len(one[1]) == 0), next(one for one in drawn if len(one[1])))
    frame = pd.DataFrame({"y": np.exp(x[0, :, 0]), "r:of": np.exp(x[0, :, 0]), "r:to": np.exp(x[0, :, 1] - LOWER)})
    now = totals(sums, frame)
    after = totals(other, pd.DataFrame({"y": np.exp(later[0, :, 0] + twin.HIGHER)}))
    mean, change = now.mean("y"), after.mean("y").minus(now.mean("y"))
    ratio, gap = ratio_of_means(now, "r")
    own = {
        ("mean", METHOD): (mean.value, *mean.interval(0.95)),
        ("change", METHOD): (change.value, *change.interval(0.95)),
        ("ratio", METHOD): (ratio.estimate.value, ratio.low, ratio.high),
        ("ratio gap", METHOD): (gap.estimate.value, gap.low, gap.high),
        ("mean", BY_NAME): (mean.value, *replace(now, numbers=None).mean("y").interval(0.95)),
    }
    for name, figures in own.items():
        assert figures == pytest.approx(found[name], rel=1e-6 if name[1] == BY_NAME else 1e-8), name
    assert mean.method.noted(METHOD)


def test_the_kept_intervals_hold_and_those_of_t_would_not():
    kept = pd.read_csv(KEPT)
    assert len(kept) == len(TRIED) * len(SIZES) * 6
    assert kept["draws"].min() >= 2000
    corrected = kept[(kept["method"] == METHOD) & kept["coverage"].notna()]
    assert set(corrected["figure"]) == {"mean", "change", "ratio", "ratio gap"}
    assert corrected["coverage"].between(0.93, 0.965).all()
    assert corrected[["below", "above"]].min(axis=None) > 0.008
    assert corrected[["below", "above"]].max(axis=None) <= 0.046
    by_name = kept[kept["method"] == BY_NAME].set_index(["case", "n"])
    assert by_name["coverage"].min() < 0.91
    assert by_name.loc[("skewed, plain", 100), "above"] > 0.07


def test_few_sampling_units_have_no_interval_and_many_have():
    kept = pd.read_csv(KEPT).set_index(["case", "n", "figure", "method"])["printed"]
    for kind in KINDS:
        of = kept.xs(METHOD, level="method").loc[f"{kind}, clustered"]
        assert (of.loc[100] == 0).all()
        assert (of.loc[[300, 1000]] > 0.99).all()


def test_the_median_of_what_many_give_alike_has_no_interval():
    kept = pd.read_csv(KEPT)
    median = kept[(kept["figure"] == "median") & ~kept["case"].str.endswith("clustered")]
    heaped = ~median["case"].str.startswith("skewed")
    assert median[heaped]["printed"].max() < 0.1
    assert median[~heaped]["printed"].min() > 0.9
    assert median[~heaped]["coverage"].between(0.93, 0.97).all()
