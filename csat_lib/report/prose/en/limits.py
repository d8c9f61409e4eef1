"""What a reader must not conclude: always, and from the chapters that this study has or leaves out."""

from __future__ import annotations

from csat_lib.report.prose import scope
from csat_lib.report.prose.en.grammar import listed
from csat_lib.report.view import View

LIMITS: dict[str, str] = {
    "silent": (
        "Those who did not answer may think otherwise. No interval in this report covers that: intervals tell the "
        "error of sampling, nothing else."
    ),
    "uninvited": "How many were invited is not recorded, so that no response rate can be given.",
    "index": "An index of 80 does not mean that 80% are satisfied, and index points are not percentage points.",
    "drivers": (
        "What goes together need not be cause and effect. Importance is an association within one wave; whether a "
        "measure works is for the next wave to show."
    ),
    "segments": (
        "A rank is not a difference: neighbours in a ranking are rarely told apart. Groups may also differ in whom "
        "they serve; no adjustment is made for that."
    ),
    "trends": "“No clear change” is not proof of no change: it means that these answers cannot tell.",
    "season": (
        "A change from one wave to the next may be the season: without the same period of an earlier year the two "
        "cannot be told apart."
    ),
    "factors": (
        "The factor analysis is exploratory: it describes these answers, and confirms the questionnaire for no others."
    ),
    "model": (
        "A model that fits is not thereby the only one: others may fit as well. One that was mended after looking at "
        "these answers must be tested on new ones."
    ),
}
_TOPICS = {
    "quality": "which answers were left out",
    "reliability": "whether the items of a dimension hold together",
    "factors": "whether the items fall into the dimensions as designed",
    "weights": "whom the respondents speak for",
    "scores": "the scores themselves",
    "drivers": "what goes with satisfaction",
    "segments": "differences between groups",
    "trends": "changes between waves",
    "voice": "open answers",
}


def limits(view: View) -> list[str]:
    """The limits that apply, one statement each; the last names what the study does not look at."""
    return [*(LIMITS[name] for name in scope.limits(view)), *([_unexamined(view)] if scope.unexamined(view) else [])]


def _unexamined(view: View) -> str:
    told = listed([_TOPICS[name] for name in scope.unexamined(view)], "or")
    return f"This study does not look at {told}: that this report is silent on them means nothing either way."
