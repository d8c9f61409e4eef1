from dataclasses import replace

from csat_lib.report.blocks import Cell, Column, Figure, Table
from csat_lib.report.written import em_width, figure_foot, write_table
from tests.report.sample import HOSTILE, table


def test_every_value_is_written_with_its_column():
    rows = [[cell.text for cell in row.cells] for row in write_table(table(), "en").rows]
    assert rows == [
        [HOSTILE, "71.8", "69.2 to 74.4", "−2.1", "<\u00a0.001", "43", "1,134"],
        ["Store S02", "80.0", "75.0 to 85.0", "0.0", ".034", "–", "24"],
        ["Store S03", "×", "–", "–", "–", "–", "×"],
    ]


def test_signs_sections_and_totals_are_known():
    rows = write_table(table(), "en").rows
    assert [row.section for row in rows] == ["East", "", "West"]
    assert [row.weight for row in rows] == ["regular", "bold", "regular"]
    assert rows[1].cells[1].sign == "†"


def test_texts_stand_left_numbers_right_and_the_unit_in_the_head():
    heads = write_table(table(), "en").heads
    assert [head.side for head in heads] == ["left"] + ["right"] * 6
    assert [head.unit for head in heads] == ["", "0-100", "", "points", "", "%", ""]


def test_base_note_and_the_legend_of_the_signs_used_stand_below():
    assert write_table(table(), "en").foot == (
        "Base: 1,134 guests, December 2025. Means are weighted. "
        "– not available; × not shown: fewer than 10 responses, or it would tell of such a group; "
        "† this figure rests on fewer than 30 responses."
    )


def test_chinese_feet_are_chinese():
    small = Table(
        "tab-a", "甲", (Column("得分", kind="number"),), ((Cell(1, "small"),), (None,)), "12 位客人", "按权重"
    )
    assert write_table(small, "zh").foot == "样本量：12 位客人。按权重。– 无此数值；† 样本量较小。"


def test_no_sign_no_legend():
    whole = replace(table(), rows=table().rows[:1], sections=(), strong=())
    assert write_table(whole, "en").foot == "Base: 1,134 guests, December 2025. Means are weighted."


def test_the_foot_of_a_figure_ends_each_part_once():
    figure = Figure("fig-a", "A", "<svg/>", "alt", "1,134 guests", "Tracking.", note="Weighted!")
    assert figure_foot(figure, "en") == "Base: 1,134 guests. Weighted! Source: Tracking."


def test_chinese_letters_are_wider():
    assert em_width("满意") == 2.0
    assert em_width("ab") == 1.12


def test_a_shaded_cell_has_a_colour_and_words_that_read_on_it():
    column = Column("F1", kind="number", decimals=2)
    table = Table("tbl-a", "A", (Column("Item"), column), (("x", Cell(0.9, shade=0.9)), ("y", Cell(0.1)), ("z", 0.2)))
    shaded, *plain = [row.cells[1] for row in write_table(table, "en").rows]
    assert (shaded.text, shaded.ink) == ("0.90", "#ffffff")
    assert shaded.fill.startswith("#")
    assert {(cell.fill, cell.ink) for cell in plain} == {("", "")}


def test_what_a_shorter_number_lacks_is_set_unseen_and_counts_for_the_width():
    column = Column("Figure", kind="number", decimals=8)
    fine, coarse = Cell(1.23456789, decimals=8), Cell(24, decimals=0)
    written = write_table(Table("tab-a", "A", (column,), ((fine,), (coarse,))), "en")
    assert [row.cells[0].pad for row in written.rows] == ["", ".00000000"]
    alone = write_table(Table("tab-a", "A", (column,), ((coarse,),)), "en")
    assert alone.heads[0].width == em_width("24.00000000")


def test_no_head_is_narrower_than_a_word_in_its_brackets_and_no_text_than_what_holds_together():
    columns = (Column("LMG（Shapley）分解", kind="number"), Column("样本量（等效）", kind="number"), Column("Sizes"))
    heads = write_table(Table("tbl-a", "A", columns, ((1.0, 2.0, "100\u00a0to\u00a01,000"),)), "zh").heads
    assert heads[0].width > em_width("（Shapley）")
    assert heads[1].width > 4  # four Chinese letters
    assert heads[2].width == em_width("100\u00a0to\u00a01,000")
