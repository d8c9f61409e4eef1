"""The list of labels names every code that stands for something."""

from __future__ import annotations

import pytest

from csat_lib.study.codebook import codebook
from csat_lib.study.model import Study


def labels(study: Study, question: str, language: str = "en") -> list[tuple[str, str]]:
    rows = codebook(study, language).query("question == @question")
    return list(zip(rows["code"], rows["label"], strict=True))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("store", [("S1", "East"), ("2", "West")]),
        ("uses", [("spa", "Spa"), ("gym", "Gym")]),
        ("again", [("1", "yes"), ("2", "no")]),
        ("q1", [("9", "no answer"), ("8", "does not apply")]),
        ("q2", [("9", "no answer"), ("7", "no answer"), ("8", "does not apply")]),
        ("nights", [("", "")]),
    ],
)
def test_every_kind_of_question_has_its_codes(study, question, wanted):
    assert labels(study, question) == wanted


def test_labels_of_a_scale_stand_with_each_of_its_questions(study):
    five = study.questions["q1"].scale.model_copy(update={"labels": {"5": study.title}})
    rated = study.questions["q1"].model_copy(update={"scale": five})
    changed = study.model_copy(update={"questions": {**study.questions, "q1": rated}})
    assert labels(changed, "q1", "zh")[0] == ("5", "小研究")


def test_questions_keep_their_order_wording_and_construct(study):
    codes = codebook(study, "zh").drop_duplicates("question")
    assert codes["question"].tolist() == list(study.questions)
    first = codes.iloc[0]
    assert (first["text"], first["construct"], first["kind"]) == ("干净", "room", "rating")
    assert codes.set_index("question")["construct"]["nps"] == ""
