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
    "construct, node, outcome or item of which a change is told; against = the earlier period whose level it is",
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
    "construct, node or outcome; the mean of the waves before, low and high are this wave's control limits",
).defined(
    zh="**控制限。**按本期之前各期的平均和标准差，用 t 分布推算本期应落入的范围（均值和方差都未知的 Q 控制图）"
    "[@quesenberry1991]，本期自己不参与计算。越出，即依此前各期不应预料；这与它和上一期相比有没有变化是两个问题。"
    "每条线单独判断：纯属偶然时，不论期数多少，每条线越出的机会都是 0.27%；互不相关的 8 条线中有任何一条越出，约 2%，"
    "19 条约 5%。只取能与本期比较的各期，此前不足 8 期不给出。",
    en="**Control limits.** Where this wave is to be expected after the waves before it: by their mean and standard "
    "deviation and Student's t (Q chart, mean and variance unknown) [@quesenberry1991]; the wave that is judged makes "
    "no part of them. A wave outside was not to be expected, which is a different question from whether it differs "
    "from the wave before. Each line is judged by itself: by chance alone it leaves its limits in 0.27% of waves, "
    "however many came before; of 8 unrelated lines any does so in some 2%, of 19 in 5%. Only waves that compare with "
    "this one count; after fewer than 8 there are no limits.",
    equation=Equation(
        r"\bar{I} \pm t_{T-1} \, s \sqrt{1 + \frac{1}{T}}, \quad "
        r"s^2 = \frac{1}{T - 1} \sum_{k=1}^{T} (I_k - \bar{I})^2",
        "overline(I) plus.minus t_(T - 1) s sqrt(1 + 1 / T), quad "
        "s^2 = 1 / (T - 1) sum_(k = 1)^T (I_k - overline(I))^2",
        zh="此前各期的平均数，加减 t 分位数、标准差和根号下 1 加期数的倒数三者之积[@quesenberry1991]。",
        en="The mean of the waves before plus or minus the quantile of t times their standard deviation times the root "
        "of 1 plus one over their number [@quesenberry1991].",
        symbols=Words(
            zh="T 为此前的期数，t 为自由度 T − 1、双侧合计 0.27% 的分位数，s 为此前各期的标准差",
            en="T the number of waves before, s their standard deviation, t the quantile with 0.27% beyond",
        ),
        words=Words("控制限", "Control limits"),
    ),
)
CONTROL_NPS = _measure(
    "control_nps",
    unit.POINTS,
    Words("控制限", "Control limits"),
    "outcome; the mean NPS of the waves before, low and high are this wave's control limits",
)
BREAK = _measure(
    "break",
    unit.NOTHING,
    Words("不可比", "Break"),
    "construct or node; no line between against and period",
    base="none",
)
