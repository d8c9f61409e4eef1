# ruff: noqa: E501 - a message stands on one line
from __future__ import annotations

from pathlib import Path

import pytest

from .small import faults_of

PERIODS = "is not a period. Allowed: 2025-12 (month), 2025Q4 (quarter), 2025H2 (half-year), 2025 (year), 2025-11-01..2025-12-15 (date range), opening@2025-03-01 (event), roll3@2025-12 (rolling window of 3 months). Write the period in one of these forms."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "by: [device]",
            "by: [devices]",
            "study.yaml:29: `exclude.0.by` names `devices`, which cannot stand here. Did you mean `device`? Allowed: id, finished, duration, device.",
        ),
        (
            "duration: seconds, ",
            "",
            "study.yaml:30: `exclude.1` needs the seconds that an answer took. Add `duration: <column>` to `fields`.",
        ),
        (
            "block: [q1, q2, q3, q4]",
            "block: [q1, nps]",
            "study.yaml:31: `exclude.2.block` names `nps`, which cannot stand here. Allowed: q1, q2, q3, q4, overall.",
        ),
        (
            "block: [q1, q2, q3, q4]",
            "block: [q1, q2], at_least: 3",
            "study.yaml:31: `exclude.2.at_least` is 3; allowed: 2 (the length of the block) or less.",
        ),
        (
            "{rule: seconds, below: 20}",
            "{rule: attention, question: q9, is: [3]}",
            "study.yaml:30: `exclude.1.question` names `q9`, which cannot stand here. Allowed: q1, q2, q3, q4, overall, nps, store, uses, again, nights, day, why, hope.",
        ),
        (
            "{rule: seconds, below: 20}",
            "{rule: longstring, above: 4}",
            "study.yaml:30: `exclude.1.above` is 4; allowed: 3 (the length of all items, less 1) or less.",
        ),
        (
            "{rule: seconds, below: 20}",
            "{rule: irv, below: 0.1, block: [q1, why]}",
            "study.yaml:30: `exclude.1.block` names `why`, which cannot stand here. Allowed: q1, q2, q3, q4, overall.",
        ),
        (
            "{rule: seconds, below: 20}",
            "{rule: near_duplicate, by: [id]}",
            "study.yaml:30: `exclude.1.by` names `id`, which cannot stand here. Allowed: device, store.",
        ),
        (
            "{rule: seconds, below: 20}",
            "{rule: even_odd}",
            "study.yaml:30: `exclude.1` needs 3 constructs of two items or more (here: 2). Take the rule out.",
        ),
        (
            "rake: {store:",
            "rake: {again:",
            "study.yaml:32: `weights.rake` names `again`, which cannot stand here. Allowed: store.",
        ),
        (
            "{S1: 0.4, 2: 0.6}",
            "{S1: 0.4, 2: 0.5, S3: 0.1}",
            "study.yaml:32: `weights.rake.store` names `S3`, which cannot stand here. Allowed: S1, 2.",
        ),
        (
            "{S1: 0.4, 2: 0.6}",
            "{S1: 0.4, 2: 0.5}",
            "study.yaml:32: `weights.rake.store` adds up to 0.9; it must add up to 1. Mend the shares.",
        ),
        (
            "{S1: 0.4, 2: 0.6}",
            "{S1: 1}",
            "study.yaml:32: `weights.rake.store` gives no share for the option `2`. Add `2: ...` (0 is allowed).",
        ),
        (
            "trim: 5",
            "distance: logit",
            "study.yaml:32: `weights`: logit calibration needs `bounds`.",
        ),
        (
            "trim: 5",
            "bounds: [1.2, 3]",
            "study.yaml:32: `weights`: `bounds` are two multiples of the base weights: the first from 0 to 1, the second above.",
        ),
        (
            "trim: 5",
            "bounds: [0.2, 3, 4]",
            "study.yaml:32: `weights.bounds` is 3 entries; allowed: 2 or fewer entries.",
        ),
        (
            "trim: 5",
            "bounds: [0.2]",
            "study.yaml:32: `weights.bounds` is 1 entry; allowed: 2 or more entries.",
        ),
        (
            "voice: {questions: [why], frame: {clean: {title: {zh: 清洁, en: Cleanliness}, words: {zh: [脏], en: [dirty]}}}}",
            "chapters: [quality, voice]",
            "study.yaml:33: `chapters` needs a frame to read the open answers by. Give `voice.frame` at least one code with words, or take `voice` out of `chapters`.",
        ),
        (
            "voice: {questions: [why]",
            "voice: {questions: [nps]",
            "study.yaml:33: `voice.questions` names `nps`, which cannot stand here. Allowed: why.",
        ),
        (
            "unit: store",
            "targets: {rooms: 80}",
            "study.yaml:26: `targets` names `rooms`, which cannot stand here. Did you mean `room`? Allowed: satisfaction, room, service, overall, nps.",
        ),
        (
            "q4: {mean: 4.2",
            "q5: {mean: 4.2",
            "study.yaml:40: `simulate.items` names `q5`, which cannot stand here. Allowed: q1, q2, q3, q4.",
        ),
        (
            "shares: {S1: 0.5, 2: 0.5}",
            "shares: {S1: 0.5, 2: 0.4}",
            "study.yaml:45: `simulate.choices.store.shares` adds up to 0.9; it must add up to 1. Mend the shares.",
        ),
        (
            "effects: {2: {service: -0.5}}",
            "effects: {2: {servise: -0.5}}",
            "study.yaml:45: `simulate.choices.store.effects.2` names `servise`, which cannot stand here. Did you mean `service`? Allowed: room, service.",
        ),
        (
            "effects: {room: 0.4, service: 0.2}",
            "effects: {rom: 0.4, service: 0.2}",
            "study.yaml:43: `simulate.outcomes.nps.effects` names `rom`, which cannot stand here. Did you mean `room`? Allowed: room, service.",
        ),
        (
            "level: S1, construct: room",
            "level: S4, construct: room",
            "study.yaml:51: `simulate.plants.shifts.0.level` names `S4`, which cannot stand here. Allowed: S1, 2.",
        ),
        (
            "{outcome: overall, construct: service",
            "{outcome: overall, construct: q1",
            "study.yaml:52: `simulate.plants.slopes.0.construct` names `q1`, which cannot stand here. Allowed: room, service.",
        ),
        (
            "{period: 2025-03, segment",
            "{period: 2025-13, segment",
            f"study.yaml:51: `2025-13` {PERIODS}",
        ),
        (
            "periods: {2025-02:",
            "periods: {Feb:",
            f"study.yaml:49: `Feb` {PERIODS}",
        ),
    ],
)  # fmt: skip
def test_rules_speak_of_what_the_study_has(tmp_path: Path, old: str, new: str, message: str):
    assert message in faults_of(tmp_path, (old, new))


def test_a_target_and_a_simulated_mean_are_of_an_outcome_that_is_measured(tmp_path: Path):
    again = "again: {text: {zh: 再来, en: Again}, kind: yes_no, role: "
    found = faults_of(
        tmp_path,
        (f"{again}profile", f"{again}outcome"),
        ("unit: store", "targets: {again: 80}"),
        ("nps: {mean: 7.5, sd: 2,", "again: {mean: 7.5, sd: 2,"),
    )
    assert found == [
        "study.yaml:26: `targets` names `again`, which cannot stand here. Allowed: satisfaction, room, service, overall, nps.",
        "study.yaml:43: `simulate.outcomes` names `again`, which cannot stand here. Allowed: overall, nps.",
    ]
