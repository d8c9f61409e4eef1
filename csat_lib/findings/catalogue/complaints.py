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
