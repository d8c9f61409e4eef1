"""Segments: every cell is scored, and compared with the rest under one confidence for all its levels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit, logit
from scipy.stats import t

from csat_lib.findings import to_frame
from csat_lib.index.composite import Composite
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.comparability import Comparability, ComparabilityTest, Compared
from csat_lib.insight.segments import by_segment, segmentations
from csat_lib.summary.counts import count_answers
from csat_lib.summary.design import Sample, rest_of, sum_design
from csat_lib.summary.estimate import Estimate, difference
from csat_lib.summary.sample import cells_of
from csat_lib.summary.summary import Summary


def frame(result) -> pd.DataFrame:
    return to_frame(result.to_findings())


def gaps(found: pd.DataFrame, subject: str, segment_by: str) -> pd.DataFrame:
    rows = found[(found["measure"] == "gap") & (found["subject"] == subject) & (found["segment_by"] == segment_by)]
    return rows.set_index("segment")


def test_every_level_and_every_crossed_cell_is_scored(make_wave, spec):
    found = frame(by_segment(make_wave("2025-12", 1).summary, spec))
    index = found[(found["measure"] == "index") & (found["subject"] == "top")]
    assert index.groupby("segment_by").size().to_dict() == {"member": 2, "store": 4, "store*member": 8}
    assert set(found["topic"]) == {"segments", "scores"}
    assert set(found.loc[found["segment_by"] == "store*member", "measure"]) == {
        "index", "nps", "promoters", "passives", "detractors",
    }  # fmt: skip
    assert {"mean", "top2"} < set(found.loc[found["segment_by"] == "store", "measure"])


def test_a_cell_has_the_mean_of_its_rows(make_wave, spec):
    wave = make_wave("2025-12", 1)
    found = frame(by_segment(wave.summary, spec))
    cell = wave.rows[(wave.rows["store"] == "S2") & (wave.rows["member"] == "gold")]
    row = found[(found["subject"] == "room") & (found["measure"] == "index") & (found["segment"] == "S2*gold")].iloc[0]
    assert (row["value"], row["n"]) == (pytest.approx(cell["room"].mean(), rel=1e-12), len(cell))


def test_a_gap_is_the_cell_less_the_rest_with_welch_s_error(make_wave, spec):
    wave = make_wave("2025-12", 1)
    row = gaps(frame(by_segment(wave.summary, spec)), "room", "store").loc["S3"]
    inside = wave.rows.loc[wave.rows["store"] == "S3", "room"]
    outside = wave.rows.loc[wave.rows["store"] != "S3", "room"]
    assert row["value"] == pytest.approx(inside.mean() - outside.mean(), rel=1e-9)
    n = len(wave.rows)
    variance = n / (n - 1) * (inside.var(ddof=0) / len(inside) + outside.var(ddof=0) / len(outside))
    assert row["se"] == pytest.approx(np.sqrt(variance), rel=1e-9)


def on_logit(side: Estimate, reach: float) -> tuple[float, float]:
    """The interval of a mean on 0-100, so many errors from it on the logit."""
    width = reach * side.se / (side.value * (100 - side.value) / 100)
    low, high = 100 * expit(logit(side.value / 100) + np.array([-width, width]))
    return float(low), float(high)


def assert_put_together(summary: Summary, rows: pd.DataFrame, by: str, confidence: float) -> None:
    """The intervals are those of the two sides at t of the gap's own degrees of freedom, put together."""
    for level, row in rows.iterrows():
        cell, rest = (summary.scores.mean("room", each) for each in ((by, level), rest_of((by, level))))
        reach = t.ppf((1 + confidence) / 2, row["df"])
        r = (cell.se**2 + rest.se**2 - row["se"] ** 2) / (2 * cell.se * rest.se)
        sides = [on_logit(side, reach) for side in (cell, rest)]
        assert (row["low"], row["high"]) == pytest.approx(
            difference((cell.value, rest.value), tuple(sides), r), rel=1e-9
        )
        assert (row["high"] - row["low"]) / 2 == pytest.approx(reach * row["se"], rel=0.02)


