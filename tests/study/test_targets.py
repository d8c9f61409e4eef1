# ruff: noqa: E501 - a message stands on one line
"""What scores are aimed at: one number, one for each year, or for units their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.study import load_wave

from .small import STUDY, WAVE, change, faults_of

AIMS = "targets: {overall: 70, nps: {2025: 20, 2026: 25}, room: {all: {2024: 60}, units: {S1: 75, 2: {2024: 71, 2025: 72}}}}\n"


def given(text: str) -> tuple[str, str]:
    return "unit: store\n", f"unit: store\n{text}"


def test_a_wave_has_the_targets_of_its_year(folder: Path):
    (folder / "study.yaml").write_text(change(STUDY, given(AIMS)), "utf-8")
    (folder / "2026-03.yaml").write_text(WAVE.replace("period: 2025-03", "period: 2026-03"), "utf-8")
    now, later = (load_wave(folder / f"{period}.yaml").study for period in ("2025-03", "2026-03"))
    assert now.aims() == {"overall": 70, "nps": 20}
    assert (now.aims(("store", "S1")), now.aims(("store", "2"))) == ({"room": 75}, {"room": 72})
    assert later.aims() == {"overall": 70, "nps": 25}
    assert (later.aims(("store", "S1")), later.aims(("store", "2")), later.aims(("age", "2"))) == ({"room": 75}, {}, {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("targets: {room: high}\n", "`targets.room` is the text `high`; allowed: a number."),
        ("targets: {room: {25: 70}}\n", "`targets.room.25` is `25`; allowed: a year such as 2025, or `all` and `units`."),
        ("targets: {room: {2025: high}}\n", "`targets.room.2025` is the text `high`; allowed: a number."),
        ("targets: {room: {units: {S3: 70}}}\n", "`targets.room.units` names `S3`, which cannot stand here. Allowed: S1, 2."),
        ("targets: {room: {all: 70}}\n", "the key `units` is missing in `targets.room`. Add `units: ...`."),
        ("targets: {room: {units: {S1: 70}, any: 3}}\n", "unknown key `any` in `targets.room`. Allowed: all, units."),
        ("targets: {roon: {2025: 70}}\n", "`targets` names `roon`, which cannot stand here. Did you mean `room`? Allowed: satisfaction, room, service, overall, nps."),
    ],
)  # fmt: skip
def test_a_target_that_nothing_can_meet_is_told(tmp_path: Path, text: str, message: str):
    assert f"study.yaml:27: {message}" in faults_of(tmp_path, given(text))


def test_targets_of_units_need_a_unit(tmp_path: Path):
    found = faults_of(tmp_path, ("unit: store\n", "targets: {room: {units: {S1: 70}}}\n"))
    assert "study.yaml:26: `targets.room.units` needs a unit. Add `unit: <one of the segments>`." in found
