"""Questions: what was answered to those that no score is made of."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("questions", Words("各题回答", "Questions"))
_measure = partial(Measure, TOPIC)

SHARE = _measure("share", unit.SHARE, Words("占比", "Share"), "question; other = answer, month or year").defined(
    zh="**回答的占比。**作答者中选择某一答案的加权比例，区间按等效样本量计算[@wilson1927]。多选题各项之和可超过 100%。"
    "说明受访者身份的组，人数不足下限的不予显示，可由其推算出这样的组的也不显示。加权所依据的占比由权数设定，没有区间。",
    en="**Share of an answer.** The weighted share, of those who answered a question, who gave that answer; intervals "
    "rest on the effective base [@wilson1927]. Where several answers were possible, shares may add up to more than "
    "100%. Groups that say who respondents are have no share where they are too few, or would tell of such a "
    "group. Shares that the weights are made to meet have no interval.",
)
CHOSEN = _measure(
    "times_chosen",
    unit.RESPONDENTS,
    Words("份数", "Number"),
    "question; other = answer, month or year",
    own_method=False,
)
SHARE_TOTAL = _measure(
    "share_total", unit.SHARE, Words("各项之和", "Sum of the shares"), "question with several answers", own_method=False
)
MEAN = _measure("number_mean", unit.NUMBER, Words("平均数", "Mean"), "question answered by a number").defined(
    zh="**数字的平均数。**金额、次数等往往少数人很大，样本平均数多数时候偏低。区间按偏度校正[@hall1992]，并按峰度减少"
    "自由度，因此向上比向下长。抽样单位太少时，无从得知偏度，不给区间。",
    en="**Mean of numbers.** Of amounts and counts a few are often large, so that the mean of a sample is too low more "
    "often than too high. Intervals are corrected for skewness [@hall1992], with fewer degrees of freedom for "
    "kurtosis, and so reach further up than down. Too few sampling units do not tell the skewness: there is no "
    "interval.",
)
MEDIAN = _measure("number_median", unit.NUMBER, Words("中位数", "Median"), "question answered by a number").defined(
    zh="**中位数与四分位数。**按权数排序后，四分之一、一半和四分之三的受访者不超过的数；恰好落在两个数之间时取其中点"
    "[@hyndman1996]。数值取四位有效数字。中位数的区间由占比的区间反推[@woodruff1952]；许多人给出同一个数时"
    "不给区间，因为它几乎总能包含真值，名不副实。最小和最大的数各属一个人，不予显示。",
    en="**Median and quartiles.** The numbers that half, a quarter and three quarters of the respondents, by their "
    "weights, lie at or below; halfway where that falls between two [@hyndman1996]. Numbers are taken to four digits. "
    "The interval of the median is that of a share, read back as numbers [@woodruff1952]; where many give the same "
    "number there is none, as it would hold nearly always. The smallest and the largest number are one person's each "
    "and are not shown.",
)
LOWER_QUARTILE = _measure(
    "number_lower", unit.NUMBER, Words("下四分位数", "Lower quartile"), "question answered by a number"
)
UPPER_QUARTILE = _measure(
    "number_upper", unit.NUMBER, Words("上四分位数", "Upper quartile"), "question answered by a number"
)
RATIO = _measure("mean_ratio", unit.RATIO, Words("比值", "Ratio"), "ratio derived of two questions").defined(
    zh="**比值。**两道题均值之比（评分为 0–100 分），只计两题都答的人；1 以上即前者更高。区间按 Fieller 的方法"
    "[@fieller1954]，旁列两者之差。",
    en="**Ratio.** The mean of one question (ratings on 0-100) by that of another, of those who answered both; above 1 "
    "the first is higher. Intervals are Fieller's [@fieller1954], and the difference stands beside.",
)
RATIO_GAP = _measure(
    "mean_ratio_gap",
    unit.NUMBER,
    Words("相差", "Difference"),
    "ratio derived of two questions; the first mean less the other",
)
DIFFERENT = _measure(
    "different", unit.ITEMS, Words("不同的回答", "Different answers"), "question; answers in words to 'other'",
    base="none", own_method=False,
)  # fmt: skip
WRITTEN = _measure(
    "written", unit.RESPONDENTS, Words("份数", "Number"), "question; other = rank of the answer in words",
    base="none", own_method=False,
)  # fmt: skip
