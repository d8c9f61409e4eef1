"""The rule for blanks: scores by hand, the index under every rule, and its interval beside a jackknife."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.collect import collect
from csat_lib.collect.matched_rows import answer_column, applies_column
from csat_lib.collect.respondent_scores import construct_scores
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.index.weight_errors import WeightErrors
from csat_lib.insight.blank_rules import blank_rules
from csat_lib.period import parse
from csat_lib.study import Study, WavePlan
from csat_lib.study.constructs import BLANK_RULES
from csat_lib.summary.summary import Summary

NONE = np.nan
ITEMS = {"room": ("a", "b", "c"), "desk": ("d", "e")}


def study(**more: object) -> Study:
    def words(text: str) -> dict[str, str]:
        return {"zh": text, "en": text}

    rating = {"scale": "ten", "role": "perception"}
    items = [item for own in ITEMS.values() for item in own]
    questions: dict[str, object] = {item: {"text": words(item), **rating, "reversed": item == "c"} for item in items}
    questions["store"] = {"text": words("store"), "kind": "single", "role": "segment"}
    questions["store"] |= {"options": {name: words(name) for name in ("N", "S")}}
    return Study.model_validate(
        {
            "study": "s",
            "title": words("t"),
            "scales": {"ten": {"from": 0, "to": 10, "not_applicable": [98]}},
            "questions": questions,
            "constructs": {name: {"title": words(name), "items": list(own)} for name, own in ITEMS.items()},
            "index": {"all": {"title": words("all"), "parts": {"room": 0.75, "desk": 0.25}}},
            "segments": ["store"],
            "unit": "store",
            "minimum_base": 2,
        }
        | more
    )


def spilled(rows: list[list[float]], unasked: tuple[int, str] | None = None) -> pd.DataFrame:
    """Answers as collecting spills them; one item of one row may not have applied."""
    items = [item for own in ITEMS.values() for item in own]
    frame = pd.DataFrame(rows, columns=[answer_column(item) for item in items])
    applies = {applies_column(item): np.ones(len(rows), dtype=bool) for item in items}
    if unasked:
        applies[applies_column(unasked[1])][unasked[0]] = False
    return frame.assign(**applies)


ROWS = [
    [8, 6, 2, 9, 9],  # all answered; c is asked the other way round and counts 8
    [8, NONE, 2, 9, NONE],  # one of three, one of two blank
    [8, NONE, NONE, NONE, NONE],  # one of three answered, desk blank
    [NONE, NONE, NONE, 5, 5],
    [8, NONE, 2, 9, 9],  # b did not apply
]
BY_HAND = {
    "own_mean": [[220 / 3, 90], [80, 90], [NONE, NONE], [NONE, 50], [80, 90]],
    "renormalise": [[220 / 3, 90], [80, 90], [80, NONE], [NONE, 50], [80, 90]],
    "listwise": [[220 / 3, 90], [NONE, NONE], [NONE, NONE], [NONE, NONE], [80, 90]],
    "fixed": [[220 / 3, 90], [70, 70], [60, 50], [50, 50], [80, 90]],
    "lowest": [[220 / 3, 90], [160 / 3, 45], [80 / 3, 0], [0, 50], [80, 90]],
}


@pytest.mark.parametrize("rule", BLANK_RULES)
def test_each_rule_as_worked_by_hand(rule: str):
    found = construct_scores(study(), spilled(ROWS, (4, "b")), rule)
    np.testing.assert_allclose(found.to_numpy(), BY_HAND[rule], rtol=1e-12)


def test_a_study_has_its_own_rule_and_its_points_and_without_one_the_own_mean():
    rows = spilled(ROWS, (4, "b"))
    fixed = construct_scores(study(blank={"rule": "fixed", "points": 20}), rows)
    assert fixed.iloc[1].tolist() == pytest.approx([60, 55])
    np.testing.assert_allclose(construct_scores(study(), rows).to_numpy(), BY_HAND["own_mean"], rtol=1e-12)


ANSWERS = st.lists(
    st.lists(st.one_of(st.just(NONE), st.integers(0, 10)), min_size=5, max_size=5), min_size=1, max_size=6
)


@given(ANSWERS)
def test_rules_agree_on_whole_answers_and_are_ordered_where_there_are_blanks(rows: list[list[float]]):
    scores = {rule: construct_scores(study(), spilled(rows), rule).to_numpy() for rule in BLANK_RULES}
    whole = ~np.isnan(np.array(rows, dtype=float)).any(axis=1)
    for found in scores.values():
        np.testing.assert_allclose(found[whole], scores["own_mean"][whole])
        assert np.nanmin(np.append(found, 0)) >= 0
        assert np.nanmax(np.append(found, 100)) <= 100
    assert not np.isnan(scores["lowest"]).any()
    assert np.all(scores["lowest"] <= scores["fixed"] + 1e-9)
    known = ~np.isnan(scores["renormalise"])
    assert np.all(scores["lowest"][known] <= scores["renormalise"][known] + 1e-9)
    assert np.isnan(scores["listwise"])[np.isnan(scores["own_mean"])].all()


def drawn(n: int) -> pd.DataFrame:
    """The unhappy guests of the south leave the desk's items blank."""
    rng = np.random.default_rng(3)
    store = rng.choice(["N", "S"], n)
    mood = rng.normal(size=n) + 0.2 * (store == "S")
    items = [item for own in ITEMS.values() for item in own]
    frame = pd.DataFrame({item: np.clip(np.round(6 + 2 * mood + rng.normal(size=n)), 0, 10) for item in items})
    frame["c"] = 10 - frame["c"]
    blank = (store == "S") & (mood < 0.8)
    return frame.mask(np.outer(blank, [item in {"d", "e"} for item in items])).assign(store=store)


