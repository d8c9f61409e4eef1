"""Small studies and files that the tests of this room share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from csat_lib.study import Study


def words(text: str) -> dict[str, str]:
    return {"zh": f"{text}（中）", "en": text}


def questions() -> dict[str, dict[str, Any]]:
    rating = {"scale": "ten", "role": "perception"}
    return {
        "q1": {"text": words("clean"), **rating},
        "q2": {"text": words("quiet"), **rating, "column": "Q2", "reversed": True},
        "q3": {"text": words("warm"), **rating},
        "overall": {"text": words("overall"), "scale": "ten", "role": "outcome"},
        "nps": {"text": words("recommend"), "kind": "nps"},
        "store": {
            "text": words("store"),
            "kind": "single",
            "role": "segment",
            "options": {"S1": {"zh": "北京", "en": "Beijing"}, "S2": {"zh": "上海", "en": "Shanghai"}},
        },
        "uses": {
            "text": words("uses"),
            "kind": "multiple",
            "options": {"spa": {"zh": "水疗", "en": "spa visit"}, "pool": {"zh": "泳池", "en": "swimming"}},
            "separator": "|",
        },
        "again": {"text": words("again"), "kind": "yes_no", "role": "profile", "yes": ["1"], "no": ["2"]},
        "nights": {
            "text": words("nights"),
            "kind": "number",
            "unit": {"zh": "晚", "en": "nights"},
            "min": 0,
            "max": 30,
            "role": "profile",
        },
        "stay": {"text": words("stay"), "kind": "date"},
        "why": {"text": words("why"), "kind": "text"},
    }


@pytest.fixture
def make_study() -> Callable[..., Study]:
    """A study of three items with one question of every kind; keyword arguments replace keys of the study file."""

    def make(more_questions: dict[str, Any] | None = None, **changes: Any) -> Study:
        given = {
            "study": "hotel",
            "title": words("Hotel"),
            "scales": {"ten": {"from": 1, "to": 10, "missing": [99], "not_applicable": [98]}},
            "questions": questions() | (more_questions or {}),
            "constructs": {"room": {"title": words("Room"), "items": ["q1", "q2", "q3"]}},
            "index": {"satisfaction": {"title": words("Index"), "parts": {"room": "equal"}}},
            "segments": ["store"],
            "fields": {},
        }
        return Study.model_validate(given | changes)

    return make


HEADER = "q1,Q2,q3,overall,nps,store,uses,again,nights,stay,why"
FULL_ROW = "7,2,8,9,10,S1,spa|pool,1,3,2025-03-01,fine"


@pytest.fixture
def write_csv(tmp_path: Path) -> Callable[..., Path]:
    """Write lines (a full header is put before them, unless one is given) into answers.csv."""

    def write(*lines: str, header: str = HEADER, name: str = "answers.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return path

    return write
