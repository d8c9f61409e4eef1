"""Drivers: what moves the headline outcome."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("drivers", Words("重要性", "Drivers"))
_measure = partial(Measure, TOPIC, base="respondents")

IMPORTANCE = _measure(
    "importance",
    unit.SHARE,
    Words("重要性", "Importance"),
    "construct; other = headline; share of R2 by the method named",
).defined(
    zh="**重要性。**以全部维度得分对总体评价做回归，只用各项得分齐全者；R² 按 Johnson 相对权重分解，各份额合计为 100%。"
    "份额和 R² 的区间由刀切法得出，在份额的 logit 尺度上计算。",
    en="**Importance.** The regression of the headline outcome on all dimensions' scores, of those who have them all; "
    "its R² is shared out by Johnson's relative weights, and the shares are scaled to 100%. Intervals of shares and of "
    "R² come from the jackknife, on the logit of the share.",
)
R2 = _measure("r2", unit.SHARE, Words("R²", "R²"), "headline")
PERFORMANCE = _measure("performance", unit.INDEX, Words("得分", "Score"), "construct").defined(
    zh="**矩阵位置。**重要性与各维度均分时的份额比较，得分（指数）与各维度的平均比较[@martilla1977]。按各维度的联合区"
    "间，两者都与分界线分开，才归入某一象限，否则记为“尚难断定”。",
    en="**Place on the map.** Importance is set against an equal share for each dimension, performance (the index) "
    "against the mean of the dimensions [@martilla1977]. A dimension is placed only when both are clear of these lines "
    "by intervals that hold for all dimensions together; else its place is not settled.",
)
LEAD = _measure(
    "lead",
    unit.SHARE_POINTS,
    Words("领先幅度", "Lead"),
    "strongest construct; other = next",
).defined(
    zh="**领先幅度。**重要性份额第一名减第二名。刀切法的 t 检验拒绝“没有领先”，才称为领先；挑选前两名不影响这一判"
    "断[@gutmann1987]，却使区间偏低，故不给区间。",
    en="**Lead.** The largest share of importance less the second. A dimension is called ahead only when the "
    "jackknife's t test rejects that there is no lead; picking the two largest does not spoil this claim "
    "[@gutmann1987], but an interval would lie too low: there is none.",
)
WEIGHTED_GAP = _measure(
    "weighted_gap",
    unit.POINTS,
    Words("加权差距", "Weighted gap"),
    "construct; other = headline; points from the mean of all constructs x importance against an equal share",
    named=Words("加权差距", "The weighted gap"),
).defined(
    zh="**加权差距。**某维度与各维度平均之差（分），乘以它的重要性与均分份额之比：各维度同等重要时，它就是"
    "差距本身；小于零即得分低于平均。区间由刀切法对乘积直接得出，并对所有维度联合成立。",
    en="**Weighted gap.** The points by which a dimension lies from the mean of all, times its "
    "importance against an equal share: where all matter alike it is the gap itself; below zero means rated below "
    "average. The interval is the jackknife's of the product itself, and holds for all dimensions together.",
)
