# ruff: noqa: E501 - a message stands on one line
"""What nothing reads is refused: a promise in a study file that no chapter keeps would be found out too late."""

from __future__ import annotations

from pathlib import Path

import pytest

from .small import faults_of

ASKED = "{text: {zh: 如愿, en: As hoped}, kind: yes_no, role: profile, yes: [1], no: [2], filter: {question: store, is: [S1]}}"
RATED = "{text: {zh: 如愿, en: As hoped}, scale: five, role: "


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "unit: store",
            "appraisal: {grades: []}",
            "study.yaml:26: `appraisal` is not used by this version: nothing in the report would follow it. Remove it.",
        ),
        (
            ASKED,
            RATED + "outcome, pair: q1}",
            "study.yaml:19: `questions.hope.pair` is not used by this version: nothing in the report would follow it. Remove it.",
        ),
        (
            ASKED,
            RATED + "expectation}",
            "study.yaml:19: `questions.hope.role: expectation` is not used by this version: nothing in the report would follow it. Write one of perception, outcome, or remove the entry.",
        ),
        (
            "role: profile, unit: {zh: 晚",
            "role: kpi, unit: {zh: 晚",
            "study.yaml:16: `questions.nights.role: kpi` is not used by this version: nothing in the report would follow it. Write one of profile, outcome, or remove the entry.",
        ),
        (
            "unit: store",
            "tables: {stores: {kind: benchmarks, file: kpi.csv}}",
            "study.yaml:26: `tables.stores.kind: benchmarks` is not used by this version: nothing in the report would follow it. Write one of unit_kpis, third_party, complaints, population, roster, targets, judgements, events, dispositions, experts, respondent_figures, or remove the entry.",
        ),
        (
            "unit: store",
            "tables: {panel: {kind: experts, file: panel.csv, key: item}}",
            "study.yaml:26: `tables.panel.key` is not used by this version: nothing in the report would follow it. Remove it.",
        ),
    ],
)  # fmt: skip
def test_a_word_that_nothing_reads_is_refused_in_one_sentence(tmp_path: Path, old: str, new: str, message: str):
    assert faults_of(tmp_path, (old, new)) == [message]
