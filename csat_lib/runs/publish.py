"""From executed notebooks to files: the report in three forms, the chapters as HTML."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from csat_lib.chapter import view_of
from csat_lib.findings import TEXT_SCHEMA, read
from csat_lib.report.assemble import blocks_of
from csat_lib.report.look import Look, read_logo
from csat_lib.report.notebook import notebook_html
from csat_lib.report.publish import Edition, publish
from csat_lib.study import WavePlan


def publish_report(plan: WavePlan, executed: Path, language: str) -> None:
    """An executed report notebook -> its products in the run's folder, each as a page and a print; one workbook."""
    notebook, work = json.loads(executed.read_text(encoding="utf-8")), executed.parents[1]
    findings, texts = read([work / "findings.parquet"]), read([work / "texts.parquet"], TEXT_SCHEMA)
    view = view_of(plan, pd.read_parquet(work / "ledger.parquet"), language, findings, texts)
    edition = Edition(language, plan.period.last, report_look(plan), view)  # type: ignore[arg-type]
    publish(blocks_of(notebook), edition, work)


def publish_notebook(plan: WavePlan, executed: Path, language: str) -> None:
    """An executed chapter as one HTML file beside its notebook; the logo is the report's alone."""
    notebook = json.loads(executed.read_text(encoding="utf-8"))
    html = notebook_html(notebook, Look(plan.study.look.accent), language)  # type: ignore[arg-type]
    executed.with_suffix(".html").write_text(html, encoding="utf-8")


def report_look(plan: WavePlan) -> Look:
    """The study's colour and logo; the logo's file lies beside the study file."""
    logo = plan.study.look.logo
    return Look(plan.study.look.accent, read_logo(plan.folder / logo) if logo else "")
