"""Voice: what open answers say."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("voice", Words("开放式回答", "Open answers"))
_measure = partial(Measure, TOPIC)

MENTIONS = _measure(
    "mentions", unit.RESPONDENTS, Words("提及份数", "Mentions"), "code; of those who wrote", own_method=False
).defined(
    zh="**开放式回答的主题。**回答中出现编码表里某一主题的词语，即计入该主题，不分辨褒贬。占比以留言者为基数；得分是提及"
    "者对总体评价的平均。一个主题的区间整个高于另一个，才说明显领先；与居首者区间相交的主题一律列为差距不明显，这比直接检"
    "验差值更严格。",
    en="**Topics of open answers.** An answer counts for a topic when it holds one of the words of the study's code "
    "frame; praise and complaint are not told apart. Shares are of those who wrote; the score is the mean headline "
    "outcome of those who mention the topic. A topic is called clearly ahead of another when its whole interval lies "
    "above the other's; all whose intervals meet that of the first are named as not clearly behind it, which asks for "
    "more than a test of the difference would.",
)
SHARE = _measure("share", unit.SHARE, Words("占比", "Share"), "code; of those who wrote")
SHARE_SATISFIED = _measure(
    "share_satisfied",
    unit.SHARE,
    Words("最高两档者提及", "Share of top 2"),
    "code; of those who wrote and gave the headline one of the two best answers",
).defined(
    zh="**按评价高低分列。**留言者按自己的总体评价分为两组：给出最高两档评价的，和评价较低的；占比各以本组为基数。这说的是"
    "谁提到，不是褒还是贬：评价高的人也可能抱怨。两个区间不相交，才说有明显差别。",
    en="**By how satisfied the writer is.** Writers are parted by their own overall answer: one of the two best, or a "
    "lower one; each share is of its group. This says who speaks of a topic, not whether they praise it: a satisfied "
    "guest may complain. A difference is clear only where the two intervals do not meet.",
)
SHARE_OTHERS = _measure(
    "share_others",
    unit.SHARE,
    Words("低于最高两档者提及", "Share of rated lower"),
    "code; of those who wrote and gave the headline a lower answer",
)
SCORE = _measure("score", unit.INDEX, Words("得分", "Score"), "code; mean headline outcome of those who mention it")
