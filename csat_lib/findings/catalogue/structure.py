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
_ITEM = "item; other = construct"
Q2_PREDICT = _measure("q2_predict", unit.RATIO, Words("Q²predict", "Q²predict"), _ITEM).defined(
    zh="**对未见过的答案的预测（PLSpredict）。**受访者分成 10 份，轮流用 9 份估计模型，由没有箭头指向的维度的答案"
    "推算余下一份中其他维度的题项，重复 10 遍[@shmueli2019]。Q²predict 为 1 减去误差平方和与用均值推算的误差平方和"
    "之比，大于零才比均值准；误差（RMSE、MAE，单位同答案）小于直接用这些题项作的线性回归，箭头才增加了什么。都没有区间。",
    en="**Prediction of answers not seen (PLSpredict).** Respondents are dealt in 10 folds; 9 of them in turn give the "
    "model, which tells the tenth's items from the answers to the dimensions that no arrow points to; ten times over "
    "[@shmueli2019]. Q²predict is 1 less the squared errors over those of the mean: above 0 it tells more. Only where "
    "errors (RMSE, MAE, in the answers' units) are smaller than a linear regression's on those items do the arrows add "
    "something. None has an interval.",
)
_BY = f"{_ITEM}; path = by what"
PREDICTORS = BY_MODEL, BY_REGRESSION, BY_MEAN = "by model", "by regression", "by mean"
PREDICTION_RMSE = _measure("prediction_rmse", unit.SCALE, Words("RMSE", "RMSE"), _BY)
PREDICTION_MAE = _measure("prediction_mae", unit.SCALE, Words("MAE", "MAE"), _BY)
_GROUP, FEWEST_COMPARED = "construct; a group against all others", 50  # answers of a group, and of the others
COMPOSITE_MATCH = _measure("composite_match", unit.MATCH, Words("合成一致 c", "Match c"), _GROUP).defined(
    zh="**各组的维度是否由题项同样合成（MICOM）。**第一步由设计满足（题项、模型相同）；第二步用两边各自的权重给所有人"
    "计分，c 为两种得分的相关；第三步用共同的权重计分，比较均值（以标准差计）和方差（比的对数）。p 由随机打乱分组的"
    "置换检验得出，每步的全部比较联合校正（Šidák）[@henseler2016]。第二步成立，路径才可比较；三步都成立，各组才可合并。",
    en="**Same composites in each group (MICOM).** Step 1 holds by design (same items, same model); step 2 scores "
    "everybody by either side's own weights, c the correlation of the two; step 3 scores by common weights, comparing "
    "means (in standard deviations) and variances (logarithm of the ratio). The p come from permutations of who is in "
    "which group, all comparisons of a step together (Šidák) [@henseler2016]. Paths compare where step 2 holds; groups "
    "may be pooled where all three do.",
)
COMPOSITE_MEANS = _measure("composite_means", unit.RATIO, Words("均值之差", "Difference of means"), _GROUP)
COMPOSITE_SPREADS = _measure("composite_spreads", unit.RATIO, Words("方差比的对数", "Log ratio of variances"), _GROUP)
MODERATION = _measure("moderation", unit.RATIO, Words("调节系数", "Moderation"), f"{_ARROW}; path = moderator").defined(
    zh="**调节。**两个维度得分的乘积也指向同一维度，其标准化路径系数即调节系数（两阶段法[@henseler2010]）：为正，则调节的维度得分"
    "越高，箭头越强。区间由刀切法得出，按偏度与峰度校正，全部调节系数联合成立。",
    en="**Moderation.** The product of two dimensions' scores points to the same dimension as well; its standardised "
    "path is the moderation (two stages [@henseler2010]): positive where the arrow is stronger the higher the "
    "moderator is rated. Intervals are those of a jackknife, corrected for skewness and kurtosis, and hold together.",
)
OBJECTIVE_LINK = _measure(
    "objective_link", unit.RATIO, Words("相关系数", "Correlation"), "KPI; other = construct, over units", base="units"
).defined(
    zh="**运营指标与维度得分的相关。**各单位的运营指标与该单位受访者得分均值的皮尔逊相关，每个单位计一次；p 为"
    "不相关的检验，全部配对联合成立。相关不说明孰因孰果。",
    en="**Figures of operation and dimensions.** Pearson's correlation, over units, of a figure of operation with the "
    "mean score of the unit's respondents; each unit counts once; the p, of no correlation, allow for all pairs. Which "
    "of the two acts on the other it does not say.",
)
