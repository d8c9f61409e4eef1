"""Points of answers, conditions and what is derived of answers, from the study file to figures."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import t as student

from csat_lib.answers.decode import DecodedColumn
from csat_lib.answers.derive import meets
from csat_lib.insight.ratios import ratio_of_means
from csat_lib.study import Study
from csat_lib.study.conditions import Condition
from csat_lib.summary.design import sum_design
from csat_lib.summary.sample import Sample, cells_of
from csat_lib.summary.summary import Summary

from .conftest import words

LOYAL = {
    "all": [
        {"question": "overall", "at_least": 9},
        {"question": "nps", "at_least": 9},
        {"question": "again", "is": ["yes"]},
    ]
}
DERIVED = {
    "loyal": {"text": words("loyal"), "role": "outcome", **LOYAL},
    "active": {
        "text": words("active"),
        "role": "segment",
        "any": [{"question": "uses", "is": ["spa", "pool"]}, {"question": "a1", "at_most": 2}],
    },
    "fan": {"text": words("fan"), **LOYAL},
    "gap": {"text": words("gap"), "minus": ["a1", "b3"]},
    "worth": {"text": words("worth"), "ratio": ["a1", "b3"]},
    "state": {"text": words("state"), "role": "segment", "states": ["a1", "b3"]},
}


def test_loyalty_is_a_conjunction_of_three_answers_and_missing_where_one_of_them_is(collected, answers):
    """S7 of the owners' study: satisfied and would buy again and would recommend, of those who answered all three."""
    answers.loc[:9, "overall"] = 99
    folder = collected(answers, derived=DERIVED, segments=["store", "member", "active"])
    people = pd.read_parquet(folder / "respondents.parquet")
    expected = ((answers["overall"] >= 9) & (answers["nps"] >= 9) & (answers["again"] == 1)).astype(float) * 100
    expected[(answers["overall"] == 99)] = np.nan
    np.testing.assert_array_equal(people["y.loyal"].astype(float), expected)
    active = (answers["uses_spa"] == 1) | (answers["uses_pool"] == 1) | (answers["a1"] <= 2)
    known = answers["a1"] != 99
    assert people["active"].fillna("").tolist() == [
        ("yes" if is_so else "no") if one else "" for is_so, one in zip(active, known, strict=True)
    ]


def test_each_kind_is_counted_or_added_up_like_a_question(collected, answers):
    summary = Summary.load(collected(answers, derived=DERIVED) / "summary")
    base = (answers["overall"] != 99).sum()
    loyal = ((answers["overall"] >= 9) & (answers["nps"] >= 9) & (answers["again"] == 1)).sum()
    assert summary.scores.mean("loyal", ("all", "")).value == pytest.approx(100 * loyal / base, rel=1e-12)
    assert summary.counts.count("fan", "yes")[0] == loyal
    both = answers[(answers["a1"] != 99) & (answers["b3"] != 99)]
    one, other = (both["a1"] - 1) / 9 * 100, (10 - both["b3"]) / 9 * 100  # b3 is asked the other way round
    assert summary.items.mean("gap", ("all", "")).value == pytest.approx((one - other).mean(), rel=1e-12)
    ratio, beside = ratio_of_means(summary.items, "worth")
    assert ratio.estimate.value == pytest.approx(one.mean() / other.mean(), rel=1e-12)
    assert beside.estimate.value == pytest.approx(one.mean() - other.mean(), rel=1e-9)
    assert ratio.estimate.n == len(both)
    states = {"below": one < other - 1e-6, "met": np.isclose(one, other), "above": one > other + 1e-6}
    counted = {state: summary.counts.count("state", state)[0] for state in states}
    assert counted == {state: rows.sum() for state, rows in states.items()}
    assert min(counted.values()) > 0


