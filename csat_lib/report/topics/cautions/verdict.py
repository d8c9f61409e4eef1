"""Whether the scores can be trusted, in one sentence, and what these answers cannot tell."""

from csat_lib.findings.measure import Words
from csat_lib.report.topics.cautions.warnings import warnings
from csat_lib.report.topics.segments import places
from csat_lib.report.view import View
from csat_lib.report.wording import MOST_NAMED, Claim, Slot, Wording

CHECKS = ("quality", "reliability", "factors")

CARE = Wording(
    zh="请谨慎看待：{told:;}；此外，{unknown:list}，本次调查无从得知。",
    en="Read with care: {told:;}; and these answers cannot tell {unknown:or}.",
)
NO_ALARM = Wording(
    zh="各项检验没有发现异常；但{unknown:list}，本次调查无从得知。",
    en="The checks raise no alarm; these answers cannot tell {unknown:or}.",
)
UNKNOWN = Wording(zh="{unknown:list}，本次调查无从得知。", en="These answers cannot tell {unknown:or}.")
WHY_FELL = Wording(zh="{unit.level}为何下降", en="why {unit.level} fell")
WHY_BEHIND = Wording(zh="{unit.level}为何落后", en="why {unit.level} lags behind")
THE_SILENT = Words("没有作答的人怎么看", "what those who did not answer think")
RESERVATIONS = Wording(zh="可信，但有保留：{told:;}。", en="With reservations: {told:;}.")
NOTHING_AGAINST = Wording(
    zh="各项检验没有发现对结果不利的情况；检验所不能说明的，见本章末尾。",
    en="Nothing in the checks speaks against the scores; what they cannot show stands at the end of this chapter.",
)
BEHIND_IT = Wording(
    zh="以下是“结果是否可信”一章所依据的数字，供需要核对的读者参考。",
    en="These are the figures behind the chapter on trust. Whoever does not doubt it may pass them over.",
)


def care(view: View) -> Claim:
    """The gravest warnings in one sentence, and what these answers cannot tell."""
    told, unknown = warnings(view)[:MOST_NAMED], _unknown(view)
    if told:
        return CARE(told=told, unknown=unknown)
    return (NO_ALARM if _checked(view) else UNKNOWN)(unknown=unknown)


def verdict(view: View) -> Claim | None:
    """Whether the scores can be trusted, in one sentence; nothing when too little was checked to say."""
    told = warnings(view)
    if told:
        return RESERVATIONS(told=told)
    return NOTHING_AGAINST() if _checked(view) else None


def _checked(view: View) -> bool:
    return all(view.has(topic) for topic in CHECKS)


def _unknown(view: View) -> list[Slot]:
    """Why a unit fell or lags, and what those who did not answer think."""
    told = [(WHY_FELL if places.fell(unit) else WHY_BEHIND)(unit=unit) for unit in places.troubled(view)[:1]]
    return [*told, THE_SILENT]
