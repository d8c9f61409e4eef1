"""May waves and groups be compared?"""

from csat_lib.report.declared import View
from csat_lib.report.topics.comparability import groups, questionnaire, waves
from csat_lib.report.topics.comparability.scope import compared_groups
from csat_lib.report.wording import Claim, Wording

__all__ = ["say"]

NOT_TESTED = Wording(zh="没有检验各期或各组是否可比。", en="Whether waves or groups may be compared was not tested.")


def say(view: View, subject: str = "") -> list[Claim | None]:
    """Against the wave before and between groups; with a segment question as ``subject``, between its groups."""
    if subject in view.study.segments:
        return [groups.groups(view, subject)]
    told = [waves.waves(view), waves.consequence(view), waves.untested(view), questionnaire.changed(view)]
    told += [groups.groups(view, name) for name in compared_groups(view)]
    return told if any(told) else [NOT_TESTED()]
