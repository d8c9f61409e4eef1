import numpy as np
import pytest

from csat_lib.errors import CsatError
from csat_lib.report.blocks import Cell, Column, Heading, Table, plain


def test_an_anchor_is_ascii():
    with pytest.raises(CsatError) as caught:
        Heading(1, "得分", "得分")
    assert str(caught.value) == (
        "`得分` cannot be the anchor of a heading, figure or table: an anchor starts with a small letter a-z and "
        "goes on with a-z, 0-9 and hyphens. Write it such as `fig-scores`."
    )


def test_a_row_has_one_cell_per_column():
    with pytest.raises(CsatError) as caught:
        Table("tab-a", "A", (Column("x"), Column("y")), (("1", "2"), ("1",)))
    assert str(caught.value) == (
        "Row 2 of the table `tab-a` has 1 cells, its columns are 2. "
        "Give every row one cell per column, None where there is no value."
    )


def test_numbers_of_numpy_become_plain_ones_and_nan_becomes_none():
    made = Table("tab-a", "A", (Column("x"),) * 3, [[np.float64(1.5), float("nan"), (np.int64(1), np.float64("nan"))]])
    assert made.rows == ((1.5, None, (1, None)),)
    assert type(made.rows[0][0]) is float
    assert plain(np.str_("a")) == "a"


def test_a_masked_cell_forgets_its_value():
    assert Cell(71.8, "masked").value is None
    assert Cell(np.float64(71.8), "small").value == 71.8
