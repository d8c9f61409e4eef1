# ruff: noqa: E501 - a message stands on one line
from __future__ import annotations

from pathlib import Path

from csat_lib.study.measuring import Measurement

from .small import faults_of

SEGMENTS = "segments: [store]"
TITLE = "title: {zh: 总, en: General}"


def faults(tmp_path: Path, measurement: str) -> list[str]:
    return faults_of(tmp_path, (SEGMENTS, f"{SEGMENTS}\nmeasurement: {measurement}"))


def test_pearson_minres_oblimin_and_ml_unless_the_study_says_otherwise():
    assert Measurement().model_dump() == {
        "correlation": "pearson", "zero_cells": 0, "smooth": False, "extraction": "minres", "rotation": "oblimin",
        "estimator": "ml", "second_order": {},
    }  # fmt: skip


def test_a_correlation_is_one_of_three(tmp_path: Path):
    (fault,) = faults(tmp_path, "{correlation: kendall}")
    assert fault.endswith("`measurement.correlation` is `kendall`. Allowed: pearson, spearman, polychoric.")


def test_empty_cells_are_left_alone_or_given_a_half(tmp_path: Path):
    (fault,) = faults(tmp_path, "{zero_cells: 0.3}")
    assert fault.endswith("`measurement.zero_cells` is `0.3`. Did you mean `0.5`? Allowed: 0, 0.5.")


def test_a_second_order_factor_explains_three_known_constructs_once(tmp_path: Path):
    found = faults(
        tmp_path,
        f"{{second_order: {{room: {{{TITLE}, constructs: [room, room, sevice]}}, g: {{{TITLE}, constructs: [room]}}}}}}",
    )
    assert [fault.split(": ", 1)[1] for fault in found] == [
        "`room` is the name of something else and of a second-order factor. Rename one of them.",
        "`room` is a part of `room` and of `room`. A part hangs in one place: keep one.",
        "`measurement.second_order.room.constructs` names `sevice`, which cannot stand here. Did you mean `service`? Allowed: room, service.",
        "`measurement.second_order.g.constructs` needs 3 constructs or more. With fewer its loadings cannot be told apart.",
        "`room` is a part of `room` and of `g`. A part hangs in one place: keep one.",
    ]
