"""Every sign of carelessness as a rule of the study: twelve items, three constructs, one careless guest for each."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.collect import collect, rule_matches
from csat_lib.errors import CsatError, Faults

ITEMS = [f"i{at:02}" for at in range(1, 13)]
CAREFUL = 300
SMALL = ("a1", "a2", "a3", "b1", "b2", "b3")
EACH = {
    "longstring": {"rule": "longstring", "above": 8},
    "irv": {"rule": "irv", "below": 0.05},
    "even_odd": {"rule": "even_odd", "below": -0.9},
    "synonyms": {"rule": "synonyms", "below": -0.6, "pairs": 0.5},
    "antonyms": {"rule": "antonyms", "above": 0.8, "pairs": -0.5},
    "mahalanobis": {"rule": "mahalanobis", "p": 1e-9},
    "near_duplicate": {"rule": "near_duplicate", "at_least": 0.9, "by": ["store"]},
    "seconds_per_item": {"rule": "seconds_per_item", "below": 3},
}


@pytest.fixture
def study_file(study_file):
    """The hotel study asked with twelve items; the last of each construct is reversed."""
    rating = {"scale": "ten", "role": "perception"}
    asked = {
        item: {"text": {"zh": item, "en": item}, **rating, "reversed": at % 4 == 3} for at, item in enumerate(ITEMS)
    }
    others = {
        name: question for name, question in study_file["questions"].items() if name[0] not in "ab" or name == "again"
    }
    title = {"zh": "t", "en": "t"}
    constructs = {f"c{k}": {"title": title, "items": ITEMS[4 * k : 4 * k + 4]} for k in range(3)}
    index = {"satisfaction": {"title": title, "parts": dict.fromkeys(constructs, "equal")}}
    return study_file | {"questions": asked | others, "constructs": constructs, "index": index}


@pytest.fixture
def answers():
    """Careful guests, and behind them one careless guest for every rule, in the order of EACH."""
    rng = np.random.default_rng(5)
    n = CAREFUL + len(EACH)
    latent = rng.normal(size=(n, 3)).repeat(4, axis=1) * np.array([1, 1, 1, -1] * 3)
    codes = np.clip(np.rint(5.5 + 2.2 * latent + 0.9 * rng.normal(size=(n, 12))), 1, 10).astype(int)
    codes[:CAREFUL:9, 4] = 99
    codes[CAREFUL] = [7] * 9 + [3, 8, 2]
    codes[CAREFUL + 1] = [6, 6, 5, 6, 6, 6, 6, 6, 6, 5, 6, 6]
    codes[CAREFUL + 2] = [9, 2, 9, 9, 2, 9, 2, 2, 5, 6, 5, 5]
    codes[CAREFUL + 3] = [10, 9, 9, 2, 1, 10, 10, 1, 10, 9, 9, 1]
    codes[CAREFUL + 4] = [9, 9, 9, 9, 2, 2, 2, 2, 6, 6, 6, 5]
    codes[CAREFUL + 5] = [1, 10, 10, 10, 10, 1, 1, 1, 10, 10, 1, 10]
    codes[CAREFUL + 6] = codes[3]
    codes[CAREFUL + 6, 0] = codes[3, 0] % 10 + 1
    frame = pd.DataFrame(codes, columns=ITEMS).assign(
        overall=8, nps=9, store="S1", member="none", uses_spa=0, uses_pool=1, again=1, stay="2025-03-01", why=""
    )
    return frame.assign(
        rid=[f"guest-{at}" for at in range(n)],
        sec=[300] * (n - 1) + [30],
        end="2025-03-02 10:00:00",
        device=[f"phone-{at}" for at in range(n)],
        source="mail",
    )


def table(folder, name="respondents"):
    return pd.read_parquet(folder / f"{name}.parquet")


@pytest.mark.parametrize("rule", EACH)
def test_each_rule_finds_its_guest_and_hardly_anybody_else(collected, answers, rule):
    folder = collected(answers, exclude=[EACH[rule]])
    out = np.flatnonzero(~table(folder)["kept"].to_numpy())
    assert CAREFUL + list(EACH).index(rule) in out
    assert (out < CAREFUL).sum() <= (15 if rule == "even_odd" else 3)  # three constructs tell little
    assert table(folder).loc[out, "reason"].unique().tolist() == [rule]


@pytest.mark.parametrize("size", [31, 150])
def test_rules_that_need_the_sample_do_not_depend_on_the_batches(collected, answers, size):
    whole = collected(answers, exclude=list(EACH.values()))
    parts = collected(answers, size=size, exclude=list(EACH.values()))
    pd.testing.assert_frame_equal(table(whole, "screening"), table(parts, "screening"), check_exact=True)
    assert table(whole)["reason"].tolist() == table(parts)["reason"].tolist()
    assert table(whole, "ledger")["left_out"].sum() == (~table(whole)["kept"]).sum() >= len(EACH)


def test_of_those_that_a_watched_sign_points_at_the_ones_left_out_are_not_counted_as_staying(collected, answers):
    alone, beside = collected(answers), collected(answers, exclude=[EACH["longstring"]])
    facts = [table(folder, "screening").set_index(["rule", "measure"])["value"] for folder in (alone, beside)]
    assert facts[1]["longstring", "rows_that_fit_and_stay"] == 0
    out = table(beside)["reason"].eq("longstring").sum()
    fits, stay = (facts[1]["irv", name] for name in ("rows_that_fit", "rows_that_fit_and_stay"))
    assert fits == facts[0]["irv", "rows_that_fit_and_stay"]
    assert fits - out <= stay <= fits


def test_signs_that_are_only_watched_leave_nobody_out(collected, answers):
    folder = collected(answers)
    assert table(folder)["kept"].all()
    facts = table(folder, "screening").set_index(["rule", "measure"])["value"]
    assert facts["longstring", "rows_that_fit"] >= 1
    assert facts["longstring", "in_use"] == 0
    assert facts["near_duplicate", "rows_that_fit"] == 1
    stay = facts.xs("rows_that_fit_and_stay", level="measure")
    assert stay.equals(facts.xs("rows_that_fit", level="measure"))
    assert facts["near_duplicate", "at_least_share"] == 0.85
    assert facts["synonyms", "pairs"] > 3
    assert facts["even_odd", "rows_measured"] <= len(answers)
    assert facts["input", "rows"] == len(answers)


def test_careful_answers_say_what_chance_would_flag(collected, answers):
    facts = table(collected(answers), "screening").set_index(["rule", "measure"])["value"]
    chance = {rule: value for (rule, measure), value in facts.items() if measure == "chance_share"}
    assert set(chance) == {*EACH, "straight_line"} - {"seconds_per_item"}
    assert chance["near_duplicate"] == 0
    assert chance["longstring"] < 0.01
    assert chance["mahalanobis"] < 0.005
    assert chance["even_odd"] > chance["irv"]


def test_equal_answers_from_anybody_are_duplicates_where_the_rule_names_no_field(collected, answers):
    frame = pd.concat([answers, answers.iloc[[4, 9]].assign(rid=["x", "y"], device="z")], ignore_index=True)
    respondents = table(collected(frame, exclude=[{"rule": "duplicate"}]))
    assert respondents.index[~respondents["kept"]].tolist() == [len(answers), len(answers) + 1]
    facts = table(collected(frame), "screening").set_index(["rule", "measure"])["value"]
    assert (facts["repeats", "answers"], facts["most_alike", "answers"]) == (2, 2)
    assert (facts["repeats", "device"], facts["most_alike", "device"]) == (1, 2)


def test_a_copy_of_a_row_that_is_out_stays(collected, answers):
    frame = answers.copy()
    frame.loc[3, "sec"] = 10
    respondents = table(collected(frame, exclude=[{"rule": "seconds", "below": 20}, EACH["near_duplicate"]]))
    assert respondents.loc[3, "reason"] == "seconds"
    assert respondents.loc[CAREFUL + 6, "kept"]


def test_distances_that_cannot_be_had_say_why_and_leave_nobody_out(collected, answers):
    frame = answers.assign(i02=answers["i01"])
    folder = collected(frame, exclude=[EACH["mahalanobis"]])
    facts = table(folder, "screening").set_index(["rule", "measure"])["value"]
    assert facts["mahalanobis", "reason.not_positive_definite"] == 1
    assert table(folder)["kept"].all()
    facts = table(collected(answers.assign(i02=5)), "screening").set_index(["rule", "measure"])["value"]
    assert facts["mahalanobis", "reason.no_variance"] == 1


def test_too_many_rows_to_compare_stop_a_rule_and_silence_a_sign(collected, make_plan, answers, tmp_path, monkeypatch):
    monkeypatch.setattr(rule_matches, "MOST_ROWS", 100)
    facts = table(collected(answers), "screening").set_index(["rule", "measure"])["value"]
    assert facts["near_duplicate", "reason.too_many_pairs"] == 1
    with pytest.raises(CsatError) as caught:
        collect(make_plan(answers, exclude=[EACH["near_duplicate"]]), tmp_path / "work")
    assert str(caught.value) == (
        "The rule `near_duplicate` of the study `hotel` cannot be applied to 308 rows: too many of them would have to "
        "be compared with each other. Compare fewer with `by: [device]` (or another field or single choice), raise "
        "its `at_least`, or take the rule out."
    )


def test_ids_that_repeat_are_told_beside_a_missing_column(make_plan, answers, tmp_path):
    frame = answers.drop(columns="i01")
    frame.loc[7, "rid"] = "guest-3"
    with pytest.raises(Faults) as caught:
        collect(make_plan(frame), tmp_path / "work")
    assert [str(fault) for fault in caught.value.faults] == [
        "answers.csv: there is no column `i01`, which the question `i01` needs. Did you mean `i12`?",
        "answers.csv, column `rid`, row 9: the same id as in row 5.",
    ]


def test_a_margin_without_respondents_names_the_wave(make_plan, answers, tmp_path):
    plan = make_plan(answers, weights={"rake": {"store": {"S1": 0.4, "S2": 0.6}}})
    with pytest.raises(Faults) as caught:
        collect(plan, tmp_path / "work")
    assert str(caught.value) == (
        f"The respondents of the wave {plan.path} cannot be weighted: 1 fault.\n"
        "  margin `store`: no respondent has the level `S2`, which has a target; respondents have S1. "
        "Merge it with another level under `weights: rake`."
    )
