"""Planning: how many respondents a wave needs, from whom, and how many there were."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("plan", Words("抽样计划", "Sampling plan"))
_measure = partial(Measure, TOPIC, base="none")

N_NEEDED = _measure(
    "n_needed", unit.RESPONDENTS, Words("计划样本量", "Respondents planned"), "respondents; all, or of a stratum"
).defined(
    zh="**计划样本量。**同时满足各项要求的最少份数：全体均分的区间半宽（分层抽样的方差，计有限总体校正[@cochran1977]）、"
    "每层均分的区间半宽、两期之间要发现的变化；再按比例、Neyman 法、均等或普查分到各层。",
    en="**Respondents planned.** The fewest that serve every aim: the interval of everybody's mean (variance of a "
    "stratified mean, with finite-population correction [@cochran1977]), that of each stratum's, a change to be found "
    "between two waves; split over the strata in proportion, by Neyman's rule, equally, or as a census.",
)
REACHED = _measure(
    "reached", unit.RESPONDENTS, Words("实收有效", "Respondents counted"), "respondents; all, or of a stratum"
)
FRAME_SIZE = _measure("frame_size", unit.ITEMS, Words("总体人数", "People of the frame"), "respondents")
FOR_PRECISION = _measure(
    "n_for_precision", unit.RESPONDENTS, Words("总体精度所需", "Needed for the overall precision"), "respondents"
)
FOR_EACH = _measure("n_for_each", unit.RESPONDENTS, Words("各层精度所需", "Needed for each stratum"), "respondents")
FOR_CHANGE = _measure("n_for_change", unit.RESPONDENTS, Words("发现变化所需", "Needed to find a change"), "respondents")
CENSUS = _measure("n_for_census", unit.ITEMS, Words("普查所需", "Needed for a census"), "respondents")
HALF_WIDTH = _measure(
    "planned_half_width", unit.POINTS, Words("计划的区间半宽", "Planned half-width"), "respondents; of everybody's mean"
)
COVERED = _measure(
    "covered",
    unit.SHARE,
    Words("抽样框覆盖率", "Coverage of the frame"),
    "respondents; people of strata that were asked",
)
TARGET = _measure("response_target", unit.SHARE, Words("回收率目标", "Response wanted"), "respondents; other = channel")
INVITATIONS = _measure(
    "invitations", unit.RESPONDENTS, Words("邀请数", "Invitations"), "respondents; other = channel, were all asked so"
)
