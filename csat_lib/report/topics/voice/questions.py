"""Which open questions were asked: each of several is told by itself."""

from dataclasses import replace

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.voice import SHARE, TOPIC
from csat_lib.report.declared import View
from csat_lib.report.wording import Claim, Label, Wording

NAME = Wording(zh="{question}", en="{question}")
ASKED = Wording(zh="题目是：{question.quoted}", en="The question was: {question.quoted}")


def questions(view: View) -> list[str]:
    """The open questions that are told each by itself; an empty name where there is only one."""
    return list(dict.fromkeys(row.other for row in view.rows(SHARE)))


def of_question(view: View, question: str = "") -> View:
    """What is known of the answers to one open question (the first unless named), as if it were the only one."""
    asked = questions(view)
    if len(asked) < 2:
        return view
    own = question or asked[0]
    if own not in view.of_questions:
        rows = tuple(row for row in view.all_figures() if row.topic != TOPIC.name or row.other == own)
        view.of_questions[own] = replace(view, findings=rows, cell=(ALL, ""))
    return view.of_questions[own]


def asked(view: View) -> Claim | None:
    """What was asked, where one question was: each of several stands over what is told of it."""
    names = view.study.voice.questions if view.study.voice else ()
    return ASKED(question=Label(names[0])) if len(names) == 1 else None
