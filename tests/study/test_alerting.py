"""Alerts as a study file may set them, and what it may not say of them."""

from __future__ import annotations

import pytest

from csat_lib.study.alerting import Alert

from .small import faults_of

LINES = "Allowed: satisfaction, room, service, overall, nps."


@pytest.mark.parametrize(
    ("alert", "message"),
    [
        (
            "{subject: rom, below: 70}",
            f"study.yaml:27: `alerts.poor.subject` names `rom`, which cannot stand here. Did you mean `room`? {LINES}",
        ),
        ("{subject: room}", "study.yaml:27: `alerts.poor`: an alert has one of `rule`, `below` and `above`."),
        (
            "{subject: room, below: 70, above: 80}",
            "study.yaml:27: `alerts.poor`: an alert has one of `rule`, `below` and `above`.",
        ),
        (
            "{subject: room, rule: ewma, waves: 3}",
            "study.yaml:27: `alerts.poor`: `waves` is for alerts by a threshold alone.",
        ),
        (
            "{subject: room, below: 70, base: 12}",
            "study.yaml:27: `alerts.poor`: `base` is for alerts by `rule: ewma` alone.",
        ),
    ],
)
def test_what_an_alert_cannot_be(tmp_path, alert, message):
    assert faults_of(tmp_path, ("unit: store", f"unit: store\nalerts: {{poor: {alert}}}")) == [message]


def test_what_an_alert_is():
    assert Alert(subject="room", below=70).kind == "below"
    assert Alert(subject="room", above=70, reading="average").by_mean
    slide = Alert.model_validate({"subject": "room", "rule": "ewma", "lambda": 0.1})
    assert (slide.kind, slide.weight, slide.by_mean) == ("ewma", 0.1, False)
