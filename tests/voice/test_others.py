"""Answers in words beside "other": put together, masked, counted, and not told of few."""

from __future__ import annotations

import pandas as pd

from csat_lib.voice.others import MOST_LISTED, other_answers


def words(**counts: int) -> pd.Series:
    return pd.Series([text for text, n in counts.items() for _ in range(n)] + [None] * 3, dtype="str")


def listed(column: pd.Series, least: int = 10) -> list[tuple[str, int | None]]:
    return list(other_answers({"purpose": column}, least).listed["purpose"])


def test_answers_that_differ_in_capitals_and_spaces_alone_are_one():
    column = pd.Series(["Visiting family", " visiting  family", "VISITING FAMILY", "Visiting family"])
    assert listed(column, 1) == [("Visiting family", 4)]


def test_the_most_frequent_come_first_and_the_few_last_without_their_count():
    assert listed(words(wedding=3, concert=14, exam=21, funeral=9)) == [
        ("exam", 21),
        ("concert", 14),
        ("funeral", None),
        ("wedding", None),
    ]


def test_one_answer_of_few_takes_the_next_smallest_with_it():
    assert listed(words(exam=30, concert=12, wedding=3)) == [("exam", 30), ("concert", None), ("wedding", None)]


def test_what_looks_personal_is_masked_before_answers_are_counted():
    column = pd.Series(["ask 13800138000", "ask 13900139000", "写信到 a@b.com"])
    assert [text for text, _ in listed(column, 1)] == ["ask [phone]", "写信到 [邮箱]"]


def test_what_cannot_be_printed_is_counted_and_not_listed():
    found = other_answers({"purpose": pd.Series(["fine", "x" * 300, "<script>", "1 2 3 4 5 6"])}, 1)
    assert [text for text, _ in found.listed["purpose"]] == ["fine"]
    assert found.different == {"purpose": 4}


def test_no_more_are_listed_than_a_page_holds_and_all_are_counted():
    column = pd.Series([f"answer {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60)])
    found = other_answers({"purpose": column}, 1)
    assert (len(found.listed["purpose"]), found.different["purpose"]) == (MOST_LISTED, 60)


def test_findings_and_texts_share_their_rank():
    found = other_answers({"purpose": words(exam=21, concert=14, wedding=2, walk=2), "silent": words()}, 10)
    rows, texts = found.to_findings(), found.to_texts()
    assert [(row.measure, row.subject, row.other, row.value, row.reason) for row in rows] == [
        ("different", "purpose", "", 4.0, ""),
        ("written", "purpose", "1", 21.0, ""),
        ("written", "purpose", "2", None, "small_base"),
        ("written", "purpose", "3", None, "small_base"),
        ("written", "purpose", "4", None, "small_base"),
    ]
    assert [(text.kind, text.rank, text.text) for text in texts] == [
        ("other", 1, "exam"), ("other", 2, "concert"), ("other", 3, "walk"), ("other", 4, "wedding"),
    ]  # fmt: skip
