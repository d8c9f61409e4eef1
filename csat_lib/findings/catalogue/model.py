"""Model: does the measurement model fit."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Equation, Measure, Topic, Words

TOPIC = Topic("model", Words("模型", "Model"))
_measure = partial(Measure, TOPIC, base="respondents")

CHI2 = _measure("chi2", unit.CHI2, Words("χ²", "χ²"), "model")
CHI2_SCALED = _measure("chi2_scaled", unit.CHI2, Words("校正 χ²", "Scaled χ²"), "model")
CFI = _measure("cfi", unit.RATIO, Words("CFI", "CFI"), "model").defined(
    zh="**CFI、TLI、RMSEA、SRMR。**检验“每个题项只反映所属维度”的测量模型[@joreskog1969]。CFI 和 TLI 与题项互不相关的模"
    "型比较[@bentler1990]，RMSEA 是每个自由度的差距[@steiger1990]，SRMR 是相关系数残差的均方根。惯用界限 {good_cfi}、"
    "{good_tli}、{good_rmsea}、{good_srmr} 只是惯例[@hu1999]。",
    en="**CFI, TLI, RMSEA, SRMR.** Fit of the model in which each item speaks of its own dimension alone "
    "[@joreskog1969]. CFI and TLI compare it with items that do not correlate [@bentler1990], RMSEA is the misfit per "
    "degree of freedom [@steiger1990], SRMR the root mean square of the residual correlations. The limits {good_cfi}, "
    "{good_tli}, {good_rmsea} and {good_srmr} are conventions [@hu1999].",
    equation=Equation(
        r"\mathrm{CFI} = 1 - \frac{\max(\chi^2 - \nu, 0)}{\max(\chi_0^2 - \nu_0, \chi^2 - \nu, 0)}",
        '"CFI" = 1 - (max(chi^2 - nu, 0)) / (max(chi_0^2 - nu_0, chi^2 - nu, 0))',
        zh="模型的超出部分与题项互不相关时的超出部分之比，由 1 减去[@bentler1990]。",
        en="1 less the model's excess misfit over that of items that do not correlate [@bentler1990].",
        symbols=Words(
            zh="ν 为自由度，下标 0 指题项互不相关的模型",
            en="ν degrees of freedom, the index 0 the model of unrelated items",
        ),
    ),
)
CFI_SCALED = _measure("cfi_scaled", unit.RATIO, Words("校正 CFI", "Scaled CFI"), "model").like(CFI)
TLI = _measure("tli", unit.RATIO, Words("TLI", "TLI"), "model")
TLI_SCALED = _measure("tli_scaled", unit.RATIO, Words("校正 TLI", "Scaled TLI"), "model")
RMSEA = _measure("rmsea", unit.RATIO, Words("RMSEA", "RMSEA"), "model").defined(
    equation=Equation(
        r"\mathrm{RMSEA} = \sqrt{\frac{\max(\chi^2 - \nu, 0)}{\nu \, n}}",
        '"RMSEA" = sqrt((max(chi^2 - nu, 0)) / (nu n))',
        zh="每个自由度、每位受访者的超出部分的平方根[@steiger1990]。",
        en="The root of the excess misfit per degree of freedom and respondent [@steiger1990].",
    )
)
RMSEA_SCALED = _measure("rmsea_scaled", unit.RATIO, Words("校正 RMSEA", "Scaled RMSEA"), "model").like(RMSEA)
SRMR = _measure("srmr", unit.RATIO, Words("SRMR", "SRMR"), "model")
AIC = _measure("aic", unit.DEVIANCE, Words("AIC", "AIC"), "model")
BIC = _measure("bic", unit.DEVIANCE, Words("BIC", "BIC"), "model")
LOADING = _measure("loading", unit.RATIO, Words("载荷", "Loading"), "item; other = construct")
LOADING_RAW = _measure(
    "loading_raw", unit.SCALE, Words("未标准化载荷", "Unstandardised loading"), "item; other = construct"
)
RESIDUAL = _measure("residual", unit.RATIO, Words("残差方差", "Residual variance"), "item")
R2 = _measure("r2", unit.RATIO, Words("R²", "R²"), "item")
CONSTRUCT_CORRELATION = _measure(
    "construct_correlation",
    unit.RATIO,
    Words("维度间相关", "Correlation of dimensions"),
    "construct; other = construct",
)
MODIFICATION = _measure(
    "modification",
    unit.CHI2,
    Words("修正指数", "Modification index"),
    "item; other = construct or item, path = loading or residual",
).defined(
    zh="**修正指数。**增加一条路径（载荷或残差相关）后，χ² 约可降低多少[@sorbom1989]。只列最大的十项，供修订问卷参考。",
    en="**Modification index.** By how much χ² would fall, about, if a path (a loading or a residual correlation) were "
    "added [@sorbom1989]. The ten largest are listed, as hints for the next questionnaire.",
)
EXPECTED_CHANGE = _measure(
    "expected_change",
    unit.RATIO,
    Words("预期变化", "Expected change"),
    "item; other = construct or item, path = loading or residual",
)
