"""KPIs in their own units and as points, and what each part makes of the index: sums that hold in every cell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import t

from csat_lib.index.composite import composites
from csat_lib.insight.index_parts import index_parts
from csat_lib.insight.operating_figures import KpiFacts, KpiSpec, KpiValue, kpi_levels
from csat_lib.insight.trends import changes
from csat_lib.proportion import wilson
from csat_lib.summary.design import sum_design
from csat_lib.summary.sample import ALL, Sample, cells_of

STORES = ("S1", "S2", "S3", "S4")
QUEUE = dict(zip(STORES, (3.0, 4.0, 5.0, 3.0), strict=True))
SOLVED = {"S1": (80.0, 100.0), "S2": (90.0, 100.0), "S3": (70.0, 100.0), "S4": (95.0, 100.0)}
PARTS = {"room": 0.4, "food": 0.3, "queue": 0.2, "solved": 0.1}


def minutes(value: float) -> float:
    return 100 * min(max((10 - value) / 9, 0), 1)


def with_kpis(wave, queue=QUEUE):
    """The wave with the points of both KPIs among its scores."""
    rows = wave.rows.assign(
        queue=wave.rows["store"].map({store: minutes(value) for store, value in queue.items()}),
        solved=wave.rows["store"].map({store: 100 * k / n for store, (k, n) in SOLVED.items()}),
    )
    names = ["room", "food", "overall", "nps", "queue", "solved"]
    sample = Sample(np.ones(len(rows)), cells_of(rows, ["store", "member"], "store"))
    scores = sum_design(rows[names], sample, [names])
    variances = {store: 1e4 * k / n * (1 - k / n) / n for store, (k, n) in SOLVED.items()}
    scores = replace(scores, given={"queue": {}, "solved": variances}, given_by="store")
    return replace(wave, summary=replace(wave.summary, scores=scores), rows=rows)


@pytest.fixture
def made(make_wave, spec):
    """Two waves, in the second of which the queue of S4 grows from 3 to 7 minutes, and their spec."""
    before, after = with_kpis(make_wave("2026-05", 1)), with_kpis(make_wave("2026-06", 2), QUEUE | {"S4": 7.0})
    solved = {store: KpiValue(k / n, k, n) for store, (k, n) in SOLVED.items()}
    exact = {store: KpiValue(value) for store, value in QUEUE.items()}
    scores = replace(spec, index={"top": PARTS}, kpis=("queue", "solved"), unit="store", headlines=("top",))
    facts = {
        "queue": KpiFacts(exact | {"S4": KpiValue(7.0)}, exact, minutes, step=-1.0, target=3.0),
        "solved": KpiFacts(solved, solved, lambda share: 100 * share, scale=100.0, step=0.01),
    }
    return before, after, KpiSpec(facts, "top", scores)


def found(result, **where):
    rows = [row for row in result.to_findings() if all(getattr(row, key) == value for key, value in where.items())]
    (row,) = rows
    return row


def test_figures_stand_in_their_own_units_with_the_interval_that_they_have(made):
    before, after, spec = made
    levels = kpi_levels(after, before, spec)
    queue = found(levels, measure="operating_figure", subject="queue", segment="S4")
    assert (queue.value, queue.low, queue.n) == (7.0, None, None)
    solved = found(levels, measure="operating_figure", subject="solved", segment="S1")
    assert (solved.value, solved.n) == (80.0, 100)
    assert (solved.low, solved.high) == pytest.approx([100 * end for end in wilson(0.8, 100, 0.95)])
    moved = found(levels, measure="operating_change", subject="queue", segment="S4")
    assert (moved.value, moved.against, moved.low) == (4.0, "2026-05", None)
    still = found(levels, measure="operating_change", subject="solved", segment="S1")
    low, high = (100 * end - 80 for end in wilson(0.8, 100, 0.95))
    assert (still.value, still.high) == (0.0, pytest.approx((low**2 + high**2) ** 0.5))


def test_of_all_units_counts_are_pooled_means_too_and_others_averaged_by_respondents(made, make_wave):
    _, after, spec = made
    levels = kpi_levels(after, None, spec)
    assert found(levels, measure="operating_figure", subject="solved", segment_by="all").value == pytest.approx(83.75)
    queue = found(levels, measure="operating_figure", subject="queue", segment_by="all")
    assert queue.value == pytest.approx(np.mean([3.0, 4.0, 5.0, 7.0]))
    points = found(levels, measure="operating_points", subject="queue", segment_by="all")
    assert points.value == pytest.approx(np.mean([minutes(value) for value in (3, 4, 5, 7)]))
    means = {"S1": KpiValue(2.0, n=10, sd=1.0), "S2": KpiValue(4.0, n=30, sd=2.0)}
    pooled = KpiValue.together(means, after.summary.scores, "store", "queue")
    assert (pooled.value, pooled.n) == (3.5, 40)
    error = ((10 / 40) ** 2 * 1 / 10 + (30 / 40) ** 2 * 4 / 30) ** 0.5
    low, high = pooled.ends(0.95)
    assert (low, high) == pytest.approx((3.5 - t.ppf(0.975, 39) * error, 3.5 + t.ppf(0.975, 39) * error))


def test_what_a_unit_better_and_the_target_are_worth_is_arithmetic_of_the_index(made):
    _, after, spec = made
    levels = kpi_levels(after, None, spec)
    assert found(levels, measure="step_worth", subject="queue").value == pytest.approx(0.2 * 100 / 9)
    assert found(levels, measure="target_worth", subject="queue").value == pytest.approx(0.2 * 100 * (4.75 - 3) / 9)
    assert found(levels, measure="step_worth", subject="solved").value == pytest.approx(0.1)
    assert not [row for row in levels.to_findings() if row.measure == "target_worth" and row.subject == "solved"]


@pytest.mark.parametrize("cell", [ALL, *(("store", store) for store in STORES)])
def test_parts_add_up_to_the_index_and_to_its_change(made, cell):
    before, after, spec = made
    result = index_parts(after, before, spec)
    root = composites(spec.scores)[0]
    own = {"segment_by": cell[0], "segment": cell[1]}
    parts = [row for row in result.to_findings() if (row.segment_by, row.segment) == cell]
    levels = [row.value for row in parts if row.measure == "index_part"]
    assert sum(levels) == pytest.approx(root.estimate(after.summary.scores, cell).value, rel=1e-9)
    whole = [row for _, row in changes(after, before, spec.scores).figures if (row.subject, row.cell) == ("top", cell)]
    moves = sum(row.value for row in parts if row.measure == "index_part_change")
    assert moves == pytest.approx(whole[0].estimate.value, rel=1e-9)
    answers, kpis = (found(result, measure=name, **own).value for name in ("answers_change", "kpis_change"))
    assert answers + kpis == pytest.approx(moves, rel=1e-9)


def test_an_exact_figure_moves_the_index_exactly_and_answers_with_their_interval(made):
    before, after, spec = made
    result = index_parts(after, before, spec)
    queue = found(result, measure="index_part_change", subject="queue", segment="S4")
    assert (queue.value, queue.low, queue.se) == (pytest.approx(-0.2 * 100 * 4 / 9, rel=1e-9), None, None)
    room = found(result, measure="index_part_change", subject="room", segment="S4")
    (change,) = [
        row.to_finding("trends", 0.95)
        for _, row in changes(after, before, spec.scores).figures
        if (row.subject, row.cell) == ("room", ("store", "S4"))
    ]
    assert (room.value, room.low, room.high) == pytest.approx(
        [0.4 * x for x in (change.value, change.low, change.high)]
    )


def test_a_wave_without_another_has_levels_alone_and_one_without_an_index_nothing(made):
    _, after, spec = made
    assert {row.measure for row in index_parts(after, None, spec).to_findings()} == {"index_part"}
    assert index_parts(after, None, replace(spec, root="")).to_findings() == []
    nothing = {"queue": KpiFacts({}, {}, minutes)}
    (row, points) = kpi_levels(after, None, replace(spec, kpis=nothing)).to_findings()
    assert (row.value, row.reason, points.reason) == (None, "no_kpi", "no_kpi")


def test_a_kpi_that_one_wave_lacks_leaves_no_part_of_the_change(made, make_wave):
    before, _, spec = made
    after = with_kpis(make_wave("2026-06", 2), {name: value for name, value in QUEUE.items() if name != "S4"})
    spared = replace(spec, scores=replace(spec.scores, spared=("queue",)))
    result = index_parts(after, before, spared)
    own = {"segment_by": "store", "segment": "S4"}
    levels = [row.value for row in result.to_findings() if row.measure == "index_part" and row.segment == "S4"]
    whole = composites(spared.scores)[0].estimate(after.summary.scores, ("store", "S4"))
    assert (len(levels), sum(levels)) == (3, pytest.approx(whole.value, rel=1e-9))
    for measure in ("answers_change", "kpis_change"):
        row = found(result, measure=measure, **own)
        assert (row.value, row.low, row.reason) == (None, None, "no_kpi")
    assert not [row for row in result.to_findings() if row.measure == "index_part_change" and row.segment == "S4"]
    assert found(result, measure="kpis_change", segment="S1").value is not None
