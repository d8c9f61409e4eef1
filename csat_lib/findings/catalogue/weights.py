"""Weights: whom respondents speak for, what counts how much."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Equation, Measure, Topic, Words

TOPIC = Topic("weights", Words("权重", "Weights"))
_measure = partial(Measure, TOPIC)

DEFF = _measure("deff", unit.RATIO, Words("设计效应", "Design effect"), "respondents").defined(
    zh="**设计效应。**权数不等使均值的抽样方差扩大的倍数，即人数乘以权数平方和，再除以权数之和的平方[@kish1965]。",
    en="**Design effect.** How many times unequal weights enlarge the sampling variance of a mean: the number of "
    "respondents times the sum of the squared weights over the squared sum [@kish1965].",
    equation=Equation(
        r"\mathrm{deff} = \frac{n \sum_i w_i^2}{\left( \sum_i w_i \right)^2} = \frac{n}{n_{\mathrm{eff}}}",
        '"deff" = (n sum_i w_i^2) / (sum_i w_i)^2 = n / n_"eff"',
        zh="人数乘以权数平方和，再除以权数之和的平方[@kish1965]。",
        en="The number of respondents times the sum of squared weights, over the squared sum of weights [@kish1965].",
    ),
)
EFFECTIVE_N = _measure("effective_n", unit.RESPONDENTS, Words("等效样本量", "Effective base"), "respondents").defined(
    zh="**等效样本量。**与现有加权样本精度相同的等权样本量，即权数之和的平方除以权数平方之和[@kish1965]。它只反映权数不"
    "等的影响，不反映分层和抽样单位。指数、均值、占比及差值的区间三者都已计入；刀切法的区间计入权数和抽样单位；单项回"
    "答、主题的区间和巴特利特检验只计入权数。",
    en="**Effective base.** The number of respondents of equal weight that would be as precise: the squared sum of the "
    "weights over the sum of their squares [@kish1965]. It allows for unequal weights, not for strata or sampling "
    "units. Intervals of indices, means, shares and differences allow for all three, those from the jackknife for "
    "weights and sampling units, and those of single answers and topics, like Bartlett's test, for unequal weights "
    "alone.",
)
MAX_ERROR = _measure("max_error", unit.SHARE_POINTS, Words("最大剩余误差", "Largest remaining error"), "respondents")
ITERATIONS = _measure("iterations", unit.CYCLES, Words("迭代次数", "Iterations"), "respondents", base="none")
WEIGHT_MIN = _measure("weight_min", unit.RATIO, Words("最小权数", "Smallest weight"), "respondents")
WEIGHT_MAX = _measure("weight_max", unit.RATIO, Words("最大权数", "Largest weight"), "respondents")
SHARE_SAMPLE = _measure("share_sample", unit.SHARE, Words("样本比例", "In the sample"), "question; other = level")
SHARE_WEIGHTED = _measure("share_weighted", unit.SHARE, Words("加权后比例", "Weighted"), "question; other = level")
SHARE_TARGET = _measure(
    "share_target", unit.SHARE, Words("目标比例", "Target"), "question; other = level", base="none"
).defined(
    zh="**迭代比例加权。**按各个构成变量轮流调整权数，直到加权后的比例与已知的总体比例一致[@deming1940]。",
    en="**Raking.** Weights are multiplied, margin after margin, until every weighted share meets the known share of "
    "the population [@deming1940].",
)
RULE_WEIGHT = _measure(
    "rule_weight",
    unit.SHARE,
    Words("权重", "Weight"),
    "construct or node; other = node it is part of; the method says by which rule",
)
WEIGHT_USED = _measure(
    "weight_used", unit.SHARE, Words("采用权重", "Weight used"), "construct or node; other = node it is part of"
).defined(
    zh="**指数权重。**某一部分在上级指标中所占的比重，按本研究规定的方法确定，合计为 100%。由答卷估计的，其"
    "误差计入区间。",
    en="**Index weight.** What a part counts in its node, by the rule that the study sets; the weights of a node add "
    "up to 100%. Where they are estimated from the answers, their error is in the intervals.",
)
RULE_INDEX = _measure(
    "rule_index",
    unit.INDEX,
    Words("指数", "Index"),
    "node; the method begins with the rule that its parts are weighed by",
    ends=(0.0, 100.0),
).defined(
    zh="**各种权重下的指数。**同一节点按各种权重各算一次，下级节点用所定权重；由答卷估计的权重，其误差各自计入区间。",
    en="**The index by every rule of weighing.** The parts of a node weighed by each rule in turn, nodes below as the "
    "study has them; where a rule estimates its weights from the answers, their error is in its interval.",
)
RULE_GAP = _measure(
    "rule_gap",
    unit.POINTS,
    Words("两单位之差", "Difference of two units"),
    "node; a unit less the unit that other names; the method begins with the rule",
)
_ORDER = "node; other = parts or units; the method names the rule, path the experts' rule that it is set against"
RANK_TAU = _measure("rank_tau", unit.RATIO, Words("Kendall τ", "Kendall's tau"), _ORDER, base="none").defined(
    zh="**排序的一致程度。**某种权重与所定权重给出的排序（各部分的权重、各单位的指数）之间的 Kendall τ-b 与 Spearman "
    "相关，1 为完全相同[@kendall1945]。",
    en="**Agreement of orders.** Kendall's tau-b and Spearman's correlation between the order that a rule gives (of "
    "the parts' weights, of the units' indices) and that of the rule in use; 1 where they are the same [@kendall1945].",
)
RANK_R = _measure("rank_r", unit.RATIO, Words("Spearman 相关", "Spearman's r"), _ORDER, base="none")
RAISED = 5
"""Points by which a score is raised in the arithmetic of the tree."""
WHAT_IF = _measure(
    "what_if",
    unit.POINTS,
    Words("指数随之提高", "The index rises by"),
    "construct or item that scores 5 points more; other = top node",
    base="none",
)
_OF_PAIR = "construct or node; other = that it was judged against, path = node"
CONSISTENCY_RATIO = _measure(
    "consistency_ratio", unit.RATIO, Words("一致性比率 CR", "Consistency ratio (CR)"), "node", base="none"
).defined(
    zh="**一致性比率。**一致性指标 CI = (λ − k)/(k − 1) 除以随机判断的平均 CI；小于 0.10 视为一致[@saaty1980]。",
    en="**Consistency ratio.** CI = (λ − k)/(k − 1), over the mean CI of random judgements; judgements are taken as "
    "consistent under .10 [@saaty1980].",
)
CONSISTENCY_INDEX = _measure(
    "consistency_index", unit.RATIO, Words("一致性指标 CI", "Consistency index (CI)"), "node", base="none"
)
PAIR_JUDGED = _measure("pair_judged", unit.RATIO, Words("判断值", "Judgement"), _OF_PAIR, base="none")
PAIR_IMPLIED = _measure("pair_implied", unit.RATIO, Words("权重之比", "Ratio of the weights"), _OF_PAIR, base="none")
PAIR_ERROR = _measure("pair_error", unit.RATIO, Words("偏离倍数", "Error ratio"), _OF_PAIR, base="none")
KENDALL_W = _measure(
    "kendall_w", unit.RATIO, Words("Kendall 协调系数 W", "Kendall's W"), "node; path = round", base="none"
).defined(
    zh="**Kendall 协调系数。**专家对各部分排序的一致程度，0 为毫无一致，1 为完全一致；以 χ² 检验[@kendall1939]。",
    en="**Kendall's W.** How far the experts rank the parts alike: 0 not at all, 1 entirely; tested by χ² "
    "[@kendall1939].",
)
_OF_ROUND = "construct or node; other = node it is part of, path = round"
EXPERT_MEAN = _measure("expert_mean", unit.SHARE, Words("专家均值", "Experts' mean"), _OF_ROUND, base="none")
EXPERT_LOWER = _measure("expert_lower", unit.SHARE, Words("下四分位", "Lower quartile"), _OF_ROUND, base="none")
EXPERT_UPPER = _measure("expert_upper", unit.SHARE, Words("上四分位", "Upper quartile"), _OF_ROUND, base="none")
