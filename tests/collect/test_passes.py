"""From an answers file to a work folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from csat_lib.collect import collect
from csat_lib.errors import CsatError, Faults
from csat_lib.insight.fieldwork.quality import missing_answers
from csat_lib.period import parse
from csat_lib.study import Simulated, Study, WavePlan
from csat_lib.summary.summary import Summary

ITEMS = ["a1", "a2", "a3", "b1", "b2", "b3"]
RULES = [
    {"rule": "duplicate", "by": ["device"]},
    {"rule": "seconds", "below": 60},
    {"rule": "speed", "below": 0.4},
    {"rule": "straight_line", "block": ITEMS},
    {"rule": "missing", "above": 0.5},
]


def table(folder, name="respondents"):
    return pd.read_parquet(folder / f"{name}.parquet")


def careless(frame):
    """One row for each rule, at rows 10 to 14 (11 is also a straight-liner)."""
    frame = frame.copy()
    frame.loc[10] = frame.loc[9]
    frame.loc[10, "rid"] = "guest-10"
    frame.loc[11, "sec"] = 30
    frame.loc[12, "sec"] = 100
    frame.loc[[11, 13], ITEMS] = 5
    frame.loc[14, ITEMS[:4]] = 99
    return frame


def test_the_work_folder_holds_exactly_what_the_contract_says(collected, answers):
    folder = collected(answers)
    found = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert found == [
        "ledger.parquet",
        "manifest.json",
        "respondents.parquet",
        "screening.parquet",
        "summary/counts.parquet",
        "summary/items.parquet",
        "summary/moments.parquet",
        "summary/scores.parquet",
        "summary/tables.parquet",
        "taken.parquet",
    ]


def test_respondents_have_the_columns_of_the_contract(collected, answers):
    frame = table(collected(answers))
    assert list(frame.columns) == [
        *("row", "id", "customer", "kept", "reason", "finished", "seconds", "source", "stratum", "psu", "population"),
        *("base_weight", "weight", "group", "store", "member"),
        *("score.room", "score.service", "y.overall", "y.nps", "y.again"),
    ]
    assert frame["row"].tolist() == list(range(2, 122))
    assert frame["kept"].all()
    assert frame["weight"].tolist() == [1.0] * 120
    assert frame["finished"].unique().tolist() == [pd.Timestamp("2025-03-02 10:00:00")]
    assert frame["seconds"].tolist() == answers["sec"].tolist()
    assert frame["store"].tolist() == answers["store"].tolist()
    assert frame["y.overall"].tolist() == answers["overall"].tolist()
    assert frame["y.again"].tolist() == answers["again"].map({1: "yes", 2: "no"}).tolist()
    assert frame["group"].between(0, 99).all()
    assert frame["customer"].isna().all()


def test_every_row_that_goes_goes_once_and_the_ledger_adds_up(collected, answers):
    folder = collected(careless(answers), exclude=RULES)
    ledger = table(folder, "ledger")
    assert ledger["rule"].tolist() == ["rows", "duplicate", "seconds", "speed", "straight_line", "missing", "kept"]
    assert ledger["left_out"].tolist() == [0, 1, 1, 1, 1, 1, 0]
    assert ledger["before"].tolist() == [120, 120, 119, 118, 117, 116, 115]
    assert ledger["after"].tolist() == [120, 119, 118, 117, 116, 115, 115]
    respondents = table(folder).set_index("row")
    reasons = ["duplicate", "seconds", "speed", "straight_line", "missing"]
    assert respondents.loc[12:16, "reason"].tolist() == reasons
    assert respondents.loc[12:16, "weight"].isna().all()
    assert respondents["kept"].sum() == 115


def test_the_order_of_the_rules_is_the_studys(collected, answers):
    rules = [RULES[3], RULES[1]]
    respondents = table(collected(careless(answers), exclude=rules)).set_index("row")
    assert respondents.loc[13, "reason"] == "straight_line"


def test_a_row_that_is_out_is_not_the_first_of_two_equal_ones(collected, answers):
    frame = careless(answers)
    frame.loc[9, "sec"] = 30
    respondents = table(collected(frame, exclude=[RULES[1], RULES[0]])).set_index("row")
    assert respondents.loc[11, "reason"] == "seconds"
    assert respondents.loc[12, "kept"]


def test_screening_tells_what_the_rules_measured(collected, answers):
    frame = careless(answers)
    screening = table(collected(frame, exclude=RULES), "screening").set_index(["rule", "measure"])["value"]
    median = float(frame["sec"].median())
    assert screening["duration", "median_seconds"] == median
    assert screening["speed", "below_seconds"] == pytest.approx(0.4 * median, rel=1e-15)
    assert screening["straight_line", "rows_that_fit"] == 2
    assert screening["missing", "above_share"] == 0.5


def test_answers_that_do_not_apply_or_were_not_asked_for_are_counted_apart(collected, answers, study_file):
    frame = answers.assign(a1=answers["a1"].mask(answers.index < 3, 98))
    questions = study_file["questions"]
    questions["again"] = questions["again"] | {"filter": {"question": "member", "is": ["gold"]}}
    screening = table(collected(frame, questions=questions), "screening").set_index(["rule", "measure"])["value"]
    not_gold = (frame["member"] == "none").sum()
    assert screening["not_applicable", "a1"] == 3
    assert screening["not_applicable", "again"] == not_gold
    assert screening["set_aside", "again"] == not_gold


def test_who_was_not_asked_has_left_nothing_blank(collected, answers, study_file):
    """a2 is asked of those content with a1 only, and does not apply to ten guests; a3 applies to everybody."""
    content = answers["a1"].isin([8, 9, 10])
    frame = answers.assign(a2=answers["a2"].mask(answers.index < 10, 98).mask(answers.index >= 100, 99))
    questions = study_file["questions"]
    questions["a2"] = questions["a2"] | {"filter": {"question": "a1", "is": ["8", "9", "10"]}}
    summary = Summary.load(collected(frame, questions=questions) / "summary")
    asked = content & (frame["a2"] != 98)
    found = {row.subject: row for row in missing_answers(summary, ("a2", "a3")).to_findings()}
    assert (found["a2"].n, found["a3"].n) == (asked.sum(), len(frame))
    assert found["a2"].value == pytest.approx((frame.loc[asked, "a2"] == 99).mean())
    assert found["a3"].value == pytest.approx((frame["a3"] == 99).mean())
    blank = (frame[["a1", "a3", "b1", "b2", "b3"]] == 99).sum(axis=1) + (asked & (frame["a2"] == 99))
    np.testing.assert_array_equal(summary.answered, np.bincount(blank, minlength=7))


def test_respondents_drawn_in_psus_are_known_as_clustered(collected, answers):
    assert not Summary.load(collected(answers) / "summary").part("room").clustered
    drawn = collected(answers.assign(bus=answers.index // 4), fields={"psu": "bus"})
    assert Summary.load(drawn / "summary").part("room").clustered


@pytest.mark.parametrize("size", [7, 119])
def test_batch_by_batch_equals_one_frame(collected, answers, size):
    options = {"exclude": RULES, "weights": {"rake": {"store": {"S1": 0.4, "S2": 0.6}}, "trim": 3}}
    whole, parts = collected(careless(answers), **options), collected(careless(answers), size=size, **options)
    for name in ("ledger", "screening"):
        pd.testing.assert_frame_equal(table(whole, name), table(parts, name), check_exact=True)
    pd.testing.assert_frame_equal(table(whole), table(parts), rtol=1e-12)
    one, other = Summary.load(whole / "summary"), Summary.load(parts / "summary")
    np.testing.assert_array_equal(one.answered, other.answered)
    pd.testing.assert_frame_equal(one.counts.table, other.counts.table, rtol=1e-12)
    for left, right in [(one.scores, other.scores), (one.items, other.items)]:
        pd.testing.assert_frame_equal(left.keys, right.keys)
        np.testing.assert_allclose(left.totals, right.totals, rtol=1e-12)
        np.testing.assert_allclose(left.squares, right.squares, rtol=1e-12)
    for name, part in one.moments.items():
        np.testing.assert_allclose(part.wxx, other.moments[name].wxx, rtol=1e-12)
        np.testing.assert_allclose(part.groups.wxx, other.moments[name].groups.wxx, rtol=1e-12)


def test_progress_names_the_pass_and_comes_to_an_end(make_plan, answers, tmp_path):
    told = []
    collect(make_plan(answers), tmp_path / "work", lambda *step: told.append(step), size=50)
    assert told[:3] == [(50, None, "reading answers"), (100, None, "reading answers"), (120, None, "reading answers")]
    assert told[3:] == [(done, 120, "scoring respondents") for done in (50, 100, 120)]


def test_no_id_and_no_words_of_anybody_come_out(collected, answers, monkeypatch):
    folder = collected(answers)
    texts = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    whole = table(folder).to_csv()
    for secret in ("guest-", "phone-", "carpet"):
        assert secret.encode() not in texts
        assert secret not in whole


def test_ids_are_the_same_in_every_wave_and_another_key_changes_them(collected, answers, monkeypatch):
    monkeypatch.delenv("CSAT_STUDY_KEY", raising=False)
    before = table(collected(answers))["id"]
    later = table(collected(answers.iloc[::-1]))["id"]
    assert before.tolist() == later.tolist()[::-1]
    monkeypatch.setenv("CSAT_STUDY_KEY", "secret")
    assert not set(table(collected(answers))["id"]) & set(before)


def test_groups_follow_the_psu_where_there_is_one(collected, answers):
    fields = {"id": "rid", "psu": "device", "stratum": "source"}
    frame = answers.assign(device=[f"block-{at % 9}" for at in range(120)])
    respondents = table(collected(frame, fields=fields))
    assert respondents.groupby("psu")["group"].nunique().tolist() == [1] * 9


def test_two_respondents_are_enough(collected, answers):
    summary = Summary.load(collected(answers.iloc[:2]) / "summary")
    assert summary.scores.mean("overall").n == 2


def test_a_wave_may_be_simulated(study_file, tmp_path):
    truth = {"mean": 7, "sd": 2, "loading": 0.7}
    simulate = {
        "correlation": 0.5,
        "items": dict.fromkeys(ITEMS, truth),
        "choices": {"store": {"shares": {"S1": 0.5, "S2": 0.5}}, "member": {"shares": {"none": 0.7, "gold": 0.3}}},
        "sources": {"mail": 1.0},
    }
    study = Study.model_validate(study_file | {"simulate": simulate})
    plan = WavePlan(study, parse("2025-03"), tmp_path / "2025-03.yaml", Simulated(n=200, seed=1))
    collect(plan, tmp_path / "work")
    respondents = table(tmp_path / "work")
    assert len(respondents) == 200
    assert respondents["score.room"].notna().all()
    assert respondents["y.overall"].isna().all()


def message(plan, folder):
    with pytest.raises(CsatError) as caught:
        collect(plan, folder)
    return str(caught.value)


def test_nobody_left_is_an_error_that_names_the_ledger(make_plan, answers, tmp_path):
    plan = make_plan(answers.assign(sec=[10] * 100 + [30] * 20), exclude=[RULES[1], RULES[4]])
    assert message(plan, tmp_path / "work") == (
        f"The answers {plan.responses} leave too few respondents to report on: of 120 rows, seconds leaves out 120, "
        "0 stay. At least 2 must stay. Check the codes in the study file, loosen the rules under `exclude`, or wait "
        "for more answers."
    )


def test_one_respondent_is_not_a_wave(make_plan, answers, tmp_path):
    plan = make_plan(answers.iloc[:1])
    assert message(plan, tmp_path / "work") == (
        f"The answers {plan.responses} leave too few respondents to report on: of 1 row, 1 stays. "
        "At least 2 must stay. Check the codes in the study file, loosen the rules under `exclude`, or wait "
        "for more answers."
    )


def test_no_answer_to_any_item_is_an_error(make_plan, answers, tmp_path):
    plan = make_plan(answers.assign(**dict.fromkeys(ITEMS, 99)))
    assert message(plan, tmp_path / "work") == (
        f"The answers {plan.responses} hold no answer to any item of the study `hotel`: every cell is empty or a "
        "missing code. Check the columns and the missing codes in the study file."
    )


def test_an_id_that_comes_twice_is_a_fault_with_both_rows_and_without_the_id(make_plan, answers, tmp_path):
    frame = answers.copy()
    frame.loc[[7, 9], "rid"] = "guest-3"
    plan = make_plan(frame)
    assert message(plan, tmp_path / "work") == (
        f"The answers {plan.responses} do not match the study `hotel` in 2 cells; "
        "mend the file or the study: 1 fault.\n"
        "  answers.csv, column `rid`, rows 9, 11: the same id as in row 5."
    )


def test_an_id_that_comes_twice_is_left_out_where_a_rule_says_so(collected, answers):
    frame = answers.copy()
    frame.loc[[7, 9], "rid"] = "guest-3"
    respondents = table(collected(frame, exclude=[{"rule": "duplicate", "by": ["id"]}])).set_index("row")
    assert respondents.index[~respondents["kept"]].tolist() == [9, 11]


def test_a_missing_column_and_wrong_cells_are_told_together(make_plan, answers, tmp_path):
    plan = make_plan(answers.drop(columns="a1").assign(nps=11))
    off_scale = "`11` is not on the scale; the scale runs from 0 to 10."
    assert message(plan, tmp_path / "work").splitlines()[1:] == [
        "  answers.csv: there is no column `a1`, which the question `a1` needs.",
        f"  answers.csv, column `nps`, rows 2, 3, 4, 5, 6 and 115 more: {off_scale}",
    ]


def test_a_segment_named_like_a_column_of_the_respondents_is_refused(make_plan, answers, study_file, tmp_path):
    questions = study_file["questions"]
    questions["source"] = questions.pop("member") | {"column": "member"}
    plan = make_plan(answers, questions=questions, segments=["store", "source"])
    assert message(plan, tmp_path / "work") == (
        "The study `hotel` has a segment named `source`, and respondents.parquet has a column of this name; taken are "
        "row, id, customer, kept, reason, finished, seconds, source, stratum, psu, population, base_weight, weight, "
        "group. Rename the question; its `column` may stay."
    )


def test_a_margin_level_that_no_kept_respondent_has_is_an_error(make_plan, answers, tmp_path):
    plan = make_plan(answers.assign(store="S1"), weights={"rake": {"store": {"S1": 0.4, "S2": 0.6}}})
    with pytest.raises(Faults, match="S2"):
        collect(plan, tmp_path / "work")


def test_a_fault_leaves_the_folder_as_it_was_and_nothing_beside_it(make_plan, answers, tmp_path):
    folder = tmp_path / "all" / "work"
    collect(make_plan(answers), folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(Faults):
        collect(make_plan(answers.assign(nps=11)), folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert list(folder.parent.iterdir()) == [folder]


KILLED = """
import os, signal, sys
from pathlib import Path
from csat_lib.collect import collect
from csat_lib.period import parse
from csat_lib.study import Study, WavePlan

study = Study.model_validate_json(Path(sys.argv[1]).read_text(encoding="utf-8"))
plan = WavePlan(study, parse("2025-03"), Path("2025-03.yaml"), Path(sys.argv[2]))
die = lambda done, total, what: what.startswith("scoring") and os.kill(os.getpid(), signal.SIGKILL)
collect(plan, Path(sys.argv[3]), die, size=50)
"""


def test_a_kill_leaves_no_half_folder_and_the_next_run_clears_up(make_plan, answers, tmp_path):
    plan, folder = make_plan(answers), tmp_path / "all" / "work"
    study = tmp_path / "study.json"
    study.write_text(plan.study.model_dump_json(by_alias=True, exclude_none=True), encoding="utf-8")
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-c", KILLED, str(study), str(plan.responses), str(folder)]
    assert subprocess.run(command, env=environment, check=False).returncode == -signal.SIGKILL
    assert not folder.exists()
    collect(plan, folder)
    assert list(folder.parent.iterdir()) == [folder]
