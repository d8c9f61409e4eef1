"""The chapters: which notebook answers which question, in the order of the house."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from csat_lib.cache import ROOT
from csat_lib.errors.runs import unknown_chapters

NOTEBOOKS = ROOT / "notebooks"
"""Beside the package in a checkout, within it in an installed wheel."""
REPORT = "report"
PILOT = "pilot"
PILOT_REPORT = "pilot_report"
VALIDATION = "validation"
CHAPTERS = {
    "quality": "10_quality",
    "reliability": "20_reliability",
    "factors": "30_factors",
    "weights": "40_weights",
    "questions": "45_questions",
    "scores": "50_scores",
    "kpis": "52_kpis",
    "structure": "55_structure",
    "drivers": "60_drivers",
    "segments": "65_segments",
    "trends": "70_trends",
    "complaints": "75_complaints",
    "voice": "80_voice",
}
_OTHERS = {PILOT: "05_pilot", PILOT_REPORT: "06_pilot_report", REPORT: "90_report", VALIDATION: "99_validation"}


def notebook_of(chapter: str) -> Path:
    """The notebook of a chapter, of the pilot, of one of the two reports, or of the validation."""
    return NOTEBOOKS / f"{(CHAPTERS | _OTHERS)[chapter]}.ipynb"


def chosen(named: Sequence[str], only: Sequence[str]) -> tuple[str, ...]:
    """The study's chapters in the order of the house, or those of ``only`` among them."""
    if unknown := [name for name in only if name not in named]:
        raise unknown_chapters(unknown, named)
    wanted = set(only or named)
    return tuple(chapter for chapter in CHAPTERS if chapter in wanted)
