"""The register of complaints: how many of which class, how long they took, what is still open."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("complaints", Words("投诉", "Complaints"))
_measure = partial(Measure, TOPIC, base="none")

NUMBER = _measure(
    "complaint_number", unit.COMPLAINTS, Words("件数", "Complaints"), "class, or register: all; opened in the period"
).defined(
    zh="**投诉的分类与帕累托。**按登记日期计入本期，逐类计数；登记表是全部记录，件数和占比没有抽样误差。"
    "各类按件数从多到少排列，累计占比达到 80% 的前几类就是“关键的少数”[@juran1999]。",
    en="**Complaints by class, and Pareto.** A complaint counts in the period in which it was opened. The register "
    "holds all of them, so that numbers and shares have no sampling error. Classes are ordered from the most frequent "
    "on; the first that together reach 80% are the vital few [@juran1999].",
)
SHARE = _measure("share", unit.SHARE, Words("占比", "Share"), "class; of the period's complaints").like(NUMBER)
CUMULATIVE = _measure(
    "cumulative_share", unit.SHARE, Words("累计占比", "Cumulative share"), "class, with all more frequent ones"
).like(NUMBER)
SEVERE = _measure(
    "severe", unit.COMPLAINTS, Words("其中严重", "High severity"), "class, or register; of the period's complaints"
).like(NUMBER)
ANSWERED_HOURS = _measure(
    "answered_hours", unit.HOURS, Words("答复用时中位数", "Median hours to answer"), "class, or register", base="units"
).defined(
    zh="**用时与时限。**从登记到答复、到办结的小时数；尚未答复（办结）的投诉按已等待的时间计入，中位数用 "
    "Kaplan–Meier 法[@kaplan1958]。时限内的占比只看时限已过的投诉：没有等到的算作超时，太新的不计；区间用 "
    "Wilson 法[@wilson1927]，把本期的投诉看作同一处理过程的一个样本。只有日期、没有时刻的不计入。",
    en="**Hours and limits.** Hours from opening to answer and to closing; a complaint that still waits counts with "
    "the hours that it has waited, in the median by Kaplan and Meier [@kaplan1958]. Shares within a limit are of "
    "complaints whose limit has passed: one that was not dealt with is late, one too recent is left out; with Wilson's "
    "interval [@wilson1927], which takes the period's complaints for a sample of how they are handled. Those with a "
    "day but no time are left out.",
)
CLOSED_HOURS = _measure(
    "closed_hours", unit.HOURS, Words("办结用时中位数", "Median hours to close"), "class, or register", base="units"
).like(ANSWERED_HOURS)
ANSWERED_WITHIN = _measure(
    "answered_within", unit.SHARE, Words("按时答复", "Answered in time"), "class, or register", base="units"
).like(ANSWERED_HOURS)
CLOSED_WITHIN = _measure(
    "closed_within", unit.SHARE, Words("按时办结", "Closed in time"), "class, or register", base="units"
).like(ANSWERED_HOURS)
BACKLOG = _measure(
    "backlog", unit.COMPLAINTS, Words("未办结", "Open"), "class, or register; not closed at the end of the period"
).defined(
    zh="**未办结。**期末尚未办结的投诉，不论何时登记；按登记至期末的天数分档。",
    en="**Still open.** Complaints that were not closed at the end of the period, whenever they were opened, by the "
    "days since then.",
)
BACKLOG_WEEK = _measure(
    "backlog_week", unit.COMPLAINTS, Words("不超过 7 天", "Up to 7 days"), "class, or register"
).like(BACKLOG)
BACKLOG_MONTH = _measure("backlog_month", unit.COMPLAINTS, Words("8–30 天", "8–30 days"), "class, or register").like(
    BACKLOG
)
BACKLOG_OLDER = _measure(
    "backlog_older", unit.COMPLAINTS, Words("超过 30 天", "Over 30 days"), "class, or register"
).like(BACKLOG)
WITHOUT_OWNER = _measure(
    "without_owner", unit.COMPLAINTS, Words("没有责任人", "Without an owner"), "class, or register; of those still open"
).like(BACKLOG)
WAVES_OPEN = _measure(
    "waves_open", unit.WAVES, Words("持续期数", "Waves open"), "class, by unit; against = the first of these waves"
).defined(
    zh="**未解决的问题。**某单位的某类投诉即一个问题。某期有新登记或尚未办结的这类投诉，问题就存在；连续存在的期数从本期往前数，"
    "直到有一期既无新投诉、也无未办结的，才算解决。",
    en="**Problems that stay.** A class of complaints at a unit is a problem. It is there in a wave in which such a "
    "complaint was opened or still open; the waves in a row are counted back from this one. Only a wave without any, "
    "new or open, solves it.",
)
WAVES_WITH = _measure(
    "waves_with", unit.WAVES, Words("出现期数", "Waves with it"), "class, by unit; of all waves looked at"
).like(WAVES_OPEN)
SINCE_NUMBER = _measure(
    "since_number", unit.COMPLAINTS, Words("其间件数", "Complaints since"), "class, by unit; opened since"
).like(WAVES_OPEN)
SINCE_SEVERE = _measure(
    "since_severe", unit.COMPLAINTS, Words("其间严重", "Severe since"), "class, by unit; of these, of high severity"
).like(WAVES_OPEN)
SOLVED = _measure(
    "problems_solved", unit.COMPLAINTS, Words("已解决的问题", "Problems solved"), "register; of the wave before"
).like(WAVES_OPEN)
CRITERION_WEIGHT = _measure(
    "criterion_weight", unit.RATIO, Words("准则权重", "Weight of the criterion"), "register; other = the criterion"
).defined(
    zh="**投诉的轻重缓急。**严重程度、影响面、频次三项准则由层次分析法定权[@saaty1980]。各类投诉对“高、中、低”三等的隶属度："
    "严重程度取本类投诉中各等的占比；影响面（有此类投诉的单位占比）和频次（占全部投诉的比例）按研究给定的三个中心值线性内插。"
    "按权重合成隶属度，再按各等分值折成 0–100 分（模糊综合评价[@zadeh1965]）。旁边列出按件数、按指数余地的名次；"
    "指数余地是所指题目或维度距满分的差距乘以它在指数中的权重，是算术，不是预测。",
    en="**Priorities of complaints.** Severity, reach and frequency are weighed by AHP [@saaty1980]. How far a class "
    "is of high, medium and low grade: in severity the shares of its complaints; in reach (share of units that have "
    "it) and frequency (share of all complaints) by straight lines between the three centres that the study sets. "
    "These are composed by the weights and told in points of 0–100 (fuzzy comprehensive evaluation [@zadeh1965]). "
    "Beside them stand the order by number and that by room in the index: how far the question or dimension in point "
    "lies from its best, times its weight in the index, which is arithmetic, no forecast.",
)
CONSISTENCY = _measure(
    "criteria_consistency", unit.RATIO, Words("一致性比率", "Consistency ratio"), "register; of the judgements"
).like(CRITERION_WEIGHT)
PRIORITY = _measure(
    "complaint_priority", unit.INDEX, Words("综合评分", "Priority"), "class; severity, reach and frequency"
).like(CRITERION_WEIGHT)
GRADE = _measure(
    "complaint_grade", unit.SHARE, Words("隶属度", "Membership"), "class; other = the grade, after composing"
).like(CRITERION_WEIGHT)
ROOM = _measure(
    "index_room",
    unit.POINTS,
    Words("指数余地", "Room in the index"),
    "class; other = the question or dimension it is about",
    base="own",
).like(CRITERION_WEIGHT)
PLACE_NUMBER = _measure(
    "place_by_number", unit.PLACES, Words("按件数", "By number"), "class; 1 = the most frequent"
).like(CRITERION_WEIGHT)
PLACE_PRIORITY = _measure(
    "place_by_priority", unit.PLACES, Words("按综合评分", "By priority"), "class; 1 = the highest"
).like(CRITERION_WEIGHT)
PLACE_ROOM = _measure(
    "place_by_room", unit.PLACES, Words("按指数余地", "By room in the index"), "class; 1 = the most"
).like(CRITERION_WEIGHT)
