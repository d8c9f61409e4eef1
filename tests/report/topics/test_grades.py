"""The grade of the index, and whether another operator would change it."""

from __future__ import annotations

from dataclasses import replace

from csat_lib.report.declared import make
from csat_lib.report.slots import tell
from csat_lib.report.topics.scores import grades
from tests.report.fake_grades import GRADES, SHARES, by_store, graded, view
from tests.report.fake_wave import make_study, make_view


def test_the_grade_is_told_with_its_points_and_that_every_operator_gives_it():
    english, chinese = view("en"), view("zh")
    assert tell(english, grades.told(english)) == (
        "The guest satisfaction index is graded “good” by fuzzy comprehensive evaluation (weighted mean, M(·,⊕)), "
        "worth 72.0 points, with memberships good 50%, fair 30% and bad 20%; no other operator changes the grade."
    )
    assert tell(chinese, grades.told(chinese)) == (
        "按模糊综合评价（加权平均 M(·,⊕)），“宾客满意度指数”的等级为“好”，折合 72.0 分，隶属度为好 50%、一般 30% 和差 "
        "20%；换用其他算子，等级不变。"
    )
    assert grades.told(make_view("en")) is None


def test_grades_alike_but_for_rounding_are_both_named():
    alike = list(graded(shares=SHARES | {"product_max": (0.4, 0.4 - 1e-12, 0.2)}))
    english, chinese = view("en", alike), view("zh", alike)
    assert tell(english, grades.told(english)).endswith("the grade: “good / fair” by largest product, M(·,∨).")
    assert tell(chinese, grades.told(chinese)).endswith("等级会变：按相乘取大 M(·,∨)为“好 / 一般”。")


def test_an_index_with_figures_of_operation_is_said_to_be_graded_by_its_answers_alone():
    def told(language: str) -> str:
        own = view(language)
        queue = {"title": {"zh": "排队", "en": "Queue"}, "table": "kpi", "unit": {"zh": "分", "en": "min"}}
        queue |= {"direction": "down", "standard": {"linear": {"worst": 10.0, "best": 1.0}}}
        index = {"satisfaction": {"title": own.study.index["satisfaction"].title, "parts": {"room": 0.5, "queue": 0.5}}}
        study = make_study(fuzzy={"grades": GRADES}, kpis={"queue": queue}, index=index)
        return str(tell(own, grades.told(replace(own, study=study))))

    assert told("en").startswith("The guest satisfaction index (of its parts with answers alone) is graded “good”")
    assert "“宾客满意度指数”（只计有答案的部分）的等级为“好”" in told("zh")


def test_operators_that_change_the_grade_are_named():
    rows = list(graded(shares=SHARES | {"bounded_sum": (0.3, 0.4, 0.3), "min_max": (0.2, 0.3, 0.5)}))
    english, chinese = view("en", rows), view("zh", rows)
    assert tell(english, grades.told(english)).endswith(
        "; another operator changes the grade: “fair” by sum of minima, M(∧,⊕) and “bad” by largest minimum, M(∧,∨)."
    )
    assert tell(chinese, grades.told(chinese)).endswith(
        "；换用其他算子，等级会变：按取小求和 M(∧,⊕)为“一般”和按取小取大 M(∧,∨)为“差”。"
    )


def test_the_table_holds_a_row_an_operator_and_a_column_a_grade():
    table = make(view("en"), grades.TABLE)
    assert [column.title for column in table.columns][1:] == ["Operator", "Grade", "Points", "good", "fair", "bad"]
    assert [str(row[2]) for row in table.rows] == ["good", "good", "good", "good", "fair"]
    assert [cell.value for cell in table.rows[-1][4:]] == [0.2, 0.5, 0.3]


def test_units_have_a_table_of_their_own_in_which_a_hidden_one_has_no_grade():
    rows = [*graded(), *by_store()]
    english = view("en", rows)
    table = make(english, grades.UNITS)
    assert [column.title for column in table.columns][:6] == ["Store", "Grade", "Points", "good", "fair", "bad"]
    assert [str(row[1]) for row in table.rows] == ["fair", "–"]
    assert [cell.value for cell in table.rows[0][3:6]] == [0.2, 0.5, 0.3]
    assert [cell.value for cell in table.rows[1][2:7]] == [None] * 5
    assert len(make(english, grades.TABLE).rows) == 5
    assert make(view("zh", rows), grades.UNITS).title == "门店：模糊综合评价的等级、折合分与隶属度"
