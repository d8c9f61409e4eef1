"""Whether the scores can be trusted, in one sentence, and what these answers cannot tell."""

from csat_lib.findings.measure import Words
from csat_lib.report.topics.cautions.limits import unexamined
from csat_lib.report.topics.cautions.warnings import of_measurement, of_sample, warnings
from csat_lib.report.topics.segments import places
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Slot, Wording

CHECKS = ("quality", "reliability", "factors")

MOST_TOLD = 4
"""Warnings that page one tells; the others it counts."""
CARE = Wording(
    zh="请谨慎看待：{told:;}{more}；此外，{unknown:list}，本次调查无从得知。",
    en="Read with care: {told:;}{more}; and these answers cannot tell {unknown:or}.",
)
MORE = Wording(
    zh="；另有 {n} 项保留，见“结果是否可信”一章",
    en="; {n:further reservation} {n|stands|stand} in the chapter on trust",
)
NO_ALARM = Wording(
    zh="各项检验没有发现异常；但{unknown:list}，本次调查无从得知。",
    en="The checks raise no alarm; these answers cannot tell {unknown:or}.",
)
UNKNOWN = Wording(zh="{unknown:list}，本次调查无从得知。", en="These answers cannot tell {unknown:or}.")
WHY_FELL = Wording(zh="{unit.level}为何下降", en="why {unit.level} fell")
WHY_BEHIND = Wording(zh="{unit.level}为何落后", en="why {unit.level} lags behind")
THE_SILENT = Words("没有作答的人怎么看", "what those who did not answer think")
RESERVATIONS = Wording(zh="需谨慎使用。{told: }", en="To be used with care. {told: }")
OF_MEASUREMENT = Wording(zh="测量方面：{told:;}。", en="On what was measured: {told:;}.")
OF_SAMPLE = Wording(zh="样本方面：{told:;}。", en="On who answered: {told:;}.")
NOTHING_AGAINST = Wording(
    zh="各项检验没有发现对结果不利的情况；检验所不能说明的，见本章末尾。",
    en="Nothing in the checks speaks against the scores; what they cannot show stands at the end of this chapter.",
)
UNCHECKED = Wording(
    zh="本研究没有考察{what:list}，因此不能断定得分是否可信。",
    en="This study does not look at {what:or}, so that it cannot be said whether the scores hold.",
)


def care(view: View) -> Claim:
    """The gravest warnings in one sentence, and what these answers cannot tell."""
    told, unknown = warnings(view), _unknown(view)
    if told:
        rest = len(told) - MOST_TOLD
        return CARE(told=told[:MOST_TOLD], more=MORE(n=rest) if rest > 0 else None, unknown=unknown)
    return (NO_ALARM if _checked(view) else UNKNOWN)(unknown=unknown)


def verdict(view: View) -> Claim | None:
    """Whether the scores can be trusted: the reservations, what was not checked, or that nothing speaks against it."""
    kinds = ((OF_MEASUREMENT, of_measurement(view)), (OF_SAMPLE, of_sample(view)))
    told = [wording(told=claims) for wording, claims in kinds if claims]
    unchecked = unexamined(view, CHECKS)
    told += [UNCHECKED(what=unchecked)] if unchecked else []
    if told:
        return RESERVATIONS(told=told)
    return NOTHING_AGAINST() if _checked(view) else None


def _checked(view: View) -> bool:
    return all(view.has(topic) for topic in CHECKS)


def _unknown(view: View) -> list[Slot]:
    """Why a unit fell or lags, and what those who did not answer think."""
    told = [(WHY_FELL if places.fell(unit) else WHY_BEHIND)(unit=unit) for unit in places.troubled(view)[:1]]
    return [*told, THE_SILENT]
