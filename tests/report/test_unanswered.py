"""Which question leaves a figure of several without a value, by name."""

from __future__ import annotations

import pytest

from csat_lib.report import absent as culprits
from csat_lib.report.absent import because
from csat_lib.report.notes import notes_on
from csat_lib.report.slots import fill
from csat_lib.report.wording import Ref

from .fake_wave import figure, make_view

CONSTANT = figure("scores", "answer_share", "q01", 1.0, other="4")
VARIED = figure("scores", "answer_share", "q02", 0.4, other="4")
BLANK = figure("scores", "mean", "q03", None, reason="all_missing", n=0)


def lost(reason, topic="reliability", measure="alpha", subject="service", **more):
    return figure(topic, measure, subject, None, reason=reason, **more)


def clause(language, absent, *others):
    view = make_view(language, [CONSTANT, VARIED, BLANK, *others])
    return fill(view, Ref("why"), because(view, absent))


@pytest.mark.parametrize(
    ("language", "reason", "told"),
    [
        ("en", "no_variance", "all respondents gave the same answer to “Room cleanliness”"),
        ("zh", "no_variance", "所有受访者对“客房整洁”的回答完全相同"),
        ("en", "all_missing", "nobody answered “Quiet in the room”"),
        ("zh", "all_missing", "没有人回答“客房安静”"),
    ],
)
def test_the_question_to_blame_is_named(language, reason, told):
    assert clause(language, lost(reason)) == told


def test_a_question_that_does_not_vary_itself_is_told_plainly():
    assert clause("en", lost("no_variance", subject="q01", other="service")) == "all respondents gave the same answer"
    assert culprits.culprits(make_view("en", []), lost("no_variance", "scores", "index")) is None


def test_many_questions_are_counted():
    others = [figure("scores", "answer_share", f"q0{k}", 1.0, other="4") for k in (4, 5, 6, 7)]
    found = clause("en", lost("no_variance", "factors", "kmo", "items"), *others)
    assert found.endswith(" and two other questions")
    assert clause("zh", lost("no_variance", "factors", "kmo", "items"), *others).endswith("和另外 2 道题的回答完全相同")


def test_a_note_names_each_row_once_and_blames_no_question_that_varies():
    rows = [lost("no_variance", "factors", "kmo", "items"), lost("no_variance", "factors", "bartlett", "items")]
    assert notes_on(make_view("en", rows), rows) == "All items: a question answered alike by all"
    assert notes_on(make_view("zh", rows), rows) == "全部题项：有题目回答全部相同"
