"""Planning: how many respondents a wave needs."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("plan", Words("抽样计划", "Sampling plan"))
_measure = partial(Measure, TOPIC, base="none")

N_NEEDED = _measure(
    "n_needed", unit.RESPONDENTS, Words("所需样本量", "Respondents needed"), "respondents; other = stratum"
)
INVITATIONS = _measure("invitations", unit.RESPONDENTS, Words("邀请数", "Invitations"), "respondents")
