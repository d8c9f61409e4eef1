"""Segments: who differs."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Equation, Measure, Topic, Words

TOPIC = Topic("segments", Words("群体", "Segments"))
_measure = partial(Measure, TOPIC)

GAP = _measure(
    "gap",
    unit.POINTS,
    Words("与其他各组之差", "Difference from all others"),
    "construct, node or outcome; a cell less the rest",
    named=Words("与其他各组之差", "The difference from all others"),
).defined(
    zh="**与其他各组之差。**某一组减去样本中的其余所有人，并计入两者的协方差。所有差距与变化的区间同时成立。可测差距（“看得"
    "出来”的差距）是区间的一半加上标准误乘以正态分布的 80% 分位数：真有这么大时，有八成机会判为明显[@bloom1995]。",
    en="**Difference from all others.** A group less everybody else in the sample, the covariance of the two counted. "
    "The intervals of all differences and changes of the report hold together. Detectable, that is what would have "
    "been found, is half the interval and the standard error times the 80% quantile of the normal distribution: a true "
    "difference of that size is called clear with a chance of 80% [@bloom1995].",
    equation=Equation(
        r"\gamma_k = \gamma^{\kappa_k}, \quad \sum_k \kappa_k \le 1",
        "gamma_k = gamma^(kappa_k), quad sum_k kappa_k <= 1",
        zh="每项比较的置信水平，等于总置信水平以该项所占误差份额为指数的幂；各项份额之和不超过一[@sidak1967]。",
        en="Each comparison has its interval at the confidence to the power of its share of the error; the shares of "
        "all comparisons add up to no more than one [@sidak1967].",
        symbols=Words(zh="γ 为置信水平，κ 为占误差的份额", en="γ the confidence, κ the share of the error"),
        words=Words("联合区间", "Simultaneous intervals"),
    ),
)
ITEM_GAP = _measure(
    "item_gap",
    unit.POINTS,
    Words("题项与其他各组之差", "Item's difference from all others"),
    "item of a construct of several, in points of 0-100; a cell less the rest",
    named=Words("题项与其他各组之差", "The item's difference from all others"),
).defined(
    zh="**题项的差距与变化。**题项的答案按其量表的两端换算到 0–100 分，再与其他各组合计或上期相减，因此与维"
    "度的得分同以“分”计：维度的变化大致是其各题项变化的平均。维度只有一个题项的，不另作比较。",
    en="**Differences and changes of items.** An item's answers are brought to 0–100 by the ends of its scale and set "
    "against all others, or against the earlier wave: its points are those of the dimension's score, whose change is "
    "about the mean of its items' changes. The only item of a dimension is not compared a second time.",
)
RANK = _measure(
    "rank",
    unit.ITEMS,
    Words("名次", "Place"),
    "the index; a unit, 1 the highest; low and high are the places it may have",
    own_method=False,
).defined(
    zh="**名次范围。**单位按指数排列的名次，以及它可能占据的名次：最高为一加上明显高于它的单位数，"
    "最低为单位总数减去明显低于它的单位数。所有两两比较的区间同时成立，因此全部真实名次同时落在各自范围内的把握，"
    "就是所定的置信水平[@mogstad2024]。",
    en="**Range of places.** A unit's place by the index, and the places that it may have: one plus the number of "
    "units clearly higher, up to the number of all less those clearly lower. The intervals of all pairs hold together, "
    "so that all true places lie in their ranges at once with the stated confidence [@mogstad2024].",
)
SHRUNK = _measure(
    "shrunk", unit.INDEX, Words("收缩后", "Shrunk"), "the index of a unit, drawn towards the mean"
).defined(
    zh="**收缩后的得分。**样本少的单位，得分里偶然成分多：按单位的答卷数和单位之间的真实差异，把得分向平均值收缩"
    "（经验贝叶斯[@morris1983]）。适合用来预期下一次，不改变本期的得分。",
    en="**Shrunk scores.** The score of a unit with few answers holds more chance: it is drawn towards the mean by how "
    "many there are and by how far units really lie apart (empirical Bayes [@morris1983]). It is what to expect next "
    "time; the score of this wave stays what it is.",
)
_BY_UNIT = "the index; a unit"
CLOSENESS = _measure("closeness", unit.RATIO, Words("TOPSIS 贴近度", "TOPSIS closeness"), _BY_UNIT).defined(
    zh="**TOPSIS 贴近度。**各部分得分作向量归一化并乘以指数权重后，单位到最劣方案的距离，除以到最优与最劣方案的距离之和"
    "；1 为样样最好，0 为样样最差[@hwang1981]。",
    en="**TOPSIS closeness.** With the scores of the parts normalised by their columns' lengths and weighed as in the "
    "index, a unit's distance from the worst of everything over the sum of its distances from the worst and the best: "
    "1 is best in all, 0 worst in all [@hwang1981].",
    equation=Equation(
        r"C_i = \frac{D_i^-}{D_i^+ + D_i^-}",
        "C_i = D_i^- / (D_i^+ + D_i^-)",
        zh="到最劣方案的距离，除以到最优与最劣方案的距离之和[@hwang1981]。",
        en="The distance from the worst, over the sum of the distances from the best and the worst [@hwang1981].",
    ),
)
CLOSENESS_PLACE = _measure(
    "closeness_place", unit.ITEMS, Words("TOPSIS 名次", "Place by TOPSIS"), "the index; a unit, 1 the highest"
)
RSR = _measure("rsr", unit.RATIO, Words("加权秩和比", "Rank-sum ratio"), _BY_UNIT).defined(
    zh="**加权秩和比。**各部分得分从低到高编秩（相同者取平均秩），按指数权重合成后除以单位数[@tian1993]。以秩和比对累积频率的"
    "概率单位作回归，估计值对应概率单位 6 及以上的为上等，4 以下的为下等，其余为中等。与名次一样，不给区间：自助法得"
    "出的名次区间在得分相近时不成立[@xie2009]。",
    en="**Rank-sum ratio (RSR, weighted).** Units are ranked on each part, the lowest 1 and equal ones with their mean "
    "rank; the ranks, weighed as in the index, over the number of units [@tian1993]. The ratios are regressed on the "
    "Probits of their cumulative shares: an estimate at a Probit of 6 or more is in the upper group, under 4 in the "
    "lower. Like places it has no interval: bootstrapped ranks do not hold where scores are close [@xie2009].",
    equation=Equation(
        r"\mathrm{WRSR}_i = \frac{1}{k} \sum_j w_j R_{ij}",
        '"WRSR"_i = 1/k sum_j w_j R_(i j)',
        zh="各部分秩次的加权和，除以单位数[@tian1993]。",
        en="The weighted sum of the ranks on all parts, over the number of units [@tian1993].",
    ),
)
RSR_PLACE = _measure("rsr_place", unit.ITEMS, Words("秩和比名次", "Place by RSR"), "the index; a unit, 1 the highest")
RSR_GROUP = _measure(
    "rsr_group",
    unit.ITEMS,
    Words("秩和比分档", "Group by RSR"),
    "the index; a unit, 1 upper, 2 middle, 3 lower",
)
RSR_FIT = _measure("rsr_fit", unit.RATIO, Words("R²", "R²"), "the index; of the RSR's line by Probits", base="none")
ORDER_TAU = _measure(
    "order_tau",
    unit.RATIO,
    Words("与指数名次的 τ", "τ with the index"),
    "the index; other = closeness or rsr",
    base="none",
)
