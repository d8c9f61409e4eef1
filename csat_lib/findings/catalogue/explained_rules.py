"""What the rules are by which importance and the parts of an index are weighed, in words."""

from csat_lib.findings.measure import Words

RULES: dict[str, Words] = {
    "johnson": Words(
        zh="**Johnson 相对权重。**先把 R² 分解到与各维度最接近的一组正交变量上，再分配回各维度[@johnson2000]。",
        en="**Johnson's relative weights.** R² is shared out over the orthogonal variables closest to the dimensions, "
        "and from these back to the dimensions [@johnson2000].",
    ),
    "lmg": Words(
        zh="**LMG（Shapley）分解。**某一维度在所有进入次序下使 R² 增加的平均值[@lindeman1980]；与 Johnson 相对权重一并"
        "记录，供核对，见工作簿。",
        en="**LMG (Shapley) shares.** A dimension's mean gain in R² over all orders of entry [@lindeman1980]; recorded "
        "beside Johnson's weights as a check, in the workbook.",
    ),
    "factor": Words(
        zh="**因子权重。**各部分得分第一主成分载荷的平方，合计为 100%[@nicoletti2000]。",
        en="**Factor weights.** Squared loadings on the first principal component of the parts' scores, scaled to 100% "
        "[@nicoletti2000].",
    ),
    "critic": Words(
        zh="**其他权重。**主成分系数取第一主成分的系数；标准化回归系数以主要结果为因变量；CRITIC 为标准差乘以与其余部分"
        "不相关的程度，信息量权重只取标准差[@diakoulaki1995]；变异系数权重为标准差除以均值；独立性权重为各部分不能由其"
        "余部分解释的比例。均合计为 100%。",
        en="**Other rules of weighing.** First component: its coefficients. Standardised coefficients: of the headline "
        "on all parts. CRITIC: standard deviation times how little a part correlates with the others; information: the "
        "standard deviation alone [@diakoulaki1995]. Variation: standard deviation over mean. Independence: what the "
        "other parts do not explain of a part. All are scaled to 100%.",
    ),
    "entropy": Words(
        zh="**熵权。**各单位得分占合计之比越不均匀，该部分权重越大。",
        en="**Entropy weights.** The more unequal the units' shares of a part's sum, the more it counts.",
    ),
    "ahp": Words(
        zh="**层次分析法。**由专家两两判断求权重，各专家取几何平均；按所注的变体，取主特征向量、各行几何平均或各列占比的均"
        "值[@saaty1980]。",
        en="**Analytic hierarchy process.** Weights from judgements in pairs, of which the experts' geometric mean is "
        "taken: the principal eigenvector, rows' geometric means or columns' mean shares, as named [@saaty1980].",
    ),
    "fahp": Words(
        zh="**模糊层次分析法。**判断取三角模糊数，按行求几何平均，再取重心[@buckley1985]。",
        en="**Fuzzy AHP.** Judgements as triangular numbers; geometric means of rows, then centroids [@buckley1985].",
    ),
}
