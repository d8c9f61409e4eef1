"""Every question once: who the respondents are, and what was answered to the questions that no score is made of."""

from collections.abc import Iterator

from csat_lib.report.chapters.arrange import Part, Passage, lead
from csat_lib.report.topics.questions import choices, numbers, others, profile, ratios
from csat_lib.report.view import View


def respondents(view: View) -> Iterator[Part]:
    """Who they are: the groups that are clearly the largest, all shares in one table."""
    yield Passage([profile.largest(view)], table="profile")


def every_question(view: View) -> Iterator[Part]:
    """Choices (unless the report tells them), days and numbers with their intervals, what was written to 'other'."""
    told = [(numbers, "numbers"), (ratios, "ratios"), (others, "others")]
    for topic, table in told if not view.study.index else [(choices, "choices"), *told]:
        yield Passage(topic.told_of(view), table=table)


def chapter(view: View) -> Iterator[Part]:
    """The answers to plain questions, where these are what the study is about: it has no index."""
    if not view.study.index and choices.told_of(view):
        first, *more = choices.told_of(view)
        yield lead(first)
        yield Passage(more, chart="choices", table="choices")
