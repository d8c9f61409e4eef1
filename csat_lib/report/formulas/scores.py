"""Formulas of scores, weights and their intervals, by the measure or method that uses them."""

from __future__ import annotations

from csat_lib.report.formulas.equation import Equation

SCORES: dict[str, Equation] = {
    "index": Equation(
        ("指数", "Index"),
        (
            r"s_{ic} = \frac{100}{m_{ic}} \sum_{j} \frac{x_{ij} - a_j}{b_j - a_j}, \quad "
            r"I_c = \frac{\sum_i w_i s_{ic}}{\sum_i w_i}, \quad I = \sum_c v_c I_c, \quad \sum_c v_c = 1"
        ),
        (
            "s_(i c) = 100 / m_(i c) sum_j (x_(i j) - a_j) / (b_j - a_j), quad "
            "I_c = (sum_i w_i s_(i c)) / (sum_i w_i), quad I = sum_c v_c I_c, quad sum_c v_c = 1"
        ),
        (
            (
                "受访者在某一维度的得分，是已答题项按量表两端换算为 0–100 分后的平均；维度指数是这些得分的加权平均，"
                "上级指标是下级各部分的指数乘以指数权重之和[@fornell1996]。"
            ),
            (
                "A respondent's score on a dimension is the mean of the answered items, each brought to 0–100 by the "
                "ends of its scale; the index of a dimension is the weighted mean of these scores, that of a node "
                "the sum of its parts' indices times their index weights [@fornell1996]."
            ),
        ),
        (
            "i 为受访者，j 为题项，c 为维度；x 为答案，a、b 为量表两端，m 为已答题项数；w 为受访者权数，v 为指数权重",
            (
                "i respondents, j items, c dimensions; x an answer, a and b the ends of its scale, m the number of "
                "items answered; w weights of respondents, v index weights"
            ),
        ),
    ),
    "nps": Equation(
        ("净推荐值", "NPS"),
        r"\mathrm{NPS} = 100 \left( p_{9 \ldots 10} - p_{0 \ldots 6} \right)",
        '"NPS" = 100 (p_(9 dots 10) - p_(0 dots 6))',
        (
            "100 乘以推荐者占比与贬损者占比之差[@reichheld2003]。",
            "100 times the share of promoters less the share of detractors [@reichheld2003].",
        ),
    ),
    "raking": Equation(
        ("迭代比例加权", "Raking"),
        r"w_i \leftarrow w_i \, \frac{T_g}{\sum_{h \in g} w_h}, \quad i \in g",
        "w_i arrow.l w_i T_g / (sum_(h in g) w_h), quad i in g",
        (
            (
                "逐个构成变量、逐组调整：组内每人的权数乘以该组的目标合计，再除以现有合计；反复进行，"
                "直到各组都达到目标[@deming1940]。"
            ),
            (
                "Margin after margin, group after group: each weight is multiplied by the group's wanted total over "
                "its present total, until all groups meet theirs [@deming1940]."
            ),
        ),
        ("T 为某组 g 的目标合计", "T the wanted total of a group g"),
    ),
    "deff": Equation(
        ("设计效应", "Design effect"),
        r"\mathrm{deff} = \frac{n \sum_i w_i^2}{\left( \sum_i w_i \right)^2} = \frac{n}{n_{\mathrm{eff}}}",
        '"deff" = (n sum_i w_i^2) / (sum_i w_i)^2 = n / n_"eff"',
        (
            "人数乘以权数平方和，再除以权数之和的平方[@kish1965]。",
            "The number of respondents times the sum of squared weights, over the squared sum of weights [@kish1965].",
        ),
    ),
    "gap": Equation(
        ("联合区间", "Simultaneous intervals"),
        r"\gamma_k = \gamma^{1 / k}",
        "gamma_k = gamma^(1 \\/ k)",
        (
            "k 个联合区间各自的置信水平，等于总置信水平的 k 次方根[@sidak1967]。",
            "Each of k simultaneous intervals is made at the k-th root of the confidence [@sidak1967].",
        ),
        ("γ 为置信水平，k 为联合区间的个数", "γ the confidence, k the number of intervals that hold together"),
    ),
    "change": Equation(
        ("变化的置信区间", "Interval of a change"),
        (
            r"(I_2 - I_1) \pm t_{\nu} \sqrt{e_1^2 + e_2^2}, \quad "
            r"\nu = \frac{\left( e_1^2 + e_2^2 \right)^2}{e_1^4 / \nu_1 + e_2^4 / \nu_2}"
        ),
        (
            "(I_2 - I_1) plus.minus t_nu sqrt(e_1^2 + e_2^2), quad "
            "nu = (e_1^2 + e_2^2)^2 / (e_1^4 \\/ nu_1 + e_2^4 \\/ nu_2)"
        ),
        (
            "两期之差，加减 t 乘以两期标准误平方和的平方根；自由度按 Satterthwaite 公式[@satterthwaite1946]。",
            (
                "The difference plus or minus t times the root of the summed squared standard errors, with "
                "Satterthwaite's degrees of freedom [@satterthwaite1946]."
            ),
        ),
        (
            "e 为标准误，ν 为自由度，t 为 t 分布的分位数",
            "e standard errors, ν degrees of freedom, t the quantile of Student's distribution",
        ),
    ),
    "johnson": Equation(
        ("Johnson 相对权重", "Johnson's relative weights"),
        (
            r"R = Q D Q', \quad L = Q D^{1/2} Q', \quad b = L^{-1} r, \quad "
            r"\varepsilon_c = \sum_k L_{ck}^2 b_k^2, \quad \sum_c \varepsilon_c = R_y^2"
        ),
        (
            "R = Q D Q', quad L = Q D^(1 \\/ 2) Q', quad b = L^(-1) r, quad "
            "epsilon_c = sum_k L_(c k)^2 b_k^2, quad sum_c epsilon_c = R_y^2"
        ),
        (
            (
                "R 为各维度得分的相关矩阵，Q、D 为其特征向量和特征值，r 为各维度与总体评价的相关；"
                "先对最接近的正交变量回归，再按 L 的平方分配回各维度[@johnson2000]。"
            ),
            (
                "With R the correlations of the dimensions' scores, Q and D its eigenvectors and eigenvalues, r their "
                "correlations with the headline outcome: regression on the closest orthogonal variables, shared back "
                "to the dimensions by the squares of L [@johnson2000]."
            ),
        ),
    ),
}
