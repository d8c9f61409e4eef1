"""The figures of ``scale_coverage.py`` are the product's, and what its kept table promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.findings.catalogue import pilot
from csat_lib.measurement.pilot.item_screening import screen_items
from csat_lib.measurement.reliability import estimate_alpha, estimate_omega
from csat_lib.summary.moments import Base, sum_moments

from .other_coverage import items
from .populations import ITEMS, MODEL, exact, latent, shown
from .scale_coverage import FISHER, KEPT, LOADS, LOG, PLAIN, SIZES, of_omega, of_others, of_sound, omega_truth
from .scale_coverage import other_truth as planted_r

N = 300
CASE = PLAIN[0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_items_found_sound_and_their_alpha_are_the_product_s(seed: int):
    (_, _, value, (low, high), _, _), *_ = of_sound(CASE, 1, N, np.random.default_rng(seed))
    rng = np.random.default_rng(seed)
    z = rng.normal(size=(1, N, 1)) * LOADS + rng.normal(size=(1, N, 4)) * np.sqrt(1 - LOADS**2)
    frame = pd.DataFrame(np.digitize(z[0], CASE.cuts).astype(np.float64), columns=list("abcd"))
    screened = screen_items(frame, {"all": list("abcd")})
    assert screened.revised["all"].alpha == pytest.approx(value[0], rel=1e-9)
    base = Base(group=np.arange(N) % 100, n_groups=100)
    own = estimate_alpha(sum_moments(frame[list(screened.sound["all"])], base))
    assert (own.low, own.high) == pytest.approx((low[0], high[0]), rel=1e-9)


def test_the_greatest_correlation_is_the_product_s_and_has_no_interval():
    alone, greatest = of_others(CASE, 1, N, np.random.default_rng(2))
    frame = pd.DataFrame(items(CASE, 1, N, np.random.default_rng(2))[0], columns=ITEMS)
    own = screen_items(frame, MODEL).figures["a1"][pilot.OTHER_R]
    assert own.value == pytest.approx(greatest[2][0], rel=1e-9)
    assert (own.low, own.se) == (None, None)
    assert str(own.method).startswith("construct score, no interval, the greatest of several")
    two = {name: MODEL[name] for name in "ab"}
    own = screen_items(frame[[item for of in two.values() for item in of]], two).figures["a1"][pilot.OTHER_R]
    assert own.value == pytest.approx(alone[2][0], rel=1e-9)
    assert own.low is not None
    assert own.low < planted_r(CASE) < own.high


def test_omega_of_several_factors_is_the_product_s():
    (_, _, value, _, _, _), *_ = of_omega(CASE, 1, N, np.random.default_rng(2))
    frame = pd.DataFrame(items(CASE, 1, N, np.random.default_rng(2))[0], columns=ITEMS)
    assert estimate_omega(frame, 3).total == pytest.approx(value[0], rel=1e-6)
    whole = estimate_omega(exact(shown(latent(), CASE.cuts)), 3)
    assert whole.total == pytest.approx(omega_truth(CASE), rel=1e-6)


def test_the_kept_table_says_what_holds_and_what_would_not():
    kept = pd.read_csv(KEPT)
    assert len(kept) == len(SIZES) * len(PLAIN) * 4
    told = kept[kept["coverage"].notna() & ~kept["method"].str.contains("by name")]
    assert set(told["figure"]) == {"alpha_revised", "other_r"}
    assert told["draws"].min() >= 2000
    assert told["coverage"].between(0.93, 0.97).all()
    by_name = kept[kept["coverage"].notna()].set_index("method")
    assert by_name.loc[f"{FISHER}, by name"]["below"].max() > 0.045
    assert by_name.loc[f"{FISHER}, by name"]["above"].max() < 0.009
    assert by_name.loc[f"{LOG}, by name"]["below"].max() > 0.05
