from dataclasses import replace

import pytest

from csat_lib.report.blocks import Cell, Cover, Heading, Paragraph, Points, References, Table
from csat_lib.validation.case import Check
from csat_lib.validation.cases import TOPICS, validate
from csat_lib.validation.page import chapter, open_validation, overview


def wrong(one: Check, value: float) -> Check:
    return replace(one, value=value)


def test_the_overview_counts_by_part_and_by_kind_of_source():
    heading, lead, table = overview(validate(), "en")
    assert (heading.text, lead.text) == ("The result", "All 400 figures agree.")
    assert table.rows[0] == ("Reliability", 16, 116, 32, 56, 28, 116)
    assert table.rows[-1] == ("All", 56, 400, 142, 135, 123, 400)
    assert overview(validate(), "zh")[1].text == "400 个数字全部相符。"


def test_a_chapter_has_a_line_per_figure_and_a_section_per_case():
    heading, lead, table = chapter("validity", validate("validity"), "en")
    assert (heading.text, lead.text) == ("Validity", "All 66 figures agree.")
    assert [column.title for column in table.columns] == [
        "Figure",
        "Reference",
        "This program",
        "Difference",
        "Tolerance",
        "Verdict",
    ]
    assert table.sections[0] == (
        0,
        "Nine tests: omega from the loadings of the CFA\u00a0— semTools 0.5-6 (R): reliability",
    )
    name, reference, own, difference, tolerance, verdict = table.rows[0]
    assert (name, reference, tolerance, verdict) == ("Omega, visual", Cell(0.625318, decimals=6), 0.5, Cell("agrees"))
    assert own.decimals == 8
    assert own.value == pytest.approx(0.62531802, abs=3e-7)
    assert difference == pytest.approx((own.value - 0.625318) * 1e6)


def test_a_wrong_figure_is_told_as_differing_in_units_of_the_last_digit():
    first, *others = validate("model")
    _, lead, table = chapter("model", [wrong(first, 85.31), *others], "en")
    assert lead.text == "29 of 30 figures agree, 1 not."
    assert table.rows[0][3] == pytest.approx(4478)
    assert table.rows[0][-1] == Cell("differs", shade=-1.0)
    assert chapter("model", [wrong(first, 85.31), *others], "zh")[1].text == "30 个数字中 29 个相符，1 个不符。"


def test_a_figure_that_the_library_does_not_give_stands_as_a_dash_and_differs():
    first, *others = validate("model")
    table = chapter("model", [wrong(first, float("nan")), *others], "zh")[2]
    _, _, own, difference, _, verdict = table.rows[0]
    assert (own.value, difference, verdict) == (None, None, Cell("不符", shade=-1.0))


def test_a_wider_tolerance_says_why():
    table = chapter("factors", validate("factors"), "en")[2]
    assert (
        "Burt's eight emotional traits: two minres factors (all but singular, communality .997)\u00a0— "
        "Harman, p. 206, in psych (R), test_fa (the book's iterations stopped before the optimum)"
    ) in [title for _, title in table.sections]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_part_of_the_page_is_there(language):
    compose = open_validation(language)
    kinds = [[type(block) for block in compose(part).blocks] for part in ("cover", "reading", *TOPICS, "limits")]
    assert kinds == [
        [Cover],
        [Heading, Points],
        *[[Heading, Paragraph, Table]] * len(TOPICS),
        [Heading, Paragraph, Table, Heading, Points, Heading, References],
    ]
