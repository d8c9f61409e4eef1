# ruff: noqa: E501 - a message stands on one line
"""The key `fuzzy`: the grades that a study gives, and every way to get them wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.study import load_study

from .small import STUDY, change, faults_of

PLACE = "segments: [store]\n"
GRADES = (
    "good: {title: {zh: 好, en: good}, from: 60, points: 100}, bad: {title: {zh: 差, en: bad}, from: 0, points: 20}"
)
ORDER = "study.yaml:25: `fuzzy`: `from` and `points` of the grades fall from one to the next, `from` down to 0."


def written(grades: str, more: str = "") -> tuple[str, str]:
    return PLACE, f"fuzzy: {{grades: {{{grades}}}{more}}}\n{PLACE}"


def test_grades_are_read_with_the_weighted_mean_unless_an_operator_is_named(tmp_path: Path):
    for more, operator in (("", "weighted_mean"), (", operator: min_max", "min_max")):
        (tmp_path / "study.yaml").write_text(change(STUDY, written(GRADES, more)), "utf-8")
        fuzzy = load_study(tmp_path / "study.yaml").fuzzy
        assert fuzzy is not None
        assert {name: (one.lowest, one.points) for name, one in fuzzy.grades.items()} == {
            "good": (60, 100),
            "bad": (0, 20),
        }
        assert fuzzy.operator == operator
    (tmp_path / "study.yaml").write_text(STUDY, "utf-8")
    assert load_study(tmp_path / "study.yaml").fuzzy is None


@pytest.mark.parametrize(
    ("grades", "more", "message"),
    [
        (GRADES.replace("from: 0", "from: 60"), "", ORDER),
        (GRADES.replace("from: 0", "from: 10"), "", ORDER),
        (GRADES.replace("points: 20", "points: 100"), "", ORDER),
        (
            GRADES.replace("from: 60", "from: 101"),
            "",
            "study.yaml:25: `fuzzy.grades.good.from` is 101; allowed: 100 or less.",
        ),
        (
            GRADES,
            ", operator: mean",
            "study.yaml:25: `fuzzy.operator` is `mean`. Allowed: weighted_mean, bounded_sum, product_max, min_max.",
        ),
        (GRADES.partition(", bad")[0], "", "study.yaml:25: `fuzzy.grades` is 1 entry; allowed: 2 or more entries."),
        (
            GRADES.replace("{zh: 好, en: good}", "{zh: 好}"),
            "",
            "study.yaml:25: `fuzzy.grades.good.title` has no wording in `en`. Add `en: ...` or drop it from `languages`.",
        ),
    ],
)
def test_grades_that_cannot_be_are_told(tmp_path: Path, grades: str, more: str, message: str):
    assert faults_of(tmp_path, written(grades, more)) == [message]
