"""The headline figures as cards: index, NPS, the headline outcome, answers that count; those that the study has."""

from collections.abc import Mapping
from typing import Literal

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.quality import ROWS_KEPT
from csat_lib.findings.catalogue.weights import EFFECTIVE_N
from csat_lib.period import Period, parse
from csat_lib.report.blocks import Card
from csat_lib.report.clear import Side, direction
from csat_lib.report.slots import phrase
from csat_lib.report.standing import is_nps, standing
from csat_lib.report.topics.fieldwork.response import rate_of_all
from csat_lib.report.topics.found import changes
from csat_lib.report.topics.quality.ledger import counted
from csat_lib.report.topics.scores.targets import beside_target
from csat_lib.report.topics.trends.spark import spark
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Derived, Wording, Words

SIGNS: dict[str, Literal["up", "down", ""]] = {"up": "up", "down": "down", "unclear": ""}
VALUE = Wording(zh="{row}", en="{row}")
NPS_NAME = Words("净推荐值（NPS）", "Net Promoter Score (NPS)")
TARGETS: Mapping[Side, Wording] = {
    "above": Wording(zh="明显高于目标 {target}", en="clearly above target {target}"),
    "below": Wording(zh="明显低于目标 {target}", en="clearly below target {target}"),
    "open": Wording(zh="目标 {target}，是否达到未定", en="target {target}: undecided"),
}
NO_TARGET = Wording(zh="未设目标", en="no target set")
CHANGE = Wording(zh="较 {change.before} {change:signed}", en="{change:signed} from {change.before}")
NOT_COMPARABLE = Wording(zh="与 {change.before}不可比", en="not comparable with {change.before}")
INTERVALS = {
    "up": Wording(zh="明显上升（{change.sizes}）", en="clear rise ({change.sizes})"),
    "down": Wording(zh="明显下降（{change.sizes}）", en="clear fall ({change.sizes})"),
    "unclear": Wording(zh="无明显变化（{change.signed_ends}）", en="no clear change ({change.signed_ends})"),
}
NO_INTERVAL = Wording(zh="无法给出置信区间", en="no interval")
BASE = Wording(zh="{kept.count} 份有效答卷{effective}", en="{kept.count:valid response}{effective}")
EFFECTIVE = Wording(zh="，等效样本量 {n}", en=", effective base {n}")
OWN_INTERVAL = Wording(zh="{row.ends}", en="{row.ends}")
ANSWERED = Wording(zh="{row.bases}", en="{row.bases}")
RECEIVED = Wording(zh="占回收 {received} 份的 {share}", en="of {received} received ({share})")
RATE = Wording(zh="回收率 {rate:.1}", en="response rate {rate:.1}")
NO_RATE = Wording(zh="回收率未知", en="response rate not known")


def base(view: View) -> Claim | None:
    """How many answers count, as the card says: a figure may rest on fewer, and says so where it stands."""
    kept, effective = view.row(ROWS_KEPT, "answers"), view.row(EFFECTIVE_N, "respondents")
    if kept is None or not kept.value:
        return None
    is_weighted = effective is not None and effective.value is not None and effective.value < kept.value
    return BASE(kept=kept, effective=EFFECTIVE(n=effective) if is_weighted else None)


def days(view: View) -> Period | None:
    """From the first to the last day on which an answer that counts came in, if the data hold their days."""
    found = next(iter(view.words("fieldwork", "days")), None)
    return parse(found.text) if found else None


def cards(view: View) -> tuple[Card, ...]:
    """One card a headline figure that has a value."""
    subjects = dict.fromkeys(name for name in (view.study.root, view.study.nps, view.study.headline) if name)
    found = [standing(view, name) for name in subjects]
    return (*(_card(view, row) for row in found if row is not None and row.value is not None), *_answers(view))


def _card(view: View, row: Finding) -> Card:
    change, line = changes.of(view, row.subject), spark(view, row.subject)
    way = direction(change) if change is not None and change.value is not None else None
    return Card(
        label=NPS_NAME[view.language] if is_nps(row) else view.label(row.subject),
        value=phrase(view, VALUE(row=row)),
        unit=row.kind.unit.words[view.language],
        within=phrase(view, OWN_INTERVAL(row=row) if row.low is not None and row.high is not None else None),
        base=phrase(view, ANSWERED(row=row) if row.n is not None else None),
        change=phrase(view, _change(change)),
        interval=phrase(view, _interval(change)),
        target=phrase(view, beside_target(view, row, TARGETS) or (NO_TARGET() if view.study.aims(view.cell) else None)),
        spark_svg=line.svg if line is not None else "",
        spark_alt=line.alt if line is not None else "",
        sign=SIGNS[way] if way else "",
    )


def _change(change: Finding | None) -> Claim | None:
    if change is None or change.value is None:
        broken = change is not None and change.reason == changes.BROKEN
        return NOT_COMPARABLE(change=change) if broken else None
    return CHANGE(change=change)


def _interval(change: Finding | None) -> Claim | None:
    """Whether the change is clear, and between which ends; one without an interval is not."""
    if change is None or change.value is None:
        return None
    return NO_INTERVAL() if change.low is None or change.high is None else INTERVALS[direction(change)](change=change)


def _answers(view: View) -> list[Card]:
    """How many answers count, of how many."""
    rows = counted(view)
    if rows is None:
        return []
    received, kept = rows
    told = RECEIVED(received=received, share=Derived("over", kept, received))
    rate = rate_of_all(view)
    answered = RATE(rate=rate) if rate is not None and rate.value is not None else NO_RATE()
    label, value = kept.kind.words[view.language], phrase(view, VALUE(row=kept))
    return [Card(label, value, change=phrase(view, told), interval=phrase(view, answered))]
