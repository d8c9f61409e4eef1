"""Scores: how satisfied."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Equation, Measure, Topic, Words

TOPIC = Topic("scores", Words("得分", "Scores"))
_measure = partial(Measure, TOPIC)
SCORED = Words("得分", "The score")
PROMOTED = Words("净推荐值", "The NPS")

INDEX = _measure(
    "index", unit.INDEX, Words("指数", "Index"), "construct, node or rating outcome", ends=(0.0, 100.0), named=SCORED
).defined(
    zh="**指数（0–100 分）。**反向题先行转换，每个题项按量表两端换算为 0–100 分。受访者在某一维度的得分是已答题项的平"
    "均，至少答了一半才计入。维度指数是这些得分的加权平均；上级指标等于下级各部分的指数乘以指数权重后相加，样本量取作答"
    "最少的那一部分。0–100 分的换算与美国顾客满意度指数相同[@fornell1996]。",
    en="**Index (0–100).** Reversed items are turned, and each item is brought to 0–100 by the ends of its scale. A "
    "respondent's score on a dimension is the mean of its answered items, if at least half were answered. The index of "
    "a dimension is the weighted mean of these scores; that of a node is the sum of its parts' indices times their "
    "index weights, and its base that of the part with the fewest answers. The scale from 0 to 100 is that of the "
    "American index [@fornell1996].",
    equation=Equation(
        r"s_{ic} = \frac{100}{m_{ic}} \sum_{j} \frac{x_{ij} - a_j}{b_j - a_j}, \quad "
        r"I_c = \frac{\sum_i w_i s_{ic}}{\sum_i w_i}, \quad I = \sum_c v_c I_c, \quad \sum_c v_c = 1",
        "s_(i c) = 100 / m_(i c) sum_j (x_(i j) - a_j) / (b_j - a_j), quad "
        "I_c = (sum_i w_i s_(i c)) / (sum_i w_i), quad I = sum_c v_c I_c, quad sum_c v_c = 1",
        zh="受访者在某一维度的得分，是已答题项按量表两端换算为 0–100 分后的平均；维度指数是这些得分的加权平均，上级指标"
        "是下级各部分的指数乘以指数权重之和[@fornell1996]。",
        en="A respondent's score on a dimension is the mean of the answered items, each brought to 0–100 by the ends "
        "of its scale; the index of a dimension is the weighted mean of these scores, that of a node the sum of its "
        "parts' indices times their index weights [@fornell1996].",
        symbols=Words(
            zh="i 为受访者，j 为题项，c 为维度；x 为答案，a、b 为量表两端，m 为已答题项数；w 为受访者权数，v 为指数权"
            "重",
            en="i respondents, j items, c dimensions; x an answer, a and b the ends of its scale, m the number of "
            "items answered; w weights of respondents, v index weights",
        ),
    ),
)
MEAN = _measure("mean", unit.SCALE, Words("均值", "Mean"), "item or rating outcome").defined(
    zh="**均值。**已作答者在问卷原有量表上的加权平均。",
    en="**Mean.** The weighted mean of the answers on the questionnaire's scale, of those who answered.",
)
SD = _measure("sd", unit.SCALE, Words("标准差", "SD"), "item").defined(
    zh="**标准差。**已作答者在问卷原有量表上的加权标准差，其平方乘以 n/(n − 1) 校正。",
    en="**SD.** The weighted standard deviation of the answers on the questionnaire's scale, of those who answered, "
    "with the factor n / (n − 1) on its square.",
)
TOP2 = _measure("top2", unit.SHARE, Words("最高两档占比", "Top-2 box"), "item or rating outcome").defined(
    zh="**最高两档占比。**已作答者中，选择量表最高两档的加权比例。",
    en="**Top-2 box.** The weighted share, of those who answered, of the two best answers of the scale.",
)
NPS = _measure("nps", unit.POINTS, Words("NPS", "NPS"), "outcome", ends=(-100.0, 100.0), named=PROMOTED).defined(
    zh="**净推荐值（NPS）。**推荐者（9–10 分）占比减去贬损者（0–6 分）占比，取值在 −100 与 100 之间[@reichheld2003]。",
    en="**NPS.** The share of promoters (9 or 10) less the share of detractors (0 to 6), in points from −100 to 100 "
    "[@reichheld2003].",
    equation=Equation(
        r"\mathrm{NPS} = 100 \left( p_{9 \ldots 10} - p_{0 \ldots 6} \right)",
        '"NPS" = 100 (p_(9 dots 10) - p_(0 dots 6))',
        zh="100 乘以推荐者占比与贬损者占比之差[@reichheld2003]。",
        en="100 times the share of promoters less the share of detractors [@reichheld2003].",
        words=Words("净推荐值", "NPS"),
    ),
)
BLANK_INDEX = _measure(
    "blank_index", unit.INDEX, Words("指数", "Index"), "top node of the index; other = rule for blank answers",
    ends=(0.0, 100.0),
).defined(
    zh="**漏答规则。**适用而未答的题如何计分，由研究设定：按本人已答题的平均（至少答一半）、只计全部作答者、按已答题的权重归"
    "一、按固定分值、按最低分。各规则下的指数用同一组指数权重，并列出与所定规则之差。",
    en="**Rules for blanks.** How an item counts that applied and was left blank is the study's choice: by the mean of "
    "the respondent's own answers (half at least), only of those who answered all, by the weights of the answered, by "
    "a fixed score, or by the lowest answer. The index under every rule has the same index weights, and its difference "
    "from the chosen rule's stands beside.",
)  # fmt: skip
BLANK_EFFECT = _measure(
    "blank_effect", unit.POINTS, Words("与所定规则之差", "Less the chosen"), "top node of the index; other = rule"
)
TARGET_GAP = _measure(
    "target_gap",
    unit.POINTS,
    Words("与目标之差", "Difference from the target"),
    "what has a target; its score less the target",
    named=Words("与目标之差", "The difference from the target"),
).defined(
    zh="**与目标之差。**得分减去研究事先定下的目标值；目标没有误差，标准误即得分的标准误。区间与所有差距、变化的区间同"
    "时成立，因此比得分自身的区间宽；整个区间低于零，才说“明显低于目标”。",
    en="**Difference from the target.** The score less the target that the study set beforehand; a target has no "
    "error, so that the standard error is the score's. The interval holds together with those of all differences and "
    "changes, and is therefore wider than the score's own; only where all of it lies below zero is a score called "
    "clearly below its target.",
)
TOP_BOX = _measure("top_box", unit.SHARE, Words("高分占比", "Top box"), "outcome")
PROMOTERS = _measure("promoters", unit.SHARE, Words("推荐者", "Promoters"), "outcome")
PASSIVES = _measure("passives", unit.SHARE, Words("中立者", "Passives"), "outcome")
DETRACTORS = _measure("detractors", unit.SHARE, Words("贬损者", "Detractors"), "outcome")
_GRADED = "node or construct, also by unit; path = operator"
GRADE_POINTS = _measure("grade_points", unit.INDEX, Words("折合分", "Points"), _GRADED).defined(
    zh="**模糊综合评价。**研究把 0–100 分划为几个等级，一道题的答案落入各等级的占比即其隶属度。逐层用权重 A 合成各部分"
    "的隶属度 R：B = A∘R，再归一；算子有四种：M(·,⊕) 相乘求和（即加权平均）、M(∧,⊕) 取小求和、M(·,∨) 相乘取大、"
    "M(∧,∨) 取小取大[@zadeh1965]。维度内各题权重相等；没有答案的部分（如运营指标）不计，其余权重归一。等级取隶属度最大"
    "者，折合分是各等级分值按隶属度的加权平均。都没有区间。",
    en="**Fuzzy comprehensive evaluation.** The study parts the points from 0 to 100 into grades; the shares of an "
    "item's answers in them are its memberships. Level by level, weights A compose the memberships R of the parts, B"
    " = A∘R, made to add up to 1, by one of four operators: M(·,⊕) adds products (a weighted mean), M(∧,⊕) adds "
    "minima, M(·,∨) takes the largest product, M(∧,∨) the largest minimum [@zadeh1965]. Items of a dimension weigh "
    "alike; parts without answers (figures of operation) are left out, the others' weights scaled to 1. The grade is"
    " that of the largest membership; points are the grades' own, weighed by memberships. None has an interval.",
)
GRADE_SHARE = _measure("grade_share", unit.SHARE, Words("隶属度", "Membership"), f"{_GRADED}, other = grade")
ANSWER_SHARE = _measure("answer_share", unit.SHARE, Words("回答占比", "Share of answers"), "question; other = answer")