def test_the_intervals_of_the_levels_hold_together(make_wave, spec):
    summary = make_wave("2025-12", 1).summary
    rows = gaps(frame(by_segment(summary, spec)), "room", "store")
    assert_put_together(summary, rows, "store", 0.95 ** (0.48 / 25))
    cells = [("store", level) for level in rows.index]
    room = Composite("room", "index", {"room": 1.0})
    alone = np.array([room.estimate(summary.scores, cell, rest_of(cell)).p for cell in cells])
    np.testing.assert_allclose(rows["p"], 1 - (1 - alone) ** (25 / 0.48), rtol=1e-6)
    by_t = 2 * t.sf(np.abs(rows["value"] / rows["se"]), rows["df"])
    np.testing.assert_allclose(alone, by_t, atol=0.01)
    assert set(rows["method"]) == {"taylor, cell minus the rest, together with 25 at 0.0192 of the error"}
    assert set(rows["confidence"]) == {0.95}


def test_the_gaps_of_two_levels_mirror_each_other(make_wave, spec):
    rows = gaps(frame(by_segment(make_wave("2025-12", 1).summary, spec)), "nps", "member")
    assert rows.loc["gold", "value"] == pytest.approx(-rows.loc["no", "value"], rel=1e-9)
    assert rows.loc["gold", "se"] == pytest.approx(rows.loc["no", "se"], rel=1e-9)


def test_two_levels_that_are_everybody_are_one_comparison(make_wave, spec):
    alone = replace(spec, constructs={"room": ()}, index={}, outcomes=(), nps=None)
    summary = make_wave("2025-12", 1).summary
    rows = gaps(frame(by_segment(summary, alone)), "room", "member")
    assert set(rows["method"]) == {"taylor, cell minus the rest, together with 5 at 0.096 of the error"}
    assert_put_together(summary, rows, "member", 0.95**0.096)


def scored(rows: pd.DataFrame) -> Summary:
    """Rows with a store and a room score, added up."""
    totals = sum_design(rows[["room"]], Sample(np.ones(len(rows)), cells_of(rows, ["store"])))
    return Summary(
        {}, totals, totals, count_answers({}, Sample(np.ones(len(rows)), cells_of(rows, []))), np.zeros(1), {}
    )


def test_two_levels_beside_guests_of_neither_are_two_comparisons():
    draw = np.random.default_rng(1)
    rows = pd.DataFrame({"store": ["S1", "S2", None] * 20, "room": draw.normal(70, 10, 60)})
    found = gaps(frame(by_segment(scored(rows), ScoreSpec({"room": ()}))), "room", "store")
    assert set(found["method"]) == {"taylor, cell minus the rest, together with 2 at 0.24 of the error"}


def test_a_gap_to_a_rest_too_small_to_show_carries_the_base_of_the_rest():
    rows = pd.DataFrame({"store": ["S1"] * 40 + ["S2"] * 6, "room": np.arange(46.0)})
    found = gaps(frame(by_segment(scored(rows), ScoreSpec({"room": ()}))), "room", "store")
    assert found[["reason", "n"]].to_numpy().tolist() == [["small_base", 6], ["small_base", 6]]


def test_a_cell_whose_guests_all_agree_has_a_gap_but_no_interval():
    rows = pd.DataFrame({"store": ["S1"] * 12 + ["S2"] * 40 + ["S3"] * 40, "room": [100.0] * 12 + list(range(80))})
    found = gaps(frame(by_segment(scored(rows), ScoreSpec({"room": ()}))), "room", "store")
    assert found.loc["S1", "value"] == pytest.approx(100 - 39.5)
    assert found.loc["S1", ["se", "df", "low", "high", "p"]].isna().all()
    assert found.loc["S2", "method"] == "taylor, cell minus the rest, together with 3 at 0.16 of the error"


