"""What a pilot's figures are: definitions with the works that they come from."""

from __future__ import annotations

from csat_lib.conventions import EXTREME_GROUP, SCALE_END
from csat_lib.findings.catalogue.pilot import (
    ALPHA,
    CEILING,
    CRITICAL_RATIO,
    CROSS_LOADING,
    ITEM_REST,
    LOADING,
    OTHER_R,
    SAMPLE_SIZE,
    SKEWNESS,
    SOUND,
)
from csat_lib.findings.measure import Measure
from csat_lib.report.declared import known
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Limit, Wording

TERMS: dict[Measure, Claim] = {
    ITEM_REST: Wording(
        zh="**校正题总相关。** 题项与本维度其余题项之和的相关，只计本维度全部作答者；区间用 Fisher z 变换。",
        en="**Item-rest correlation.** Correlation of an item with the sum of the other items of its dimension, of "
        "those who answered all of them; interval by Fisher's z.",
    )(),
    CRITICAL_RATIO: Wording(
        zh="**决断值。** 本维度总分最高的 {share} 与最低的 {share} 在该题上的 t 检验。"
        "达到分界分数的人全部计入，同分只会使组变大，与文件中的先后次序无关[@kelley1939]。",
        en="**Critical ratio.** t test of an item between the {share} with the highest and the {share} with the lowest "
        "total of its dimension. Everybody at or beyond a cut score belongs to its group, so ties make groups larger "
        "and the order of the file decides nothing [@kelley1939].",
    )(share=Limit(EXTREME_GROUP, "share")),
    ALPHA: Wording(
        zh="**α 系数。** 题项之和的方差中为各题共有的部分[@cronbach1951]；区间用 Feldt 方法[@feldt1987]。",
        en="**Alpha.** Share of the variance of the sum that the items have in common [@cronbach1951]; interval by "
        "Feldt [@feldt1987].",
    )(),
    LOADING: Wording(
        zh="**载荷、共同度。** 每个维度各取一个因子（最小残差法）[@harman1966]。",
        en="**Loading, communality.** On one factor for each dimension (minimum residuals) [@harman1966].",
    )(),
    CROSS_LOADING: Wording(
        zh="**交叉载荷。** 全部题项一起做因子分析，因子数等于维度数（最小残差法，oblimin 斜交旋转），"
        "按本维度载荷最大的原则把因子对应到维度，取题项在其他维度因子上绝对值最大的载荷[@jennrich1966]。"
        "只有该维度多数题项归于自己的因子时，才作为不利情形。",
        en="**Cross-loading.** Largest loading on the factor of another dimension when all items are factored "
        "together, one factor for each dimension (minimum residuals, oblimin), and factors are given to dimensions so "
        "that the own loadings are greatest [@jennrich1966]. It counts against an item only where most items of its "
        "dimension load on the dimension's own factor.",
    )(),
    OTHER_R: Wording(
        zh="**与他维度相关。** 题项与其他维度得分的相关中最大的一个[@ware1998]。",
        en="**Correlation with another.** Greatest correlation of an item with the score of another dimension "
        "[@ware1998].",
    )(),
    CEILING: Wording(
        zh="**最低分、最高分占比。** 选择量表两端的比例。就维度而言，指全部题项都选同一端的人所占比例，"
        "超过 {share} 时量表在该端无法区分不同的人[@terwee2007]。",
        en="**At the lowest, at the highest.** Shares of the two ends of the scale. Of a dimension: of those whose "
        "every answer is at that end; above {share} the scale cannot tell people apart there [@terwee2007].",
    )(share=Limit(SCALE_END, "share")),
    SKEWNESS: Wording(
        zh="**偏度。** 调整的 Fisher–Pearson 系数 G1[@joanes1998]。",
        en="**Skewness.** Adjusted Fisher-Pearson coefficient G1 [@joanes1998].",
    )(),
    SAMPLE_SIZE: Wording(
        zh="**所需样本量（α）。** 使 Feldt 区间达到设定宽度的最小人数[@feldt1987]，与 Bonett 公式接近[@bonett2002]；"
        "分别按试测的 α 及其区间下限计算，因为试测的数字本身并不确定[@browne1995]；并抽取同等规模的样本加以核对。"
        "不合格、将要改写的题项不参与推算。",
        en="**Answers needed, alpha.** Smallest number with which Feldt's interval is as narrow as wanted "
        "[@feldt1987], close to Bonett's formula [@bonett2002]; at the pilot's alpha, and at the lower end of its "
        "interval, since a pilot's figure is itself unsure [@browne1995]. Checked by drawing samples of that size. "
        "Items that are unsound, and so will be asked otherwise, are left out of the planning.",
    )(),
    SOUND: Wording(
        zh="**所需样本量（模型）。** 以试测的载荷和维度间相关为真值，从正态总体中逐一抽取不同规模的样本，"
        "对每个样本拟合模型（最大似然法）；收敛且没有负残差方差的解为有效解[@muthen2002; @wolf2013]。",
        en="**Answers needed, model.** Samples are drawn from a normal population with the pilot's loadings and "
        "correlations of dimensions, size after size, and the model is fitted to each (maximum likelihood). A solution "
        "is sound when it converged without negative residual variance [@muthen2002; @wolf2013].",
    )(),
}


def terms(view: View) -> list[Claim]:
    """The definitions of the figures that have values."""
    return [claim for measure, claim in TERMS.items() if known(view, measure)]
