"""What moves it: which dimensions go with the headline outcome, and what to look at first. Never as a cause."""

from csat_lib.report.declared import View, absent, ranked
from csat_lib.report.topics.drivers.importance import CAUTION, explained, importances, one, strongest
from csat_lib.report.topics.drivers.priorities import first
from csat_lib.report.wording import Claim, Wording

NOT_EXAMINED = Wording(zh="本期没有分析影响因素。", en="Drivers were not examined in this wave.")


def say(view: View, subject: str = "") -> list[Claim | None]:
    """The strongest driver, how much all explain, what to do first; with a subject, that driver alone."""
    found = importances(view)
    if not ranked(found):
        return [absent(view, found[0]) if found else NOT_EXAMINED()]
    if subject:
        return [one(view, subject)]
    return [strongest(view), explained(view), first(view), CAUTION()]
