"""KPIs in their own units and as points, and what each part makes of the index: sums that hold in every cell."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy.stats import t

from csat_lib.index.composite import composites
from csat_lib.index.score_figures import ScoreFigure, mean_figure
from csat_lib.index.weight_errors import WeightErrors
from csat_lib.insight.decomposition import decompose
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


@pytest.mark.parametrize("cell", [ALL, *(("store", store) for store in STORES)])
@pytest.mark.parametrize("name", ["room", "food"])
def test_a_part_of_a_given_weight_is_the_exact_multiple_of_its_score_and_of_its_change(made, name, cell):
    before, after, spec = made
    result, own = index_parts(after, before, spec), {"subject": name, "segment_by": cell[0], "segment": cell[1]}
    level = mean_figure(ScoreFigure(name, "index", after.summary.scores.mean(name, cell), cell=cell), spec.scores)
    moved = {(row.subject, row.cell): row for _, row in changes(after, before, spec.scores).figures}
    for measure, figure in {"index_part": level, "index_part_change": moved[name, cell]}.items():
        part = found(result, measure=measure, **own)
        ends = figure.estimate.value, figure.low, figure.high, figure.estimate.se
        assert (part.value, part.low, part.high, part.se) == pytest.approx(
            [PARTS[name] * end for end in ends], rel=1e-12
        )
        assert part.noted("times its weight")


def test_a_part_of_an_estimated_weight_has_no_interval(made):
    before, after, spec = made
    errors = WeightErrors(("room", "food"), np.diag([0.01, 0.0]), np.zeros((2, 2)), 100)
    unsure = replace(spec, scores=replace(spec.scores, weight_errors={"top": errors}))
    rows = index_parts(after, before, unsure).to_findings()
    for row in (row for row in rows if row.measure in {"index_part", "index_part_change"} and row.subject == "room"):
        assert (row.low, row.high, row.se, row.confidence) == (None, None, None, None)
        assert row.noted("error of a single weight too skewed")
        assert row.noted("index weights estimated in # groups")
    given = [row for row in rows if row.subject == "food"]
    assert given == [row for row in index_parts(after, before, spec).to_findings() if row.subject == "food"]
    assert found(index_parts(after, before, unsure), measure="answers_change", segment_by="all").low is not None


def test_a_kpi_s_part_in_a_unit_has_the_points_of_the_ends_of_the_figure_itself(made):
    """In bands: 90 of 100 are worth 100 points, 70 to 90 are worth 60."""
    before, after, spec = made
    now, then = KpiValue(0.9, 90.0, 100.0), KpiValue(0.6, 60.0, 100.0)
    bands = replace(spec.kpis["solved"], points=lambda share: np.select([share >= 0.9, share >= 0.7], [100.0, 60.0]))
    bands = replace(bands, figures={"S2": now}, before={"S2": then})
    result = index_parts(after, before, replace(spec, kpis=spec.kpis | {"solved": bands}))
    part = found(result, measure="index_part", subject="solved", segment="S2")
    assert (part.low, part.high, part.se) == (pytest.approx(0.1 * 60), pytest.approx(0.1 * 100), None)
    assert str(part.method).endswith("from records, scoring standard, times its weight")
    moved = found(result, measure="index_part_change", subject="solved", segment="S2")
    assert (moved.low, moved.high) == pytest.approx((0.1 * (100 - np.hypot(40, 60)), 0.1 * 100))  # from 0 (0 to 60)
    without = found(result, measure="index_part", subject="solved", segment="S1")
    assert without.noted("taylor")


@pytest.mark.parametrize("least", [1, 61])
def test_the_parts_of_a_change_count_the_errors_of_the_kpis(make_wave, spec, least):
    """What they add is the square of the part's slope by each figure times its variance: also of stores not shown."""
    variances, sizes, point = {"S1": 9.0, "S3": 4.0}, (60, 60, 70, 80), 9 / 100
    scores = replace(spec, index={"top": PARTS}, kpis=("queue", "solved"), unit="store", minimum_base=least)

    def parts(known, **shifted):
        waves = [with_kpis(make_wave(f"2026-0{at}", at, sizes), QUEUE | shifted.get(f"at{at}", {})) for at in (1, 2)]
        held = [replace(one.summary, scores=replace(one.summary.scores, given={"queue": known})) for one in waves]
        before, after = (replace(one, summary=own) for one, own in zip(waves, held, strict=True))
        rows = [row for _, row in decompose(after, before, scores).figures if row.subject == "top"]
        return {(row.measure, row.cell): row.estimate for row in rows if "store" in {row.cell[0], row.other}}

    sure, unsure = parts({}), parts(variances)
    added = dict.fromkeys(sure, 0.0)
    for at, (store, variance) in product((1, 2), variances.items()):
        moved = parts({}, **{f"at{at}": {store: QUEUE[store] - point}})  # a point more
        for key, one in moved.items():
            added[key] += (one.value - sure[key].value) ** 2 * variance if one.value is not None else 0.0
    told = [key for key, one in sure.items() if one.se]
    assert ("remainder", ALL) in told if least > 60 else ("contribution", ("store", "S1")) in told
    for key in told:
        assert unsure[key].se ** 2 - sure[key].se ** 2 == pytest.approx(added[key], rel=2e-3, abs=1e-6)
    assert max(added[key] for key in told) > 0.001


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
