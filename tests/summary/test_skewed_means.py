"""Means of skewed numbers: the skewness of their errors, how well their spread is known, and what has no interval."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from csat_lib.findings import way
from csat_lib.summary.design import DesignTotals, rest_of, sum_design
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import Sample, cells_of
from csat_lib.summary.skewed_means import FEWEST_UNITS

KEPT = Path(__file__).parents[1] / "reference" / "skewed_means.csv"


def answers() -> pd.DataFrame:
    i = np.arange(1, 161)
    return pd.DataFrame(
        {
            "amount": np.round(np.exp(((i * 37) % 160) / 32), 2),
            "weight": 1 + (i % 5) / 4,
            "stratum": np.where(i <= 64, "a", "b"),
            "psu": [f"{at:02}" for at in (i - 1) // 4],
            "unit": np.where(i % 3 == 0, "x", "y"),
        }
    )


def summed(frame: pd.DataFrame, *, design: bool, group: np.ndarray | None = None) -> DesignTotals:
    cells = cells_of(frame, ["unit"])
    w = frame["weight"].to_numpy() if design else np.ones(len(frame))
    sample = Sample(w, cells, stratum=frame["stratum"], psu=frame["psu"]) if design else Sample(w, cells)
    by_unit = (
        sample if design else replace(sample, psu=[f"{at:03}" for at in (frame.index if group is None else group)])
    )
    return replace(sum_design(frame[["amount"]], sample), numbers=sum_design(frame[["amount"]], by_unit))


@pytest.mark.parametrize("name", ["plain", "design"])
def test_error_skewness_degrees_and_ends_equal_r_s(name: str):
    row = pd.read_csv(KEPT, comment="#").set_index("sample").loc[name]
    found = summed(answers(), design=name == "design").mean("amount")
    assert (found.value, found.se) == pytest.approx((row["value"], row["se"]), rel=1e-9)
    assert (found.df, found.pull) == pytest.approx((row["df"], row["pull"]), rel=1e-6)
    assert found.interval(0.95) == pytest.approx((row["low"], row["high"]), rel=1e-6)
    assert found.method.noted("t corrected for skewness and kurtosis")


def test_p_is_what_the_interval_says_of_a_skewed_difference():
    whole = summed(answers(), design=True)
    gap = whole.linear([(1.0, "amount", ("unit", "x")), (-1.0, "amount", rest_of(("unit", "x")))])
    assert gap.pull != 0
    shifted = replace(gap, value=(gap.value or 0.0) + 2 * (gap.se or 0.0))
    assert shifted.p is not None
    assert min(abs(end or 0.0) for end in shifted.interval(1 - shifted.p)) == pytest.approx(0, abs=1e-9)


def test_a_difference_of_two_waves_has_the_skewness_of_its_parts():
    """Third moments of independent errors add up: the later one's less the earlier one's."""
    rng = np.random.default_rng(1)
    errors = rng.gamma(2.0, 1.0, 400_000) - 2.0, rng.gamma(0.5, 3.0, 400_000) - 1.5
    made = [
        Estimate(0.0, float(x.std()), 50.0, 9, 9.0, 9.0, way("taylor"), pull=float((x**3).mean() / x.std() ** 3))
        for x in errors
    ]
    apart = errors[1] - errors[0]
    assert made[1].minus(made[0]).pull == pytest.approx((apart**3).mean() / apart.std() ** 3, rel=0.02)


def test_groups_at_random_tell_nearly_what_each_respondent_tells():
    frame = answers()
    alone = summed(frame, design=False).mean("amount")
    pulls = [
        summed(frame, design=False, group=np.random.default_rng(seed).integers(0, 100, 160)).mean("amount").pull
        for seed in range(40)
    ]
    assert np.mean(pulls) == pytest.approx(alone.pull, rel=0.1)


def test_few_sampling_units_give_no_interval_and_say_so():
    few = answers().iloc[: 4 * (FEWEST_UNITS - 1)]
    found = summed(few, design=True).mean("amount")
    assert (found.se, found.interval(0.95)) == (None, (None, None))
    assert str(found.method).endswith("no interval, too few sampling units")
    assert summed(answers().iloc[: 4 * FEWEST_UNITS], design=True).mean("amount").interval(0.95) != (None, None)


def test_answers_all_alike_stay_without_an_error():
    found = summed(answers().assign(amount=7.0), design=False).mean("amount")
    assert (found.value, found.se, found.pull) == (7.0, None, 0.0)


def test_parts_add_up_and_come_back_from_their_files(tmp_path: Path):
    frame = answers()
    parts = [summed(own, design=True) for own in (frame.iloc[:70], frame.iloc[70:])]
    whole, added = summed(frame, design=True), parts[1] + parts[0]
    added.save(tmp_path / "items.parquet")
    for other in (added, DesignTotals.load(tmp_path / "items.parquet")):
        found, wanted = other.mean("amount", ("unit", "x")), whole.mean("amount", ("unit", "x"))
        assert (found.pull, found.df) == pytest.approx((wanted.pull, wanted.df), rel=1e-9)
    assert whole.including("nothing").numbers is None
