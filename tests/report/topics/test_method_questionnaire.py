"""The questionnaire in the annex: as it was shown, where the study says how."""

from __future__ import annotations

from typing import Any

import pytest

from csat_lib.report.blocks import Table
from csat_lib.report.chapters.arrange import Section
from csat_lib.report.chapters.method import method
from csat_lib.report.slots import tell_all
from csat_lib.report.topics.method import questionnaire
from csat_lib.report.topics.quality import blanks
from csat_lib.report.view import View
from csat_lib.study.form import Form
from csat_lib.study.words import StudyText
from tests.report.fake_questions import asked_view, asking
from tests.report.fake_wave import all_figures, figure, make_view, words

FORM = {
    "intro": words(("您好。", "Good day.")),
    "thanks": words(("谢谢！", "Thank you!")),
    "contact": {"email": "quality@example.com", "phone": "400 000 0000"},
    "pages": [
        {"questions": ["store", "member"], "title": words(("您的入住", "Your stay"))},
        {"questions": ["uses", "again"], "intro": words(("再问几个", "A few more"))},
    ],
    "blocks": {"b": {"stem": words(("请评价", "Please rate")), "questions": ["again", "uses"], "random": True}},
}


def shown(language: str) -> View:
    study = asking(form=Form.model_validate(FORM))
    uses = study.questions["uses"].model_copy(update={"exclusive": ("gym",), "random": True, "other": "U"})
    again = study.questions["again"].model_copy(update={"required": True, "hint": StudyText(zh="凭印象", en="a guess")})
    return asked_view(
        language, study=study.model_copy(update={"questions": study.questions | {"uses": uses, "again": again}})
    )


def test_every_question_stands_there_with_its_answers_and_how_it_was_asked():
    view = shown("en")
    assert tell_all(view, questionnaire.claims(view)) == (
        "The form begins: “Good day”. It ends: “Thank you!”. Respondents could turn to: "
        "quality@example.com, 400 000 0000."
    )
    table = questionnaire.table(view)
    assert table.title == "The questionnaire: four questions"
    assert table.sections == ((0, "Your stay"), (2, "A few more"))
    assert [row[0] for row in table.rows] == ["1", "2", "3", "4"]
    assert table.rows[1][1:] == ("Membership", "none Non-member, gold Gold", "words asked for beside “Gold”")
    assert table.rows[2][1] == "Please rate — Services used"
    assert table.rows[2][3] == (
        "options in random order; the block in random order; “Gym” excludes the others; words asked for beside “Spa”"
    )
    assert table.rows[3][1:] == (
        "Please rate — Come again (a guess)",
        "yes / no",
        "required; the block in random order",
    )


def test_the_same_in_chinese():
    view = shown("zh")
    table = questionnaire.table(view)
    assert (table.title, table.rows[3][1:]) == (
        "问卷：4 道题",
        ("请评价 — 再次入住（凭印象）", "是 / 否", "必答；同组题目顺序随机"),
    )
    assert (
        tell_all(view, questionnaire.claims(view))
        == "问卷以此开头：“您好”。以此结束：“谢谢！”。问卷上印有联系方式：quality@example.com, 400 000 0000。"
    )


@pytest.mark.parametrize("given", [{}, {"form": Form.model_validate(FORM)}])
def test_it_stands_in_the_annex_of_every_study(given: dict[str, Any]):
    view = asked_view("en", study=asking(**given))
    sections = [part for part in method(view) if isinstance(part, Section)]
    (table,) = [part for one in sections if one.name == "form" for part in one.parts if isinstance(part, Table)]
    assert len(table.rows) == sum(len(page.questions) for page in view.study.pages)


def test_faults_of_the_form_are_told_by_question():
    rows = [
        figure("quality", "required_blank", "q20", 3, n=1246),
        figure("quality", "contradicted", "nps", 2, n=1246),
    ]
    english, chinese = (make_view(language, [*all_figures(), *rows]) for language in ("en", "zh"))
    assert tell_all(english, blanks.faults(english)) == (
        "Required by the form and yet without an answer: “Overall satisfaction”, three responses. The tool that "
        "collects should have asked again. An option that excludes the others was chosen beside another one, and "
        "counts as no answer: “Likelihood to recommend”, two responses."
    )
    assert tell_all(chinese, blanks.faults(chinese)) == (
        "问卷设为必答、却没有答案的有：“总体满意度”3 份；采集平台本不应放行。"
        "选了互斥选项又选其他选项、因而按未答处理的有：“推荐意愿”2 份。"
    )
    assert blanks.faults(make_view("en")) == []
