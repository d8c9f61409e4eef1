"""Every question once: who the respondents are, and what was answered to the questions that no score is made of."""

from collections.abc import Iterator

from csat_lib.report.chapters.arrange import Part, Passage
from csat_lib.report.topics.questions import choices, numbers, others, profile, ratios
from csat_lib.report.view import View


def respondents(view: View) -> Iterator[Part]:
    """Who they are: the groups that are clearly the largest, all shares in one table."""
    yield Passage([profile.largest(view)], table="profile")


def every_question(view: View) -> Iterator[Part]:
    """Choices, days and numbers with their intervals, and what was written beside 'other'."""
    for topic, table in ((choices, "choices"), (numbers, "numbers"), (ratios, "ratios"), (others, "others")):
        yield Passage(topic.told_of(view), table=table)
