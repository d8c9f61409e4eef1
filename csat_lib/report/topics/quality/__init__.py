"""Who counts: answers received, left out and why, and whether leaving them out matters."""

from csat_lib.report.declared import View
from csat_lib.report.topics.quality import blanks, careless, effects, ledger
from csat_lib.report.wording import Claim

__all__ = ["say"]


def say(view: View, subject: str = "") -> list[Claim | None]:
    """How many answers count, why others do not, what their absence does to the index, which item is left blank."""
    del subject
    told = [ledger.kept(view), ledger.rules(view), effects.effect(view)]
    return [*told, careless.careless(view), blanks.blank(view), ledger.time(view)]
