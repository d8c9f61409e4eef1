"""A few studies of what ``false_marks.py`` counts over a thousand, and what its kept table promises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.insight.segments import by_segment
from csat_lib.insight.targets import against_targets
from csat_lib.insight.trends import changes

from .false_marks import CASES, FOUND, KEPT, RULES, SPEC, drawn, figures, marks, wave


def test_a_study_compares_every_group_in_every_score_and_item():
    made = figures(*drawn(1, 2, planted=False))
    assert sum(one.measure == "gap" for one in made) == 9 * 12
    assert sum(one.measure == "change" for one in made) == 9 * 13
    assert sum(one.measure == "item_gap" for one in made) == 25 * 12
    assert sum(one.measure == "item_change" for one in made) == 25 * 13
    assert [one.subject for one in made if one.measure == "target_gap"] == list(SPEC.targets)


def test_the_figures_are_those_that_a_report_records():
    rng = np.random.default_rng([5, 2, False])
    before, after = (wave(rng, period, planted=False) for period in ("1", "2"))
    cells = by_segment(after.summary, replace(SPEC, has_earlier=True)).figures
    recorded = [one for one in cells if one.measure in {"gap", "item_gap"}]
    recorded += [one for _, one in changes(after, before, SPEC).figures]
    recorded += against_targets(after.summary, replace(SPEC, has_earlier=True)).figures
    ends = {(one.measure, one.subject, one.cell): (one.low, one.high) for one in recorded}
    made = figures(*drawn(5, 2, planted=False))
    assert {(one.measure, one.subject, one.cell) for one in made} == set(ends)
    for one in made:
        assert (one.low, one.high) == pytest.approx(ends[one.measure, one.subject, one.cell], rel=1e-9)


def test_the_fall_in_cleanliness_is_found_and_one_study_of_nothing_is_silent():
    made = figures(*drawn(2, 2, planted=True))
    seen = {(one.measure, one.subject, one.cell[1]): marks(one, "whole report") for one in made}
    assert seen["gap", "cleanliness", "S05"] == -1
    assert not any(marks(one, "whole report") for one in figures(*drawn(3, 1, planted=False)))


@pytest.fixture(scope="module")
def kept() -> pd.DataFrame:
    return pd.read_csv(KEPT, keep_default_na=False).set_index(["truth", "waves", "what"])


def test_the_kept_studies_in_which_nobody_differs_are_marked_in_at_most_one_of_twenty(kept):
    assert kept.groupby(level="truth")["studies"].agg(["min", "max"]).T.to_dict("list") == {
        truth: [studies, studies] for truth, studies in CASES.items()
    }
    assert set(kept.loc["null"].index.get_level_values("waves")) == {1, 2}
    null = kept.xs("null", level="truth").xs("anything", level="what")[list(RULES)]
    assert (null["whole report"] <= 0.05).all()
    assert (null["by family"] > 0.3).all()
    assert (kept.xs("an order of dimensions", level="what")["whole report"] <= 0.02).all()
    assert kept.loc[("planted", 2, "false marks"), "whole report"] <= 0.05


def test_the_kept_power_finds_the_planted_unit(kept):
    planted = kept.xs("planted", level="truth")["whole report"].droplevel("waves")
    assert set(planted.index) == {" ".join(what).strip() for what in FOUND} | {"anything in Chengdu", "false marks"}
    assert planted["anything in Chengdu"] >= 0.99
    assert planted["gap cleanliness S05"] >= 0.95
