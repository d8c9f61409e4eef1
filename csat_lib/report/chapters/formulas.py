"""The formulas of the appendix, in the notations of page and print, and spoken."""

from __future__ import annotations

from csat_lib.report.blocks import Formula

_SPOKEN = {
    "index": {
        "en": "Index equals 100 times the weighted mean score less the low end of the scale, over the scale's length.",
        "zh": "指数等于 100 乘以加权平均分与量表下端之差，再除以量表两端之差。",
    },
    "alpha": {
        "en": "Alpha equals p over p minus 1, times 1 minus the sum of item variances over the variance of their sum.",
        "zh": "阿尔法等于 p 除以 p 减 1，乘以 1 减去各题项方差之和与总分方差之比。",
    },
    "nps": {
        "en": "NPS equals 100 times the share of promoters less the share of detractors.",
        "zh": "净推荐值等于 100 乘以推荐者占比与贬损者占比之差。",
    },
    "deff": {
        "en": "The design effect equals n times the sum of squared weights over the squared sum of weights.",
        "zh": "设计效应等于 n 乘以权数平方和，再除以权数之和的平方。",
    },
    "change": {
        "en": "The interval of a change is the difference plus or minus t times the root of the summed squared errors.",
        "zh": "变化的区间等于两期之差加减 t 乘以两期标准误平方和的平方根。",
    },
}
_NOTATIONS = {
    "index": (
        r"\mathrm{Index} = 100 \cdot \frac{\sum_i w_i \bar{x}_i - \min}{\max - \min}, \quad \sum_i w_i = 1",
        '"Index" = 100 dot (sum_i w_i overline(x)_i - min) / (max - min), quad sum_i w_i = 1',
    ),
    "alpha": (
        r"\alpha = \frac{p}{p - 1} \left( 1 - \frac{\sum_j s_j^2}{s_{\mathrm{sum}}^2} \right)",
        'alpha = p / (p - 1) (1 - (sum_j s_j^2) / s_"sum"^2)',
    ),
    "nps": (
        r"\mathrm{NPS} = 100 \left( p_{9 \ldots 10} - p_{0 \ldots 6} \right)",
        '"NPS" = 100 (p_(9 dots 10) - p_(0 dots 6))',
    ),
    "deff": (
        r"\mathrm{deff} = \frac{n \sum_i w_i^2}{\left( \sum_i w_i \right)^2} = \frac{n}{n_{\mathrm{eff}}}",
        '"deff" = (n sum_i w_i^2) / (sum_i w_i)^2 = n / n_"eff"',
    ),
    "change": (
        r"(\bar{y}_2 - \bar{y}_1) \pm t_{\nu} \sqrt{s_1^2 + s_2^2}",
        "(overline(y)_2 - overline(y)_1) plus.minus t_nu sqrt(s_1^2 + s_2^2)",
    ),
}


def formulas(measures: set[str], language: str) -> tuple[Formula, ...]:
    """The formulas of the measures that a wave recorded."""
    return tuple(
        Formula(latex, typst, _SPOKEN[name][language])
        for name, (latex, typst) in _NOTATIONS.items()
        if name in measures
    )
