from csat_lib.report.blocks import Cell, Column, Table
from csat_lib.report.workbook.grid import ColumnHead, Grid, tidy, without_empty

NUMBER, INTERVAL = Column("Index", kind="number", decimals=1), Column("95% interval", kind="interval", decimals=1)


def grid_of(*columns, rows=((),), **more):
    return tidy(Table("tbl-a", "A", columns, rows, **more), "en")


def test_an_interval_is_two_columns_headed_by_what_it_is_of():
    rows = (("Room", 1.0, (0.5, 1.5), 2.0, (1.0, 3.0)),)
    grid = grid_of(Column("Item"), NUMBER, INTERVAL, Column("Change", kind="number"), INTERVAL, rows=rows)
    assert [head.title for head in grid.heads] == [
        "Item",
        "Index",
        "Index: 95% interval, low",
        "Index: 95% interval, high",
        "Change",
        "Change: 95% interval, low",
        "Change: 95% interval, high",
    ]
    assert [entry.value for entry in grid.rows[0]] == ["Room", 1.0, 0.5, 1.5, 2.0, 1.0, 3.0]
    assert [head.numeric for head in grid.heads] == [False] + [True] * 6


def test_two_columns_of_one_head_are_told_apart():
    grid = grid_of(NUMBER, Column("index"), NUMBER, rows=((1.0, "a", 2.0),))
    assert [head.title for head in grid.heads] == ["Index", "index (2)", "Index (3)"]


def test_a_hidden_figure_is_a_sign_a_missing_one_an_empty_cell():
    grid = grid_of(NUMBER, INTERVAL, rows=((Cell(None, "masked"), None), (None, Cell(None, "masked"))))
    assert [[entry.value for entry in row] for row in grid.rows] == [["×", None, None], [None, "×", "×"]]


def test_columns_without_anything_go():
    full = Grid(
        (ColumnHead("a"), ColumnHead("b")), grid_of(Column("a"), Column("b"), rows=(("x", ""), ("y", None))).rows
    )
    assert [head.title for head in without_empty(full).heads] == ["a"]
    assert [len(row) for row in without_empty(full).rows] == [1, 1]