def test_a_planted_gap_is_found_and_none_is_found_where_none_is(make_wave, spec):
    planted = gaps(frame(by_segment(make_wave("2025-12", 4, shift={"S2": -12}).summary, spec)), "room", "store")
    assert list(planted.index[planted["high"] < 0]) == ["S2"]
    plain = gaps(frame(by_segment(make_wave("2025-12", 4).summary, spec)), "room", "store")
    assert not ((plain["low"] > 0) | (plain["high"] < 0)).any()


def test_a_gap_has_the_base_of_its_cell(make_wave, spec):
    wave = make_wave("2025-12", 1)
    rows = gaps(frame(by_segment(wave.summary, spec)), "top", "member")
    assert rows["n"].to_dict() == wave.rows["member"].value_counts().to_dict()


def test_small_cells_are_hidden(make_wave, spec):
    wave = make_wave("2025-12", 1, per_store=(18, 60, 60, 60))
    found = frame(by_segment(wave.summary, spec))
    rows = found[(found["subject"] == "room") & (found["segment_by"] == "store*member") & (found["measure"] == "index")]
    small, shown = rows["n"] < 10, rows["reason"] == ""
    assert small.sum() == 2
    assert shown.sum() == 2
    assert set(rows.loc[small, "reason"]) == {"small_base"}
    assert set(rows.loc[~small & ~shown, "reason"]) == {"complementary"}
    assert rows.loc[~shown, ["value", "low", "high", "se"]].isna().all().all()


def test_one_level_alone_has_nobody_to_be_compared_with(make_wave, spec):
    wave = make_wave("2025-12", 1)
    only = wave.summary.scores.keys["segment"].isin(["", "S1"])
    rows = np.flatnonzero(only)
    names = ("rows", "mass", "n", "w2", "w4", "totals", "squares")
    sums = {name: getattr(wave.summary.scores, name)[rows] for name in names}
    one = type(wave.summary.scores)(
        wave.summary.scores.variables,
        wave.summary.scores.blocks,
        wave.summary.scores.keys[only].reset_index(drop=True),
        **sums,
        population={},
        has_psu=False,
    )
    summary = type(wave.summary)({}, one, wave.summary.items, wave.summary.counts, wave.summary.answered, {})
    found = gaps(frame(by_segment(summary, spec)), "room", "store")
    assert found["reason"].to_list() == ["one_group"]


def test_segmentations_come_plain_before_crossed(make_wave):
    assert segmentations(make_wave("2025-12", 1).summary) == ["member", "store", "store*member"]


def guarded(make_wave, spec, verdict, reason):
    between = Compared(segment_by="store", segment="S2")
    guard = Comparability((), (), groups=(ComparabilityTest("room", verdict, reason, between),))
    return frame(by_segment(make_wave("2025-12", 1).summary, spec, guard))


def test_the_group_that_answers_otherwise_has_no_gap_and_the_others_have(make_wave, spec):
    found = guarded(make_wave, spec, "not_comparable", "scalar")
    rows = gaps(found, "room", "store")
    broken = rows.index == "S2"
    assert set(rows.loc[broken, "reason"]) == {"not_comparable"}
    assert rows.loc[broken, ["value", "se", "low", "high", "p"]].isna().all(axis=None)
    assert set(rows.loc[~broken, "reason"]) == {""}
    assert set(gaps(found, "room", "member")["reason"]) == set(gaps(found, "food", "store")["reason"]) == {""}
    scored = found[(found["measure"] == "index") & (found["subject"] == "room") & (found["segment_by"] == "store")]
    assert scored["value"].notna().all()


def test_the_gap_of_a_group_left_out_of_the_test_is_told_and_says_so(make_wave, spec):
    rows = gaps(guarded(make_wave, spec, "not_tested", "few_answers"), "room", "store")
    said = rows["method"].astype(str).str.contains("group not tested")
    assert rows["value"].notna().all()
    assert list(said.index[said]) == ["S2"]
