"""How often the intervals held the truth in samples from populations that are known: facts, and what they are called.

``coverage.csv`` is made by ``tests/simulations/coverage_summary.py`` from the tables of the simulations; a test keeps
it so. One row per kind of interval: ``tables`` behind it, ``designs`` tried, ``draws`` of the least-drawn one, sizes
``n_least`` and ``n_most``, and over all designs and sizes the least and largest share of intervals that held the
truth, and the largest share of truths ``below`` and ``above`` them, all of a nominal .95 but RMSEA's of .90.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from csat_lib.findings.measure import Words


@dataclass(frozen=True)
class IntervalKind:
    """A kind of interval: the part of a method that names it, what it is called, what it was tried on."""

    way: str
    words: Words
    tried: Words


@dataclass(frozen=True)
class Coverage:
    """What came out of one kind, see the columns above."""

    kind: str
    designs: int
    draws: int
    n_least: int
    n_most: int
    least: float
    most: float
    below: float | None
    above: float | None


_SKEWED = Words(
    "对称、偏高及 80% 选最高分的作答；不加权、加权、整群",
    "symmetric and high answers, and 80% of them the best; plain, weighted, in clusters",
)
_INDEX = Words(
    "由答卷赋权的九种规则及其组合；维度均分相差 0、3.4、6.8 分；80% 选最高分；不加权、加权、整群",
    "nine rules that weigh by the answers, and two combined; constructs' means 0, 3.4 and 6.8 points apart; 80% of "
    "answers the best; plain, weighted, in clusters",
)
_RAKED = Words(
    "边际与作答无关至密切相关；简单、分层、整群；迭代加权、交叉边际、线性与 logit 校准；对称、偏高及 80% 选最高分",
    "margins that explain nothing to much; plain, in strata, in clusters; raked, crossed margins, linear and logit "
    "calibration; symmetric, high and 80% of answers the best",
)
_CASES = Words(
    "对称、偏高及 80% 选最高分的作答；不加权、加权、整群",
    "symmetric and high answers, and 80% of them the best; plain, weighted, in clusters",
)
_FIVE = Words(
    "对称及 80% 选最高分的作答；不加权、加权、整群",
    "symmetric answers, and 80% of them the best; plain, weighted, in clusters",
)
_RARE = Words(
    "2% 至 80%；不加权、加权；预计不足六份时上端几乎不会落空；有抽样单位时不给区间",
    "2% to 80%; plain and weighted; where fewer than six are awaited the upper end hardly misses; with sampling units "
    "there is no interval",
)
_HEAPED = Words(
    "对数正态、六成为 0、取整到 5；不加权、加权；多人给出同一个数或有抽样单位时不给区间",
    "log-normal, six in ten 0, heaped at fives; plain and weighted; where many give the same number, and with sampling "
    "units, there is no interval",
)
KINDS = {
    "means": IntervalKind(
        "t on the logit of the scale",
        Words("均值，包括条件占比与主题得分", "Means, with shares that meet a condition and scores of topics"),
        Words(
            "对称、偏高及 80% 选最高分的作答，2% 至 50% 符合条件；不加权、加权、整群",
            "symmetric and high answers, and 80% of them the best; 2% to 50% who meet a condition; plain, weighted, in "
            "clusters",
        ),
    ),
    "numbers": IntervalKind(
        "t corrected for skewness and kurtosis",
        Words("数字的均值、变化与比值", "Means of numbers, their changes and ratios"),
        Words(
            "对数正态（偏度 6）、六成为 0、取整到 5；不加权、加权、整群；抽样单位不足 30 个时不给区间",
            "log-normal (skewness 6), six in ten 0, heaped at fives; plain, weighted, in clusters; there is none with "
            "fewer than 30 sampling units",
        ),
    ),
    "raked_mean": IntervalKind(
        "calibrated weights", Words("按边际加权的均值与两期变化", "Means with raked weights, and their changes"), _RAKED
    ),
    "raked_gap": IntervalKind(
        "calibrated weights", Words("按边际加权的组间差距", "Differences of groups with raked weights"), _RAKED
    ),
    "raked_heavy": IntervalKind(
        "calibrated weights",
        Words("设计效应接近 3 时的同类数字", "The same with a design effect of nearly 3"),
        Words(
            "少数人权数很大；离散程度所依据的等效份数不足 50 时不给区间",
            "a few weigh much; there is none where too few tell the spread",
        ),
    ),
    "capped": IntervalKind(
        "bias of the cap counted",
        Words("权数上限起作用时的均值、差距与变化", "Means, differences and changes where a cap on the weights binds"),
        Words("上限造成的偏差最多为一个标准误，已计入误差", "a bias of up to a standard error, which counts as error"),
    ),
    "composite": IntervalKind(
        "index weights estimated in # groups", Words("权重由答卷估计的指数", "An index with estimated weights"), _INDEX
    ),
    "composite_difference": IntervalKind(
        "index weights estimated in # groups",
        Words("这样的指数：组间差距与两期变化", "Such an index: differences and changes"),
        _INDEX,
    ),
    "reliability": IntervalKind(
        "log scale", Words("信度系数（α、λ2、ω）", "Reliability (alpha, lambda 2, omega)"), _CASES
    ),
    "validity": IntervalKind(
        "log scale", Words("AVE、组合信度、ρA、ICC", "AVE, composite reliability, rho A, ICC"), _CASES
    ),
    "loadings": IntervalKind(
        "oblimin",
        Words("因子载荷", "Factor loadings"),
        Words(
            "同上，皮尔逊相关、minres；等效份数不足 200、作答很偏或用其他相关、提取、旋转时不给区间",
            "the same, minres of Pearson correlations; there is none on fewer than an effective 200, of skewed "
            "answers, or with other correlations, extractions or rotations",
        ),
    ),
    "confirmatory": IntervalKind(
        "satorra-bentler",
        Words("验证性因子模型（Satorra–Bentler）", "Confirmatory factor models (Satorra-Bentler)"),
        Words(
            "对称、偏高及 80% 选最高分的作答；不加权、加权、整群；等效份数不足 200、作答很偏时不给区间",
            "symmetric and high answers, and 80% of them the best; plain, weighted, in clusters; there is none on "
            "fewer than an effective 200 or of very skewed answers",
        ),
    ),
    "confirmatory_sandwich": IntervalKind(
        "sandwich",
        Words("验证性因子模型（三明治标准误）", "Confirmatory factor models (sandwich errors)"),
        Words(
            "FIML，一成答案缺失；对称不加权、偏高加权、80% 选最高分加权整群；不给区间的情形同上",
            "FIML with a tenth of the answers blank; symmetric plain, high weighted, 80% the best weighted in "
            "clusters; none where there is none above",
        ),
    ),
    "rmsea": IntervalKind(
        "noncentral chi-square",
        Words("RMSEA（90% 区间，两侧名义各 5%）", "RMSEA (90% intervals: nominally 5% on either side)"),
        Words(
            "模型成立或某题另有 0.3、0.5 的载荷；对称、偏高及 80% 选最高分的作答；不加权、加权、整群；"
            "按 Satorra–Bentler；FIML、WLSMV、等效份数不足 200、作答很偏时不给区间",
            "models that hold, or miss a loading of .3 or .5; symmetric and high answers, and 80% of them the best; "
            "plain, weighted, in clusters; by Satorra and Bentler: FIML and WLSMV have none, nor have fewer than an "
            "effective 200 or very skewed answers",
        ),
    ),
    "htmt": IntervalKind("signed", Words("HTMT", "HTMT"), _CASES),
    "correlations": IntervalKind(
        "fisher",
        Words("效标、重测、校正题总相关", "Correlations: with an outcome, of a retest, of an item with the rest"),
        _CASES,
    ),
    "single_answer": IntervalKind(
        "wilson", Words("单项回答、预期状态与主题的占比", "Shares of answers, states and topics"), _RARE
    ),
    "median": IntervalKind("woodruff", Words("数字的中位数", "Medians of numbers"), _HEAPED),
    "gap_times_importance": IntervalKind("log of what is clear", Words("加权差距", "Weighted gaps"), _CASES),
    "ratio": IntervalKind("fieller", Words("两均值之比与之差", "Ratios of two means, and their difference"), _FIVE),
    "target_gap": IntervalKind("less its target", Words("与目标的差距", "Distances to a target"), _FIVE),
    "blank_rules": IntervalKind(
        "less that by the rule chosen",
        Words("其他空白处理规则下的指数及其差距", "The index by other rules for blanks, and how far it is"),
        _FIVE,
    ),
    "parts": IntervalKind(
        "kitagawa", Words("变化的各部分：各组的变化与构成", "Parts of a change: groups' own, and the mix"), _CASES
    ),
    "kpi_parts": IntervalKind(
        "with the errors of the KPIs",
        Words("含运营指标的指数、其变化及各部分", "An index with KPIs, its change and its parts"),
        _FIVE,
    ),
    "records": IntervalKind(
        "from records",
        Words("运营指标及其变化", "Figures of operation, and their changes"),
        Words("占比与偏斜的均值；单个单位与合并", "shares and skewed means; of one unit and pooled"),
    ),
    "shrunk": IntervalKind(
        "morris", Words("收缩后的得分（各单位平均）", "Shrunk scores, on average over units"), _FIVE
    ),
    "sources": IntervalKind("sources independent", Words("同一指标几个来源之差", "Sources of one figure apart"), _FIVE),
    "r2": IntervalKind(
        "adjusted",
        Words("解释的方差（R²）", "Variance explained (R squared)"),
        Words(
            "对称、偏高及 80% 选最高分；不加权、加权、整群；R² 距 0 不足两个标准差时一端不会落空，区间偏宽",
            "symmetric and high answers, and 80% of them the best; plain, weighted, in clusters; long where R squared "
            "is within two standard deviations of 0, the edge of its scale, as one end cannot miss there",
        ),
    ),
    "importance": IntervalKind(
        "t on the logit of the share",
        Words("重要性份额（Johnson、LMG）", "Shares of importance (Johnson, LMG)"),
        _CASES,
    ),
    "paths": IntervalKind(
        "partial least squares",
        Words(
            "路径模型：指数、路径、效应、影响、调节作用，指数与路径的两期变化",
            "Path models: indices, paths, effects, impacts, moderations, changes of indices and paths",
        ),
        Words(
            "对称及 80% 选最高分的作答；不加权、加权、整群；路径按 ρA 校正或不校正；抽样单位少于 38 个时不给区间",
            "symmetric answers, and 80% of them the best; plain, weighted, in clusters; paths corrected by rho A or "
            "not; there is none with fewer than 38 sampling units",
        ),
    ),
}


@cache
def coverage() -> dict[str, Coverage]:
    """IntervalKind -> what came out, in the order of ``KINDS``."""
    text = (files("csat_lib.findings.catalogue") / "coverage.csv").read_text(encoding="utf-8")
    rows = {row["kind"]: row for row in csv.DictReader(text.splitlines())}
    return {kind: _read(rows[kind]) for kind in KINDS}


def of_ways(used: Iterable[str]) -> list[Coverage]:
    """The kinds that methods with these parts have."""
    names = set(used)
    return [row for kind, row in coverage().items() if KINDS[kind].way in names]


def _read(row: dict[str, str]) -> Coverage:
    designs, draws, least_n, most_n = (int(row[name]) for name in ("designs", "draws", "n_least", "n_most"))
    below, above = (float(row[name]) if row[name] else None for name in ("below", "above"))
    shares = (float(row["least"]), float(row["most"]))
    return Coverage(row["kind"], designs, draws, least_n, most_n, *shares, below, above)
