"""The rules by which the parts of an index node are weighed, each once: what it takes the weights from, its words.

The formula of each stands in the file of its name in ``csat_lib/index/rules``.
"""

from dataclasses import dataclass
from typing import Literal

from csat_lib.findings.measure import Words

Takes = Literal["nothing", "numbers", "answers", "outcome", "units", "judgements", "rules"]


@dataclass(frozen=True)
class WeightRule:
    """``takes``: what the weights follow from (``outcome``: answers to the parts and the headline).

    ``key``: its part of a method, where that is not its name.
    """

    takes: Takes
    words: Words
    key: str = ""


WEIGHT_RULES: dict[str, WeightRule] = {
    "equal": WeightRule("nothing", Words("等权", "equal weights")),
    "given": WeightRule("numbers", Words("研究指定权重", "weights set by the study")),
    "factor": WeightRule("answers", Words("因子权重", "factor weights")),
    "pca": WeightRule("answers", Words("主成分系数", "first component")),
    "johnson": WeightRule("outcome", Words("Johnson 相对权重", "Johnson's relative weights")),
    "lmg": WeightRule("outcome", Words("LMG（Shapley）分解", "LMG (Shapley) shares")),
    "regression": WeightRule("outcome", Words("标准化回归系数", "standardised coefficients"), "standardised betas"),
    "critic": WeightRule("answers", Words("CRITIC 权重", "CRITIC weights")),
    "independence": WeightRule("answers", Words("独立性权重", "independence weights")),
    "information": WeightRule("answers", Words("信息量权重", "information weights")),
    "cv": WeightRule("answers", Words("离散程度权重（变异系数）", "weights by relative spread")),
    "entropy": WeightRule("units", Words("熵权", "entropy weights")),
    "experts": WeightRule("judgements", Words("专家打分", "points given by experts")),
    "delphi": WeightRule("judgements", Words("德尔菲法", "Delphi rounds of experts")),
    "ahp": WeightRule("judgements", Words("层次分析法", "analytic hierarchy process")),
    "precedence": WeightRule("judgements", Words("优序图法", "precedence chart")),
    "fahp": WeightRule("judgements", Words("模糊层次分析法", "fuzzy AHP")),
    "combined": WeightRule("rules", Words("组合赋权", "weights of several rules combined")),
}
NEED_OUTCOME = frozenset(name for name, rule in WEIGHT_RULES.items() if rule.takes == "outcome")
ESTIMATED = tuple(name for name, rule in WEIGHT_RULES.items() if rule.takes in {"answers", "outcome"})
"""Rules that take the weights from the answers, so that they have errors."""
OF_UNITS = tuple(name for name, rule in WEIGHT_RULES.items() if rule.takes == "units")
"""Rules that take them from the units' figures."""
JUDGED = tuple(name for name, rule in WEIGHT_RULES.items() if rule.takes == "judgements")
"""Rules that take the weights from experts."""
RULE_METHODS = {rule.key or name: (rule.words.zh, rule.words.en) for name, rule in WEIGHT_RULES.items()}
"""Their words as parts of a method."""


def key_of(rule: str) -> str:
    """The part of a method that names a rule."""
    return WEIGHT_RULES[rule].key or rule
