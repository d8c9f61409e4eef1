"""The questions as asked: every one in its words, with what may be answered and of whom it is asked."""

from __future__ import annotations

from csat_lib.report.topics.questions import asked
from tests.report.fake_wave import make_study, make_view


def test_every_question_stands_in_its_words_under_its_dimension():
    table = asked.table(make_view("en"))
    study = make_study()
    assert [row[0] for row in table.rows] == list(study.questions)
    assert [row[1] for row in table.rows] == [question.text.en for question in study.questions.values()]
    assert table.title == f"The questionnaire: {len(table.rows)} questions as asked"
    by_name = {row[0]: row[2] for row in table.rows}
    assert by_name["q01"] == "1–10"
    assert by_name["nps"] == "NPS 0–10"
    assert by_name["store"].startswith("S01 Harbour, S02 Hillside")
    assert by_name["why"] == "In own words"
    assert [title for _, title in table.sections] == ["Room", "Service", "Food", "Price", "Outcomes", "Other questions"]


def test_whom_a_question_is_asked_of_is_told():
    question = {"text": {"zh": "早餐", "en": "Breakfast"}, "kind": "yes_no", "role": "profile", "yes": [1], "no": [2]}
    given = make_study().model_dump(by_alias=True, exclude_unset=True)["questions"]
    given["ate"] = {**question, "filter": {"question": "store", "is": ["S01"]}}
    view = make_view("zh", study=make_study(questions=given))
    assert asked.table(view).rows[-1] == ("ate", "早餐", "是 / 否；仅问：门店: 海港店")
