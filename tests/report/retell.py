"""Tell a published wave again from its recorded findings: what a change of the telling changes, in seconds.

``python -m tests.report.retell params/hotel/2025-12.yaml OUTPUT_FOLDER zh TARGET_FOLDER [pilot]``, by hand. Nothing is
computed; provenance, which only a run knows, is left out.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from csat_lib.report.assemble import assemble_all
from csat_lib.report.html import render_html
from csat_lib.report.look import Look
from csat_lib.report.view import View
from csat_lib.study import load_wave
from csat_lib.study.waves import Simulated
from tests.report.composed import composed


def view_of(wave_file: Path, folder: Path, language: str) -> View:
    """The published wave as the report sees it; units are those of the measures today."""
    plan = load_wave(wave_file, {})
    findings = pd.read_parquet(folder / "findings.parquet").assign(unit="")
    return View(
        study=plan.study,
        findings=findings,
        texts=pd.read_parquet(folder / "texts.parquet"),
        ledger=pd.read_parquet(folder / "ledger.parquet"),
        language=language,
        period=plan.period,
        earlier=plan.earlier,
        commentary=plan.commentary,
        actions=plan.actions,
        simulated=isinstance(plan.responses, Simulated),
    )


def main(wave_file: str, folder: str, language: str, target: str, kind: str = "client") -> None:
    """Write the pages of the products into a folder."""
    view = view_of(Path(wave_file), Path(folder), language)
    for name, report in assemble_all(composed(view, kind), language).items():  # type: ignore[arg-type]  # "zh" or "en"
        Path(target, f"{name}.{language}.html").write_text(render_html(report, Look()), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
