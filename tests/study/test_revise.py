"""The study file after a pilot."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from csat_lib.errors import CsatError
from csat_lib.study import load_study
from csat_lib.study.revise import Change, revise_study

PARAMS = Path(__file__).resolve().parents[2] / "params"


@pytest.fixture
def revised(folder: Path):
    def revised(*dropped: str, study: str = "", **noted: str):
        path = folder / "study.yaml"
        if study:
            path.write_text(study, "utf-8")
        return revise_study(path, dict.fromkeys(dropped, "dropped"), noted)

    return revised


def changed_lines(before: str, after: str) -> list[str]:
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[0] in "+-" and line[:3] not in {"+++", "---"}]


def test_a_dropped_item_leaves_construct_block_and_simulator(revised, folder: Path):
    before = (folder / "study.yaml").read_text("utf-8")
    found = revised("q4", q2="look at it")
    assert changed_lines(before, found.text) == [
        "+  # look at it",
        "-  q4: {text: {zh: 友善, en: Friendly}, scale: five, role: perception}",
        "+  # dropped",
        "+  # q4: {text: {zh: 友善, en: Friendly}, scale: five, role: perception}",
        "-  service: {title: {zh: 服务, en: Service}, items: [q3, q4]}",
        "+  service: {title: {zh: 服务, en: Service}, items: [q3]}",
        "-  - {rule: straight_line, block: [q1, q2, q3, q4]}",
        "+  - {rule: straight_line, block: [q1, q2, q3]}",
        "-    q4: {mean: 4.2, sd: 0.8, loading: 0.75}",
    ]
    assert found.changes == (
        Change("q4", "questions.q4", "commented_out"),
        Change("q4", "constructs.service.items", "removed"),
        Change("q4", "exclude.3.block", "removed"),
        Change("q4", "simulate.items.q4", "removed"),
    )


def test_the_revised_file_loads(revised, tmp_path: Path):
    (tmp_path / "again.yaml").write_text(revised("q2", "q4").text, "utf-8")
    study = load_study(tmp_path / "again.yaml")
    assert study.items == ("q1", "q3")
    assert list(study.simulate.items) == ["q1", "q3"]


def test_a_rule_whose_block_is_too_short_goes(revised):
    found = revised("q2", "q4", study=_study().replace("block: [q1, q2, q3, q4]", "block: [q1, q2]"))
    assert Change("q2", "exclude.3", "removed") in found.changes
    assert "straight_line" not in found.text


@pytest.mark.parametrize(
    ("rule", "place", "expected"),
    [
        ("{rule: straight_line, block: [q1, q2, q3, q4], at_least: 4}", "exclude.3.at_least", "at_least: 3}"),
        ("{rule: longstring, above: 3}", "exclude.3.above", "{rule: longstring, above: 2}"),
        ("{rule: longstring, block: [q1, q2, q4], above: 2}", "exclude.3.above", "block: [q1, q2], above: 1}"),
    ],
)
def test_a_count_that_the_block_can_no_longer_hold_is_lowered(revised, rule, place, expected):
    found = revised("q4", study=_study().replace("{rule: straight_line, block: [q1, q2, q3, q4]}", rule))
    assert Change("q4", place, "lowered") in found.changes
    assert expected in found.text


def test_an_attention_rule_and_a_filter_on_a_dropped_item_go(revised):
    text = _study().replace("{rule: seconds, below: 20}", "{rule: attention, question: q4, is: [3]}")
    text = text.replace("filter: {question: store, is: [S1]}", "filter: {question: q4, is: [1]}")
    found = revised("q4", study=text)
    assert Change("q4", "exclude.2", "removed") in found.changes
    assert Change("q4", "questions.hope.filter", "removed") in found.changes


def test_the_overruled_decision_of_a_dropped_item_goes(revised):
    overrule = "pilot: {overrule: {q4: {decision: drop, why: {zh: 重复, en: twice}}}}\nsegments"
    found = revised("q4", study=_study().replace("segments", overrule, 1))
    assert "pilot" not in found.text


def test_nothing_dropped_changes_nothing(revised, folder: Path):
    found = revised()
    assert found.text == (folder / "study.yaml").read_text("utf-8")
    assert found.changes == ()


def test_differences_as_texts(revised):
    texts = revised("q4").to_texts()
    assert [(text.subject, text.kind, text.text, text.other) for text in texts][:2] == [
        ("q4", "change", "commented_out", "questions.q4"),
        ("q4", "change", "removed", "constructs.service.items"),
    ]
    assert [text.rank for text in texts] == [0, 1, 2, 3]


@pytest.mark.parametrize("name", ["hotel", "hotel-pilot", "servqual", "reputation"])
def test_every_shipped_study_can_be_revised(name, tmp_path: Path):
    path = PARAMS / name / "study.yaml"
    study = load_study(path)
    last = [construct.items[-1] for construct in study.constructs.values() if len(construct.items) > 3]
    (tmp_path / "study.yaml").write_text(revise_study(path, dict.fromkeys(last, "dropped")).text, "utf-8")
    assert set(study.items) - set(load_study(tmp_path / "study.yaml").items) == set(last)


def test_line_ends_and_mark_of_windows(folder: Path):
    path = folder / "study.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + _study().replace("\n", "\r\n").encode())
    text = revise_study(path, {"q4": "dropped"}).text
    assert text.count("\r\n") == text.count("\n")


def test_what_would_be_no_study_is_refused_with_its_faults(revised, folder: Path):
    with pytest.raises(CsatError) as caught:
        revised("q3", "q4")
    told = str(caught.value)
    assert told.startswith(
        f"{folder / 'study.yaml'}: the study file cannot be revised: without the dropped items it would have these "
        "faults:\n  study.yaml:"
    )
    assert told.endswith(
        "\nDrop the items by hand; an anchor (`&name`) that other places use must not stand in a dropped question."
    )


def _study() -> str:
    from .small import STUDY

    return STUDY
