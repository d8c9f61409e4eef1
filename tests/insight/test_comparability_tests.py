"""The guard: waves and segments that answer alike compare, planted breaks are found, the rest is not tested."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from csat_lib.insight.comparability import Comparability, Compared
from csat_lib.insight.comparability_tests import between_segments, between_waves

from .measured import MODEL, Reworded, drawn, people, segment_verdicts, spec

PERIODS = ("2025-10", "2025-11", "2025-12")


def waves(**shifts):
    """Three waves; ``shifts``: period (o, n, d) -> shift."""
    return [drawn(period, at, shifts.get(name)) for at, (name, period) in enumerate(zip("ond", PERIODS, strict=True))]


def verdicts(found: Comparability, period: str = "2025-12") -> dict[str, tuple[str, str]]:
    return {one.subject: (one.verdict, one.reason) for one in found.verdicts if one.between.period == period}


def test_waves_drawn_alike_are_comparable_and_single_questions_are_not_tested():
    found = between_waves(waves(), spec())
    yes, single = ("comparable", ""), ("not_tested", "one_item")
    expected = {"top": yes, "stay": yes, "room": yes, "food": yes, "overall": single, "nps": single, "model": yes}
    assert verdicts(found) == verdicts(found, "2025-11") == expected
    assert list(verdicts(found)) == list(expected)


def test_each_wave_is_tested_against_the_one_before_it():
    found = between_waves(waves(), spec())
    pairs = [(between.period, between.against, result.subject) for between, result in found.tests]
    subjects = ("room", "food", "model")
    assert pairs == [(later, before, s) for before, later in pairwise(PERIODS) for s in subjects]


def test_a_planted_shift_breaks_its_construct_what_contains_it_and_the_model():
    found = verdicts(between_waves(waves(n={"q2": 0.6}, d={"q2": 0.6}), spec()), "2025-11")
    assert found["room"] == found["stay"] == found["top"] == ("not_comparable", "scalar")
    assert found["food"] == ("comparable", "")
    assert found["model"] == ("not_comparable", "scalar")


def test_the_break_stands_where_the_shift_began_and_no_later():
    found = between_waves(waves(n={"q2": 0.6}, d={"q2": 0.6}), spec())
    assert verdicts(found)["room"] == ("comparable", "")
    assert found.break_of("room", Compared("2025-11", "2025-10")).reason == "scalar"
    assert found.break_of("room", Compared("2025-12", "2025-11")) is None
    assert found.break_of("food", Compared("2025-11", "2025-10")) is None


def test_another_level_of_the_construct_is_no_break():
    moved = dict.fromkeys(MODEL["room"], 0.8)
    assert verdicts(between_waves(waves(d=moved), spec()))["room"] == ("comparable", "")


def test_changed_questions_break_without_a_test():
    changed = {"2025-12": Reworded(frozenset({"q2", "room", "overall", "store"}))}
    found = between_waves(waves(), spec(questionnaires=changed))
    said, broken = verdicts(found), ("not_comparable", "question_changed")
    names = {name for name, verdict in said.items() if verdict == broken}
    assert names == {"top", "stay", "room", "overall", "model", "q2", "store"}
    assert said["food"] == ("comparable", "")
    assert [result.subject for between, result in found.tests if between.period == "2025-12"] == ["food"]
    assert [(text.subject, text.segment) for text in found.differences][:2] == [
        ("overall", "2025-11"),
        ("q2", "2025-11"),
    ]


def test_a_construct_that_a_wave_did_not_ask_is_not_tested():
    before = replace(drawn("2025-11", 1), constructs={"room": MODEL["room"]})
    found = verdicts(between_waves([before, drawn("2025-12", 2)], spec()))
    assert found["food"] == found["top"] == ("not_tested", "not_asked")
    assert found["room"] == found["stay"] == found["model"] == ("comparable", "")


def test_items_are_those_of_the_two_waves_not_of_the_latest_questionnaire():
    older = {"room": MODEL["room"][:3], "food": MODEL["food"]}
    several = [replace(drawn(period, at), constructs=older) for at, period in enumerate(PERIODS)]
    found = between_waves(several, spec())
    assert {result.configural.df for _, result in found.tests if result.subject == "room"} == {0}


def test_a_construct_of_two_items_rests_on_the_model():
    short = {"room": MODEL["room"], "food": MODEL["food"][:2]}
    several = [replace(drawn(period, at), constructs=short) for at, period in enumerate(PERIODS)]
    found = verdicts(between_waves(several, spec()))
    assert found["food"] == ("not_tested", "few_items")
    assert found["top"] == found["model"] == ("comparable", "")


def test_ordered_answers_are_tested_from_pair_tables():
    several = [replace(wave, tabulated=True) for wave in waves(d={"q2": 0.9})]
    found = between_waves(several, spec(ordered=True))
    assert verdicts(found, "2025-11")["room"] == ("comparable", "")
    assert verdicts(found)["room"][0] == "not_comparable"
    assert {str(result.method) for _, result in found.tests} == {
        "ml, polychoric, two-step, common thresholds, pairwise, 2 groups"
    }


def test_a_wave_without_pair_tables_cannot_be_tested_on_ordered_answers():
    found = between_waves([replace(drawn("2025-11", 1), tabulated=True), drawn("2025-12", 2)], spec(ordered=True))
    assert verdicts(found)["room"] == verdicts(found)["top"] == verdicts(found)["model"] == ("not_tested", "no_tables")
    assert found.tests == ()


def test_one_wave_alone_is_compared_with_nothing():
    assert between_waves([drawn("2025-12", 1)], spec()) == Comparability((), ())


def test_segments_that_answer_alike_are_comparable():
    found = between_segments(*people(), spec())
    assert segment_verdicts(found)["top"] == segment_verdicts(found)["room"] == ("comparable", "")
    assert {str(result.method) for _, result in found.tests} == {"ml, listwise, 4 groups"}


def test_an_item_that_one_store_answers_otherwise_is_found():
    found = segment_verdicts(between_segments(*people(S3=1.2), spec()))
    assert found["room"] == found["top"] == ("not_comparable", "scalar")
    assert found["food"] == ("comparable", "")


def test_levels_with_few_answers_are_left_out_and_the_method_says_of_how_many():
    rows, levels = people()
    late = (levels["store"] == "S4") & (levels.index > 200)
    found = between_segments(rows, levels.mask(late), spec())
    assert {tuple(result.groups) for _, result in found.tests} == {("S1", "S2", "S3")}
    assert str(found.method) == "ml, listwise, 3 groups, of 4"


def test_few_levels_with_enough_answers_are_few_answers():
    rows, levels = people(n=240)
    found = segment_verdicts(between_segments(rows, levels, spec()))
    assert found["room"] == found["top"] == ("not_tested", "few_answers")


def test_respondents_without_a_level_are_left_out():
    rows, levels = people()
    some = levels.where(levels["store"] != "S4")
    found = between_segments(rows, some, spec())
    assert {tuple(result.groups) for _, result in found.tests} == {("S1", "S2", "S3")}


def test_weights_and_ordered_answers_reach_the_segments():
    rows, levels = people()
    rows = replace(rows, frame=rows.frame.round(), weights=np.resize(np.repeat([1.0, 2.0], 4), 1600))
    found = between_segments(rows, levels, spec(ordered=True))
    words = "pseudo-ml, polychoric, two-step, common thresholds, pairwise, weighted, n_effective"
    assert {str(result.method).startswith(words) for _, result in found.tests} == {True}


@pytest.mark.parametrize("broken", [{}, {"n": {"q2": 0.6}, "d": {"q2": 0.6}}], ids=["none", "one"])
def test_findings_and_texts_are_signed_with_what_was_compared(broken):
    found = between_waves(waves(**broken), spec())
    rows, texts = found.to_findings(), found.to_texts()
    assert {(row.topic, row.period, row.against, row.segment_by) for row in rows} == {
        ("comparability", "2025-11", "2025-10", "all"),
        ("comparability", "2025-12", "2025-11", "all"),
    }
    assert len(rows) == 2 * 3 * (3 + 6 + 6) + (len(MODEL["room"]) if broken else 0)
    first = texts[0]
    assert (first.topic, first.subject, first.kind) == ("comparability", "top", "verdict")
    assert (first.period, first.segment_by, first.segment) == ("2025-11", "all", "2025-10")
    assert (first.text, first.other) == (("not_comparable", "scalar") if broken else ("comparable", ""))


def test_findings_of_segments_carry_the_segmentation():
    found = between_segments(*people(), spec())
    assert {(row.period, row.against, row.segment_by, row.segment) for row in found.to_findings()} == {
        ("", "", "store", "")
    }
    assert {(text.segment_by, text.segment) for text in found.to_texts() if text.kind == "verdict"} == {("store", "")}
    assert str(found.method) == "ml, listwise, 4 groups"
