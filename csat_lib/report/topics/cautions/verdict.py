"""Whether the scores can be trusted, in one sentence; the reservations one by one; what these answers cannot tell."""

from csat_lib.findings.measure import Words
from csat_lib.report.topics.cautions.limits import CHECKS, unexamined
from csat_lib.report.topics.cautions.warnings import grave, of_each_kind, warnings
from csat_lib.report.topics.fieldwork.response import rate_of_all
from csat_lib.report.topics.segments import places
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Slot, Wording

LEAST_IN_FRONT = 2
"""Reservations that page one tells where fewer are grave."""
CARE = Wording(zh="使用结果时有 {n} 点需留意{shown}。", en="Use with care, for {n:reason}{shown}.")
CHAPTER = Words("[[ch-trust]]", "[[ch-trust]]")
SHOWN = Wording(zh="，这里先列 {k} 点，全部见{chapter}", en="; the first {k:word} here, all in {chapter}")
NO_ALARM = Wording(zh="各项检验没有发现异常。", en="The checks raise no alarm.")
UNKNOWN = Wording(zh="{unknown:list}，本次调查无从得知。", en="This survey cannot tell {unknown:or}.")
WHY_FELL = Wording(zh="{unit.level}为何下降", en="why {unit.level} fell")
WHY_BEHIND = Wording(zh="{unit.level}为何落后", en="why {unit.level} lags behind")
THE_SILENT = Words("没有作答的人怎么看", "what those who did not answer think")
RESERVATIONS = Wording(zh="使用结果时有 {n} 点需留意{kinds}。", en="Use with care: {n:reservation}{kinds}.")
KINDS = Wording(zh="（{kinds:,}）", en=" ({kinds:,})")
ONE = Wording(zh="{told}。", en="{told}.")
ANSWERED = Wording(zh="受邀者中有 {rate:.1} 作答。", en="Of those invited, {rate:.1} answered.")
NOT_KNOWN = Wording(
    zh="回收率未知：没有记录邀请了多少人。",
    en="The response rate is not known: how many were invited was not recorded.",
)
NOTHING_AGAINST = Wording(
    zh="各项检验没有发现对结果不利的情况；检验所不能说明的，见本章末尾。",
    en="Nothing in the checks speaks against the scores; what they cannot show stands at the end of this chapter.",
)
UNCHECKED = Wording(
    zh="本研究没有考察{what:list}，因此不能断定得分是否可信。",
    en="This study does not look at {what:or}, so that it cannot be said whether the scores hold.",
)


def care(view: View) -> Claim | None:
    """How many reservations there are, or that the checks raise no alarm."""
    told = warnings(view)
    if told:
        shown = len(gravest_first(view, in_front=True))
        return CARE(n=len(told), shown=SHOWN(k=shown, chapter=CHAPTER) if shown < len(told) else None)
    return NO_ALARM() if _checked(view) else None


def unknown(view: View) -> Claim:
    """What these answers cannot tell."""
    return UNKNOWN(unknown=_unknown(view))


def gravest_first(view: View, *, in_front: bool = False) -> list[Claim]:
    """The reservations one by one, the most serious first.

    ``in_front``: those of page one alone: all that are grave, else the first few; one more is told, not counted.
    """
    told = [ONE(told=claim) for claim in warnings(view)]
    shown = max(len(grave(view)), LEAST_IN_FRONT) if in_front else len(told)
    return told[:shown] if len(told) > shown + 1 else told


def answered(view: View) -> Claim:
    """The response rate, or that it is not known."""
    rate = rate_of_all(view)
    return ANSWERED(rate=rate) if rate is not None and rate.value is not None else NOT_KNOWN()


def verdict(view: View) -> list[Claim | None]:
    """Whether the scores can be trusted: how many reservations there are, what was not checked, or that all is well."""
    kinds = of_each_kind(view)
    unchecked = unexamined(view, CHECKS)
    told_of = KINDS(kinds=[words(n=n) for words, n in kinds]) if len(kinds) > 1 else None
    told = [
        RESERVATIONS(n=sum(n for _, n in kinds), kinds=told_of) if kinds else None,
        UNCHECKED(what=unchecked) if unchecked else None,
    ]
    return told if any(told) else [NOTHING_AGAINST()] if _checked(view) else []


def _checked(view: View) -> bool:
    return all(view.has(topic) for topic in CHECKS)


def _unknown(view: View) -> list[Slot]:
    """Why a unit fell or lags, and what those who did not answer think."""
    told = [(WHY_FELL if places.fell(unit) else WHY_BEHIND)(unit=unit) for unit in places.troubled(view)[:1]]
    return [*told, THE_SILENT]
