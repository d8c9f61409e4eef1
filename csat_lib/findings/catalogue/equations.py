"""The formulas of the methods: told of those that a wave's figures name."""

from csat_lib.findings.measure import Equation, Words

_DISCREPANCY = (
    r"\chi^2 = n \left( \ln |\Sigma| - \ln |S| + \mathrm{tr}(S \Sigma^{-1}) - p \right)",
    'chi^2 = n (ln |Sigma| - ln |S| + "tr"(S Sigma^(-1)) - p)',
)
_CASEWISE = (
    (
        r"\chi^2 = 2 (\ell_1 - \ell_0), \quad \ell = -\frac{1}{2} \sum_i w_i \left( \ln |\Sigma_i| + "
        r"(y_i - \mu_i)' \Sigma_i^{-1} (y_i - \mu_i) \right)"
    ),
    "chi^2 = 2 (ell_1 - ell_0), quad ell = - 1 / 2 sum_i w_i (ln |Sigma_i| + (y_i - mu_i)' Sigma_i^(-1) (y_i - mu_i))",
)
_OF_COVARIANCES = Words("S、Σ 为样本和模型的协方差矩阵", "S and Σ the covariances of the sample and of the model")
_OF_CASES = Words(
    zh="y 为受访者 i 作答的题项，μ、Σ 为模型对这些题项的均值和协方差，下标 1、0 指饱和模型和本模型",
    en="y the items that respondent i answered, μ and Σ the model's means and covariances of these, the indices 1 and "
    "0 the saturated model and this one",
)
_DIFFERENCE = Equation(
    r"D - \sqrt{l_1^2 + u_2^2 - 2 r l_1 u_2}, \quad D + \sqrt{u_1^2 + l_2^2 - 2 r u_1 l_2}, \quad "
    r"r = \frac{e_1^2 + e_2^2 - e^2}{2 e_1 e_2}",
    "D - sqrt(l_1^2 + u_2^2 - 2 r l_1 u_2), quad D + sqrt(u_1^2 + l_2^2 - 2 r u_1 l_2), quad "
    "r = (e_1^2 + e_2^2 - e^2) / (2 e_1 e_2)",
    zh="变化或差距的区间由两侧均值的区间合成[@zou2008; @newcombe1998]，两侧的区间都用差值自身的 t 分位数；两期独立"
    "时 r 为 0。两侧没有量表端点的（l、u 都是 t 乘以 e），就是 D 加减 t 乘以差值的标准误。",
    en="The interval of a change or difference is put together from the intervals of the two means [@zou2008; "
    "@newcombe1998], both made with the difference's own quantile of t; r is 0 for independent waves. For figures "
    "without ends, whose l and u are t times e, it is D plus or minus t times the standard error of the difference.",
    symbols=Words(
        zh="D 为两个均值之差，l、u 为均值到其区间下端、上端的距离，r 为两者误差的相关，e 为标准误（不带下标者属于差"
        "值），t 为 t 分布的分位数",
        en="D the difference of two means, l and u the distances of a mean from the lower and the upper end of its "
        "interval, r the correlation of the two errors, e standard errors (without an index that of the difference), t "
        "the quantile of Student's distribution",
    ),
    words=Words("变化和差距的区间", "Interval of a change or difference"),
)
EQUATIONS: dict[str, Equation] = {
    "taylor": Equation(
        r"s^2 = \sum_h (1 - f_h) \frac{n_h}{n_h - 1} \sum_j \left( z_{hj} - \bar{z}_h \right)^2",
        "s^2 = sum_h (1 - f_h) n_h / (n_h - 1) sum_j (z_(h j) - overline(z)_h)^2",
        zh="标准误的平方：在每一层内，各抽样单位线性化合计与其平均之差的平方和，乘以单位数与单位数减一之比，再乘以未抽"
        "中的比例；各层相加[@woodruff1971]。",
        en="The squared standard error: within each stratum the squared deviations of the sampling units' linearised "
        "totals from their mean, times units over units less one and the share not drawn; summed over strata "
        "[@woodruff1971].",
        symbols=Words(
            zh="z 为一个抽样单位内线性化数值的合计（均值的线性化数值为 w 乘以离差，再除以 w 之和），n 为该层单位数，f "
            "为抽样比（未给出总体规模时为 0）",
            en="z a sampling unit's total of linearised values (for a mean: w times the deviation over the sum of w), "
            "n the units of a stratum, f its sampling fraction (0 where no population size is given)",
        ),
        words=Words("泰勒线性化的标准误", "Standard error by Taylor linearisation"),
    ),
    "t on the logit of the scale": Equation(
        r"\ln \frac{\pi}{1 - \pi} \pm \frac{t \, e}{(b - a) \, \pi (1 - \pi)}, \quad \pi = \frac{M - a}{b - a}",
        "ln pi / (1 - pi) plus.minus (t e) / ((b - a) pi (1 - pi)), quad pi = (M - a) / (b - a)",
        zh="均值在量表两端之间的位置取 logit，加减 t 乘以其标准误，与占比的 logit 区间相同[@korn1998]；所得"
        "两端 x 再按 a + (b − a) / (1 + exp(−x)) 换算回来。权数不等时，朝量表中间一侧的距离 r 乘以、另一侧除以 "
        "1 + 0.6 (λ / g − 1) |1 − 2π| min(r, 1)[@johnson1978]。",
        en="The logit of the mean's place between the ends of its scale, plus or minus t times its standard error, as "
        "for a share [@korn1998]; both ends x are turned back by a + (b − a) / (1 + exp(−x)). With unequal weights the "
        "reach r towards the middle of the scale is multiplied, the other divided, by 1 + 0.6 (λ / g − 1) |1 − 2π| "
        "min(r, 1) [@johnson1978].",
        symbols=Words(
            zh="M 为均值，e 为其标准误，a、b 为量表（指数为 0 和 100）的两端，π 为均值在两端之间的位置，"
            "λ 为 (Σw)² Σw⁴ / (Σw²)³ 的立方根，g 为权数视为给定时方差的倍数",
            en="M a mean and e its standard error, a and b the ends of its scale (of an index 0 and 100), π its place "
            "between these, λ the cube root of (Σw)² Σw⁴ / (Σw²)³, g how many times the variance were weights as given",
        ),
        words=Words("均值的区间", "Interval of a mean"),
    ),
    "cell minus the rest": _DIFFERENCE,
    "independent": _DIFFERENCE,
    "welch-satterthwaite": Equation(
        r"e = \sqrt{e_1^2 + e_2^2}, \quad \nu = \frac{\left( e_1^2 + e_2^2 \right)^2}{e_1^4 / \nu_1 + e_2^4 / \nu_2}",
        "e = sqrt(e_1^2 + e_2^2), quad nu = (e_1^2 + e_2^2)^2 / (e_1^4 \\/ nu_1 + e_2^4 \\/ nu_2)",
        zh="变化的标准误及其自由度[@satterthwaite1946]。",
        en="The standard error of a change, and its degrees of freedom [@satterthwaite1946].",
        symbols=Words(
            zh="ν 为自由度（下标 1、2 指两期的得分）", en="ν degrees of freedom (with 1 and 2 those of the two waves)"
        ),
        words=Words("变化的标准误", "Standard error of a change"),
    ),
    "jackknife": Equation(
        r"s^2 = \frac{G - 1}{G} \sum_g \left( \tau_{(g)} - \bar{\tau} \right)^2, \quad \tau \pm t_{G-1} \, s",
        "s^2 = (G - 1) / G sum_g (tau_((g)) - overline(tau))^2, quad tau plus.minus t_(G - 1) s",
        zh="每次去掉一组后的结果与其平均之差的平方和，乘以组数减一与组数之比[@kott2001]。",
        en="The squared deviations of the results without one group each from their mean, times groups less one over "
        "groups [@kott2001].",
        symbols=Words(
            "G 为组数，τ 为系数，带 (g) 者为去掉第 g 组的结果",
            "G groups, τ the coefficient, with (g) that without group g",
        ),
        words=Words("分组刀切法", "Delete-a-group jackknife"),
    ),
    "log scale": Equation(
        r"1 - (1 - \tau) \, e^{s q}, \quad q = \frac{3}{c} \left( \sqrt[3]{1 + c \, (t - c / 6)} - 1 \right)",
        "1 - (1 - tau) e^(s q), quad q = 3 / c (root(3, 1 + c (t - c slash 6)) - 1)",
        zh="s 为 1 减系数之对数的刀切法标准误，t 为 t 分布的两个分位数，c 为各组结果的偏度除以组数的平方"
        "根[@bonett2002; @hall1992]。",
        en="With s the jackknife's standard error of the logarithm of 1 less the coefficient, t the two quantiles of "
        "t, and c the skewness of the groups' results over the root of their number [@bonett2002; @hall1992].",
        words=Words("信度系数的区间", "Interval of a reliability"),
    ),
    "feldt": Equation(
        r"1 - (1 - \alpha) \, F_{n-1,\,(n-1)(p-1)}",
        "1 - (1 - alpha) F_(n - 1, (n - 1) (p - 1))",
        zh="F 取该分布的两个分位数[@feldt1987]。",
        en="With F the two quantiles of that distribution [@feldt1987].",
        words=Words("Feldt 区间", "Feldt's interval"),
    ),
    "wilson": Equation(
        r"\frac{q + \frac{z^2}{2n} \pm z \sqrt{\frac{q (1 - q)}{n} + \frac{z^2}{4 n^2}}}{1 + \frac{z^2}{n}}",
        "(q + z^2 / (2 n) plus.minus z sqrt((q (1 - q)) / n + z^2 / (4 n^2))) / (1 + z^2 / n)",
        zh="占比的区间；n 为设计标准误相同的简单随机样本的样本量，或等效样本量[@wilson1927]。",
        en="The interval of a share; n that of a simple random sample with the same design-based standard error, or "
        "the effective base [@wilson1927].",
        symbols=Words("q 为占比，z 为正态分布的分位数", "q the share, z the normal quantile"),
        words=Words("威尔逊区间", "Wilson's interval"),
    ),
    "ml": Equation(
        *_DISCREPANCY,
        zh="n 乘以模型协方差与样本协方差之间的最大似然差异[@joreskog1969]。",
        en="n times the maximum likelihood discrepancy between the model's covariances and the sample's "
        "[@joreskog1969].",
        symbols=_OF_COVARIANCES,
        words=Words("模型与数据的差距（最大似然法）", "Misfit of the model (maximum likelihood)"),
    ),
    "pseudo-ml": Equation(
        *_DISCREPANCY,
        zh="n 乘以模型协方差与样本协方差之间的最大似然差异，S 为加权协方差，n 为等效样本量[@asparouhov2005]。",
        en="n times the maximum likelihood discrepancy between the model's covariances and the sample's, with S "
        "weighted and n the effective base [@asparouhov2005].",
        symbols=_OF_COVARIANCES,
        words=Words("模型与数据的差距（伪最大似然法）", "Misfit of the model (pseudo maximum likelihood)"),
    ),
    "fiml": Equation(
        *_CASEWISE,
        zh="饱和模型与本模型对数似然之差的两倍，逐人按其作答的题项计算，w 均为 1[@enders2001]。",
        en="Twice the difference in log-likelihood between the saturated model and this one, respondent by respondent "
        "over the items answered; every w is 1 [@enders2001].",
        symbols=_OF_CASES,
        words=Words("模型与数据的差距（完全信息最大似然法）", "Misfit of the model (full information)"),
    ),
    "pseudo-fiml": Equation(
        *_CASEWISE,
        zh="饱和模型与本模型加权对数似然之差的两倍，逐人按其作答的题项计算，w 为权数[@asparouhov2005]。",
        en="Twice the difference in weighted log-likelihood between the saturated model and this one, respondent by "
        "respondent over the items answered, w the weights [@asparouhov2005].",
        symbols=_OF_CASES,
        words=Words("模型与数据的差距（伪完全信息最大似然法）", "Misfit of the model (pseudo full information)"),
    ),
    "satorra-bentler": Equation(
        r"\chi_s^2 = \chi^2 / c, \quad c = \mathrm{tr}(U \Gamma) / \nu",
        'chi_s^2 = chi^2 \\/ c, quad c = "tr"(U Gamma) \\/ nu',
        zh="χ² 除以校正系数；校正系数由四阶矩估计，正态时为 1[@satorra1994]。校正的 CFI、TLI、RMSEA 以它代替 χ²。",
        en="χ² over a scaling that fourth moments give, 1 for normal answers [@satorra1994]. Scaled CFI, TLI and RMSEA "
        "take it for χ².",
        symbols=Words(
            "Γ 为协方差的抽样协方差，U 为残差的权重矩阵",
            "Γ the sampling covariance of the covariances, U the weight matrix of the residuals",
        ),
        words=Words("Satorra–Bentler 校正", "Satorra-Bentler scaling"),
    ),
    "yuan-bentler": Equation(
        r"\chi_s^2 = \chi^2 / c, \quad c = \left( \mathrm{tr}(A_1^{-1} B_1) - \mathrm{tr}(A_0^{-1} B_0) \right) / \nu",
        'chi_s^2 = chi^2 \\/ c, quad c = ("tr"(A_1^(-1) B_1) - "tr"(A_0^(-1) B_0)) \\/ nu',
        zh="χ² 除以校正系数[@yuan2000]。校正的 CFI、TLI、RMSEA 以它代替 χ²。",
        en="χ² over a scaling [@yuan2000]. Scaled CFI, TLI and RMSEA take it for χ².",
        symbols=Words(
            "A 为信息矩阵，B 为得分的离散，下标同上", "A the information, B the spread of the scores, indices as before"
        ),
        words=Words("Yuan–Bentler 校正", "Yuan-Bentler scaling"),
    ),
    "raking": Equation(
        r"w_i \leftarrow w_i \, \frac{T_g}{\sum_{h \in g} w_h}, \quad i \in g",
        "w_i arrow.l w_i T_g / (sum_(h in g) w_h), quad i in g",
        zh="逐个构成变量、逐组调整：组内每人的权数乘以该组的目标合计，再除以现有合计；反复进行，直到各组都达到目"
        "标[@deming1940]。",
        en="Margin after margin, group after group: each weight is multiplied by the group's wanted total over its "
        "present total, until all groups meet theirs [@deming1940].",
        symbols=Words("T 为某组 g 的目标合计", "T the wanted total of a group g"),
        words=Words("迭代比例加权", "Raking"),
    ),
    "johnson": Equation(
        r"R = Q D Q', \quad L = Q D^{1/2} Q', \quad b = L^{-1} r, \quad \varepsilon_c = \sum_k L_{ck}^2 b_k^2, \quad "
        r"\sum_c \varepsilon_c = R_y^2",
        "R = Q D Q', quad L = Q D^(1 \\/ 2) Q', quad b = L^(-1) r, quad epsilon_c = sum_k L_(c k)^2 b_k^2, quad "
        "sum_c epsilon_c = R_y^2",
        zh="R 为各维度得分的相关矩阵，Q、D 为其特征向量和特征值，r 为各维度与总体评价的相关；先对最接近的正交变量回归，"
        "再按 L 的平方分配回各维度[@johnson2000]。",
        en="With R the correlations of the dimensions' scores, Q and D its eigenvectors and eigenvalues, r their "
        "correlations with the headline outcome: regression on the closest orthogonal variables, shared back to the "
        "dimensions by the squares of L [@johnson2000].",
        words=Words("Johnson 相对权重", "Johnson's relative weights"),
    ),
    "minres": Equation(
        r"\min_{\Lambda} \; \sum_{j < l} \left( r_{jl} - \sum_k \lambda_{jk} \lambda_{lk} \right)^2",
        "min_Lambda sum_(j < l) (r_(j l) - sum_k lambda_(j k) lambda_(l k))^2",
        zh="选取载荷，使题项相关与因子所能重现的相关之差的平方和最小[@harman1966]。",
        en="Loadings that leave the least sum of squared differences between the items' correlations and those that "
        "the factors reproduce [@harman1966].",
        words=Words("最小残差法", "Minimum residuals"),
    ),
    "oblimin": Equation(
        r"\min_{T} \; \sum_{k < m} \sum_j \lambda_{jk}^2 \lambda_{jm}^2",
        "min_T sum_(k < m) sum_j lambda_(j k)^2 lambda_(j m)^2",
        zh="旋转因子（允许相关），使每个题项尽量只在一个因子上有较大载荷[@jennrich1966]。",
        en="Factors, which may correlate, are turned so that each item loads on as few of them as possible "
        "[@jennrich1966].",
        words=Words("斜交旋转（oblimin，γ = 0）", "Oblimin (γ = 0)"),
    ),
}
