"""What was answered: who respondents are, and every other question that no score is made of."""

from csat_lib.report.declared import View
from csat_lib.report.topics.questions import choices, numbers, profile, ratios
from csat_lib.report.wording import Claim


def say(view: View, subject: str = "") -> list[Claim | None]:
    """Groups, choices and numbers, or one of these questions."""
    groups = [] if subject else [profile.largest(view)]
    return [*groups, *choices.told_of(view, subject), *numbers.told_of(view, subject), *ratios.told_of(view, subject)]
