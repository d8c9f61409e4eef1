# ruff: noqa: E501 - whole messages
"""The log of questions and indicators added or retired."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from csat_lib.study import load_study
from csat_lib.study.item_log import Logged

from .small import STUDY, change, faults_of

WHY = "reason: {zh: 重复, en: twice}"
KNOWN = "q1, q2, q3, q4, overall, nps, store, uses, again, nights, day, why, hope, room, service, satisfaction"


def with_log(*entries: str) -> tuple[str, str]:
    return "segments: [store]", f"log: [{', '.join(f'{{{entry}, {WHY}}}' for entry in entries)}]\nsegments: [store]"


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [("2026-02", date(2026, 2, 1), date(2026, 2, 28)), ("2026-02-03", date(2026, 2, 3), date(2026, 2, 3))],
)
def test_the_time_is_a_month_or_a_day(given, first, last):
    time = Logged.model_validate({"date": given, "item": "q1", "what": "added", "reason": {"en": "new"}}).time
    assert (time.first, time.last) == (first, last)


def test_only_the_last_entry_of_an_item_says_whether_the_study_has_it(tmp_path: Path):
    path = tmp_path / "study.yaml"
    back = with_log(
        "date: 2026-05-02, item: q1, what: added",
        "date: 2025-03, item: q1, what: retired",
        "date: 2026-01, item: q9, what: retired, title: {zh: 网速, en: Wi-Fi}",
        "date: 2025-01, item: q9, what: added",
    )
    path.write_text(change(STUDY, back), "utf-8")
    study = load_study(path)
    assert [one.what for one in study.log] == ["added", "retired", "retired", "added"]
    assert [study.label(name, "en") for name in ("q1", "q9")] == ["Clean", "Wi-Fi"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("date: 2026-01, item: q9, what: added", f"`log.0.item` names `q9`, which cannot stand here. Allowed: {KNOWN}."),
        ("date: 2026-01, item: q1, what: retired", "`log.0.item`: `q1` is retired by this entry, but the study still has it."),
        ("date: 2026-01, item: q9, what: retired", "the key `title` is missing in `log.0`. Add `title: ...`."),
        ("date: 2026-13, item: q1, what: added", "`log.0.date` is `2026-13`; allowed: a month or a day, such as 2026-03."),
        ("date: 2026, item: q1, what: added", "`log.0.date` is `2026`; allowed: a month or a day, such as 2026-03."),
        ("date: 2026-01, item: q1, what: moved", "`log.0.what` is `moved`. Allowed: added, retired."),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_study_is_told(entry, message, tmp_path: Path):
    assert faults_of(tmp_path, with_log(entry)) == [f"study.yaml:25: {message}"]
