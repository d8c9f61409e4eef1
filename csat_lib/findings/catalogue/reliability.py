"""Reliability: do the items of a construct hold together."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Equation, Measure, Topic, Words

TOPIC = Topic("reliability", Words("信度", "Reliability"))
_measure = partial(Measure, TOPIC, base="respondents")

ALPHA = _measure("alpha", unit.RATIO, Words("α 系数", "Alpha"), "construct").defined(
    zh="**α 系数。**同一维度的题项在多大程度上一同变化，由协方差计算[@cronbach1951]。比较群体时的惯用下限为 "
    "{enough_alpha}[@nunnally1994]。",
    en="**Alpha.** How far the items of a dimension vary together, from their covariances [@cronbach1951]. The "
    "customary minimum to compare groups is {enough_alpha} [@nunnally1994].",
    equation=Equation(
        r"\alpha = \frac{p}{p - 1} \left( 1 - \frac{\sum_j s_j^2}{s_{\mathrm{sum}}^2} \right)",
        'alpha = p / (p - 1) (1 - (sum_j s_j^2) / s_"sum"^2)',
        zh="p 除以 p 减 1，再乘以 1 减去各题项方差之和与总分方差之比[@cronbach1951]。",
        en="p over p less 1, times 1 less the sum of the items' variances over the variance of their sum "
        "[@cronbach1951].",
        symbols=Words("p 为题项数，s² 为方差", "p the number of items, s² variances"),
    ),
)
ALPHA_STANDARDISED = _measure(
    "alpha_standardised", unit.RATIO, Words("标准化 α 系数", "Standardised alpha"), "construct"
)
LAMBDA2 = _measure("lambda2", unit.RATIO, Words("λ2 系数", "Lambda-2"), "construct").defined(
    zh="**λ2 系数。**信度的下界，总不低于 α 系数，各题项与其余题项的关联强弱不一时更接近信度[@guttman1945]。",
    en="**Lambda-2.** A lower bound of reliability, never below alpha and closer to it where items hold together "
    "unevenly [@guttman1945].",
    equation=Equation(
        r"\lambda_2 = \frac{V - \sum_j s_j^2 + \sqrt{\frac{p}{p - 1} \sum_{j \neq k} s_{jk}^2}}{V}",
        "lambda_2 = (V - sum_j s_j^2 + sqrt(p / (p - 1) sum_(j != k) s_(j k)^2)) / V",
        zh="分子为总分方差减去各题项方差之和，再加上各对题项协方差平方之和乘以 p 与 p 减 1 之比后的平方根；分母为"
        "总分方差[@guttman1945]。",
        en="The variance of the sum less the items' variances, plus the root of p over p less 1 times the sum of the "
        "squared covariances of all pairs, over the variance of the sum [@guttman1945].",
        symbols=Words(
            "V 为总分方差，s² 的两个下标表示协方差", "V the variance of the sum, s with two indices covariances"
        ),
    ),
)
LAMBDA6 = _measure("lambda6", unit.RATIO, Words("λ6 系数", "Lambda-6"), "construct").defined(
    zh="**标准化 α 系数、λ6 系数、题项平均相关。**依次为：各题项方差相等时的 α 系数；由题项的复相关平方求得的信度下"
    "界[@guttman1945]；所有题项两两相关的平均。",
    en="**Standardised alpha, lambda-6, mean correlation.** Alpha of the items at equal variance; the lower bound of "
    "reliability from the items' squared multiple correlations [@guttman1945]; the mean correlation of all pairs.",
)
MEAN_R = _measure("mean_r", unit.RATIO, Words("题项平均相关", "Mean correlation"), "construct")
OMEGA = _measure("omega", unit.RATIO, Words("ω 系数", "Omega"), "construct").defined(
    zh="**ω 系数。**标准化题项之和的方差中，由一个共同因子解释的部分；各题项的载荷可以不同[@mcdonald1999]。至少需要三个"
    "题项。",
    en="**Omega.** The part of the variance of the standardised items' sum that one common factor accounts for, on "
    "which items may load differently [@mcdonald1999]. It needs at least three items.",
    equation=Equation(
        r"\omega = \frac{\left( \sum_j \lambda_j \right)^2}{\sum_j \sum_l r_{jl}}",
        "omega = (sum_j lambda_j)^2 / (sum_j sum_l r_(j l))",
        zh="载荷之和的平方，除以题项相关矩阵全部元素之和[@mcdonald1999]。",
        en="The squared sum of the loadings over the sum of all the items' correlations [@mcdonald1999].",
        symbols=Words(
            "λ 为载荷（λ₂、λ₄ 为 Guttman 的系数），r 为相关系数",
            "λ loadings (λ₂ and λ₄ are Guttman's coefficients), r correlations",
        ),
    ),
)
N_ITEMS = _measure("n_items", unit.ITEMS, Words("题项数", "Items"), "construct", base="none", own_method=False)
ITEM_REST = _measure(
    "item_rest", unit.RATIO, Words("校正题总相关", "Item-rest correlation"), "item; other = construct"
).defined(
    zh="**校正题总相关。**某一题项与同维度其余题项之和的相关系数，惯用下限为 {enough_item_rest}[@nunnally1994]。**删除"
    "该题后的 α** 是其余题项的 α 系数。",
    en="**Item-rest correlation.** The correlation of an item with the sum of the other items of its dimension; "
    "customary minimum {enough_item_rest} [@nunnally1994]. **Alpha without the item** is the alpha of the others.",
)
ALPHA_IF_DROPPED = _measure(
    "alpha_if_dropped", unit.RATIO, Words("删除该题后的 α", "Alpha without the item"), "item; other = construct"
)
ALPHA_ORDINAL = _measure("alpha_ordinal", unit.RATIO, Words("有序 α 系数", "Ordinal alpha"), "construct")
OMEGA_ORDINAL = _measure("omega_ordinal", unit.RATIO, Words("有序 ω 系数", "Ordinal omega"), "construct")
SPLIT_HALF_GREATEST = _measure(
    "split_half_greatest", unit.RATIO, Words("最大分半信度", "Greatest split half"), "construct"
).defined(
    zh="**分半信度。**把题项分成两半，两半之间的信度；最大、平均和最小分别取自各种分法[@guttman1945]。题项超过 16 个"
    "时，随机抽取部分分法。",
    en="**Split halves.** The reliability of a sum from its two halves: the greatest, the mean and the lowest over the "
    "splits [@guttman1945]. Beyond 16 items a sample of the splits is taken.",
    equation=Equation(
        r"\lambda_4 = \max_{A, B} \; \frac{4 \, s_{AB}}{s_{\mathrm{sum}}^2}",
        'lambda_4 = max_(A, B) (4 s_(A B)) / s_"sum"^2',
        zh="把题项分成两半，取两半总分协方差的四倍与总分方差之比，在各种分法中取最大者[@guttman1945]。",
        en="Four times the covariance of the two halves' sums over the variance of the whole sum, the greatest over "
        "the splits [@guttman1945].",
    ),
)
SPLIT_HALF_LOWEST = _measure("split_half_lowest", unit.RATIO, Words("最小分半信度", "Lowest split half"), "construct")
SPLIT_HALF_MEAN = _measure("split_half_mean", unit.RATIO, Words("平均分半信度", "Mean split half"), "construct")
COMPOSITE_RELIABILITY = _measure(
    "composite_reliability", unit.RATIO, Words("组合信度", "Composite reliability"), "construct"
).defined(
    zh="**组合信度。**题项之和的方差中由所属维度解释的部分，由测量模型的标准化载荷计算[@fornell1981]。",
    en="**Composite reliability.** The part of the variance of a dimension's items' sum that the dimension accounts "
    "for, from the standardised loadings of the measurement model [@fornell1981].",
    equation=Equation(
        r"\rho_c = \frac{\left( \sum_j \lambda_j \right)^2}{\left( \sum_j \lambda_j \right)^2 + \sum_j \theta_j}",
        "rho_c = (sum_j lambda_j)^2 / ((sum_j lambda_j)^2 + sum_j theta_j)",
        zh="载荷之和的平方，除以它与残差方差之和[@fornell1981]。",
        en="The squared sum of the loadings over that plus the items' own variances [@fornell1981].",
        symbols=Words("θ 为题项的残差方差", "θ the items' own variances"),
    ),
)
RHO_A = _measure("rho_a", unit.RATIO, Words("ρA 系数", "rho_A"), "construct").defined(
    zh="**ρA 系数。**按偏最小二乘法的权重计算的信度[@dijkstra2015]。",
    en="**rho_A.** The reliability of a score with the weights of partial least squares [@dijkstra2015].",
)
OMEGA_HIERARCHICAL = _measure(
    "omega_hierarchical", unit.RATIO, Words("层次 ω 系数", "Hierarchical omega"), "items"
).defined(
    zh="**层次 ω 系数。**全部题项之和的方差中，由所有题项共有的一个总因子解释的部分[@schmid1957]；它高，才适合把各维度"
    "合成一个总分。",
    en="**Hierarchical omega.** The part of the variance of all items' sum that one factor common to all of them "
    "accounts for [@schmid1957]. Where it is high, one overall score is warranted.",
    equation=Equation(
        r"\omega_h = \frac{\left( \sum_j g_j \right)^2}{\sum_j \sum_l r_{jl}}",
        "omega_h = (sum_j g_j)^2 / (sum_j sum_l r_(j l))",
        zh="经 Schmid–Leiman 变换，题项在总因子上的载荷之和的平方，除以题项相关矩阵全部元素之和[@schmid1957]。",
        en="The squared sum of the loadings on the general factor, after the transformation of Schmid and Leiman, over "
        "the sum of all the items' correlations [@schmid1957].",
        symbols=Words("g 为总因子上的载荷", "g loadings on the general factor"),
    ),
)
OMEGA_ASYMPTOTIC = _measure("omega_asymptotic", unit.RATIO, Words("渐近 ω 系数", "Asymptotic omega"), "items")
OMEGA_TOTAL = _measure("omega_total", unit.RATIO, Words("总 ω 系数", "Total omega"), "items")
GENERAL_LOADING = _measure("general_loading", unit.RATIO, Words("总因子载荷", "Loading on the general factor"), "item")
RETEST = _measure("retest", unit.RATIO, Words("重测相关", "Retest correlation"), "construct; against = earlier period")
ICC = _measure(
    "icc",
    unit.RATIO,
    Words("组内相关系数", "Intraclass correlation"),
    "construct; other = form, against = earlier period",
).defined(
    zh="**组内相关系数。**同一受访者（或题项）在不同时点或评定者之间的方差所占的份额，有六种形式[@shrout1979]。",
    en="**Intraclass correlation.** The share of the variance that lies between those measured, not between occasions "
    "or raters; its six forms are those of Shrout and Fleiss [@shrout1979].",
)
