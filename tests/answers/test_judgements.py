"""What experts judged, node by node, and what cannot be a judgement."""

from __future__ import annotations

import pytest

from csat_lib.answers.judgements import judged_nodes, judgements_of
from csat_lib.answers.table_use import table_facts, with_tables
from csat_lib.errors import CsatError

from .test_extra_tables import plan_with, words  # noqa: F401 - the fixture

HEAD = "node,expert,part_a,part_b,judgement,round\n"
AHP = {"index": {"csi": {"title": words("Index"), "parts": {"goods": "ahp", "people": "ahp"}}}}


def message(plan):
    with pytest.raises(CsatError) as caught:
        with_tables(plan)
    return [line.strip() for line in str(caught.value).splitlines()[1:]]


def test_judgements_stand_by_node_and_gaps_are_left(plan_with):  # noqa: F811
    rows = "csi,Wang,goods,people,1/3,\ncsi,Li,goods,people,,\ncsi,Li,goods,,60,1\ncsi,Li,People,,40,1\n"
    found = judgements_of(with_tables(plan_with(AHP, judgements=HEAD + rows)))
    assert list(found) == ["csi"]
    assert found["csi"]["judgement"].tolist() == [1 / 3, 60, 40]
    assert found["csi"]["part_b"].isna().tolist() == [False, True, True]
    assert found["csi"]["expert"].nunique() == 2
    assert "Li" not in set(found["csi"]["expert"])  # persons are hashed


def test_only_nodes_that_follow_from_judgements_are_read(plan_with):  # noqa: F811
    plan = plan_with(None, judgements=f"{HEAD}csi,Wang,goods,people,3,\n")
    assert judged_nodes(plan.study) == []
    assert judgements_of(plan) == {}
    assert [fact["unused"] for fact in table_facts(plan)] == [1]
    combined = {"weights_of": {"csi": {"method": "combined", "rules": ["ahp", "critic"]}}}
    numbers = {"index": {"csi": {"title": words("Index"), "parts": {"goods": 0.5, "people": 0.5}}}}
    plan = plan_with(numbers | combined, judgements=f"{HEAD}csi,Wang,goods,people,3,\n")
    assert judged_nodes(plan.study) == ["csi"]
    assert [fact["unused"] for fact in table_facts(plan)] == [0]


def test_a_table_may_be_named(plan_with):  # noqa: F811
    named = {"weights_of": {"csi": {"method": "ahp", "judgements": "judgements"}}}
    assert len(judgements_of(plan_with(AHP | named, judgements=f"{HEAD}csi,Wang,goods,people,3,\n"))["csi"]) == 1


def test_a_pair_that_stands_both_ways_must_say_the_same(plan_with):  # noqa: F811
    both = f"{HEAD}csi,Wang,goods,people,3,\ncsi,Wang,people,goods,"
    assert len(judgements_of(with_tables(plan_with(AHP, judgements=f"{both}0.33,\n")))["csi"]) == 2
    [told] = message(plan_with(AHP, judgements=f"{both}0.5,\n"))
    assert told == (
        "judgements.csv, row 3: `people` counts 0.5 times as much as `goods`, but row 2 has `goods` at 3 times "
        "`people`: one must be the inverse of the other. Correct one of them, or keep one."
    )


@pytest.mark.parametrize("judgement", ["0", "-2", "much"])
def test_a_judgement_is_above_zero(plan_with, judgement):  # noqa: F811
    assert message(plan_with(AHP, judgements=f"{HEAD}csi,Wang,goods,people,{judgement},\n"))[0] == (
        f"judgements.csv, row 2, column `judgement`: `{judgement}` is no number that can stand here. "
        "Write a number above 0."
    )


def test_parts_of_another_node_and_a_part_against_itself_are_told(plan_with):  # noqa: F811
    index = {"csi": {"title": words("Index"), "parts": {"low": 1}}}
    index["low"] = {"title": words("Low"), "parts": {"goods": "fahp", "people": "fahp"}}
    rows = "low,Wang,goods,people,3,\nlow,Wang,goods,csi,2,\nlow,Li,goods,goods,2,\n"
    assert message(plan_with({"index": index}, judgements=HEAD + rows)) == [
        "judgements.csv, row 3: `csi` is no part of `low`. Its parts: goods, people.",
        "judgements.csv, row 4: `goods` is judged against itself. Take the row out.",
    ]


def test_a_node_that_nobody_judged_is_told_with_what_to_do(plan_with):  # noqa: F811
    told = (
        "index.csi: the node is weighed by ahp, and no table of kind `judgements` has a judgement on its parts. "
        "`csat form STUDY --to judgements` prints the form; put what comes back under `tables`."
    )
    assert message(plan_with(AHP)) == [told]
    assert message(plan_with(AHP, judgements=f"{HEAD}csi,Wang,goods,people,,\n")) == [told]
