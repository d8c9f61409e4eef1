# ruff: noqa: E501 - a message stands on one line
from __future__ import annotations

from pathlib import Path

from csat_lib.study import load_study

from .small import STUDY, change, faults_of

PARTS = "parts: {room: johnson, service: johnson}}"
TITLE = "title: {zh: 甲, en: A}"


def test_parts_are_constructs_or_nodes(tmp_path: Path):
    assert faults_of(tmp_path, (PARTS, "parts: {room: johnson, sevice: johnson}}")) == [
        "study.yaml:24: `index.satisfaction.parts` names `sevice`, which cannot stand here. Did you mean `service`? Allowed: room, service, satisfaction, overall, nps."
    ]


def test_a_part_hangs_in_one_place(tmp_path: Path):
    more = f"{PARTS}\n  low: {{{TITLE}, parts: {{room: 1}}}}"
    assert faults_of(tmp_path, (PARTS, more.replace("service: johnson", "low: johnson"))) == [
        "study.yaml:25: `room` is a part of `satisfaction` and of `low`. A part hangs in one place: keep one."
    ]


def test_a_further_top_node_is_another_index_over_the_same_dimensions(tmp_path: Path):
    more = f"{PARTS}\n  other: {{{TITLE}, parts: {{service: 0.5, part: 0.5}}}}\n  part: {{{TITLE}, parts: {{room: 1}}}}"
    (tmp_path / "study.yaml").write_text(change(STUDY, (PARTS, more)), "utf-8")
    study = load_study(tmp_path / "study.yaml")
    assert (study.root, study.drivers) == ("satisfaction", ("room", "service"))
    assert faults_of(tmp_path, (PARTS, more.replace("room: 1", "service: 1"))) == [
        "study.yaml:26: `service` is a part of `other` and of `part`. A part hangs in one place: keep one."
    ]


def test_nodes_form_no_circle(tmp_path: Path):
    more = f"parts: {{low: 1}}}}\n  low: {{{TITLE}, parts: {{satisfaction: 1}}}}"
    assert faults_of(tmp_path, (PARTS, more)) == [
        "study.yaml:23: the nodes satisfaction, low of the index form a circle. Take one of them out of the parts of another."
    ]


def test_nodes_beside_the_tree_form_no_circle_either(tmp_path: Path):
    more = f"{PARTS}\n  a: {{{TITLE}, parts: {{b: 1}}}}\n  b: {{{TITLE}, parts: {{a: 1}}}}"
    assert faults_of(tmp_path, (PARTS, more)) == [
        "study.yaml:23: the nodes a, b of the index form a circle. Take one of them out of the parts of another."
    ]


def test_numbers_and_methods_do_not_mix(tmp_path: Path):
    assert faults_of(tmp_path, (PARTS, "parts: {room: 0.4, service: factor}}")) == [
        "study.yaml:24: `index.satisfaction.parts` mixes weights: 0.4, factor. Give every part a number, or give all parts the same method (such as equal, factor or johnson)."
    ]


def test_numbers_add_up_to_1(tmp_path: Path):
    assert faults_of(tmp_path, (PARTS, "parts: {room: 0.4, service: 0.5}}")) == [
        "study.yaml:24: `index.satisfaction.parts` adds up to 0.9; it must add up to 1. Mend the shares."
    ]


def test_johnson_needs_an_outcome(tmp_path: Path):
    overall = "  overall: {text: {zh: 总体, en: Overall}, scale: five, role: outcome}\n"
    truth = "    overall: {mean: 3.9, sd: 0.9, effects: {room: 0.3, service: 0.3}}\n"
    plant = "    slopes: [{outcome: overall, construct: service, slope: 0.2}]\n"
    assert faults_of(tmp_path, (overall, ""), (truth, ""), (plant, "")) == [
        "study.yaml:23: `index.satisfaction.parts` needs a rating outcome. Add a rating question with `role: outcome`, or weigh by `equal` or `factor`."
    ]
