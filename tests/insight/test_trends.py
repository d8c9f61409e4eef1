"""Trends: the change since the wave before, tested; and every wave in its turn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit, logit
from scipy.stats import t, ttest_ind

from csat_lib.findings import to_frame, way
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.comparability_tests import between_waves
from csat_lib.insight.trends import changes, compare, series
from csat_lib.summary.estimate import Estimate, difference

from .measured import SCORES, Reworded, drawn
from .measured import spec as comparability_spec


def frame(result) -> pd.DataFrame:
    return to_frame(result.to_findings())


def change(found: pd.DataFrame, subject: str, segment_by: str = "all") -> pd.DataFrame:
    return found[(found["subject"] == subject) & (found["segment_by"] == segment_by)].set_index("segment")


def test_nps_fell_by_ten_points_and_is_not_significant():
    # 220 promoters and 120 detractors of 500, then 200 and 150: z = 1.938917
    before = Estimate(20.0, 3.5777087639996634, 1e9, 500, 500, 500, way("wald"))
    after = Estimate(10.0, 3.7202150475476548, 1e9, 500, 500, 500, way("wald"))
    found = compare(before, after)
    assert found.value == -10.0
    assert found.value / found.se == pytest.approx(-1.937498, abs=2e-3)
    assert found.p > 0.05
    low, high = found.interval(0.95)
    assert low < 0 < high


def test_a_change_is_welch_s_test_between_the_waves(make_wave, spec):
    before, after = make_wave("2025-11", 1), make_wave("2025-12", 2, per_store=40)
    row = change(frame(changes(after, before, spec)), "overall").iloc[0]
    expected = ttest_ind(after.rows["overall"], before.rows["overall"], equal_var=False)
    value = after.rows["overall"].mean() - before.rows["overall"].mean()
    np.testing.assert_allclose(row[["value", "df"]].to_numpy(dtype=float), [value, expected.df], rtol=1e-9)
    plain = replace(compare(*(one.summary.scores.mean("overall") for one in (before, after))), sides=())
    welch = [*expected.confidence_interval(0.95**0.04), expected.pvalue]
    np.testing.assert_allclose([*plain.interval(0.95**0.04), plain.p], welch, rtol=1e-9)
    sides = [one.rows["overall"] for one in (after, before)]  # on 0-100 each side's interval leans away from the end
    reach = t.ppf((1 + 0.95**0.04) / 2, expected.df)
    means = [side.mean() for side in sides]
    widths = [reach * side.sem() / (side.mean() * (100 - side.mean()) / 100) for side in sides]
    ends = [100 * expit(logit(m / 100) + np.array([-w, w])) for m, w in zip(means, widths, strict=True)]
    put_together = difference((means[0], means[1]), (tuple(ends[0]), tuple(ends[1])), 0.0)
    np.testing.assert_allclose(row[["low", "high"]].to_numpy(dtype=float), put_together, rtol=1e-9)
    np.testing.assert_allclose(put_together, welch[:2], atol=0.02 * row["se"])
    assert row["p"] == pytest.approx(1 - (1 - expected.pvalue) ** (1 / 0.04), abs=1e-3)
    assert (row["period"], row["against"], row["unit"], row["n"]) == ("2025-12", "2025-11", "points", 160)
    method = "taylor, independent, welch-satterthwaite, together with 70 at 0.04 of the error"
    assert row["method"] == method  # a fifth of the error is for changes of everybody, of which there are five


def test_what_the_study_names_is_judged_at_more_than_half_of_its_full_strength(make_wave, spec):
    before, after = make_wave("2025-11", 1), make_wave("2025-12", 2)
    named = replace(spec, headlines=("top", "nps", "overall"), unit="store")
    row = change(frame(changes(after, before, named)), "top").iloc[0]
    assert row["method"].endswith("together with 70 at 0.075 of the error")
    low, high = row["value"] - row["low"], row["high"] - row["value"]
    assert low == pytest.approx(high, rel=0.01)
    assert (high + low) / 2 / row["se"] == pytest.approx(2.92, abs=0.02)


def test_a_change_turned_round_is_its_opposite(make_wave, spec):
    one, other = make_wave("2025-11", 1), make_wave("2025-12", 2)
    there, back = frame(changes(other, one, spec)), frame(changes(one, other, spec))
    np.testing.assert_allclose(there["value"], -back["value"], rtol=1e-9)
    np.testing.assert_allclose(there["se"], back["se"], rtol=1e-9)


def test_the_levels_of_a_segmentation_share_one_rule(make_wave, spec):
    found = frame(changes(make_wave("2025-12", 2), make_wave("2025-11", 1), spec))
    stores = change(found, "top", "store")
    method = "taylor, index weights as given, independent, welch-satterthwaite"
    assert all(text.startswith(f"{method}, together with 70 at ") for text in stores["method"])
    assert len(set(stores["method"])) == 1
    assert set(found["segment_by"]) == {"all", "store", "member"}


def test_a_planted_drop_is_found_in_its_store_alone(make_wave, spec):
    before = make_wave("2025-11", 21)
    dropped = change(frame(changes(make_wave("2025-12", 22, shift={"S3": -14}), before, spec)), "room", "store")
    assert list(dropped.index[dropped["high"] < 0]) == ["S3"]
    plain = change(frame(changes(make_wave("2025-12", 22), before, spec)), "room", "store")
    assert not ((plain["high"] < 0) | (plain["low"] > 0)).any()


def test_without_an_earlier_wave_there_is_no_change_and_a_reason(make_wave, spec):
    found = frame(changes(make_wave("2025-12", 2), None, spec))
    assert found["subject"].to_list() == ["top", "room", "food", "overall", "nps"]
    assert set(found["reason"]) == {"no_earlier_wave"}
    assert found["value"].isna().all()


def test_a_store_that_is_new_or_small_has_no_change(make_wave, spec):
    before, after = make_wave("2025-11", 1), make_wave("2025-12", 2)
    keep = (before.summary.scores.keys["segment"] != "S4").to_numpy()
    names = ("rows", "mass", "n", "w2", "w4", "totals", "squares")
    sums = {name: getattr(before.summary.scores, name)[keep] for name in names}
    scores = before.summary.scores
    fewer = type(scores)(
        scores.variables, scores.blocks, scores.keys[keep].reset_index(drop=True), **sums, population={}, has_psu=False
    )
    summary = type(before.summary)({}, fewer, before.summary.items, before.summary.counts, before.summary.answered, {})
    stores = change(frame(changes(after, type(before)("2025-11", summary, before.rows), spec)), "room", "store")
    assert stores.loc["S4", ["reason", "n"]].to_list() == ["no_earlier_wave", 60]
    assert set(stores.loc[["S1", "S2", "S3"], "reason"]) == {""}
    small = change(frame(changes(after, make_wave("2025-11", 1, per_store=9), spec)), "room", "store")
    assert set(zip(small["reason"], small["n"], strict=True)) == {("small_base", 9)}


def test_what_the_earlier_wave_did_not_ask_has_no_change(make_wave, spec):
    more = ScoreSpec({**spec.constructs, "spa": ("q3",)}, spec.index, spec.outcomes, spec.nps)
    found = change(frame(changes(make_wave("2025-12", 2), make_wave("2025-11", 1), more)), "spa")
    assert found["reason"].to_list() == ["not_asked"]


def test_every_wave_is_scored_with_its_own_period(make_wave, spec):
    waves = [make_wave(f"2025-{month:02d}", month) for month in (10, 11, 12)]
    found = frame(series(waves, spec))
    index = found[(found["subject"] == "top") & (found["measure"] == "index")]
    assert index["period"].to_list() == ["2025-10", "2025-11", "2025-12"]
    means = [wave.rows[["room", "food"]].mean().mean() for wave in waves]
    np.testing.assert_allclose(index["value"], means, rtol=1e-12)
    assert set(found["measure"]) == {"index", "nps"}
    assert found["reason"].eq("").all()


def test_the_change_is_the_difference_of_the_series(make_wave, spec):
    waves = [make_wave("2025-11", 1), make_wave("2025-12", 2)]
    line = frame(series(waves, spec)).set_index(["subject", "period"])["value"]
    found = frame(changes(waves[1], waves[0], spec))
    for subject in ("top", "room", "nps"):
        difference = line[subject, "2025-12"] - line[subject, "2025-11"]
        assert change(found, subject)["value"].item() == pytest.approx(difference, rel=1e-9)


def broken_waves():
    """November is answered otherwise than October: q2 of the construct room more kindly; December as November."""
    return [drawn("2025-10", 1), drawn("2025-11", 2, {"q2": 0.6}), drawn("2025-12", 3, {"q2": 0.6})]


def test_no_change_is_told_across_a_break():
    before, after, _ = broken_waves()
    found = frame(changes(after, before, SCORES, between_waves([before, after], comparability_spec())))
    hidden = found[found["reason"] == "not_comparable"]
    assert set(hidden["subject"]) == {"room", "top", "stay"}
    assert hidden["value"].isna().all()
    assert hidden[["low", "high", "p", "se"]].isna().all(axis=None)
    assert set(hidden["against"]) == {"2025-10"}
    assert set(hidden["segment_by"]) == {"all", "store"}
    assert found[found["subject"] == "food"]["value"].notna().all()


def test_shares_are_set_before_it_is_known_what_compares():
    before, after, _ = broken_waves()
    guarded = change(
        frame(changes(after, before, SCORES, between_waves([before, after], comparability_spec()))), "food"
    )
    plain = change(frame(changes(after, before, SCORES)), "food")
    assert guarded.loc["", "method"] == plain.loc["", "method"]


def test_after_the_break_changes_are_told_again():
    waves = broken_waves()
    found = frame(changes(waves[2], waves[1], SCORES, between_waves(waves, comparability_spec())))
    assert set(found["reason"]) == {""}


def test_levels_whose_question_was_reworded_have_no_change():
    before, after = drawn("2025-11", 1), drawn("2025-12", 2)
    changed = {"2025-12": Reworded(frozenset({"store"}))}
    guard = between_waves([before, after], comparability_spec(questionnaires=changed))
    found = frame(changes(after, before, SCORES, guard))
    assert set(found[found["segment_by"] == "store"]["reason"]) == {"not_comparable"}
    assert set(found[found["segment_by"] == "all"]["reason"]) == {""}


def test_a_line_breaks_where_the_waves_do():
    waves = broken_waves()
    found = frame(series(waves, SCORES, between_waves(waves, comparability_spec())))
    breaks = found[found["measure"] == "break"]
    assert set(breaks["subject"]) == {"room", "top", "stay"}
    assert {tuple(row) for row in breaks[["period", "against", "reason", "method"]].to_numpy()} == {
        ("2025-11", "2025-10", "not_comparable", "delta cfi, scalar")
    }
    assert breaks["value"].isna().all()
    assert len(found[found["measure"] == "index"]) == 3 * 5
    assert found[found["measure"] == "index"]["value"].notna().all()


def test_a_line_over_comparable_waves_is_whole():
    waves = [drawn("2025-11", 1), drawn("2025-12", 2)]
    found = frame(series(waves, SCORES, between_waves(waves, comparability_spec())))
    assert "break" not in set(found["measure"])


def test_a_reworded_outcome_breaks_its_line_for_that_reason():
    waves = [drawn("2025-11", 1), drawn("2025-12", 2)]
    changed = {"2025-12": Reworded(frozenset({"overall"}))}
    found = frame(series(waves, SCORES, between_waves(waves, comparability_spec(questionnaires=changed))))
    (row,) = found[found["measure"] == "break"].itertuples()
    assert (row.subject, str(row.method)) == ("overall", "questionnaires compared")
