"""The shipped pilot as its report sees it: screened for real, the simulation of the model's size made up."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.findings import Finding, Text, to_frame, ways
from csat_lib.measurement.pilot.alpha_sample_size import plan_alphas
from csat_lib.measurement.pilot.item_screening import ItemRange, screen_items
from csat_lib.measurement.pilot.model_sample_size import ModelSize, Trial
from csat_lib.measurement.pilot.planned_population import Planted
from csat_lib.period import parse
from csat_lib.report.view import View
from csat_lib.simulate.simulator import simulate
from csat_lib.study import Study, load_study
from csat_lib.study.revise import revise_study

PARAMS = Path(__file__).resolve().parents[2] / "params"
PERIOD = parse("2024-11")


def pilot_study() -> Study:
    return load_study(PARAMS / "hotel-pilot" / "study.yaml")


@cache
def recorded(n: int = 120, enough: float = 200.0) -> tuple[tuple[Finding, ...], tuple[Text, ...]]:
    """Findings and texts of a pilot of n simulated guests."""
    study = pilot_study()
    frame = simulate(study, PERIOD, n, 7)[list(study.items)].astype(float)
    frame = frame.where(frame != 99)
    model = {name: construct.items for name, construct in study.constructs.items()}
    asked = {item: ItemRange(1.0, 10.0, len(frame)) for item in study.items}
    screened = screen_items(frame, model, asked, overruled=study.pilot.decisions)
    rows = [
        *screened.to_findings(),
        *(row for size in plan_alphas(frame, screened.sound) for row in size.to_findings()),
    ]
    rows += _model(n, enough).to_findings() + [_counted(name, len(frame)) for name in ("rows_in", "rows_kept")]
    dropped = dict.fromkeys(screened.dropped, "dropped")
    changes = revise_study(PARAMS / "hotel-pilot" / "study.yaml", dropped).to_texts()
    return (
        tuple(row.of(study.study, str(PERIOD)) for row in rows),
        tuple(text.of(study.study, str(PERIOD)) for text in [*screened.to_texts(), *changes]),
    )


def _model(n: int, enough: float) -> ModelSize:
    trials = (Trial(150, 0.21, 0.002, 0.97), Trial(200, 0.18, 0.001, 1.0))
    planted = Planted({}, np.zeros(0), np.zeros((0, 0)), n)
    reason = "none_enough" if np.isnan(enough) else ""
    return ModelSize(enough, trials, planted, ways("cfa", "ml", "loadings of the pilot"), reason)


def _counted(measure: str, value: int) -> Finding:
    method = ways("rules in the study's order", "each row leaves once")
    return Finding(
        topic="quality",
        subject="answers",
        measure=measure,
        unit="respondents",
        value=float(value),
        n=value,
        method=method,
    )


def pilot_view(language: str, n: int = 120, enough: float = 200.0) -> View:
    findings, texts = recorded(n, enough)
    ledger = pd.DataFrame({"order": [0], "rule": ["rows"], "before": [n], "left_out": [0], "after": [n]})
    return View(pilot_study(), to_frame(findings), to_frame(texts), ledger, language, PERIOD)
