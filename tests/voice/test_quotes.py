"""Quotes are masked, readable, drawn by lot, and never from a small group."""

import re

import pandas as pd

from csat_lib.study.model import FrameCode
from csat_lib.study.words import StudyText, WordLists
from csat_lib.voice.coding import code_answers
from csat_lib.voice.frame import build_frame
from csat_lib.voice.quotes import QuoteSpec, choose_quotes

FRAME = build_frame(
    {
        name: FrameCode(title=StudyText(en=name), words=WordLists(zh=(zh,), en=(en,)))
        for name, zh, en in [("clean", "干净", "clean"), ("service", "服务", "service")]
    }
)


def answers(n: int = 12) -> pd.Series:
    return pd.Series([f"The room was clean on day {at}, more or less" for at in range(n)])


def quotes(texts: pd.Series | pd.DataFrame, **spec: object):
    return choose_quotes(code_answers(texts, FRAME), QuoteSpec(**spec))


def test_two_answers_are_quoted_per_code():
    found = quotes(answers())
    assert [(q.topic, q.kind, q.subject, q.language, q.rank) for q in found] == [
        ("voice", "quote", "clean", "en", 1),
        ("voice", "quote", "clean", "en", 2),
    ]
    assert {q.text for q in found} <= set(answers())


def test_as_many_are_quoted_of_each_language():
    both = pd.concat([answers(), pd.Series([f"第{at}天房间很干净，没有异味" for at in range(12)])], ignore_index=True)
    assert sorted(q.language for q in quotes(both)) == ["en", "en", "zh", "zh"]
    assert sorted(q.rank for q in quotes(both)) == [1, 2, 3, 4]


def test_the_lot_depends_on_the_seed_and_not_on_the_order_of_the_answers():
    assert quotes(answers(), seed=1) == quotes(answers()[::-1], seed=1)
    assert {q[0].text for q in (quotes(answers(), seed=seed) for seed in range(8))} - {quotes(answers())[0].text}


def test_codes_under_the_minimum_base_are_not_quoted():
    assert quotes(answers(9)) == []
    assert len(quotes(answers(9), minimum_base=9)) == 2


def test_quotes_are_masked():
    texts = pd.Series([f"房间很干净，王先生电话1380013800{at}" for at in range(10)])
    found = quotes(texts, per_code=10)
    assert [q.text for q in found] == ["房间很干净，[姓名]先生电话[电话]"]


def test_the_passage_about_the_code_is_quoted():
    texts = pd.Series(
        [
            "早餐品种太少。房间打扫得很干净！服务也好。",
            "The food was cold. The room was clean. Clean towels too. Bad Wi-Fi.",
        ]
    )
    assert {q.text for q in quotes(texts, minimum_base=1) if q.subject == "clean"} == {
        "房间打扫得很干净！",
        "The room was clean. Clean towels too.",
    }


def test_answers_without_personal_data_are_quoted_first():
    texts = pd.Series([f"房间很干净，电话1380013800{at}" for at in range(9)] + ["房间很干净，下次还来"])
    assert [q.text for q in quotes(texts)] == ["房间很干净，下次还来", "房间很干净，电话[电话]"]


def test_nothing_unreadable_or_doubtful_is_quoted():
    texts = pd.Series(
        [
            "clean",
            "clean " * 60,
            "clean and cheap at 12345 a night",
            "clean, contact me at lily @ desk",
            "clean <script>alert('x')</script> room",
            "clean javascript:alert(1) and nothing",
            "干净干净",
        ]
    )
    assert quotes(texts, per_code=9, minimum_base=1) == []


def test_no_answer_is_quoted_twice():
    texts = pd.Series(["Clean rooms and friendly service", "Very clean and quick service, thanks"])
    found = quotes(texts, minimum_base=1)
    assert sorted(q.subject for q in found) == ["clean", "clean"]
    assert len({q.text for q in found}) == 2


def test_only_the_answer_that_mentions_the_code_is_quoted():
    table = pd.DataFrame({"liked": ["房间非常干净整洁"] * 10, "disliked": ["早餐的品种实在太少了"] * 10})
    found = {q.subject: q.text for q in quotes(table, per_code=1)}
    assert found == {"clean": "房间非常干净整洁"}


def test_uncoded_answers_show_what_the_frame_misses():
    texts = pd.Series([f"早餐的品种实在太少了，第{at}次" for at in range(10)])
    assert {q.subject for q in quotes(texts)} == {"uncoded"}


def test_no_quote_holds_five_digits_in_a_row():
    texts = pd.Series([f"The clean room {at * 7919} was on floor {at}" for at in range(40)])
    assert not any(re.search(r"\d{5}", q.text) for q in quotes(texts, per_code=40))


def test_half_of_the_quotes_are_of_the_satisfied_where_both_wrote():
    texts = answers(24)
    best = pd.Series([1.0 if at < 20 else 0.0 for at in range(24)])
    for seed in range(6):
        found = {q.text for q in quotes(texts, best=best, seed=seed)}
        assert sorted(best[texts.isin(found)]) == [0.0, 1.0]
    assert len(quotes(texts, best=pd.Series(1.0, index=texts.index))) == 2