@pytest.fixture(scope="module")
def wave(tmp_path_factory: pytest.TempPathFactory) -> tuple[Summary, pd.DataFrame]:
    folder: Path = tmp_path_factory.mktemp("blank")
    frame = drawn(300)
    frame.to_csv(folder / "answers.csv", index=False)
    plan = WavePlan(study(blank={"rule": "own_mean"}), parse("2025-03"), folder / "w.yaml", folder / "answers.csv")
    collect(plan, folder / "work")
    return Summary.load(folder / "work" / "summary"), frame


SPEC = ScoreSpec(ITEMS, {"all": {"room": 0.75, "desk": 0.25}}, unit="store", minimum_base=2)


def index_of(frame: pd.DataFrame, rule: str) -> float:
    rows = frame[[item for own in ITEMS.values() for item in own]].rename(columns=answer_column)
    room, desk = construct_scores(study(), rows, rule).mean()
    return float(0.75 * room + 0.25 * desk)


def test_the_index_under_every_rule_and_its_difference_from_the_chosen_one(wave: tuple[Summary, pd.DataFrame]):
    summary, frame = wave
    rows = blank_rules(summary, SPEC, "own_mean").to_findings()
    index = {row.other: row for row in rows if (row.measure, row.segment_by) == ("blank_index", "all")}
    effect = {row.other: row for row in rows if row.measure == "blank_effect"}
    assert tuple(index) == BLANK_RULES
    assert tuple(effect) == BLANK_RULES[1:]
    for rule, row in index.items():
        assert row.value == pytest.approx(index_of(frame, rule), rel=1e-9)
        assert row.low < row.value < row.high
    for rule, row in effect.items():
        assert row.value == pytest.approx(index_of(frame, rule) - index_of(frame, "own_mean"), rel=1e-6, abs=1e-9)
    assert effect["lowest"].high < 0


@pytest.mark.parametrize("rule", ["fixed", "lowest", "listwise"])
def test_the_error_of_a_difference_is_that_of_leaving_out_one_respondent_at_a_time(
    wave: tuple[Summary, pd.DataFrame], rule: str
):
    """Taylor's error and the delete-one jackknife agree to terms of order 1/n."""
    summary, frame = wave
    row = next(
        r
        for r in blank_rules(summary, SPEC, "own_mean").to_findings()
        if (r.measure, r.other) == ("blank_effect", rule)
    )
    left = [index_of(one, rule) - index_of(one, "own_mean") for one in (frame.drop(index=at) for at in frame.index)]
    n = len(left)
    error = np.sqrt((n - 1) / n * np.sum((np.array(left) - np.mean(left)) ** 2))
    assert row.se == pytest.approx(error, rel=0.02)


def test_units_stand_under_every_rule_and_change_their_order(wave: tuple[Summary, pd.DataFrame]):
    summary, frame = wave
    rows = blank_rules(summary, SPEC, "own_mean").to_findings()
    value = {(row.other, row.segment): row.value for row in rows if row.segment_by == "store"}
    assert set(value) == {(rule, store) for rule in BLANK_RULES for store in "NS"}
    for (rule, store), index in value.items():
        assert index == pytest.approx(index_of(frame[frame["store"] == store], rule), rel=1e-9)
    assert value["own_mean", "S"] > value["own_mean", "N"]
    assert value["lowest", "S"] < value["lowest", "N"]


def test_without_index_weights_or_with_a_small_base_there_is_no_figure(wave: tuple[Summary, pd.DataFrame]):
    summary, _ = wave
    unweighted = blank_rules(summary, replace(SPEC, index={"all": {}}), "own_mean").to_findings()
    assert {row.reason for row in unweighted} == {"no_index_weights"}
    small = blank_rules(summary, replace(SPEC, minimum_base=10**6), "own_mean").to_findings()
    assert {row.reason for row in small} == {"small_base"}
    assert blank_rules(summary, replace(SPEC, index={}), "own_mean").figures == ()


def test_the_error_of_estimated_weights_counts_also_here(wave: tuple[Summary, pd.DataFrame]):
    summary, _ = wave
    covariance = np.array([[0.01, -0.01], [-0.01, 0.01]])
    errors = WeightErrors(("room", "desk"), covariance, np.zeros((2, 2)), 20)
    found = blank_rules(summary, SPEC, "own_mean").to_findings()
    given = {(row.measure, row.other): row for row in found if row.segment_by == "all"}
    counted = blank_rules(summary, replace(SPEC, weight_errors={"all": errors}), "own_mean").to_findings()

    def mean(construct: str, rule: str) -> float:
        return float(summary.items.means([f"{construct}@{rule}"], ("all", ""))[0])

    compared = [row for row in counted if row.segment_by == "all" and given[row.measure, row.other].se is not None]
    assert len(compared) == 8  # five rules, and three that differ from the chosen one
    for row in compared:
        own, away = row.other, "own_mean" if row.measure == "blank_effect" else None
        means = [mean(name, own) - (mean(name, away) if away else 0.0) for name in ("room", "desk")]
        more = float(np.array(means) @ covariance @ np.array(means))
        before = given[row.measure, row.other]
        assert row.value == pytest.approx(before.value, rel=1e-12)
        assert row.se == pytest.approx(np.sqrt(before.se**2 + more), rel=1e-9)
        assert row.se > before.se
