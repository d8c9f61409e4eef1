"""The pilot on one page: what is to be done first, the cards above it, and what so few answers can carry."""

from csat_lib.findings.catalogue.quality import ROWS_KEPT
from csat_lib.report.blocks import Card
from csat_lib.report.declared import Finding, View
from csat_lib.report.slots import tell
from csat_lib.report.topics.pilot.alphas import alphas
from csat_lib.report.topics.pilot.decisions import changed, overruled, verdict
from csat_lib.report.topics.pilot.judged import DECISIONS, decided, judged
from csat_lib.report.topics.pilot.sizes import needed, size
from csat_lib.report.wording import Claim, Slot, Wording, Words

SUBTITLE = Words("试测报告", "Report on the pilot")
WARNING = Wording(
    zh="{n.count} 份答卷足以发现明显不合格的题项，但不能证明其余题项合格，更不能说明满意程度的高低。",
    en="{n.count:response} can show that an item is plainly unsound; they do not prove that the others are sound, and "
    "say nothing of how satisfied people are.",
)
CARDS = {
    "keep": Words("保留的题项", "Items that stay"),
    "review": Words("待修改的题项", "Items to review"),
    "drop": Words("删除的题项", "Items to drop"),
}
NEEDED = Words("正式调查所需样本量", "Responses needed")
NUMBER = Wording(zh="{n}", en="{n}")


def page(view: View) -> list[Claim | None]:
    """About seven sentences, what is to be done first."""
    return [verdict(view), *changed(view), overruled(view), alphas(view), *size(view), warning(view)]


def warning(view: View) -> Claim | None:
    """What so few answers can carry."""
    kept = _kept(view)
    return WARNING(n=kept) if kept is not None else None


def _kept(view: View) -> Finding | None:
    kept = view.row(ROWS_KEPT, "answers")
    return kept if kept is not None and kept.value else None


def cards(view: View) -> tuple[Card, ...]:
    """How many items stay, are to be reviewed and go, and the answers needed; none when no item was screened."""
    if not judged(view):
        return ()
    need = needed(view)
    counted = [_card(view, CARDS[name], len(decided(view, name))) for name in DECISIONS]
    return (*counted, *([_card(view, NEEDED, need)] if need is not None else []))


def _card(view: View, label: Words, number: Slot) -> Card:
    return Card(label=label[view.language], value=tell(view, NUMBER(n=number)))
