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


RANKS = (
    CLASSES
    + "  priorities:\n    judgements: {severity_reach: 2, severity_frequency: 3, reach_frequency: 2}\n    reach: {low: 0.1, medium: 0.4, high: 0.8}\n    frequency: {low: 0.05, medium: 0.15, high: 0.3}\n"
)


def test_ranks_are_read_with_what_grades_are_worth(tmp_path):
    (tmp_path / "study.yaml").write_text(STUDY + RANKS, encoding="utf-8")
    ranks = load_study(tmp_path / "study.yaml").complaints.priorities
    assert (ranks.points.high, ranks.points.medium, ranks.points.low, ranks.operator) == (100, 60, 20, "weighted_mean")


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
            "57: unknown key `answer_within` in `complaints`. Did you mean `answered_within`? Allowed: classes, answered_within, closed_within, priorities.",
        ),
        (
            "chapters: [scores, complaints]\n",
            "53: `chapters` needs classes of complaints. Add `complaints: {classes: {..}}`, or take `complaints` out of `chapters`.",
        ),
        (
            CLASSES.replace("en: Waiting}}", "en: Waiting}, about: why}"),
            "56: `complaints.classes.wait.about` names `why`, which cannot stand here. Allowed: q1, q2, q3, q4, room, service.",
        ),
        (
            RANKS.replace("medium: 0.4", "medium: 0.9"),
            "60: `complaints.priorities.reach`: `low`, `medium` and `high` rise.",
        ),
        (
            RANKS.replace("severity_reach: 2", "severity_reach: 12"),
            "59: `complaints.priorities.judgements.severity_reach` is 12; allowed: 9 or less.",
        ),
    ],
)
def test_what_is_wrong_is_told(tmp_path, text, message):
    assert faults_of(tmp_path, STUDY + text) == [f"study.yaml:{message}"]
