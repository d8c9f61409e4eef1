"""Why a figure or a chapter is not there, in the view's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from csat_lib.findings import Finding
from csat_lib.report.prose import en, zh
from csat_lib.report.view import View
from csat_lib.report.words import set_text

_ABSENT: dict[str, Callable[[View, Finding], str]] = {"en": en.reasons.absent, "zh": zh.reasons.absent}
_NOTHING = {
    "en": "There is nothing to draw here: no figure of this kind was recorded in this wave.",
    "zh": "本期没有记录这一类数字，因此没有图可画。",
}
_NOT_RECORDED = {
    "en": "No figure was recorded for this chapter in this wave.",
    "zh": "本期没有记录本章所需的数字。",
}


def why_no_figure(view: View, frame: pd.DataFrame) -> str:
    """The reason of the first absent finding; when there is none, that nothing was recorded."""
    found = next((row for row in replace(view, findings=frame).all_figures() if row.value is None), None)
    return set_text(_ABSENT[view.language](view, found) if found else _NOTHING[view.language], view.language)


def why_no_chapter(view: View, topic: str) -> str:
    """Whether the wave recorded nothing for the chapter, or only absent figures."""
    found = next((row for row in view.all_figures() if row.topic == topic and row.value is None), None)
    return set_text(_ABSENT[view.language](view, found) if found else _NOT_RECORDED[view.language], view.language)
