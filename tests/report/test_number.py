import pytest

from csat_lib.report.blocks import Cell, Column
from csat_lib.report.number import padding, write_cell, write_interval, write_number, write_p, write_percent

SCORE = Column("Score", kind="interval", decimals=1)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1134, 0, "1,134"),
        (-2.06, 1, "−2.1"),
        (-0.04, 1, "0.0"),
        (0.5, 2, "0.50"),
        (None, 1, "–"),
        (1e6, 0, "1,000,000"),
    ],
)
def test_a_number_has_its_decimals_thousands_and_a_true_minus(value, decimals, text):
    assert write_number(value, decimals) == text


def test_a_change_shows_its_sign_unless_it_is_written_as_nought():
    assert [write_number(value, 1, signed=True) for value in (2.1, -2.1, 0.04, -0.04)] == ["+2.1", "−2.1", "0.0", "0.0"]


def test_a_share_is_written_as_percent_without_the_sign():
    assert write_percent(0.4321) == "43"
    assert write_percent(0.4321, 1) == "43.2"
    assert write_percent(None) == "–"


def test_a_probability_has_three_decimals_and_never_reads_as_nought():
    assert [write_p(p) for p in (0.0004, 0.034, 1.0, None)] == ["<\u00a0.001", ".034", "1.000", "–"]


def test_an_interval_names_both_ends_in_the_language():
    assert write_interval((-3.6, 0.62), SCORE, "en") == "−3.6 to 0.6"
    assert write_interval((-3.6, 0.62), SCORE, "zh") == "−3.6 至 0.6"
    assert write_interval((None, 0.6), SCORE, "en") == "–"
    assert write_interval(None, SCORE, "en") == "–"


def test_an_interval_of_shares_is_in_percent():
    assert write_interval((0.318, 0.402), Column("Share", kind="interval", percent=True), "en") == "32 to 40"


def test_a_masked_cell_shows_its_sign_and_a_small_one_its_figure():
    column = Column("Score", kind="number", decimals=1)
    assert write_cell(Cell(71.8, "masked"), column, "en") == ("×", "masked")
    assert write_cell(Cell(71.84, "small"), column, "en") == ("71.8", "small")
    assert write_cell(None, column, "en") == ("–", "")


def test_text_in_a_column_of_numbers_stays_text():
    assert write_cell("not asked", Column("Score", kind="number"), "en") == ("not asked", "")
    assert write_cell(3, Column("Store"), "en") == ("3", "")


def test_a_number_of_its_own_decimals_keeps_its_point_in_line_with_its_column():
    column = Column("Figure", kind="number", decimals=4)
    cells = [Cell(85.3055, decimals=4), Cell(0.93, decimals=2), Cell(24, decimals=0), Cell(None, decimals=0), Cell(1.5)]
    written = [(write_cell(cell, column, "en")[0], padding(cell, column)) for cell in cells]
    assert written == [("85.3055", ""), ("0.93", "00"), ("24", ".0000"), ("–", ""), ("1.5000", "")]
