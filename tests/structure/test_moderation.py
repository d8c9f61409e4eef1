"""Moderation: a planted interaction is found, none is where there is none."""

import numpy as np
import pandas as pd
import pytest

from csat_lib.structure.blanks import FILLED, fill_blanks
from csat_lib.structure.moderation import Moderated, moderation
from csat_lib.structure.path_result import PathSpec
from csat_lib.summary.bootstrap_draws import BootstrapSpec
from csat_lib.summary.rows import Rows

from .facts import PLANTED

SPEC = PathSpec(bootstrap=BootstrapSpec(draws=400, seed=1))


def answers(seed: int, n: int, slope: float) -> pd.DataFrame:
    """c depends on a, on b, and on their product by ``slope``."""
    rng = np.random.default_rng(seed)
    a, b = rng.normal(size=(2, n))
    c = 0.3 * a + 0.3 * b + slope * a * b + 0.7 * rng.normal(size=n)
    scores = {"a": a, "b": b, "c": c}
    return pd.DataFrame({f"{m}{k}": x + 0.3 * rng.normal(size=n) for m, x in scores.items() for k in (1, 2, 3)})


def product_path(frame: pd.DataFrame, **rows):
    (row,) = moderation(Rows(frame, **rows), PLANTED, Moderated("a", "c", "b"), SPEC).to_findings()
    assert (row.measure, row.subject, row.other, row.path) == ("moderation", "a", "c", "b")
    return row


def test_a_planted_interaction_is_clear_and_none_is_not():
    there, gone = product_path(answers(1, 600, 0.4)), product_path(answers(2, 600, 0.0))
    assert there.low > 0.2
    assert gone.low < 0 < gone.high


def test_the_path_of_the_product_is_that_of_a_regression_of_the_scores():
    frame = answers(3, 300, 0.3)
    from csat_lib.structure.path_result import path_model

    weights = path_model(frame, PLANTED, SPEC).weights
    z = (frame - frame.mean()) / frame.std(ddof=0)
    scores = z @ weights
    x = np.column_stack([scores["a"], scores["b"], scores["a"] * scores["b"]])
    x, y = (x - x.mean(axis=0)) / x.std(axis=0), scores["c"] / scores["c"].std(ddof=0)
    expected = np.linalg.lstsq(x, y, rcond=None)[0]
    assert product_path(frame).value == pytest.approx(expected[2])


def test_blanks_and_weights_are_kept_with_their_rows():
    frame = answers(4, 300, 0.3)
    weights = np.tile([1.0, 2.0], 150)
    holes = frame.mask(np.random.default_rng(1).random(frame.shape) < 0.02)
    row = product_path(holes, weights=weights)
    enough = [holes.filter(like=name).notna().sum(axis=1) >= 2 for name in "abc"]
    assert row.n == int(np.logical_and.reduce(enough).sum()) > int(holes.notna().all(axis=1).sum())
    assert row.method.noted("blanks by own mean")
    assert row.method.noted("weighted")


def test_several_moderations_hold_together():
    frame = answers(5, 300, 0.2)
    (alone,), (of_three,) = (
        moderation(Rows(frame), PLANTED, Moderated("a", "c", "b", family), SPEC).to_findings() for family in (1, 3)
    )
    assert of_three.high - of_three.low > alone.high - alone.low
    assert of_three.method.noted("sidak over #")


def test_a_blank_counts_as_the_mean_of_the_others():
    frame = answers(6, 200, 0.0)
    holes = frame.copy()
    holes.loc[holes.index[:30], "a1"] = np.nan
    holes.loc[holes.index[:5], "a2"] = np.nan
    whole, how = fill_blanks(Rows(holes), PLANTED)
    z = (holes - holes.mean()) / holes.std(ddof=0)
    assert len(whole.frame) == 195
    assert (how == FILLED, fill_blanks(Rows(frame), PLANTED)[1] == FILLED) == (True, False)
    expected = z[["a2", "a3"]].mean(axis=1) * holes["a1"].std(ddof=0)
    assert whole.frame["a1"].iloc[:25].to_numpy() == pytest.approx(expected.iloc[5:30].to_numpy())
    assert whole.frame.iloc[25:].to_numpy() == pytest.approx((frame.iloc[30:] - holes.mean()).to_numpy())
