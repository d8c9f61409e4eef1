"""Quality: who counts, and what was left out."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("quality", Words("答卷", "Answers"))
_measure = partial(Measure, TOPIC, base="none")
NOT_OF_THE_WAVE = ("preview", "test", "spam", "outside_period")
"""Rows that leave before the rules of the study: they are no answers of the wave, and never were part of its index."""

ROWS_IN = _measure("rows_in", unit.RESPONDENTS, Words("回收答卷", "Responses received"), "answers")
ROWS_KEPT = _measure("rows_kept", unit.RESPONDENTS, Words("有效答卷", "Valid responses"), "answers").defined(
    zh="**有效答卷。**回收的答卷减去不属于本期的（预览、测试、期外作答）和按研究规则剔除的答卷。规则依次执行，每份答卷只由最先适用的一条"
    "规则剔除一次。",
    en="**Valid responses.** The responses received less those that are none of the wave (previews, tests, other "
    "periods) and those that a rule of the study leaves out. The rules work in the study's order; each answer leaves "
    "once, by the first rule that fits it.",
)
LEFT_OUT = _measure("left_out", unit.RESPONDENTS, Words("剔除", "Left out"), "answers; other = rule, path = its order")
MEDIAN_SECONDS = _measure(
    "median_seconds", unit.SECONDS, Words("作答时长中位数", "Median time to answer"), "answers", base="own"
)
MISSING_SHARE = _measure(
    "missing_share", unit.SHARE, Words("未答比例", "Unanswered"), "item; of those whom it applied to", base="own"
).defined(
    zh="**未答比例。**有效答卷中，被问到且适用某题的人里，空白或填缺失码者的占比，不加权。",
    en="**Unanswered.** Of the valid responses, and of those whom an item was put to and applies to, the share who "
    "left it blank or gave a missing code; unweighted.",
)
MISSING_ITEMS = _measure(
    "missing_items",
    unit.RESPONDENTS,
    Words("漏答题数", "Items left blank"),
    "answers; other = number of items left blank",
    base="own",
)
INDEX_EFFECT = _measure(
    "index_effect",
    unit.POINTS,
    Words("对指数的影响", "Effect on the index"),
    "node; other = rule undone; index with the rule undone less the index",
    base="own",
).defined(
    zh="**某条规则的影响。**把该规则剔除的答卷按基础权数放回后的指数，减去现有指数；指数权重和其他答卷的权数不变。",
    en="**Effect of a rule.** The index with the responses of this rule put back at their base weight, less the index. "
    "Index weights and the other weights stay as they are.",
)
FLAGGED = _measure(
    "flagged", unit.RESPONDENTS, Words("被标记", "Flagged"), "rule or sign of carelessness", own_method=False
).defined(
    zh="**作答是否认真。**每种迹象在全部回收答卷上按所注界限单独计算[@curran2016]；“仅观察”的迹象不剔除任何人，被标记也"
    "不等于作答不认真。",
    en="**Signs of carelessness.** Each is counted over all responses received, by the line stated with it "
    "[@curran2016]. Signs that are only watched leave nobody out, and to be flagged is no proof.",
)
FLAGGED_KEPT = _measure(
    "flagged_kept",
    unit.RESPONDENTS,
    Words("其中仍有效", "Flagged and kept"),
    "sign of carelessness that is only watched; of those flagged",
    own_method=False,
)
FLAGGED_BY_CHANCE = _measure(
    "flagged_by_chance",
    unit.SHARE,
    Words("认真作答时预期的占比", "Expected of careful answers"),
    "rule or sign; share of careful answers",
    own_method=False,
)
STRAIGHT_LINED = _measure(
    "straight_lined", unit.SHARE, Words("同一答案贯穿", "Same answer throughout"), "construct", base="own"
)
REQUIRED_BLANK = _measure(
    "required_blank",
    unit.RESPONDENTS,
    Words("必答题未答", "Required and left blank"),
    "question that the form requires an answer to; of all received",
    base="own",
)
CONTRADICTED = _measure(
    "contradicted",
    unit.RESPONDENTS,
    Words("互斥选项同时选中", "Contradicted himself"),
    "question with an option that excludes the others; of all received",
    base="own",
).defined(
    zh="**互斥选项同时选中。**某题中选了“以上都没有”一类互斥选项、又选了其他选项的答卷份数；无法判断以哪个为准，该题按未答处"
    "理。",
    en="**Contradicted.** The responses that chose an option which excludes all others, such as “none of these”, "
    "beside another one. Which is meant cannot be known: the question counts as left blank.",
)
