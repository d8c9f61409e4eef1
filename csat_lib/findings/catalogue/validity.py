"""Validity: are the constructs distinct, and what they should be."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Equation, Measure, Topic, Words

TOPIC = Topic("validity", Words("效度", "Validity"))
_measure = partial(Measure, TOPIC, base="respondents")

AVE = _measure("ave", unit.RATIO, Words("平均方差抽取量", "Average variance extracted"), "construct").defined(
    zh="**平均方差抽取量（AVE）。**一个维度的标准化载荷平方的平均，惯用下限为 {enough_ave}；其平方根应大于该维度与其他"
    "维度的相关[@fornell1981]。",
    en="**Average variance extracted (AVE).** The mean squared standardised loading of a dimension; customary minimum "
    "{enough_ave}. Its root should exceed the dimension's correlations with the others [@fornell1981].",
    equation=Equation(
        r"\mathrm{AVE} = \frac{1}{p} \sum_j \lambda_j^2",
        '"AVE" = 1 / p sum_j lambda_j^2',
        zh="标准化载荷平方的平均[@fornell1981]。",
        en="The mean squared standardised loading [@fornell1981].",
        words=Words("平均方差抽取量（AVE）", "Average variance extracted (AVE)"),
    ),
)
ROOT_AVE = _measure(
    "root_ave", unit.RATIO, Words("平均方差抽取量的平方根", "Root of the variance extracted"), "construct"
)
CONSTRUCT_R = _measure(
    "construct_r", unit.RATIO, Words("维度间相关", "Correlation of dimensions"), "construct; other = construct"
)
HTMT = _measure("htmt", unit.RATIO, Words("HTMT", "HTMT"), "construct; other = construct").defined(
    zh="**HTMT。**两个维度题项之间的平均相关，与各维度内部平均相关之比，保留符号；惯用上限为 {far}，含义相近的维度为 "
    "{distinct}[@henseler2015]。HTMT2 以几何平均代替算术平均[@roemer2021]。",
    en="**HTMT.** The mean correlation between two dimensions' items over the mean correlations within each, with its "
    "sign; customary limit {far}, for dimensions near in meaning {distinct} [@henseler2015]. HTMT2 takes geometric "
    "means [@roemer2021].",
    equation=Equation(
        r"\mathrm{HTMT}_{ab} = \frac{\bar{r}_{ab}}{\sqrt{\bar{r}_{aa} \, \bar{r}_{bb}}}",
        '"HTMT"_(a b) = overline(r)_(a b) / sqrt(overline(r)_(a a) overline(r)_(b b))',
        zh="两个维度之间题项相关的平均，除以两个维度内部题项相关平均的几何平均[@henseler2015]。",
        en="The mean correlation between the items of two dimensions, over the geometric mean of the mean correlations "
        "within each [@henseler2015].",
        words=Words("异质–单质比（HTMT）", "Heterotrait-monotrait ratio (HTMT)"),
    ),
)
HTMT2 = _measure("htmt2", unit.RATIO, Words("HTMT2", "HTMT2"), "construct; other = construct")
CROSS_LOADING = _measure("cross_loading", unit.RATIO, Words("交叉载荷", "Cross-loading"), "item; other = construct")
I_CVI = _measure(
    "i_cvi", unit.RATIO, Words("题项内容效度（I-CVI）", "Content validity of the item (I-CVI)"), "item", base="none"
).defined(
    zh="**内容效度。**认为某题相关（四级中评为 3 或 4）的专家占比，惯用下限为 {enough_i_cvi}；各题平均的惯用下限为 "
    "{enough_s_cvi}[@polit2007]。",
    en="**Content validity.** The share of experts who call an item relevant (3 or 4 of 4), customary minimum "
    "{enough_i_cvi}; the mean of the items, customary minimum {enough_s_cvi} [@polit2007].",
)
KAPPA = _measure("kappa", unit.RATIO, Words("修正 κ 系数", "Modified kappa"), "item", base="none")
S_CVI_AVERAGE = _measure(
    "s_cvi_average",
    unit.RATIO,
    Words("量表内容效度（S-CVI/Ave）", "Content validity of the scale (S-CVI/Ave)"),
    "items",
    base="none",
)
S_CVI_UNIVERSAL = _measure(
    "s_cvi_universal",
    unit.RATIO,
    Words("量表内容效度（S-CVI/UA）", "Content validity of the scale (S-CVI/UA)"),
    "items",
    base="none",
)
CRITERION_R = _measure(
    "criterion_r", unit.RATIO, Words("与效标的相关", "Correlation with the criterion"), "construct; other = headline"
)
