"""How the fieldwork went: response rates, answers that came twice, and arrivals that chance would hardly bring."""

from csat_lib.findings.catalogue.fieldwork import RESPONSE_RATE
from csat_lib.report.declared import View
from csat_lib.report.topics.fieldwork import arrivals, repeats, response
from csat_lib.report.wording import Claim, Wording

__all__ = ["say"]

NOTHING = Wording(zh="本期没有记录执行情况。", en="Nothing was recorded of the fieldwork.")


def say(view: View, subject: str = "") -> list[Claim | None]:
    """Response, repeats and bursts; with a channel as ``subject``, its response rate."""
    if subject:
        return [response.one(view, row) for row in view.rows(RESPONSE_RATE, subject=subject)[:1]]
    told = [response.response(view), repeats.repeats(view), arrivals.bursts(view)]
    return told if any(told) else [NOTHING()]