def drawn(n: int, seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    shared = rng.normal(size=n)
    return pd.DataFrame(
        {"c:of": 60 + 10 * shared + 8 * rng.normal(size=n), "c:to": 70 + 9 * shared + 6 * rng.normal(size=n)}
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_ends_of_a_ratio_are_where_its_contrast_is_t_errors_from_0(seed: int):
    """Fieller's set by its definition, from the rows: all r whose mean of x - r y is within t standard errors of 0."""
    frame = drawn(60, seed)
    figure, _ = ratio_of_means(sum_design(frame, Sample(np.ones(60), cells_of(frame, [])), [list(frame)]), "c")
    x, y = frame["c:of"], frame["c:to"]
    t = student.ppf(0.975, figure.estimate.df)

    def beyond(r: float) -> float:
        contrast = x - r * y
        return abs(contrast.mean()) - t * contrast.std(ddof=1) / np.sqrt(60)

    r = x.mean() / y.mean()
    ends = brentq(beyond, r - 1, r, xtol=1e-14), brentq(beyond, r, r + 1, xtol=1e-14)
    assert (figure.low, figure.high) == pytest.approx(ends, rel=1e-9)
    assert figure.estimate.se == pytest.approx((x - r * y).std(ddof=1) / np.sqrt(60) / y.mean(), rel=1e-9)


def test_a_ratio_to_a_mean_that_is_not_clear_of_0_has_no_two_ends():
    frame = drawn(20, 1).assign(**{"c:to": np.tile([-5.0, 5.5], 10)})
    figure, _ = ratio_of_means(sum_design(frame, Sample(np.ones(20), cells_of(frame, [])), [list(frame)]), "c")
    assert (figure.low, figure.high) == (None, None)
    nothing = ratio_of_means(
        sum_design(frame.assign(**{"c:to": 0.0}), Sample(np.ones(20), cells_of(frame, [])), [list(frame)]), "c"
    )[0]
    assert (nothing.estimate.value, nothing.estimate.reason) == (None, "no_variance")


POINTS = {
    "three": {
        "points": {"满意": 100, "一般": 60, "不满意": 0},
        "labels": {"满意": {"zh": "满意", "en": "good"}},
        "missing": [9],
    }
}


@pytest.mark.parametrize(
    "cells", [["满意", "一般", "不满意", "9"], ["good", "一般", "不满意", ""], ["100", "60", "0", "9"]]
)
def test_an_answer_is_worth_its_points_however_it_is_written(collected, answers, study_file, cells):
    scales = study_file["scales"] | POINTS
    scored = {"text": words("scored"), "scale": "three", "role": "perception"}
    questions = study_file["questions"] | {"p1": scored, "p2": scored}
    constructs = study_file["constructs"] | {"points": {"title": words("Points"), "items": ["p1", "p2"]}}
    frame = answers.assign(p1=np.resize(cells, len(answers)), p2=np.resize(cells[:3], len(answers)))
    folder = collected(frame, scales=scales, questions=questions, constructs=constructs)
    worth = [np.nan if cell in {"9", ""} else at for cell, at in zip(cells, (100, 60, 0, np.nan), strict=True)]
    p1, p2 = np.resize(worth, len(frame)), np.resize(worth[:3], len(frame))
    scores = pd.read_parquet(folder / "respondents.parquet")["score.points"]
    np.testing.assert_allclose(scores, np.nanmean([p1, p2], axis=0))
    top = Summary.load(folder / "summary").items.mean("p2:top2", ("all", "")).value
    assert top == pytest.approx(np.mean(p2 >= 60), rel=1e-12)


LEAVES = st.fixed_dictionaries({"question": st.sampled_from(["a1", "a2"]), "at_least": st.integers(1, 10)})
TREES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)).map(
        lambda two: dict([two])
    ),
    max_leaves=6,
)


def by_hand(tree: dict, answered: dict[str, float]) -> bool:
    if "all" in tree:
        return all(by_hand(part, answered) for part in tree["all"])
    if "any" in tree:
        return any(by_hand(part, answered) for part in tree["any"])
    return answered[tree["question"]] >= tree["at_least"]


@given(TREES)
def test_conditions_nest_as_they_read(tree: dict):
    rating = {"scale": "ten", "role": "perception"}
    study = Study.model_validate(
        {
            "study": "s",
            "title": words("t"),
            "scales": {"ten": {"from": 1, "to": 10}},
            "questions": {name: {"text": words(name), **rating} for name in ("a1", "a2")},
        }
    )
    rows = list(product([1.0, 5.0, 10.0, np.nan], repeat=2))
    values = np.array(rows).T
    columns = {
        name: DecodedColumn(column, np.isnan(column).astype(np.int8))
        for name, column in zip(("a1", "a2"), values, strict=True)
    }
    found = meets(Condition.model_validate(tree), study, columns, len(rows))
    assert found.tolist() == [by_hand(tree, dict(zip(("a1", "a2"), row, strict=True))) for row in rows]


@pytest.mark.parametrize("cells", [["yes", "no"], ["是", "否"], ["Yes", "No"]])
def test_yes_and_no_have_points_as_well(collected, answers, study_file, cells):
    scales = study_file["scales"] | {"done": {"points": {"yes": 100, "no": 20}}}
    asked = {"text": words("done"), "scale": "done", "role": "perception"}
    questions = study_file["questions"] | {"done": asked}
    constructs = study_file["constructs"] | {"done_all": {"title": words("Done"), "items": ["done"]}}
    frame = answers.assign(done=np.resize(cells, len(answers)))
    folder = collected(frame, scales=scales, questions=questions, constructs=constructs)
    scores = pd.read_parquet(folder / "respondents.parquet")["score.done_all"]
    np.testing.assert_array_equal(scores, np.resize([100.0, 20.0], len(answers)))
