"""Pilot: which items stay, and how many answers the main study needs."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("pilot", Words("试测", "Pilot"))
_measure = partial(Measure, TOPIC)

ITEM_REST = _measure(
    "item_rest", unit.RATIO, Words("校正题总相关", "Item-rest correlation"), "item; other = construct"
).defined(
    zh="**校正题总相关。**题项与本维度其余题项之和的相关，只计本维度全部作答者；区间用 Fisher z 变换。",
    en="**Item-rest correlation.** Correlation of an item with the sum of the other items of its dimension, of those "
    "who answered all of them; interval by Fisher's z.",
)
CRITICAL_RATIO = _measure(
    "critical_ratio", unit.RATIO, Words("决断值", "Critical ratio"), "item; other = construct"
).defined(
    zh="**决断值。**本维度总分最高的 {extreme_group} 与最低的 {extreme_group} 在该题上的 t 检验。达到分界分数的人全部计"
    "入，同分只会使组变大，与文件中的先后次序无关[@kelley1939]。",
    en="**Critical ratio.** t test of an item between the {extreme_group} with the highest and the {extreme_group} "
    "with the lowest total of its dimension. Everybody at or beyond a cut score belongs to its group, so ties make "
    "groups larger and the order of the file decides nothing [@kelley1939].",
)
CRITICAL_RATIO_WELCH = _measure(
    "critical_ratio_welch", unit.RATIO, Words("决断值（Welch）", "Critical ratio (Welch)"), "item; other = construct"
)
ALPHA = _measure("alpha", unit.RATIO, Words("α 系数", "Alpha"), "construct; of all its items").defined(
    zh="**α 系数。**题项之和的方差中为各题共有的部分[@cronbach1951]；区间由分组刀切法得出。",
    en="**Alpha.** Share of the variance of the sum that the items have in common [@cronbach1951]; interval by a "
    "delete-a-group jackknife.",
)
ALPHA_IF_DROPPED = _measure(
    "alpha_if_dropped", unit.RATIO, Words("删除该题后的 α", "Alpha without the item"), "item; other = construct"
)
ALPHA_REVISED = _measure("alpha_revised", unit.RATIO, Words("合格题项的 α", "Alpha of the sound items"), "construct")
LOADING = _measure("loading", unit.RATIO, Words("载荷", "Loading"), "item; other = factor").defined(
    zh="**载荷、共同度。**每个维度各取一个因子（最小残差法）[@harman1966]。",
    en="**Loading, communality.** On one factor for each dimension (minimum residuals) [@harman1966].",
)
COMMUNALITY = _measure("communality", unit.RATIO, Words("共同度", "Communality"), "item")
OWN_LOADING = _measure("own_loading", unit.RATIO, Words("本维度载荷", "Own loading"), "item; other = construct")
CROSS_LOADING = _measure(
    "cross_loading", unit.RATIO, Words("最大交叉载荷", "Largest cross-loading"), "item; other = construct"
).defined(
    zh="**交叉载荷。**全部题项一起做因子分析，因子数等于维度数（最小残差法，oblimin 斜交旋转），按本维度载荷最大的原则"
    "把因子对应到维度，取题项在其他维度因子上绝对值最大的载荷[@jennrich1966]。只有该维度多数题项归于自己的因子时，才作"
    "为不利情形。",
    en="**Cross-loading.** Largest loading on the factor of another dimension when all items are factored together, "
    "one factor for each dimension (minimum residuals, oblimin), and factors are given to dimensions so that the own "
    "loadings are greatest [@jennrich1966]. It counts against an item only where most items of its dimension load on "
    "the dimension's own factor.",
)
OTHER_R = _measure(
    "other_r", unit.RATIO, Words("与他维度相关", "Correlation with another"), "item; other = construct"
).defined(
    zh="**与他维度相关。**题项与其他维度得分的相关中最大的一个[@ware1998]。",
    en="**Correlation with another.** Greatest correlation of an item with the score of another dimension [@ware1998].",
)
FLOOR = _measure("floor", unit.SHARE, Words("最低分占比", "At the lowest"), "item")
CEILING = _measure("ceiling", unit.SHARE, Words("最高分占比", "At the highest"), "item").defined(
    zh="**最低分、最高分占比。**选择量表两端的比例。就维度而言，指全部题项都选同一端的人所占比例，超过 {scale_end} 时量"
    "表在该端无法区分不同的人[@terwee2007]。",
    en="**At the lowest, at the highest.** Shares of the two ends of the scale. Of a dimension: of those whose every "
    "answer is at that end; above {scale_end} the scale cannot tell people apart there [@terwee2007].",
)
MISSING_SHARE = _measure("missing_share", unit.SHARE, Words("未答比例", "Unanswered"), "item")
MEAN = _measure("mean", unit.SCALE, Words("均值", "Mean"), "item")
SD = _measure("sd", unit.SCALE, Words("标准差", "SD"), "item")
SKEWNESS = _measure("skewness", unit.RATIO, Words("偏度", "Skewness"), "item").defined(
    zh="**偏度。**调整的 Fisher–Pearson 系数 G1[@joanes1998]。",
    en="**Skewness.** Adjusted Fisher-Pearson coefficient G1 [@joanes1998].",
)
SOUND_ITEMS = _measure(
    "sound_items", unit.ITEMS, Words("合格题数", "Sound items"), "construct", base="none", own_method=False
)
SAMPLE_SIZE = _measure(
    "sample_size",
    unit.RESPONDENTS,
    Words("所需样本量", "Responses needed"),
    "consistency (alpha) or model",
    base="none",
).defined(
    zh="**所需样本量（α）。**使 α 的区间达到设定宽度的最小人数。误差取自试测答卷本身（对 1−α 的对数作刀切法），不假定"
    "正态分布：评分集中在高端时，所需人数可达 Bonett 公式[@bonett2002]的两倍以上。分别按试测的 α 及其区间下限计算，因为"
    "试测的数字本身并不确定[@browne1995]；并从试测答卷中抽取同等规模的样本加以核对。不合格、将要改写的题项不参与推算。",
    en="**Answers needed, alpha.** Smallest number with which alpha's interval is as narrow as wanted. The error is "
    "that of the pilot's own answers (a jackknife on the logarithm of 1 − α), and nothing is taken for normal: where "
    "ratings pile up at the upper end, twice as many and more are needed than by Bonett's formula [@bonett2002]. At "
    "the pilot's alpha, and at the lower end of its interval, since a pilot's figure is itself unsure [@browne1995]. "
    "Checked by drawing samples of that size from the pilot's answers. Items that are unsound, and so will be asked "
    "otherwise, are left out of the planning.",
)
EXPECTED_WIDTH = _measure(
    "expected_width", unit.RATIO, Words("预计区间宽度", "Expected width"), "model; path = n", base="none"
)
SOUND = _measure("sound", unit.SHARE, Words("有效解占比", "Sound solutions"), "model; path = n", base="none").defined(
    zh="**所需样本量（模型）。**以试测的载荷和维度间相关为真值，从正态总体中逐一抽取不同规模的样本，对每个样本拟合模型"
    "（最大似然法）；收敛且没有负残差方差的解为有效解[@muthen2002; @wolf2013]。",
    en="**Answers needed, model.** Samples are drawn from a normal population with the pilot's loadings and "
    "correlations of dimensions, size after size, and the model is fitted to each (maximum likelihood). A solution is "
    "sound when it converged without negative residual variance [@muthen2002; @wolf2013].",
)
