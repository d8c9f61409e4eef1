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
_NOT_ASKED = {
    "en": {
        "quality": "This study does not report on who was left out.",
        "reliability": "This study does not examine whether items hold together.",
        "factors": "This study does not examine how items fall into dimensions.",
        "weights": "This study does not report on weights.",
        "scores": "This study reports no scores.",
        "segments": "This study does not compare groups.",
        "drivers": "This study does not examine what goes with satisfaction.",
        "trends": "This study does not compare waves.",
        "voice": "This study does not report on open answers.",
    },
    "zh": {
        "quality": "本研究不报告答卷的剔除情况。",
        "reliability": "本研究不检验题项的内部一致性。",
        "factors": "本研究不检验题项的因子结构。",
        "weights": "本研究不报告权重。",
        "scores": "本研究不报告得分。",
        "segments": "本研究不做群体比较。",
        "drivers": "本研究不分析与满意度相关的因素。",
        "trends": "本研究不做各期比较。",
        "voice": "本研究不分析开放式回答。",
    },
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
    """Whether the study leaves the chapter out, or the wave recorded nothing for it, or only absent figures."""
    if topic not in view.study.chapters:
        return _NOT_ASKED[view.language][topic]
    found = next((row for row in view.all_figures() if row.topic == topic and row.value is None), None)
    return set_text(_ABSENT[view.language](view, found) if found else _NOT_RECORDED[view.language], view.language)
