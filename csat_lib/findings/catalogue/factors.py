"""Factors: do the items fall as designed."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Equation, Measure, Topic, Words

TOPIC = Topic("factors", Words("因子", "Factors"))
_measure = partial(Measure, TOPIC, base="respondents")

KMO = _measure("kmo", unit.RATIO, Words("KMO", "KMO"), "items or item").defined(
    zh="**KMO。**题项相关的平方和，除以这一平方和与偏相关平方和之和；偏相关控制其余全部题项。惯用下限为 "
    "{enough_kmo}[@kaiser1974]。",
    en="**KMO.** The sum of the items' squared correlations over that sum plus the squared partial correlations, each "
    "given all other items; customary minimum {enough_kmo} [@kaiser1974].",
)
BARTLETT = _measure("bartlett", unit.CHI2, Words("巴特利特球形检验", "Bartlett's test"), "items").defined(
    zh="**巴特利特球形检验。**检验题项之间是否存在相关：χ² = −(n − 1 − (2p + 5)/6) ln|R|，自由度 p(p − 1)"
    "/2[@bartlett1951]；n 取两两题项共同作答人数中的最小值，加权时取其等效样本量。",
    en="**Bartlett's test.** Whether the items are correlated at all: χ² = −(n − 1 − (2p + 5)/6) ln|R| with p(p − 1)/2 "
    "degrees of freedom [@bartlett1951]; n is the smallest number of answers to any pair of items, or its effective "
    "base when weighted.",
)
N_FACTORS = _measure(
    "n_factors", unit.FACTORS, Words("因子数", "Number of factors"), "items; the method says by which test"
).defined(
    zh="**平行分析。**保留前几个主成分，其特征值须高于同样多个互不相关的正态题项特征值的第 95 百分位[@horn1965]。",
    en="**Parallel analysis.** Keeps the leading principal components whose eigenvalue exceeds the 95th percentile of "
    "those of as many unrelated normal items [@horn1965].",
)
COMMUNALITY = _measure("communality", unit.RATIO, Words("共同度", "Communality"), "item")
UNIQUENESS = _measure("uniqueness", unit.RATIO, Words("独特方差", "Uniqueness"), "item")
EIGENVALUE = _measure(
    "eigenvalue", unit.EIGENVALUE, Words("特征值", "Eigenvalue"), "component or factor; path = its number"
)
EIGENVALUE_RANDOM = _measure(
    "eigenvalue_random",
    unit.EIGENVALUE,
    Words("随机数据特征值", "Eigenvalue of random data"),
    "component or factor; path = its number",
    own_method=False,
)
SMALLEST_EIGENVALUE = _measure(
    "smallest_eigenvalue", unit.EIGENVALUE, Words("最小特征值", "Smallest eigenvalue"), "items"
)
MAP = _measure(
    "map",
    unit.RATIO,
    Words("平均偏相关平方", "Mean squared partial correlation"),
    "items; path = components taken out",
    own_method=False,
).defined(
    zh="**最小平均偏相关（MAP）。**去除若干主成分后，题项偏相关平方的平均最小时的个数[@velicer1976]。",
    en="**Minimum average partial (MAP).** The number of principal components after which the items' squared partial "
    "correlations are smallest on average [@velicer1976].",
    equation=Equation(
        r"f_m = \frac{1}{p (p - 1)} \sum_{j \ne l} r_{jl \cdot m}^2",
        "f_m = 1 / (p (p - 1)) sum_(j != l) r_(j l dot.op m)^2",
        zh="去除前 m 个主成分之后，题项偏相关平方的平均；取使它最小的 m[@velicer1976]。",
        en="The mean squared partial correlation of the items given the first m principal components; the number of "
        "factors is the m at which it is least [@velicer1976].",
        words=Words("最小平均偏相关", "Minimum average partial"),
    ),
)
MAP_FOURTH = _measure(
    "map_fourth",
    unit.RATIO,
    Words("平均偏相关四次方", "Mean fourth power of partial correlations"),
    "items; path = components taken out",
    own_method=False,
)
LOADING = _measure("loading", unit.RATIO, Words("载荷", "Loading"), "item; other = factor").defined(
    zh="**载荷。**控制其他因子后，题项与某一因子关系的强弱；提取的因子数等于问卷设计的维度数。绝对值小于 {blank_under} "
    "的留空。**共同度**是全部因子解释题项方差的部分。",
    en="**Loading.** How strongly an item goes with a factor when the other factors are held constant; as many factors "
    "are extracted as the study has dimensions. Loadings under {blank_under} are left blank. **Communality** is the "
    "part of an item's variance that all factors account for.",
)
CHI2 = _measure("chi2", unit.CHI2, Words("χ²", "χ²"), "items")
RMSEA = _measure("rmsea", unit.RATIO, Words("RMSEA", "RMSEA"), "items")
VARIANCE_SHARE = _measure("variance_share", unit.SHARE, Words("方差贡献率", "Share of variance"), "factor")
FACTOR_CORRELATION = _measure(
    "factor_correlation", unit.RATIO, Words("因子间相关", "Correlation of factors"), "factor; other = factor"
)
FACTOR_SCORE_VALIDITY = _measure(
    "factor_score_validity", unit.RATIO, Words("因子得分效度", "Validity of the factor scores"), "factor"
)
CORRELATION = _measure("correlation", unit.RATIO, Words("题项间相关", "Correlation of items"), "item; other = item")
