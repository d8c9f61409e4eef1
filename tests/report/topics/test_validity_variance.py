from csat_lib.report.blocks import Cell
from csat_lib.report.by_name import make
from tests.report import fake_evidence
from tests.report.fake_wave import figure, make_view

ROOTS = [
    figure("validity", "root_ave", name, value) for name, value in (("room", 0.7), ("food", 0.8), ("service", 0.9))
]
PAIRS = [
    figure("validity", "construct_r", "room", 0.31, other="food"),
    figure("validity", "construct_r", "service", 0.32, other="room"),
    figure("validity", "htmt", "food", 0.41, other="room"),
]


def cells(*rows):
    table = make(make_view("en", rows), "distinct")
    return [[cell.value if isinstance(cell, Cell) else cell for cell in row][:4] for row in table.rows]


def test_correlations_stand_below_the_roots_and_htmt_above_whichever_way_a_pair_was_recorded():
    assert cells(*ROOTS, *PAIRS) == [
        ["1 Room", 0.7, 0.41, ""],
        ["2 Food", 0.31, 0.8, ""],
        ["3 Service", 0.32, "", 0.9],
    ]


def test_one_dimension_or_no_pair_makes_no_table():
    assert make(make_view("en", ROOTS), "distinct") is None
    assert make(make_view("en", [ROOTS[0], *PAIRS]), "distinct") is None


def test_its_heads_are_the_numbers_of_its_rows_and_its_note_says_what_stands_where():
    table = make(make_view("zh", fake_evidence.figures()), "distinct")
    assert [column.title for column in table.columns[1:4]] == ["1", "2", "3"]
    assert table.note.startswith("对角线为平均方差抽取量的平方根")
