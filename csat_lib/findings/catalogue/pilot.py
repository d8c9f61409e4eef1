"""Pilot: which items stay, and how many answers the main study needs."""

from __future__ import annotations

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("pilot", Words("试测", "Pilot"))
_measure = partial(Measure, TOPIC)

CRITICAL_RATIO = _measure("critical_ratio", unit.RATIO, Words("决断值", "Critical ratio"), "item; other = construct")
CRITICAL_RATIO_WELCH = _measure(
    "critical_ratio_welch", unit.RATIO, Words("决断值（Welch）", "Critical ratio (Welch)"), "item; other = construct"
)
ITEM_REST = _measure("item_rest", unit.RATIO, Words("校正题总相关", "Item-rest correlation"), "item; other = construct")
ALPHA_IF_DROPPED = _measure(
    "alpha_if_dropped", unit.RATIO, Words("删除该题后的 α", "Alpha without the item"), "item; other = construct"
)
LOADING = _measure("loading", unit.RATIO, Words("载荷", "Loading"), "item; other = factor")
COMMUNALITY = _measure("communality", unit.RATIO, Words("共同度", "Communality"), "item")
OWN_LOADING = _measure("own_loading", unit.RATIO, Words("本维度载荷", "Own loading"), "item; other = construct")
CROSS_LOADING = _measure(
    "cross_loading", unit.RATIO, Words("最大交叉载荷", "Largest cross-loading"), "item; other = construct"
)
OTHER_R = _measure("other_r", unit.RATIO, Words("与他维度相关", "Correlation with another"), "item; other = construct")
FLOOR = _measure("floor", unit.SHARE, Words("最低分占比", "At the lowest"), "item")
CEILING = _measure("ceiling", unit.SHARE, Words("最高分占比", "At the highest"), "item")
MISSING_SHARE = _measure("missing_share", unit.SHARE, Words("未答比例", "Unanswered"), "item")
MEAN = _measure("mean", unit.SCALE, Words("均值", "Mean"), "item")
SD = _measure("sd", unit.SCALE, Words("标准差", "SD"), "item")
SKEWNESS = _measure("skewness", unit.RATIO, Words("偏度", "Skewness"), "item")
ALPHA = _measure("alpha", unit.RATIO, Words("α 系数", "Alpha"), "construct; of all its items")
ALPHA_REVISED = _measure("alpha_revised", unit.RATIO, Words("合格题项的 α", "Alpha of the sound items"), "construct")
SOUND_ITEMS = _measure("sound_items", unit.ITEMS, Words("合格题数", "Sound items"), "construct", base="none")
SAMPLE_SIZE = _measure(
    "sample_size", unit.RESPONDENTS, Words("所需样本量", "Answers needed"), "construct (alpha) or model", base="none"
)
EXPECTED_WIDTH = _measure(
    "expected_width", unit.RATIO, Words("预计区间宽度", "Expected width"), "model; path = n", base="none"
)
SOUND = _measure("sound", unit.SHARE, Words("有效解占比", "Sound solutions"), "model; path = n", base="none")
