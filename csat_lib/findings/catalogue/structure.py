"""Structure: how the dimensions go together along the arrows of a path model, and the indices that it gives."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Equation, Measure, Topic, Words

TOPIC = Topic("structure", Words("结构模型", "Structural model"))
_measure = partial(Measure, TOPIC, base="respondents")
_ARROW = "construct; other = construct that it points to"

LATENT_INDEX = _measure(
    "latent_index", unit.INDEX, Words("潜变量指数", "Latent index"), "construct", ends=(0, 100)
).defined(
    zh="**潜变量指数。**题项得分（0–100 分）的加权平均，权重由偏最小二乘法估计，除以题项标准差后归一（未标准化权重）"
    "[@fornell1996]。任何一题权重不为正，即不给指数。",
    en="**Latent index.** The mean of a dimension's items (0–100), weighed by partial least squares; the weights are "
    "divided by the items' standard deviations and scaled to 1 (unstandardised weights) [@fornell1996]. Where an item "
    "has no positive weight there is no index.",
    equation=Equation(
        r"I = 100 \, \sum_j v_j \frac{\bar{x}_j - a_j}{b_j - a_j}",
        "I = 100 sum_j v_j (macron(x)_j - a_j) / (b_j - a_j)",
        zh="各题均值在量表上的位置按权重 v 相加，再乘以 100[@fornell1996]。",
        en="The places of the items' means on their scales, added up by the weights v, times 100 [@fornell1996].",
        symbols=Words("a、b 为量表两端，各 v 合计为 1", "a and b the ends of the scale; the v add up to 1"),
    ),
)
PATH = _measure("path_coefficient", unit.RATIO, Words("路径系数", "Path coefficient"), _ARROW).defined(
    zh="**路径系数、R²、f²。**潜变量得分由偏最小二乘法（PLS）求得[@tenenhaus2005]；每个维度对指向它的各维度作标准化回归，"
    "系数即路径系数：其他条件相同时，箭头一端高一个标准差，另一端平均高多少个标准差。R² 是由此说明的差异，f² 是去掉一个"
    "箭头后 R² 的损失与未说明部分之比。箭头由研究设定，不是数据得出的；路径系数说明两者相伴，不说明因果。",
    en="**Path coefficient, R², f².** Scores of the dimensions come from partial least squares (PLS) [@tenenhaus2005]; "
    "each dimension is regressed on those that point to it. A path coefficient says how many standard deviations it "
    "lies higher, on average, where the other is one higher and the rest are equal. R² is the variance so told, f² "
    "what R² loses without the arrow over what is left untold. The arrows are the study's own, not found in the "
    "answers; a path says what goes with what, not what causes what.",
)
TOTAL_EFFECT = _measure("total_effect", unit.RATIO, Words("总效应", "Total effect"), _ARROW).defined(
    zh="**直接效应、间接效应、总效应。**间接效应是沿其他维度到达的各条路线上路径系数之积，再相加；总效应为直接与间接之和[@tenenhaus2005]。"
    "区间由自助法得出，每次抽样都重新估计整个模型。",
    en="**Direct, indirect and total effects.** The indirect effect is the product of the coefficients along each way "
    "that leads over other dimensions, added up; the total effect is the direct and the indirect one together "
    "[@tenenhaus2005]. Intervals come from a bootstrap that estimates the whole model anew in each draw.",
)
INDIRECT_EFFECT = _measure(
    "indirect_effect", unit.RATIO, Words("间接效应", "Indirect effect"), f"{_ARROW}; path = by way of (empty: all ways)"
)
IMPACT = _measure("impact", unit.POINTS, Words("影响（每高 5 分）", "Impact of 5 points"), _ARROW).defined(
    zh="**影响。**一个维度的指数高 5 分的受访者，在模型中另一维度的指数平均高多少分：总效应乘以 5，再乘以两个指数的"
    "标准差之比[@fornell1996]。说的是受访者之间的差别，不是提高以后会怎样。",
    en="**Impact.** How many points higher the index of one dimension lies, on average and by the model, where that of "
    "another is 5 points higher: the total effect times 5, times the ratio of the two indices' standard deviations "
    "[@fornell1996]. It tells of differences between respondents, not of what a rise would bring.",
)
R2 = _measure("r2", unit.SHARE, Words("R²", "R²"), "construct")
R2_ADJUSTED = _measure("r2_adjusted", unit.SHARE, Words("校正 R²", "Adjusted R²"), "construct")
F2 = _measure("f2", unit.RATIO, Words("f²", "f²"), _ARROW)
LOADING = _measure("outer_loading", unit.RATIO, Words("载荷", "Loading"), "item; other = construct")
CROSS_LOADING = _measure("score_loading", unit.RATIO, Words("交叉载荷", "Cross-loading"), "item; other = construct")
WEIGHT = _measure("outer_weight", unit.RATIO, Words("外部权重", "Outer weight"), "item; other = construct")
INDEX_WEIGHT = _measure("index_weight", unit.SHARE, Words("指数权重", "Weight in the index"), "item; other = construct")
_BEFORE = "against = earlier period"
INDEX_CHANGE = _measure("index_change", unit.POINTS, Words("指数变化", "Change"), f"construct; {_BEFORE}").defined(
    zh="**潜变量指数与路径的变化。**两期都用本期的权重计分，权重的变动不会成为满意度的变动；两期样本视为独立。",
    en="**Change of a latent index, of a path.** Both waves are scored by this wave's weights, so that a change in "
    "weights is none in satisfaction; waves are independent samples.",
)
PATH_CHANGE = _measure("path_change", unit.RATIO, Words("路径系数变化", "Change of the path"), f"{_ARROW}; {_BEFORE}")
ALPHA = _measure("alpha", unit.RATIO, Words("标准化 α 系数", "Standardised alpha"), "construct")
RHO_A = _measure("rho_a", unit.RATIO, Words("ρA 系数", "rho_A"), "construct")
RHO_C = _measure("rho_c", unit.RATIO, Words("组合信度", "Composite reliability"), "construct")
AVE = _measure("ave", unit.RATIO, Words("AVE", "AVE"), "construct")
