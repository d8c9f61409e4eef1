"""The keys of a pilot in the study file."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.study import Study, load_study

from .small import faults_of

PARAMS = Path(__file__).resolve().parents[2] / "params"
WHY = "why: {zh: 重复, en: twice}"


def test_a_study_without_the_key_has_its_defaults(study: Study):
    assert (study.pilot.alpha_width, study.pilot.loading_width, study.pilot.draws) == (0.10, 0.20, 100)
    assert study.pilot.decisions == {}


def test_the_shipped_pilot_overrules_one_decision():
    pilot = load_study(PARAMS / "hotel-pilot" / "study.yaml").pilot
    assert pilot.decisions == {"d5": "keep"}
    assert pilot.overrule["d5"].why.get("en").startswith("a partner runs the bar")


@pytest.mark.parametrize(
    ("pilot", "message"),
    [
        (
            f"{{overrule: {{q9: {{decision: keep, {WHY}}}}}}}",
            "study.yaml:25: `pilot.overrule` names `q9`, which cannot stand here. Allowed: q1, q2, q3, q4.",
        ),
        (
            f"{{overrule: {{q1: {{decision: maybe, {WHY}}}}}}}",
            "study.yaml:25: `pilot.overrule.q1.decision` is `maybe`. Allowed: keep, review, drop.",
        ),
        (
            "{overrule: {q1: {decision: keep}}}",
            "study.yaml:25: the key `why` is missing in `pilot.overrule.q1`. Add `why: ...`.",
        ),
        (
            f"{{overrule: {{q1: {{decision: drop, {WHY}}}, q2: {{decision: drop, {WHY}}}}}}}",
            "study.yaml:25: `pilot.overrule` needs an item left for the construct `room`. Keep one of its items.",
        ),
        ("{alpha_width: 10}", "study.yaml:25: `pilot.alpha_width` is 10; allowed: below 1."),
        ("{draws: 5}", "study.yaml:25: `pilot.draws` is 5; allowed: 20 or more."),
    ],
)
def test_what_cannot_be_is_told(pilot, message, tmp_path: Path):
    assert faults_of(tmp_path, ("segments: [store]", f"pilot: {pilot}\nsegments: [store]")) == [message]
