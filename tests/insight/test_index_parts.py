"""Parts of an index of answers alone, by estimated weights: they add up in every cell, and stand in every wave."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from csat_lib.index.composite import composites
from csat_lib.index.weights import index_weights
from csat_lib.insight.index_parts import index_parts
from csat_lib.insight.operating_figures import KpiSpec
from csat_lib.insight.trends import changes
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.sample import ALL

TREE = {"top": {"room": "johnson", "food": "johnson"}}
GROUPS = 60


@pytest.fixture
def made(make_wave, spec):
    """Two waves, the weights of the index from the answers of the later one."""
    before, after = (make_wave(f"2026-0{seed}", seed) for seed in (1, 2))
    base = Base(group=np.arange(len(after.rows)) % GROUPS, n_groups=GROUPS)
    weights = index_weights(TREE, sum_moments(after.rows[["room", "food", "overall"]], base), "overall")
    scores = replace(spec, index=weights.tree, weight_errors=weights.errors, unit="store", headlines=("top",))
    return before, after, KpiSpec({}, "top", scores)


@pytest.mark.parametrize("cell", [ALL, *(("store", store) for store in ("S1", "S2", "S3", "S4"))])
def test_parts_add_up_to_the_index_and_to_its_change_without_a_kpi(made, cell):
    before, after, spec = made
    found = index_parts(after, before, spec)

    def added(measure):
        here = [row for row in found.of(measure).to_findings() if (row.segment_by, row.segment) == cell]
        assert [row.subject for row in here] == ["room", "food"]
        return sum(row.value for row in here)

    whole = composites(spec.scores)[0].estimate(after.summary.scores, cell).value
    assert added("index_part") == pytest.approx(whole, rel=1e-9)
    moved = [row for _, row in changes(after, before, spec.scores).figures if (row.subject, row.cell) == ("top", cell)]
    assert added("index_part_change") == pytest.approx(moved[0].estimate.value, rel=1e-9)


def test_of_answers_alone_nothing_is_set_beside_kpis_and_a_first_wave_has_its_levels(made):
    before, after, spec = made
    assert {row.measure for row in index_parts(after, before, spec).to_findings()} == {
        "index_part",
        "index_part_change",
    }
    levels = index_parts(after, None, spec)
    assert [row.value for row in levels.to_findings()] == [
        row.value for row in index_parts(after, before, spec).of("index_part").to_findings()
    ]
