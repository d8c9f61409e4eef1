"""The summary of respondents, however they are cut into batches."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from itertools import pairwise
from operator import add

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csat_lib.answers.read import open_answers
from csat_lib.collect.batch_sums import Respondents, sum_respondents
from csat_lib.collect.matched_rows import match_rows
from csat_lib.collect.workspace import Workspace
from csat_lib.study.measuring import Measurement
from csat_lib.summary.summary import Summary

N = 120


@pytest.fixture
def respondents(make_plan, answers, tmp_path):
    """120 respondents of unequal weight, every fourth of them left out by one of two rules."""
    plan = make_plan(answers)
    spill = match_rows(plan.study, open_answers(plan.responses), b"key", Workspace(tmp_path), plan.period)
    spilled = next(table for _, table in spill.all_rows()).to_pandas()
    rng = np.random.default_rng(3)
    rule = np.where(rng.random(N) < 0.25, rng.integers(0, 2, N), -1)
    reason = pd.Categorical.from_codes(rule, categories=["seconds", "missing"])
    return Respondents(plan.study, spilled, rng.uniform(0.5, 2, N), reason)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(1, N - 1), max_size=3))
def test_any_split_gives_the_same_summary(respondents, cuts):
    whole = sum_respondents(respondents)
    edges = [0, *sorted(cuts), N]
    place = np.arange(N)
    parts = [respondents.where((place >= a) & (place < b)) for a, b in pairwise(edges)]
    assert_equal(reduce(add, map(sum_respondents, parts)), whole)


def assert_equal(one: Summary, other: Summary):
    np.testing.assert_array_equal(one.answered, other.answered)
    pd.testing.assert_frame_equal(one.counts.table, other.counts.table, rtol=1e-12, check_dtype=False)
    for left, right in [(one.scores, other.scores), (one.items, other.items)]:
        pd.testing.assert_frame_equal(left.keys, right.keys, check_dtype=False)
        for name in ("rows", "mass", "n", "w2", "w4", "totals", "squares"):
            np.testing.assert_allclose(getattr(left, name), getattr(right, name), rtol=1e-12, atol=1e-9)
    for name, part in one.moments.items():
        for sums in ("n", "w", "w2", "wx", "wx2", "wxx"):
            np.testing.assert_allclose(getattr(part, sums), getattr(other.moments[name], sums), rtol=1e-12)
            groups = getattr(other.moments[name].groups, sums)
            np.testing.assert_allclose(getattr(part.groups, sums), groups, rtol=1e-12, atol=1e-12)


def test_the_parts_are_those_of_the_contract(respondents):
    summary = sum_respondents(respondents)
    study = respondents.study
    assert set(summary.moments) == {"pairwise", "complete", "scores", "room", "service"}
    assert summary.moments["pairwise"].items == (*study.items, "overall", "nps")
    assert summary.moments["complete"].items == study.items
    assert summary.moments["room"].items == study.constructs["room"].items
    assert summary.moments["room"].label == "room"
    assert summary.moments["scores"].items == ("room", "service", "overall")
    assert summary.moments["complete"].groups.n.shape == (100, 6, 6)
    assert set(summary.scores.variables) == {"room", "service", "overall", "nps"}
    tops = {f"{name}:top2" for name in (*study.items, "overall")}
    groups = {"nps:promoters", "nps:passives", "nps:detractors"}
    assert set(summary.items.variables) == {*study.items, "overall", *tops, *groups}
    assert summary.scores.cells("store") == ["S1", "S2"]
    assert summary.scores.cells("store*member") == ["S1*gold", "S1*none", "S2*gold", "S2*none"]
    assert summary.scores.cells("reason") == ["missing", "seconds"]
    assert len(summary.answered) == 7


def test_answers_given_together_are_tabulated(respondents):
    tables = sum_respondents(respondents).tables
    assert tables.pairs is None
    assert set(tables.totals) == {"room", "service"}
    assert tables.patterns.n.sum() == respondents.kept.sum()
    assert tables.totals_of("room").n.sum() == sum_respondents(respondents).part("room").n_obs


def test_a_study_of_ranks_or_categories_has_pair_tables(respondents):
    measurement = Measurement(correlation="polychoric")
    study = respondents.study.model_copy(update={"measurement": measurement})
    summary = sum_respondents(replace(respondents, study=study))
    pairs = summary.tables.pairs_of_items()
    assert pairs.items == study.items
    assert pairs.categories[0] == tuple(map(float, range(1, 11)))
    np.testing.assert_array_equal(pairs.pair_n, summary.part("pairwise").select(study.items).n)
    np.testing.assert_allclose(pairs.groups.w.sum(axis=0), pairs.w)


def test_figures_are_those_of_the_frame(respondents, answers):
    summary = sum_respondents(respondents)
    kept = respondents.kept
    w = respondents.weights[kept]
    overall = answers["overall"][kept].to_numpy()
    mean = summary.scores.mean("overall")
    assert mean.value == pytest.approx(np.average(100 * (overall - 1) / 9, weights=w), rel=1e-12)
    assert mean.n == kept.sum()
    gone = respondents.reason == "seconds"
    left_out = summary.scores.mean("overall", ("reason", "seconds"))
    expected = np.average(100 * (answers["overall"][gone] - 1) / 9, weights=respondents.weights[gone])
    assert left_out.value == pytest.approx(expected, rel=1e-12)
    n, weight, _ = summary.counts.count("uses", "spa")
    chose = (answers["uses_spa"] == 1).to_numpy() & kept
    assert n == chose.sum()
    assert weight == pytest.approx(respondents.weights[chose].sum(), rel=1e-12)
    assert summary.counts.answers("again") == ["no", "yes"]
    assert summary.counts.answers("nps")[-1] == "10"
    missing = (answers[list(respondents.study.items)] == 99).sum(axis=1)[kept]
    assert summary.answered.tolist() == np.bincount(missing, minlength=7).tolist()


def test_numbers_are_counted_to_four_digits_and_days_by_the_day(make_plan, answers, study_file, tmp_path):
    spent = {
        "text": {"zh": "花费", "en": "Spent"},
        "kind": "number",
        "role": "profile",
        "unit": {"zh": "元", "en": "yuan"},
    }
    questions = study_file["questions"] | {"spent": spent}
    frame = answers.assign(spent=np.tile([123456.78, 0.0123449, 0.0, -98765.4, 12.0], N // 5))
    plan = make_plan(frame, questions=questions)
    spill = match_rows(plan.study, open_answers(plan.responses), b"key", Workspace(tmp_path), plan.period)
    spilled = next(table for _, table in spill.all_rows()).to_pandas()
    everybody = Respondents(
        plan.study, spilled, np.ones(N), pd.Categorical.from_codes([-1] * N, categories=["seconds"])
    )
    summary = sum_respondents(everybody)
    counts = summary.counts
    assert counts.answers("spent") == ["-98770", "0", "0.01234", "12", "123500"]
    assert {counts.count("spent", answer)[0] for answer in counts.answers("spent")} == {N // 5}
    assert counts.answers("stay") == [str((pd.Timestamp("2025-03-01") - pd.Timestamp("1970-01-01")).days)]
    assert summary.items.mean("spent").value == pytest.approx(frame["spent"].mean(), rel=1e-12)
    cells = counts.table[counts.table["question"].isin(["spent", "stay"])]["segment_by"]
    assert set(cells) == {"all"}
    by_group = summary.items.numbers
    assert by_group is not None
    assert by_group.variables == ("spent",)
    assert set(by_group.keys["psu"]) == {str(group) for group in spilled["group"]}
    assert summary.items.mean("spent").method.noted("t corrected for skewness and kurtosis")
