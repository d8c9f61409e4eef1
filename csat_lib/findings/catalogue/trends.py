"""Trends: what changed."""

from functools import partial

from csat_lib.findings.catalogue import segments
from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.catalogue.scores import PROMOTED, SCORED
from csat_lib.findings.measure import Equation, Measure, Topic, Words

TOPIC = Topic("trends", Words("变化", "Trends"))
_measure = partial(Measure, TOPIC)

INDEX = _measure(
    "index", unit.INDEX, Words("指数", "Index"), "construct, node or outcome; period = that wave", named=SCORED
)
NPS = _measure("nps", unit.POINTS, Words("NPS", "NPS"), "outcome; period = that wave", named=PROMOTED)
CHANGE = _measure(
    "change",
    unit.POINTS,
    Words("变化", "Change"),
    "construct, node or outcome; against = earlier period",
    named=Words("变化", "The change"),
).defined(
    zh="**变化。**本期减去往期，两期都用本期的指数权重计算，并视为相互独立的样本。所有变化与差距的区间同时成立。",
    en="**Change.** This wave less the earlier one, both scored with this wave's index weights; the waves are taken as "
    "independent samples. The intervals of all changes and differences of the report hold together.",
)
ITEM_CHANGE = _measure(
    "item_change",
    unit.POINTS,
    Words("题项的变化", "Item's change"),
    "item of a construct of several, in points of 0-100; against = earlier period",
    named=Words("题项的变化", "The item's change"),
).like(segments.ITEM_GAP)
BEFORE = _measure(
    "starting_level",
    unit.INDEX,
    Words("往期得分", "Earlier level"),
    "construct, node or outcome of which a change is told; against = the earlier period whose level it is",
    named=Words("往期得分", "The earlier level"),
)
BEFORE_NPS = _measure(
    "starting_nps",
    unit.POINTS,
    Words("往期 NPS", "Earlier NPS"),
    "outcome of which a change is told; against = the earlier period whose NPS it is",
    named=Words("往期 NPS", "The earlier NPS"),
)
CONTRIBUTION = _measure(
    "contribution",
    unit.POINTS,
    Words("对总体变化的贡献", "Part of the change of all"),
    "construct, node or outcome; what a level's own change makes of everybody's; against = earlier period",
    named=Words("对总体变化的贡献", "The part of the change of all"),
).defined(
    zh="**变化的分解。**总体的变化等于各组自身变化的贡献之和，再加上各组占比变化的影响（构成影响），没有余项[@kitagawa1955]"
    "。上期或本期没有的组只计入构成影响。",
    en="**Where a change comes from.** The change of everybody is the sum of what each group's own change contributes "
    "and of what the groups' changed shares make (mix), without a rest [@kitagawa1955]. A group that one of the two "
    "waves lacks counts in the mix alone.",
    equation=Equation(
        r"I_2 - I_1 = \sum_k \frac{s_{1k} + s_{2k}}{2} \left( m_{2k} - m_{1k} \right) + "
        r"\sum_k \left( s_{2k} - s_{1k} \right) \frac{m_{1k} + m_{2k}}{2}",
        "I_2 - I_1 = sum_k (s_(1 k) + s_(2 k)) / 2 (m_(2 k) - m_(1 k)) + "
        "sum_k (s_(2 k) - s_(1 k)) (m_(1 k) + m_(2 k)) / 2",
        zh="每组均值之差乘以该组两期的平均占比，各组相加；再加上每组占比之差乘以该组两期均值的平均，各组相加"
        "[@kitagawa1955]。",
        en="The change is the sum of each group's change times its average share, plus the sum of each change of a "
        "share times the group's average mean [@kitagawa1955].",
        symbols=Words("s 为组的占比，m 为组的均值", "s a group's share, m its mean"),
        words=Words("变化的分解", "Decomposition of a change"),
    ),
)
REMAINDER = _measure(
    "remainder",
    unit.POINTS,
    Words("其余受访者的贡献", "Part of all others"),
    "construct, node or outcome; other = the segment question; all whose level is hidden or unknown",
).like(CONTRIBUTION)
MIX = _measure(
    "mix",
    unit.POINTS,
    Words("构成影响", "Mix"),
    "construct, node or outcome; other = the segment question whose levels' shares changed",
).like(CONTRIBUTION)
CONTROL = _measure(
    "control",
    unit.INDEX,
    Words("控制限", "Control limits"),
    "construct, node or outcome; the mean of its waves, low and high are control limits",
).defined(
    zh="**控制限。**各期数值的平均，加减三倍标准差，标准差由平均移动极差推得[@montgomery2013]。超出界限的期次，对这一"
    "序列来说不同寻常；这与它和上一期相比有没有变化是两个问题；纯属偶然时，"
    "12 期里有任何一期超出的机会约 3%，24 期约 6%。只取能与本期比较的各期"
    "，不足 8 期不给出。",
    en="**Control limits.** The mean of all waves, plus or minus three standard deviations, taken from the mean moving "
    "range [@montgomery2013]. A wave outside is unusual for its series, which is a different question from whether it "
    "differs from the wave before. By chance alone any of 12 waves lies outside in some 3% of series, any of 24 in 6%. "
    "Only waves that compare with this one count; with fewer than 8 there are no limits.",
    equation=Equation(
        r"\bar{I} \pm 3 \, \frac{\overline{R}}{1.128}, \quad "
        r"\overline{R} = \frac{1}{T - 1} \sum_{k=2}^{T} |I_k - I_{k-1}|",
        "overline(I) plus.minus 3 overline(R) / 1.128, quad "
        "overline(R) = 1 / (T - 1) sum_(k = 2)^T abs(I_k - I_(k - 1))",
        zh="各期平均数，加减三倍的平均移动极差与 1.128 之比[@montgomery2013]。",
        en="The mean of all waves plus or minus three times the mean moving range over 1.128 [@montgomery2013].",
        symbols=Words(
            zh="R 为相邻两期数值之差的绝对值，T 为期数",
            en="R the absolute difference of two waves in a row, T their number",
        ),
        words=Words("控制限", "Control limits"),
    ),
)
CONTROL_NPS = _measure(
    "control_nps",
    unit.POINTS,
    Words("控制限", "Control limits"),
    "outcome; the mean NPS of its waves, low and high are control limits",
)
BREAK = _measure(
    "break",
    unit.NOTHING,
    Words("不可比", "Break"),
    "construct or node; no line between against and period",
    base="none",
)
