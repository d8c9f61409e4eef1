"""Parts of a finding's method in measurement, comparability, fieldwork and pilots."""

from __future__ import annotations

from csat_lib.findings.measure import Words

MEASUREMENT_METHODS: dict[str, Words] = {
    # correlations
    "two-step": Words("两步估计", "in two steps"),
    "zero cells #": Words("空格加 {0}", "empty cells counted as {0}"),
    "smoothed": Words("经平滑处理", "smoothed"),
    "ordinal": Words("有序", "ordinal"),
    "bca": Words("BCa 区间", "BCa intervals"),
    # reliability
    "lambda 4": Words("λ4", "lambda-4"),
    "all splits": Words("全部分法", "all splits"),
    "# of # splits": Words("{1} 种分法中随机抽取 {0} 种", "{0} of {1} splits, drawn at random"),
    "schmid-leiman": Words("Schmid–Leiman 变换", "Schmid-Leiman transformation"),
    "fisher": Words("Fisher 变换", "Fisher's transformation"),
    "f distribution": Words("F 分布区间", "interval from the F distribution"),
    "one-way random": Words("单因素随机效应", "one-way random effects"),
    "two-way random": Words("双因素随机效应", "two-way random effects"),
    "two-way mixed": Words("双因素混合效应", "two-way mixed effects"),
    "agreement": Words("绝对一致", "absolute agreement"),
    "consistency": Words("相对一致", "consistency"),
    "customers with one answer in each wave": Words("两期各答一次的客户", "customers with one answer in each wave"),
    "loadings as given": Words("给定载荷", "loadings as given"),
    "cfa": Words("验证性因子分析", "confirmatory factor analysis"),
    "one factor per construct": Words("每个维度一个因子", "one factor per dimension"),
    "sums of items": Words("题项之和", "sums of items"),
    "latent": Words("潜变量", "latent variables"),
    "mode a": Words("模式 A", "mode A"),
    "factorial scheme": Words("因子加权方案", "factorial scheme"),
    "given weights": Words("给定权重", "given weights"),
    # factors
    "parallel components": Words("主成分平行分析", "parallel analysis of components"),
    "parallel factors": Words("公因子平行分析", "parallel analysis of common factors"),
    "squared multiple correlations": Words("以复相关平方为共同度", "squared multiple correlations as communalities"),
    "# permutation draws": Words("{0} 次置换", "{0} permutations"),
    "mean": Words("均值", "mean"),
    "map": Words("最小平均偏相关（MAP）", "minimum average partial (MAP)"),
    "map fourth power": Words("最小平均偏相关（四次方）", "minimum average partial (fourth power)"),
    "chosen": Words("综合判定", "chosen"),
    "median of parallel components": Words(
        "取三者的中位数：主成分平行分析", "median of parallel analysis of components"
    ),
    "smaller of parallel components": Words(
        "取两者中较小者：主成分平行分析", "smaller of parallel analysis of components"
    ),
    "smaller of parallel factors": Words(
        "取两者中较小者：公因子平行分析", "smaller of parallel analysis of common factors"
    ),
    "quartimin": Words("斜交旋转（quartimin）", "quartimin rotation"),
    "quartimax": Words("四次方最大旋转", "quartimax rotation"),
    "geomin #": Words("斜交旋转（geomin，ε = {0}）", "geomin rotation (ε = {0})"),
    "best of # starts": Words("{0} 个起点中最优", "best of {0} starts"),
    "bartlett's correction": Words("巴特利特校正", "Bartlett's correction"),
    "regression scores": Words("回归法", "regression scores"),
    "bartlett scores": Words("Bartlett 法", "Bartlett scores"),
    # model
    "pseudo-ml": Words("伪最大似然法", "pseudo maximum likelihood"),
    "fiml": Words("完全信息最大似然法", "full information maximum likelihood"),
    "pseudo-fiml": Words("伪完全信息最大似然法", "pseudo full information maximum likelihood"),
    "wlsmv": Words("对角加权最小二乘法（WLSMV）", "diagonally weighted least squares (WLSMV)"),
    "satorra-bentler": Words("Satorra–Bentler 校正", "Satorra-Bentler correction"),
    "psus": Words("按初级抽样单元", "over PSUs"),
    "strata": Words("层内", "within strata"),
    "sandwich": Words("三明治标准误", "sandwich errors"),
    "yuan-bentler": Words("Yuan–Bentler 校正", "Yuan-Bentler correction"),
    "no errors without replicate groups": Words("没有重复组，故无标准误", "no errors without replicate groups"),
    "no errors": Words("无标准误", "no errors"),
    # validity
    "signed": Words("保留符号", "signed"),
    "absolute": Words("取绝对值", "absolute values"),
    "without the item": Words("不含该题自身", "the item itself left out"),
    "# or # of #": Words("{2} 级中评为 {0} 或 {1}", "{0} or {1} of {2}"),
    "share of the experts who rated the item": Words(
        "以评过该题的专家为基数", "share of the experts who rated the item"
    ),
    "modified kappa": Words("修正 κ 系数", "modified kappa"),
    "experts who rated the item": Words("以评过该题的专家为基数", "experts who rated the item"),
    "mean of the items": Words("各题平均", "mean of the items"),
    "items that all who rated them find relevant": Words(
        "全部评分专家都认为相关的题项",
        "items that all who rated them find relevant",
    ),
    # comparability
    "common thresholds": Words("共同阈值", "common thresholds"),
    "of #": Words("共 {0} 组", "of {0}"),
    "questionnaires compared": Words("比对问卷", "questionnaires compared"),
    "delta cfi": Words("CFI 损失", "loss of CFI"),
    "metric": Words("载荷相等", "equal loadings"),
    "scalar": Words("截距相等", "equal intercepts"),
    "threshold": Words("阈值相等", "equal thresholds"),
    # carelessness
    "equal rows": Words("完全相同的答卷", "equal answers"),
    "rule of the study": Words("本研究的规则", "rule of the study"),
    "watched only": Words("仅观察", "watched only"),
    "below # seconds": Words("不足 {0} 秒", "under {0} seconds"),
    "below # seconds per item": Words("每题不足 {0} 秒", "under {0} seconds an item"),
    "at least # equal answers": Words("至少 {0} 题答案相同", "at least {0} equal answers"),
    "above # in a row": Words("连续超过 {0} 题同一答案", "more than {0} alike in a row"),
    "sd below # of the scale": Words("标准差不足量表长度的 {0}", "spread under {0} of the scale"),
    "r below #": Words("相关低于 {0}", "correlation under {0}"),
    "r above #": Words("相关高于 {0}", "correlation over {0}"),
    "p below #": Words("p 值低于 {0}", "p under {0}"),
    "above # of the items": Words("漏答超过 {0} 的题项", "over {0} of the items blank"),
    "at least # of the answers equal": Words("至少 {0} 的答案相同", "at least {0} of the answers equal"),
    "wrong answer to the control question": Words("检测题", "control question"),
    "careful answers drawn with the means and covariances of all rows": Words(
        "按全部答卷的均值和协方差模拟的认真作答",
        "careful answers drawn with the means and covariances of all answers",
    ),
    "fisher against as many of them": Words(
        "与同样多的认真作答作 Fisher 检验", "Fisher's test against as many of them"
    ),
    "one answer to all items of the construct": Words(
        "同一维度各题答案相同", "one answer to all items of the dimension"
    ),
    # fieldwork
    "final dispositions as given": Words("按所给的最终去向", "final dispositions as given"),
    "later rows": Words("后到的答卷", "later answers"),
    "by the day": Words("按日", "by the day"),
    "by the hour": Words("按小时", "by the hour"),
    "windows of # minutes": Words("{0} 分钟窗口", "windows of {0} minutes"),
    "space-time permutation": Words("时空置换扫描", "space-time permutation scan"),
    "bonferroni over #": Words("{0} 个窗口的 Bonferroni 校正", "Bonferroni over {0}"),
    "from # to # o'clock": Words("{0} 点至 {1} 点", "from {0} to {1} o'clock"),
    "ends of the scale": Words("量表两端", "ends of the scale"),
    "fisher against the rest": Words("与其余部分作 Fisher 检验", "Fisher's test against the rest"),
    "poisson from those near": Words("按相邻时长的泊松分布", "Poisson from durations near it"),
    # pilot
    "own answers": Words("各题自身作答", "each item's own answers"),
    "of those asked": Words("以应答者为基数", "of those whom it applied to"),
    "g1": Words("G1 偏度", "skewness G1"),
    "pooled t": Words("合并方差 t 检验", "t test, pooled variances"),
    "welch t": Words("Welch t 检验", "Welch's t test"),
    "groups of #% by the total": Words("按总分取两端各 {0}%", "groups of {0}% by the total"),
    "ties kept": Words("同分者一并计入", "ties kept"),
    "# low and # high": Words("低分组 {0} 人、高分组 {1} 人", "{0} low and {1} high"),
    "construct score": Words("维度得分", "construct score"),
    "interval no wider than #": Words("区间宽度不超过 {0:.2f}", "interval no wider than {0:.2f}"),
    "# items": Words("{0} 个题项", "{0} items"),
    "# wishart draws": Words("{0} 次 Wishart 抽样", "{0} Wishart draws"),
    "loadings of the pilot": Words("以试测载荷为真值", "the pilot's loadings as truth"),
    "correlations held at #": Words("维度间相关不超过 {0}", "correlations held at {0}"),
}
