"""The same customers in two waves."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.measurement.reliability.intraclass import icc
from csat_lib.measurement.reliability.retest import RetestSpec, retest
from csat_lib.summary.moments import Base, sum_moments


def two_waves(n: int = 300, shift: float = 0.0, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Respondents of two waves; scores of the room correlate .8, those of the food .5."""
    rng = np.random.default_rng(seed)

    def wave(own: np.ndarray, moved: float) -> pd.DataFrame:
        scores = {
            name: 70 + moved + 10 * (np.sqrt(r) * own + np.sqrt(1 - r) * rng.normal(size=len(own)))
            for name, r in (("score.room", 0.8), ("score.food", 0.5))
        }
        fixed = {"kept": True, "weight": 1.0, "psu": None, "group": np.arange(len(own)) % 100}
        return pd.DataFrame({"customer": [f"c{number}" for number in range(len(own))], **fixed, **scores})

    own = rng.normal(size=n)
    return wave(own, 0.0), wave(own, shift).sample(frac=1, random_state=seed).reset_index(drop=True)


def test_customers_are_joined_by_their_key():
    before, after = two_waves()
    result = retest(before, after, ["room", "food"])
    both = after.merge(before, on="customer", suffixes=("", "_before"))
    for name in ("room", "food"):
        assert result[name].r == pytest.approx(both[f"score.{name}"].corr(both[f"score.{name}_before"]), rel=1e-12)
    scores = both[["score.room_before", "score.room"]].rename(columns=str)
    agreement = icc(sum_moments(scores, Base(group=both["group"].to_numpy(), n_groups=100)))
    assert result["room"].agreement["ICC(2,1)"].value == pytest.approx(agreement["ICC(2,1)"].value, rel=1e-12)
    assert result["room"].agreement["ICC(2,1)"].interval.low == pytest.approx(agreement["ICC(2,1)"].interval.low)


def test_what_was_planted_is_covered():
    result = retest(*two_waves(4000), ["room", "food"])
    for name, truth in (("room", 0.8), ("food", 0.5)):
        assert result[name].interval.low < truth < result[name].interval.high
        form = result[name].agreement["ICC(3,1)"]
        assert form.interval.low < truth < form.interval.high


def test_a_shift_for_all_lowers_agreement_but_not_the_correlation():
    still, moved = retest(*two_waves(), ["room"])["room"], retest(*two_waves(shift=15), ["room"])["room"]
    assert moved.r == pytest.approx(still.r, rel=1e-9)
    assert moved.agreement["ICC(3,1)"].value == pytest.approx(still.agreement["ICC(3,1)"].value, rel=1e-9)
    assert moved.agreement["ICC(2,1)"].value < still.agreement["ICC(2,1)"].value - 0.2


def test_findings_follow_the_catalogue():
    rows = retest(*two_waves(), ["room"], RetestSpec(against="2025-06")).to_findings()
    assert [(row.topic, row.subject, row.measure, row.other, row.against) for row in rows] == [
        ("reliability", "room", "retest", "", "2025-06"),
        ("reliability", "room", "icc", "ICC(1,1)", "2025-06"),
        ("reliability", "room", "icc", "ICC(2,1)", "2025-06"),
        ("reliability", "room", "icc", "ICC(3,1)", "2025-06"),
    ]
    assert str(rows[0].method) == (
        "pearson, jackknife, 100 groups, corrected for skewness and kurtosis, fisher, "
        "customers with one answer in each wave, listwise"
    )
    assert str(rows[2].method) == (
        "two-way random, agreement, jackknife, 100 groups, corrected for skewness and kurtosis, log scale, listwise"
    )
    assert rows[2].p is not None
    assert {row.n for row in rows} == {300}


def test_customers_who_answered_twice_or_were_left_out_do_not_count():
    before, after = two_waves(50)
    twice = pd.concat([before, before.head(3)], ignore_index=True)
    unkept = after.assign(kept=after["customer"] != "c10")
    nameless = unkept.assign(customer=unkept["customer"].where(unkept["customer"] != "c11"))
    assert retest(twice, nameless, ["room"])["room"].bases.n == 45


def test_each_construct_has_the_customers_with_both_scores():
    before, after = two_waves(60)
    before.loc[:9, "score.food"] = np.nan
    result = retest(before, after, ["room", "food"])
    assert (result["room"].bases.n, result["food"].bases.n) == (60, 50)


def test_unequal_weights_of_the_later_wave_are_used_and_intervals_are_a_jackknife():
    before, after = two_waves()
    weighted = after.assign(weight=np.linspace(0.5, 2, len(after)))
    row, *forms = retest(before, weighted, ["room"]).to_findings()
    assert str(row.method) == (
        "pearson, jackknife, 100 groups, corrected for skewness and kurtosis, fisher, "
        "customers with one answer in each wave, listwise, weighted"
    )
    assert row.n_effective < row.n
    assert row.low < row.value < row.high
    assert {form.p for form in forms} == {None}
    assert str(forms[1].method) == (
        "two-way random, agreement, jackknife, 100 groups, corrected for skewness and kurtosis, log scale, listwise, "
        "weighted"
    )


def test_customers_drawn_in_psus_have_no_interval_for_independent_ones():
    before, after = two_waves()
    clustered = after.assign(psu=[f"p{number % 30}" for number in range(len(after))], group=np.arange(300) % 30)
    assert "jackknife, 30 groups" in str(retest(before, clustered, ["room"]).to_findings()[0].method)


def test_a_wave_without_group_column_is_dealt():
    before, after = two_waves()
    weighted = after.drop(columns="group").assign(weight=np.linspace(0.5, 2, len(after)))
    assert "jackknife, 100 groups" in str(retest(before, weighted, ["room"]).to_findings()[0].method)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda before, after: (before.drop(columns="customer"), after), "no_key"),
        (lambda before, after: (before, after.assign(customer=None)), "no_key"),
        (lambda before, after: (before.drop(columns="score.room"), after), "not_asked"),
        (lambda before, after: (before.head(9), after), "small_base"),
        (lambda before, after: (before.assign(customer=before["customer"] + "x"), after), "small_base"),
        (lambda before, after: (before.assign(kept=False), after), "small_base"),
        (lambda before, after: (before.assign(**{"score.room": np.nan}), after), "small_base"),
    ],
)
def test_what_cannot_be_compared_says_why(change, reason):
    rows = retest(*change(*two_waves()), ["room"]).to_findings()
    assert len(rows) == 4
    assert {(row.value, row.reason, row.low, row.p) for row in rows} == {(None, reason, None, None)}


def test_scores_that_do_not_vary_have_no_correlation():
    before, after = two_waves()
    row = retest(before.assign(**{"score.room": 70.0}), after, ["room"]).to_findings()[0]
    assert (row.value, row.reason) == (None, "no_variance")


def test_a_confidence_is_a_share():
    with pytest.raises(CsatError, match="The confidence is 95;"):
        RetestSpec(confidence=95)
