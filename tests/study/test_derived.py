# ruff: noqa: E501 - a message stands on one line
"""Conditions, derived variables and scales of points in the study file: what they say, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.study import Study, load_study
from csat_lib.study.codebook import codebook
from csat_lib.study.differences import compare_questionnaires
from csat_lib.study.facets import FACETS

from .small import STUDY, change, faults_of

LOYAL = "loyal: {text: {zh: 忠诚, en: Loyal}, role: outcome, all: [{question: overall, at_least: 4}, {question: again, is: [yes]}]}"
FILTER = "filter: {question: store, is: [S1]}"
ASKED = "q1, q2, q3, q4, overall, nps, store, uses, again, nights, day, why, hope"


def with_derived(*entries: str) -> tuple[str, str]:
    return "constructs:\n", "".join(["derived:\n", *(f"  {entry}\n" for entry in entries), "constructs:\n"])


def loaded(folder: Path, *changes: tuple[str, str]) -> Study:
    path = folder / "study.yaml"
    path.write_text(change(STUDY, *changes), "utf-8")
    return load_study(path)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("x: {text: {zh: 甲, en: A}}", "`derived.x`: a derived variable has one of `all`, `any`, `minus`, `ratio` and `states`."),
        ("x: {text: {zh: 甲, en: A}, minus: [q1, q2], ratio: [q1, q2]}", "`derived.x`: a derived variable has one of `all`, `any`, `minus`, `ratio` and `states`."),
        ("x: {text: {zh: 甲, en: A}, role: segment, minus: [q1, q2]}", "`derived.x`: no `minus` and no `ratio` can be an outcome or a segment."),
        ("x: {text: {zh: 甲, en: A}, role: outcome, states: [q1, q2]}", "`derived.x`: `states` cannot be an outcome; a condition (`all`, `any`) can."),
        ("x: {text: {zh: 甲, en: A}, states: [nights, q1]}", "`derived.x.states` names `q1`, which cannot stand here. Allowed: nights."),
        ("x: {text: {zh: 甲, en: A}, minus: [q1, nights]}", "`derived.x.minus` names `nights`, which cannot stand here. Allowed: q1, q2, q3, q4, overall."),
        ("x: {text: {zh: 甲, en: A}, ratio: [again, nps]}", "`derived.x.ratio` names `again`, which cannot stand here. Allowed: q1, q2, q3, q4, overall, nights."),
        ("x: {text: {zh: 甲, en: A}, all: [{question: ovrall, at_least: 4}]}", f"`derived.x.all.0.question` names `ovrall`, which cannot stand here. Did you mean `overall`? Allowed: {ASKED}."),
        ("x: {text: {zh: 甲, en: A}, all: [{any: [{question: store, is: [S3]}]}]}", "`derived.x.all.0.any.0.is` names `S3`, which cannot stand here. Allowed: S1, 2."),
        ("x: {text: {zh: 甲, en: A}, any: [{question: again, is: [3]}]}", "`derived.x.any.0.is` names `3`, which cannot stand here. Allowed: 1, yes, 2, no."),
        ("x: {text: {zh: 甲, en: A}, any: [{question: store, at_least: 3}]}", "`derived.x.any.0.at_least` needs a question that is answered by a number or on a scale. Write `is: [...]`."),
        ("x: {text: {zh: 甲, en: A}, any: [{question: store}]}", "`derived.x.any.0`: a condition has a `question` with `is`, `at_least` or `at_most`, or `all`, or `any`."),
        ("x: {text: {zh: 甲, en: A}, any: [{question: q1, at_leest: 3}]}", "unknown key `at_leest` in `derived.x.any.0`. Did you mean `at_least`? Allowed: question, is, at_least, at_most, all, any."),
        ("q1: {text: {zh: 甲, en: A}, minus: [q1, q2]}", "`q1` is the name of a question and of a derived variable. Rename one of them."),
    ],
)  # fmt: skip
def test_what_cannot_be_derived_is_told(tmp_path: Path, entry: str, message: str):
    assert f"study.yaml:21: {message}" in faults_of(tmp_path, with_derived(entry))


def test_a_derived_variable_stands_wherever_a_question_of_its_kind_may(tmp_path: Path):
    active = "active: {text: {zh: 活跃, en: Active}, role: segment, any: [{question: uses, is: [spa]}]}"
    gap = "gap: {text: {zh: 落差, en: Gap}, minus: [q1, q2]}"
    study = loaded(
        tmp_path,
        with_derived(LOYAL, active, gap),
        ("segments: [store]", "segments: [store, active]\ntargets: {loyal: 40}"),
    )
    assert [study.variables[name].kind for name in ("loyal", "active", "gap")] == ["rating", "single", "number"]
    assert study.outcomes == ("overall", "nps", "loyal")
    assert (study.label("loyal", "zh"), study.level("active", "no", "en")) == ("忠诚", "No")
    assert study.pages[0].questions == tuple(study.questions)
    assert "loyal" not in study.questions


def test_a_filter_may_join_conditions_and_is_told_in_words(tmp_path: Path):
    joined = "filter: {any: [{question: store, is: [S1, 2]}, {all: [{question: q1, at_most: 2}, {question: again, is: [1]}]}]}"
    study = loaded(tmp_path, (FILTER, joined))
    assert study.questions["hope"].filter.asks == ("store", "q1", "again")
    assert FACETS["filter"](study, "hope", "en") == "(Store: East, West) or (Clean ≤ 2 and Again: Yes)"
    assert FACETS["filter"](study, "hope", "zh") == "(门店: 东, 西) 或 (干净 ≤ 2 且 再来: 是)"


def test_a_filter_asks_only_for_what_was_asked_before(tmp_path: Path):
    joined = "filter: {all: [{question: store, is: [S1]}, {question: hope, is: [1]}]}"
    (fault,) = faults_of(tmp_path, (FILTER, joined))
    assert fault.startswith(
        "study.yaml:19: `questions.hope.filter.all.1.question` names `hope`, which cannot stand here."
    )


def test_what_is_derived_otherwise_or_of_a_changed_question_compares_no_more(tmp_path: Path):
    before = loaded(tmp_path, with_derived(LOYAL))
    after = loaded(tmp_path, with_derived(LOYAL.replace("at_least: 4", "at_least: 5")))
    found = compare_questionnaires(before, after)
    assert [one.text("en") for one in found.differences] == ["Overall ≥ 4 and Again: Yes → Overall ≥ 5 and Again: Yes"]
    assert found.broken == {"loyal"}
    reworded = loaded(tmp_path, with_derived(LOYAL), ("{zh: 总体, en: Overall}", "{zh: 总的, en: All in all}"))
    assert {"overall", "loyal"} <= compare_questionnaires(before, reworded).broken
    pair = loaded(
        tmp_path,
        with_derived(
            "g: {text: {zh: 甲, en: A}, minus: [q1, q2]}",
            "r: {text: {zh: 乙, en: B}, ratio: [q1, q2]}",
            "s: {text: {zh: 丙, en: C}, states: [q1, q2]}",
        ),
    )
    told = ["Clean − Quiet", "Clean / Quiet", "Clean against Quiet"]
    assert [FACETS["definition"](pair, name, "en") for name in "grs"] == told
    assert FACETS["definition"](pair, "s", "zh") == "干净 与预期 安静"


@pytest.mark.parametrize(
    ("scale", "message"),
    [
        ("{points: {a: 100, b: 100}}", "`scales.five`: a scale of points has two answers or more, and no two of the same points."),
        ("{points: {a: 100}}", "`scales.five`: a scale of points has two answers or more, and no two of the same points."),
        ("{points: {a: 100, b: 0}, from: 1, to: 5}", "`scales.five`: a scale has `points`, or `from`, `to` and `step`."),
        ("{points: {a: 101, b: 0}}", "`scales.five.points.a` is 101; allowed: 100 or less."),
    ],
)  # fmt: skip
def test_a_scale_of_points_tells_its_answers_apart(tmp_path: Path, scale: str, message: str):
    assert f"study.yaml:5: {message}" in faults_of(
        tmp_path, ("{from: 1, to: 5, missing: [9], not_applicable: [8]}", scale)
    )


def test_the_answers_of_a_scale_of_points_are_its_labels(tmp_path: Path):
    scale = "{points: {good: 100, fair: 60, bad: 0}, labels: {good: {zh: 好, en: Good}}}"
    study = loaded(tmp_path, ("{from: 1, to: 5, missing: [9], not_applicable: [8]}", scale))
    assert FACETS["scale"](study, "q1", "en") == "Good = 100, fair = 60, bad = 0"
    rows = codebook(study, "en").query("question == 'q1'")
    assert list(zip(rows["code"], rows["label"], strict=True)) == [("good", "Good"), ("fair", "fair"), ("bad", "bad")]
    assert study.questions["q1"].scale.codes == (0, 60, 100)


def test_the_codebook_holds_what_is_derived_as_well(tmp_path: Path):
    active = "active: {text: {zh: 活跃, en: Active}, role: segment, any: [{question: uses, is: [spa]}]}"
    rows = codebook(loaded(tmp_path, with_derived(LOYAL, active)), "en")
    labels = rows[rows["question"] == "active"].set_index("code")["label"].to_dict()
    assert labels == {"no": "No", "yes": "Yes"}
    assert rows[rows["question"] == "loyal"]["text"].tolist()[0] == "Loyal"
