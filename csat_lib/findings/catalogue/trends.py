"""Trends: what changed."""

from __future__ import annotations

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("trends", Words("变化", "Trends"))
_measure = partial(Measure, TOPIC)

INDEX = _measure("index", unit.INDEX, Words("指数", "Index"), "construct, node or outcome; period = that wave")
NPS = _measure("nps", unit.POINTS, Words("NPS", "NPS"), "outcome; period = that wave")
CHANGE = _measure(
    "change",
    unit.POINTS,
    Words("变化", "Change"),
    "construct, node or outcome; against = earlier period",
    definition=Words(
        zh=(
            "**变化。**本期减去往期，两期都用本期的指数权重计算，并视为相互独立的样本。各维度的变化、同一题目各"
            "组的变化采用联合区间；指数、结果指标和 NPS 的区间单独成立。"
        ),
        en=(
            "**Change.** This wave less the earlier one, both scored with this wave's index weights; the waves are "
            "taken as independent samples. The changes of all dimensions, and those of all groups of one question, "
            "have simultaneous intervals; the index, the outcomes and the NPS stand each for itself."
        ),
    ),
)
CONTROL = _measure("control", unit.INDEX, Words("控制限", "Control limits"), "node; low and high are control limits")
BREAK = _measure(
    "break",
    unit.NOTHING,
    Words("不可比", "Break"),
    "construct or node; no line between against and period",
    base="none",
)
