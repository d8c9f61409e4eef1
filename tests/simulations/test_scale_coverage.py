"""The figures of ``scale_coverage.py`` are the product's, and what its kept table promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.findings.catalogue import pilot
from csat_lib.measurement.pilot.item_screening import screen_items
from csat_lib.measurement.reliability import estimate_omega

from .other_coverage import TRIED, items
from .populations import ITEMS, MODEL, exact, latent, shown
from .replicated import summed
from .scale_coverage import FISHER, KEPT, OMEGA, SIZES, of_omega, of_others, other_truth, truth


def test_the_figures_are_the_product_s():
    case, rng = TRIED[0], np.random.default_rng(2)
    x = items(case, 1, 300, rng)
    frame = pd.DataFrame(x[0], columns=ITEMS)
    _, _, omega, _, planted = of_omega(case, summed(x, case, rng), 0)
    assert omega == pytest.approx(estimate_omega(frame, 3).total, rel=1e-6)
    assert planted == pytest.approx(estimate_omega(exact(shown(latent(), case.cuts)), 3).total, rel=1e-6)
    own = screen_items(frame, MODEL).figures["a1"][pilot.OTHER_R]
    greatest = next(row for row in of_others(case, x[0]) if row[1].endswith("by name"))
    assert greatest[2] == pytest.approx(own.value, rel=1e-9)
    assert (own.low, own.se) == (None, None)
    assert str(own.method).startswith("construct score, no interval, the greatest of several")


def test_with_one_other_construct_the_interval_is_that_of_the_correlation():
    case, rng = TRIED[0], np.random.default_rng(3)
    frame = pd.DataFrame(items(case, 1, 300, rng)[0], columns=ITEMS)
    two = {name: MODEL[name] for name in "ab"}
    own = screen_items(frame[[item for of in two.values() for item in of]], two).figures["a1"][pilot.OTHER_R]
    assert own.low is not None
    assert own.low < other_truth(case) < own.high


def test_the_kept_table_says_what_holds_and_what_would_not():
    kept = pd.read_csv(KEPT)
    assert kept["draws"].min() >= 2000
    assert len(kept) == len(SIZES) * (len(TRIED) + 2 * 3)
    told = kept[kept["coverage"].notna() & ~kept["method"].str.contains("by name")]
    assert set(told["figure"]) == {"alpha_revised", "other_r"}
    assert told["coverage"].between(0.93, 0.97).all()
    by_name = kept[kept["method"].str.contains("by name") & kept["coverage"].notna()].set_index("method")
    assert by_name.loc[f"{FISHER}, by name"]["below"].max() > 0.045
    assert by_name.loc[OMEGA]["below"].max() > 0.055
    assert truth(TRIED[0]) > truth(TRIED[3])
