"""The formulas of the appendix, in the notations of page and print, and spoken."""

from __future__ import annotations

from csat_lib.report.blocks import Formula

_SPOKEN = {
    "index": {
        "en": (
            "A respondent's score on a dimension is the mean of the answered items, each brought to 0–100 by the ends "
            "of its scale; the index of a dimension is the weighted mean of these scores, that of a node the sum of "
            "its parts' indices times their index weights."
        ),
        "zh": (
            "受访者在某一维度的得分，是已答题项按量表两端换算为 0–100 分后的平均；维度指数是这些得分的加权平均，"
            "上级指标是下级各部分的指数乘以指数权重之和。"
        ),
    },
    "alpha": {
        "en": "p over p less 1, times 1 less the sum of the items' variances over the variance of their sum.",
        "zh": "p 除以 p 减 1，再乘以 1 减去各题项方差之和与总分方差之比。",
    },
    "omega": {
        "en": "The squared sum of the loadings over the sum of all the items' correlations.",
        "zh": "载荷之和的平方，除以题项相关矩阵全部元素之和。",
    },
    "nps": {
        "en": "100 times the share of promoters less the share of detractors.",
        "zh": "100 乘以推荐者占比与贬损者占比之差。",
    },
    "deff": {
        "en": "The number of respondents times the sum of squared weights, over the squared sum of weights.",
        "zh": "人数乘以权数平方和，再除以权数之和的平方。",
    },
    "gap": {
        "en": "Each of k simultaneous intervals is made at the k-th root of the confidence.",
        "zh": "k 个联合区间各自的置信水平，等于总置信水平的 k 次方根。",
    },
    "change": {
        "en": (
            "The difference plus or minus t times the root of the summed squared standard errors, with Satterthwaite's "
            "degrees of freedom."
        ),
        "zh": ("两期之差，加减 t 乘以两期标准误平方和的平方根；自由度按 Satterthwaite 公式。"),
    },
}
_NAMES = {
    "index": {"en": "Index", "zh": "指数"},
    "alpha": {"en": "Alpha", "zh": "α 系数"},
    "omega": {"en": "Omega", "zh": "ω 系数"},
    "nps": {"en": "NPS", "zh": "净推荐值"},
    "deff": {"en": "Design effect", "zh": "设计效应"},
    "gap": {"en": "Simultaneous intervals", "zh": "联合区间"},
    "change": {"en": "Interval of a change", "zh": "变化的置信区间"},
}
_NOTATIONS = {
    "index": (
        (
            r"s_{ic} = \frac{100}{m_{ic}} \sum_{j} \frac{x_{ij} - a_j}{b_j - a_j}, \quad "
            r"I_c = \frac{\sum_i w_i s_{ic}}{\sum_i w_i}, \quad I = \sum_c v_c I_c, \quad \sum_c v_c = 1"
        ),
        (
            "s_(i c) = 100 / m_(i c) sum_j (x_(i j) - a_j) / (b_j - a_j), quad "
            "I_c = (sum_i w_i s_(i c)) / (sum_i w_i), quad I = sum_c v_c I_c, quad sum_c v_c = 1"
        ),
    ),
    "alpha": (
        r"\alpha = \frac{p}{p - 1} \left( 1 - \frac{\sum_j s_j^2}{s_{\mathrm{sum}}^2} \right)",
        'alpha = p / (p - 1) (1 - (sum_j s_j^2) / s_"sum"^2)',
    ),
    "omega": (
        r"\omega = \frac{\left( \sum_j \lambda_j \right)^2}{\sum_j \sum_l r_{jl}}",
        "omega = (sum_j lambda_j)^2 / (sum_j sum_l r_(j l))",
    ),
    "nps": (
        r"\mathrm{NPS} = 100 \left( p_{9 \ldots 10} - p_{0 \ldots 6} \right)",
        '"NPS" = 100 (p_(9 dots 10) - p_(0 dots 6))',
    ),
    "deff": (
        r"\mathrm{deff} = \frac{n \sum_i w_i^2}{\left( \sum_i w_i \right)^2} = \frac{n}{n_{\mathrm{eff}}}",
        '"deff" = (n sum_i w_i^2) / (sum_i w_i)^2 = n / n_"eff"',
    ),
    "gap": (r"\gamma_k = \gamma^{1 / k}", "gamma_k = gamma^(1 \\/ k)"),
    "change": (
        (
            r"(I_2 - I_1) \pm t_{\nu} \sqrt{e_1^2 + e_2^2}, \quad "
            r"\nu = \frac{\left( e_1^2 + e_2^2 \right)^2}{e_1^4 / \nu_1 + e_2^4 / \nu_2}"
        ),
        (
            "(I_2 - I_1) plus.minus t_nu sqrt(e_1^2 + e_2^2), quad "
            "nu = (e_1^2 + e_2^2)^2 / (e_1^4 \\/ nu_1 + e_2^4 \\/ nu_2)"
        ),
    ),
}


def formulas(measures: set[str], language: str) -> tuple[Formula, ...]:
    """The formulas of the measures that a wave recorded."""
    return tuple(
        Formula(_NAMES[name][language], latex, typst, _SPOKEN[name][language])
        for name, (latex, typst) in _NOTATIONS.items()
        if name in measures
    )
