"""Voice: what open answers say."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("voice", Words("开放式回答", "Open answers"))
_measure = partial(Measure, TOPIC)

MENTIONS = _measure(
    "mentions", unit.RESPONDENTS, Words("提及人数", "Mentions"), "code; of those who wrote", own_method=False
).defined(
    zh="**开放式回答的主题。**回答中出现编码表里某一主题的词语，即计入该主题，褒贬不分。占比以留言者为基数；得分是提及"
    "者对总体评价的平均。",
    en="**Topics of open answers.** An answer counts for a topic when it holds one of the words of the study's code "
    "frame; praise and complaint are not told apart. Shares are of those who wrote; the score is the mean headline "
    "outcome of those who mention the topic.",
)
SHARE = _measure("share", unit.SHARE, Words("占比", "Share"), "code; of those who wrote")
SCORE = _measure("score", unit.INDEX, Words("得分", "Score"), "code; mean headline outcome of those who mention it")
