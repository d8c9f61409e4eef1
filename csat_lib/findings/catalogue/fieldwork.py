"""Fieldwork: how answers came in."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Measure, Topic, Words

TOPIC = Topic("fieldwork", Words("执行情况", "Fieldwork"))
_measure = partial(Measure, TOPIC, base="none")

INVITED = _measure("invited", unit.RESPONDENTS, Words("发出样本", "Cases issued"), "channel")
DISPOSITION = _measure(
    "disposition",
    unit.RESPONDENTS,
    Words("最终去向", "Final disposition"),
    "channel; other = AAPOR code I P R NC O UH UO NE",
)
RESPONSE_RATE = _measure(
    "response_rate", unit.SHARE, Words("回收率", "Response rate"), "channel; other = AAPOR name"
).defined(
    zh="**回收率。**按美国民意研究协会的标准定义，RR1 为完成数除以完成、部分完成、拒绝、未联系上、其他未访和资格未知之"
    "和[@aapor2023]。它描述全部发出样本，没有抽样误差。",
    en="**Response rate.** AAPOR's RR1: complete responses over complete, partial, refused, not contacted, other and "
    "those of unknown eligibility [@aapor2023]. It describes all cases issued and has no sampling error.",
)
COOPERATION_RATE = _measure(
    "cooperation_rate", unit.SHARE, Words("合作率", "Cooperation rate"), "channel; other = AAPOR name"
)
REFUSAL_RATE = _measure("refusal_rate", unit.SHARE, Words("拒访率", "Refusal rate"), "channel; other = AAPOR name")
CONTACT_RATE = _measure("contact_rate", unit.SHARE, Words("接触率", "Contact rate"), "channel; other = AAPOR name")
DUPLICATES = _measure(
    "duplicates",
    unit.RESPONDENTS,
    Words("重复提交", "Sent again"),
    "answers or source; other = device, answers or near",
)
MOST_ALIKE = _measure(
    "most_alike",
    unit.RESPONDENTS,
    Words("相同答卷最多份数", "Most responses alike"),
    "answers; other = device, answers or near",
)
ARRIVALS = _measure(
    "arrivals", unit.RESPONDENTS, Words("收到答卷", "Responses arrived"), "answers or source; path = day or hour"
)
BURST = _measure(
    "burst",
    unit.RESPONDENTS,
    Words("异常集中", "Burst of arrivals"),
    "answers or source; path = start; p over all windows",
)
NIGHT_SHARE = _measure(
    "night_share", unit.SHARE, Words("夜间提交占比", "Share sent at night"), "answers or source; p against the rest"
)
ENDS_SHARE = _measure(
    "ends_share",
    unit.SHARE,
    Words("量表两端占比", "Share at the ends of the scale"),
    "answers or source; p against the rest",
)
SAME_SECONDS = _measure(
    "same_seconds",
    unit.RESPONDENTS,
    Words("作答时长相同", "Same time to answer"),
    "answers or source; p against durations near it",
)
