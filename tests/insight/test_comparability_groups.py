"""Which groups answer otherwise: planted ones are told apart, those left out are named, nodes follow their parts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from csat_lib.insight.comparability import Comparability, ComparabilityTest, Compared
from csat_lib.insight.comparability_groups import of_parts
from csat_lib.insight.comparability_tests import between_segments
from csat_lib.measurement.confirmatory.invariance import InvarianceSpec, measurement_invariance
from csat_lib.summary.moments import sum_moments
from csat_lib.summary.rows import Rows

from .measured import ITEMS, MODEL, SCORES, drawn, people, segment_verdicts, spec

BETWEEN = Compared(segment_by="store", segment="S1")


def of_group(found: Comparability, subject: str) -> dict[str, tuple[str, str]]:
    return {one.between.segment: (one.verdict, one.reason) for one in found.groups if one.subject == subject}


def test_the_store_that_answers_otherwise_is_told_apart_and_its_gaps_alone_break():
    found = between_segments(*people(S3=1.2), spec())
    yes = ("comparable", "")
    assert of_group(found, "room") == {"S1": yes, "S2": yes, "S3": ("not_comparable", "scalar"), "S4": yes}
    assert of_group(found, "food") == dict.fromkeys(("S1", "S2", "S3", "S4"), yes)
    assert [found.breaks("room", ("store", level)) for level in ("S1", "S2", "S3", "S4")] == [False, False, True, False]
    assert found.breaks("room", ("store*member", "S3*gold")), "a crossed cell breaks with either of its levels"
    assert not found.breaks("food", ("store", "S3"))


def test_a_node_compares_in_part_where_less_than_half_of_it_breaks():
    tree = {"top": {"room": 0.4, "food": 0.6}, "stay": {"room": 1.0}}
    found = between_segments(*people(S3=1.2), spec(scores=replace(SCORES, index=tree)))
    said = segment_verdicts(found)
    assert said["top"] == ("partly_comparable", "scalar")
    assert said["stay"] == ("not_comparable", "scalar")
    assert not found.breaks("top", ("store", "S3"))
    assert found.breaks("stay", ("store", "S3"))
    assert not found.breaks("stay", ("store", "S1"))


def test_of_two_groups_that_answer_otherwise_neither_is_the_odd_one():
    rows, levels = people(S3=1.2)
    found = between_segments(rows, levels.where(levels["store"].isin(["S1", "S3"])), spec())
    assert of_group(found, "room") == dict.fromkeys(("S1", "S3"), ("not_comparable", "scalar"))


def test_two_stores_that_answer_otherwise_each_in_its_own_way_are_both_found():
    rows = drawn("2025-12", 5, n=3000).rows
    rows["store"] = np.resize(["S1", "S2", "S3", "S4", "S5"], 3000)
    rows["q2"] += rows["store"].map({"S2": -1.2, "S3": 1.2}).fillna(0.0)
    found = between_segments(Rows(rows[list(ITEMS)]), rows[["store"]], spec())
    assert {level for level, (verdict, _) in of_group(found, "room").items() if verdict != "comparable"} == {"S2", "S3"}


def test_where_no_single_store_is_the_odd_one_all_that_were_tested_break():
    found = between_segments(*people(3200, S1=0.7, S2=0.7), spec())
    assert set(of_group(found, "room").values()) == {("not_comparable", "scalar")}


def test_groups_left_out_are_named_and_said_not_to_be_tested():
    rows, levels = people()
    late = (levels["store"] == "S4") & (levels.index > 200)
    found = between_segments(rows, levels.mask(late), spec())
    assert of_group(found, "room")["S4"] == of_group(found, "top")["S4"] == ("not_tested", "few_answers")
    assert found.is_untested("top", ("store", "S4"))
    assert not found.is_untested("top", ("store", "S1"))
    texts = [text for text in found.to_texts() if text.kind == "group" and text.subject == "room"]
    assert [(text.segment, text.text, text.other) for text in texts][-1] == ("S4", "not_tested", "few_answers")


def test_the_tests_of_single_groups_are_findings_of_these_groups():
    found = between_segments(*people(S3=1.2), spec())
    rows = [row for row in found.to_findings() if row.segment]
    assert {row.segment_by for row in rows} == {"store"}
    assert {row.segment for row in rows if row.measure == "delta_cfi"} == {"S1", "S2", "S3", "S4"}
    assert {row.subject for row in rows if row.measure == "cfi_regained"} == set(MODEL["room"])


def test_a_group_is_tested_against_the_others_together_as_its_gap_compares_it():
    rows, levels = people(S3=1.2)
    (own,) = (
        row
        for row in between_segments(rows, levels, spec()).to_findings()
        if (row.segment, row.measure, row.other) == ("S3", "delta_cfi", "scalar")
    )
    items = rows.frame[list(MODEL["room"])]
    mine = levels["store"] == "S3"
    pair = {"own": sum_moments(items[mine]), "others": sum_moments(items[~mine])}
    direct = measurement_invariance(pair, {"room": MODEL["room"]}, InvarianceSpec(chance=1 - 0.95**0.25))
    assert own.value == pytest.approx(direct.scalar.delta_cfi, rel=1e-6)
    assert own.n == len(items)


def test_ordered_answers_are_told_apart_likewise():
    rows, levels = people(S3=1.5)
    found = between_segments(replace(rows, frame=rows.frame.round().clip(1, 10)), levels, spec(ordered=True))
    assert {level for level, (verdict, _) in of_group(found, "room").items() if verdict == "not_comparable"} == {"S3"}


def test_the_order_of_the_rows_changes_nothing():
    rows, levels = people(S3=1.2)
    order = np.random.default_rng(1).permutation(len(levels))
    turned = between_segments(replace(rows, frame=rows.frame.iloc[order]), levels.iloc[order], spec())
    assert turned.groups == between_segments(rows, levels, spec()).groups


def verdict(subject, verdict, reason=""):
    return ComparabilityTest(subject, verdict, reason, BETWEEN)


@pytest.mark.parametrize(
    ("weight", "said"), [(0.49, "partly_comparable"), (0.5, "not_comparable"), (1.0, "not_comparable")]
)
def test_a_node_breaks_from_half_of_its_weight_on(weight, said):
    behind = {"room": verdict("room", "not_comparable", "metric"), "food": verdict("food", "comparable")}
    node = of_parts("top", {"room": weight, "food": 1 - weight}, behind, verdict("model", "comparable"))
    assert (node.subject, node.verdict, node.reason) == ("top", said, "metric")


def test_a_node_whose_model_alone_breaks_compares_in_part_and_one_with_an_untested_part_is_untested():
    behind = {"room": verdict("room", "comparable"), "food": verdict("food", "comparable")}
    parts = {"room": 0.5, "food": 0.5}
    model = verdict("model", "not_comparable", "scalar")
    assert of_parts("top", parts, behind, model).verdict == "partly_comparable"
    untold = behind | {"food": verdict("food", "not_tested", "few_answers")}
    node = of_parts("top", parts, untold, verdict("model", "comparable"))
    assert (node.verdict, node.reason) == ("not_tested", "few_answers")
    short = behind | {"food": verdict("food", "not_tested", "few_items")}
    assert of_parts("top", parts, short, verdict("model", "comparable")).verdict == "comparable"


def test_of_three_groups_the_odd_one_is_told_apart_from_two_that_are_alike():
    rows, levels = people(2400, S3=1.2)
    found = between_segments(rows, levels.where(levels["store"] != "S4"), spec())
    yes = ("comparable", "")
    assert of_group(found, "room") == {"S1": yes, "S2": yes, "S3": ("not_comparable", "scalar")}
