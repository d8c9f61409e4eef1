# ruff: noqa: E501 - a message stands on one line
"""What a study may say of complaints."""

from __future__ import annotations

import pytest

from csat_lib.study import load_study

from .small import STUDY
from .test_kpis import faults_of

CLASSES = "complaints:\n  classes:\n    dirt: {title: {zh: 不干净, en: Not clean}, owner: {zh: 客房部, en: Housekeeping}}\n    wait: {title: {zh: 等候, en: Waiting}}\n  answered_within: 24\n"


def test_classes_owners_and_limits_are_read_and_bring_the_chapter(tmp_path):
    (tmp_path / "study.yaml").write_text(STUDY + CLASSES, encoding="utf-8")
    study = load_study(tmp_path / "study.yaml")
    assert study.complaints.classes["dirt"].owner.en == "Housekeeping"
    assert study.complaints.classes["wait"].owner is None
    assert (study.complaints.answered_within, study.complaints.closed_within) == (24, None)
    assert study.label("dirt", "zh") == "不干净"
    assert "complaints" in study.chapters


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            CLASSES.replace("dirt:", "clean:"),
            "55: `clean` is the name of a code of open answers and of a class of complaints. Rename one of them.",
        ),
        (
            CLASSES.replace("dirt:", "room:"),
            "55: `room` is the name of a construct and of a class of complaints. Rename one of them.",
        ),
        (CLASSES.replace("within: 24", "within: 0"), "57: `complaints.answered_within` is 0; allowed: above 0."),
        (
            CLASSES.replace("answered_within", "answer_within"),
            "57: unknown key `answer_within` in `complaints`. Did you mean `answered_within`? Allowed: classes, answered_within, closed_within.",
        ),
        (
            "chapters: [scores, complaints]\n",
            "53: `chapters` needs classes of complaints. Add `complaints: {classes: {..}}`, or take `complaints` out of `chapters`.",
        ),
    ],
)
def test_what_is_wrong_is_told(tmp_path, text, message):
    assert faults_of(tmp_path, STUDY + text) == [f"study.yaml:{message}"]
