"""Parts of a finding's method: how figures come about. Every # of a key stands for a number, {0} for the first one."""

from csat_lib.findings.catalogue.methods_measurement import MEASUREMENT_METHODS
from csat_lib.findings.catalogue.weight_rules import RULE_METHODS
from csat_lib.findings.measure import Words, by_name

TOGETHER = "together with # at # of the error"
"""Of how many intervals that hold together a figure's interval is one, and its share of the error."""
ALONE = "sidak over #"
"""The same of a family of its own, in equal shares."""
NOTES = ("heywood", "without", "left out as all answer it alike", "correlation beyond 1", "AAPOR", "decided")
"""Parts that may name what they are about (items, dimensions, a formula): their words do without it."""

_GENERAL: dict[str, tuple[str, str]] = {
    # notes
    "heywood": ("出现 Heywood 情形", "Heywood case"),
    "without": ("未纳入部分维度", "without some dimensions"),
    "left out as all answer it alike": ("回答全部相同的题项未计入", "items that all answer alike left out"),
    "correlation beyond 1": ("有维度间相关超出 1", "a correlation of dimensions beyond 1"),
    "AAPOR": ("AAPOR 公式", "AAPOR's formula"),
    "decided": ("附该题的判定", "with what was decided on the item"),
    # weights of the index, importance
    "correlation": ("相关系数平方", "squared correlations"),
    "regression": ("回归系数平方", "squared regression coefficients"),
    "least squares": ("最小二乘法", "least squares"),
    "adjusted": ("按自变量个数校正", "corrected for the number of predictors"),
    "helland": ("Helland 区间", "Helland's interval"),
    "too little explained": ("解释的差异太少", "too little explained"),
    # design
    "taylor": ("泰勒线性化", "Taylor linearisation"),
    "fixed weights": ("权数视为给定", "weights taken as given"),
    "calibrated weights": ("按边际校准的权数", "weights calibrated to margins"),
    "sampling units not counted": ("未能计入抽样单位", "sampling units cannot be counted"),
    "log of what is clear": ("明显者取对数", "on the logarithm where clear"),
    "too low in samples": ("样本中系统偏低", "too low in samples"),
    "bias of the cap counted": ("计入权数上限造成的偏差", "bias of the cap on weights counted"),
    "margins far off": (
        "加权后的边际偏离目标过多，不给区间",
        "weighted margins far from their shares, hence no interval",
    ),
    "near the end of its scale": ("过于靠近量表端点，不给区间", "too near the end of its scale for an interval"),
    "index weights as given": ("指数权重视为给定", "index weights taken as given"),
    "index weights estimated in # groups": (
        "指数权重的抽样误差已计入（{0} 组重复中重新估计）",
        "the error of the index weights counted (estimated anew in {0} replicates)",
    ),
    "with the errors of the KPIs": ("计入运营指标自身的误差", "the errors of the KPIs counted"),
    "from records": ("来自业务记录", "from records"),
    "pooled": ("各单位合并", "units pooled"),
    "mean by the respondents' weights": ("按受访者权数平均", "mean by the respondents' weights"),
    "scoring standard": ("按评分标准", "by the scoring standard"),
    "times its weight": ("乘以权重", "times its weight"),
    "arithmetic of the index": ("指数构成的算术", "arithmetic of the index"),
    "t": ("t 区间", "t interval"),
    "independent": ("两期样本独立", "independent waves"),
    "welch-satterthwaite": ("Welch–Satterthwaite 自由度", "Welch-Satterthwaite degrees of freedom"),
    "cell minus the rest": ("某组减其他各组合计", "group less all others"),
    "less its target": ("减去目标值", "less its target"),
    "group not tested": ("该组作答是否与他组一致未经检验", "whether the group answers like the others not tested"),
    TOGETHER: (
        "报告中 {0} 项比较的区间同时成立，各占误差的 {1}",
        "intervals of all {0} comparisons of the report together, each with a share of the error ({1})",
    ),
    ALONE: ("{0} 个区间联合（Sidak）", "Sidak intervals over {0}"),
    "kitagawa": ("Kitagawa 分解（两期平均份额与平均得分）", "Kitagawa's decomposition, with average shares and levels"),
    "jackknife": ("分组刀切法", "delete-a-group jackknife"),
    "# groups": ("{0} 组", "{0} groups"),
    "bootstrap": ("自助法", "bootstrap"),
    "# draws": ("{0} 次抽样", "{0} draws"),
    "# draws of PSUs": ("{0} 次初级抽样单元抽样", "{0} draws of PSUs"),
    "percentile": ("百分位区间", "percentile interval"),
    "no interval": ("无区间", "no interval"),
    "no interval without replicate groups": ("没有重复组，故无区间", "no interval without replicate groups"),
    "the weight lies with a few": ("权重集中于一两份答卷", "the weight lies with one or two"),
    "a replicate had no estimate": ("有重复组无法估计", "a replicate had no estimate"),
    "t on the logit of the share": ("在份额的 logit 尺度上取 t 区间", "t on the logit of the share"),
    "t on the logit of the scale": ("在量尺的 logit 变换上取 t 区间", "t on the logit of the scale"),
    "finite population": ("有限总体校正", "finite population correction"),
    "# single-PSU strata centred at the overall mean": (
        "{0} 个层只有一个抽样单位，以全样本均值为中心",
        "{0} strata of one sampling unit centred at the overall mean",
    ),
    "weighted mean": ("加权均值", "weighted mean"),
    "linearised": ("线性化标准误", "linearised standard error"),
    "wilson": ("威尔逊区间", "Wilson interval"),
    "weighted quantile": ("加权分位数", "weighted quantile"),
    "woodruff": ("Woodruff 区间", "Woodruff's interval"),
    "fieller": ("Fieller 区间", "Fieller's interval"),
    "wald": ("瓦尔德区间", "Wald interval"),
    "adjusted wald": ("调整的瓦尔德区间", "adjusted Wald interval"),
    "effective n": ("按等效样本量", "with the effective base"),
    "n_effective": ("按等效样本量", "with the effective base"),
    "answers taken as independent": ("各份作答视为相互独立", "answers taken as independent"),
    "kish": ("Kish 公式", "Kish's formula"),
    "raking": ("迭代比例加权", "raking"),
    "trimmed at # times the mean": ("权数不超过均值的 {0} 倍", "no weight above {0} times the mean"),
    "margins not reached in # cycles": ("{0} 轮后仍未达到目标比例", "targets not reached in {0} cycles"),
    "shares of those with a level": ("以该题有答案者为基数", "shares of those with a known level"),
    "individuals and moving range": ("单值与移动极差", "individuals and moving range"),
    "# waves": ("{0} 期", "{0} waves"),
    # planning
    "cochran": ("Cochran 公式", "Cochran's formula"),
    "of a share": ("用于比例", "for a share"),
    "of a mean": ("用于均值", "for a mean"),
    "design effect #": ("设计效应 {0}", "design effect {0}"),
    "response rate #": ("回收率 {0}", "response rate {0}"),
    "proportional allocation": ("按比例分配", "proportional allocation"),
    "neyman allocation": ("Neyman 分配", "Neyman allocation"),
    "equal allocation": ("平均分配", "equal allocation"),
    "minimum #": ("每层至少 {0}", "at least {0} in each stratum"),
    # measurement
    "raw": ("由协方差计算", "from covariances"),
    "standardised": ("由相关系数计算", "from correlations"),
    "guttman": ("Guttman 下界", "Guttman's lower bound"),
    "corrected": ("不含该题自身", "the item itself left out"),
    "count": ("计数", "count"),
    "congeneric": ("同属模型", "congeneric model"),
    "total": ("总系数", "total"),
    "# factor": ("{0} 个因子", "{0} factor"),
    "# factors": ("{0} 个因子", "{0} factors"),
    "feldt": ("Feldt 区间", "Feldt interval"),
    "listwise": ("仅用完整作答", "complete answers only"),
    "pairwise": ("成对使用全部作答", "all pairs of answers"),
    "weighted": ("加权", "weighted"),
    "unweighted": ("不加权", "unweighted"),
    "pearson": ("皮尔逊相关", "Pearson correlations"),
    "spearman": ("斯皮尔曼相关", "Spearman correlations"),
    "polychoric": ("多分格相关", "polychoric correlations"),
    "bartlett": ("巴特利特检验", "Bartlett's test"),
    "# normal draws": ("{0} 次正态抽样", "{0} normal draws"),
    "percentile #": ("第 {0} 百分位", "percentile {0}"),
    "seed #": ("随机种子 {0}", "seed {0}"),
    "minres": ("最小残差法", "minimum residuals"),
    "ml": ("最大似然法", "maximum likelihood"),
    "paf": ("主轴因子法", "principal axes"),
    "oblimin": ("斜交旋转（oblimin）", "oblimin rotation"),
    "promax": ("斜交旋转（promax）", "promax rotation"),
    "varimax": ("方差最大旋转", "varimax rotation"),
    "unrotated": ("未旋转", "unrotated"),
    # answers
    "rules in the study's order": ("按研究规定的规则依次剔除", "rules in the study's order"),
    "each row leaves once": ("每份只剔除一次", "each answer leaves once"),
    "median": ("中位数", "median"),
    "all rows in": ("全部回收答卷", "all answers received"),
    "kept respondents": ("有效答卷", "valid responses"),
    "rule undone": ("不执行该条规则", "rule undone"),
    "its rows at base weight": ("被剔除者用基础权数", "its answers at base weight"),
    "keyword frame": ("关键词编码", "keyword code frame"),
}

METHODS: dict[str, Words] = by_name(
    (key, Words(*words)) for table in (_GENERAL, RULE_METHODS, MEASUREMENT_METHODS) for key, words in table.items()
)
"""All parts by their keys."""
