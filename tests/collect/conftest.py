"""A hotel study with one question of every kind, answers to it, and plans that collect them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from csat_lib.collect import collect
from csat_lib.period import parse
from csat_lib.study import Study, WavePlan

ITEMS = ("a1", "a2", "a3", "b1", "b2", "b3")


def words(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


@pytest.fixture
def study_file() -> dict[str, Any]:
    """What a study file holds, to be changed at will."""
    rating = {"scale": "ten", "role": "perception"}
    return {
        "study": "hotel",
        "title": words("Hotel"),
        "scales": {"ten": {"from": 1, "to": 10, "missing": [99], "not_applicable": [98]}},
        "questions": {
            **{item: {"text": words(item), **rating, "reversed": item == "b3"} for item in ITEMS},
            "overall": {"text": words("overall"), "scale": "ten", "role": "outcome"},
            "nps": {"text": words("recommend"), "kind": "nps"},
            "store": {
                "text": words("store"),
                "kind": "single",
                "role": "segment",
                "options": {"S1": words("one"), "S2": words("two")},
            },
            "member": {
                "text": words("member"),
                "kind": "single",
                "role": "segment",
                "options": {"none": words("no"), "gold": words("yes")},
            },
            "uses": {
                "text": words("uses"),
                "kind": "multiple",
                "options": {"spa": words("spa"), "pool": words("pool")},
                "columns": {"spa": "uses_spa", "pool": "uses_pool"},
            },
            "again": {"text": words("again"), "kind": "yes_no", "role": "outcome", "yes": ["1"], "no": ["2"]},
            "stay": {"text": words("stay"), "kind": "date"},
            "why": {"text": words("why"), "kind": "text"},
        },
        "constructs": {
            "room": {"title": words("Room"), "items": list(ITEMS[:3])},
            "service": {"title": words("Service"), "items": list(ITEMS[3:])},
        },
        "index": {"satisfaction": {"title": words("Index"), "parts": {"room": "equal", "service": "equal"}}},
        "segments": ["store", "member"],
        "unit": "store",
        "fields": {"id": "rid", "duration": "sec", "finished": "end", "device": "device", "source": "source"},
    }


def draw_answers(n: int, seed: int = 1) -> pd.DataFrame:
    """(n, columns) careful answers with 5 % of the items missing."""
    rng = np.random.default_rng(seed)
    score = rng.normal(size=n)
    codes = {
        name: np.clip(np.round(6 + 1.5 * score + 1.5 * rng.normal(size=n)), 1, 10)
        for name in (*ITEMS, "overall", "nps")
    }
    for item in ITEMS:
        codes[item][rng.random(n) < 0.05] = 99
    return pd.DataFrame(
        {
            **{name: values.astype(int) for name, values in codes.items()},
            "store": rng.choice(["S1", "S2"], n),
            "member": rng.choice(["none", "gold"], n, p=[0.7, 0.3]),
            "uses_spa": rng.integers(0, 2, n),
            "uses_pool": rng.integers(0, 2, n),
            "again": rng.integers(1, 3, n),
            "stay": "2025-03-01",
            "why": np.where(rng.random(n) < 0.2, "the carpet was dirty", ""),
            "rid": [f"guest-{at}" for at in range(n)],
            "sec": np.round(rng.lognormal(5.7, 0.3, n)).astype(int),
            "end": "2025-03-02 10:00:00",
            "device": [f"phone-{at}" for at in range(n)],
            "source": "mail",
        }
    )


@pytest.fixture
def answers() -> pd.DataFrame:
    """120 answers."""
    return draw_answers(120)


@pytest.fixture
def make_plan(tmp_path: Path, study_file: dict[str, Any]) -> Callable[..., WavePlan]:
    """The plan of a wave whose answers are a frame; keyword arguments replace keys of the study file."""

    def make(frame: pd.DataFrame, **changes: Any) -> WavePlan:
        path = tmp_path / "answers.csv"
        frame.to_csv(path, index=False)
        study = Study.model_validate(study_file | changes)
        return WavePlan(study, parse("2025-03"), tmp_path / "2025-03.yaml", path)

    return make


@pytest.fixture
def collected(make_plan: Callable[..., WavePlan], tmp_path: Path) -> Callable[..., Path]:
    """The folder of a collected frame."""

    def run(frame: pd.DataFrame, size: int = 1000, **changes: Any) -> Path:
        folder = tmp_path / f"work-{size}"
        collect(make_plan(frame, **changes), folder, size=size)
        return folder

    return run
