"""Figures of operation (KPIs): what they are, what they are worth, and what each part makes of the index."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("kpis", Words("运营指标", "Operating figures"))
_measure = partial(Measure, TOPIC)

KPI = _measure(
    "operating_figure", unit.NUMBER, Words("本期", "This wave"), "KPI in its own unit; shares in per cent", base="none"
).defined(
    zh="**运营指标。**来自业务记录的各单位数字，按原单位列出。有分子分母的占比，其区间用 Wilson 法[@wilson1927]；"
    "有样本量和标准差的平均数用 t 区间；其余为全部记录的结果，没有抽样误差。"
    "全部单位合计：占比合并分子分母，平均数按样本量合并，其余按受访者权数平均。"
    "受访者个人的数字（如使用时长）取加权平均数，区间按抽样设计计算。",
    en="**Operating figures (KPIs).** Figures of the units from their records, in their own units. Shares with counts "
    "have Wilson's intervals [@wilson1927], means with their n and sd t intervals; others come from all records and "
    "are exact. Of all units together, counts are pooled, means too by their n; other figures are averaged by the "
    "respondents' weights. A number that each respondent has (hours of use) is told as its weighted mean, with the "
    "interval that follows from the sample's design.",
)
CHANGE = _measure(
    "operating_change",
    unit.NUMBER,
    Words("变化", "Change"),
    "KPI in its own unit; against = earlier period",
    base="none",
)
POINTS = _measure(
    "operating_points",
    unit.INDEX,
    Words("折合分", "Points"),
    "KPI, by its scoring standard; NPS question, its answers",
    base="none",
).defined(
    zh="**折合分（0–100）。**按研究事先定下的评分标准，把运营指标折合成 0–100 分：线性、达成率、分档或按次扣分。"
    "多个单位的折合分按受访者权数平均，与满意度得分一样进入指数；抽样得来的指标，其误差计入指数的区间。"
    "受访者个人的数字先逐人折合，再求加权平均。",
    en="**Points (0–100).** What a KPI is worth by the scoring standard that the study set beforehand: linear, by "
    "attainment, in bands, or so much taken off for each case. Points of several units are averaged by the "
    "respondents' weights and enter the index as scores do; the error of a KPI that rests on a sample counts in the "
    "interval of the index. A number of each respondent is turned into points person by person, which are averaged.",
)
PART = _measure("index_part", unit.POINTS, Words("计入指数", "In the index"), "part of the index; other = the index")
PART_CHANGE = _measure(
    "index_part_change",
    unit.POINTS,
    Words("对指数变化的贡献", "Part of the index's change"),
    "part of the index; other = the index, against = earlier period",
    named=Words("对指数变化的贡献", "The part of the index's change"),
).defined(
    zh="**各部分的贡献。**每一部分的得分乘以它在指数中的权重；两期之差即对指数变化的贡献，各部分之和就是指数及其变化。"
    "没有抽样误差的运营指标，贡献也没有误差。",
    en="**What each part makes.** The score of a part times its weight in the index; the difference between two waves "
    "is its part of the index's change. Over all parts they add up to the index and its change. What an exact KPI "
    "makes is exact as well.",
)
ANSWERED_CHANGE = _measure(
    "answers_change",
    unit.POINTS,
    Words("答卷各部分合计", "All parts from answers"),
    "the index; what all parts from answers together make of its change; against = earlier period",
).like(PART_CHANGE)
KPI_PARTS_CHANGE = _measure(
    "kpis_change",
    unit.POINTS,
    Words("运营指标合计", "All KPIs"),
    "the index; what all KPIs together make of its change; against = earlier period",
).like(PART_CHANGE)
STEP = _measure(
    "step_worth", unit.POINTS, Words("每改进一个单位", "One unit better"), "KPI; other = the index", base="none"
).defined(
    zh="**改进一个单位值多少。**运营指标向好的方向变动一个单位（占比为 1 个百分点），指数按评分标准和权重会增加多少分。"
    "这是指数构成的算术，不是预测：顾客的评价会不会随之改变，这里不作推断。",
    en="**What one unit is worth.** By how much the index rises, by scoring standard and weights, when a KPI moves one "
    "unit (of a share one percentage point) in the good direction. It is arithmetic of the index, no forecast: whether "
    "customers' ratings would follow is not told by it.",
)
TARGET_WORTH = _measure(
    "target_worth", unit.POINTS, Words("达到目标", "At the target"), "KPI; other = the index", base="none"
).like(STEP)
SPREAD = _measure(
    "source_spread", unit.POINTS, Words("来源间极差", "Spread of the sources"), "node of several sources; a unit"
).defined(
    zh="**来源间的差异。**同一指标的几个来源按规定权重合成。各来源的打分松紧不同，因此先减去各单位的平均差，再看某一单位的差异"
    "是否超出两个来源的误差；整个区间不含零的，提示为来源冲突。",
    en="**Several sources of one figure.** They are combined by the weights stated. Sources are stricter or milder of "
    "themselves, so that the usual difference over all units is taken off first; where what is left in a unit is more "
    "than the errors of the two allow (its interval leaves out zero), the sources conflict there.",
)
SOURCE_GAP = _measure(
    "source_gap",
    unit.POINTS,
    Words("比通常多相差", "Beyond the usual difference"),
    "part of a node; other = another source, path = the node; a unit's difference less the mean of all units",
)
LEVEL = _measure(
    "source_level",
    unit.POINTS,
    Words("通常相差", "Usual difference"),
    "part of a node; other = another source, path = the node; the mean of the units' differences",
)
