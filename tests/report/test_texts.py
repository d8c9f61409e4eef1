from csat_lib.report.blocks import Cell, Column, Figure, Quote, Quotes, Table
from csat_lib.report.texts import clean, clean_block, map_texts, texts_in


def test_control_direction_and_zero_width_characters_go():
    assert clean("a\x00b\x1bc\u202ed\u200be\ufeff") == "abcde"


def test_a_line_break_becomes_a_space_and_letters_are_composed():
    assert clean("a\nb e\u0301") == "a b é"


def test_a_lone_surrogate_goes():
    assert clean("a\ud800b") == "ab"


def test_thin_spaces_beside_chinese_are_left_to_the_typesetter():
    assert clean("第\u20093\u2009章") == "第3章"
    assert clean("p\u2009<\u2009.05") == "p\u00a0<\u00a0.05"


def test_a_figure_does_not_break_inside():
    assert clean("95 % interval −3.6 to −0.6") == "95\u00a0% interval −3.6\u00a0to\u00a0−0.6"
    assert clean("区间 0.6 至 3.6") == "区间 0.6\u00a0至\u00a03.6"
    assert clean("went to 3 stores") == "went to 3 stores"


def test_a_quote_keeps_all_that_its_writer_meant():
    assert clean_block(Quotes((Quote("慢🔥\u200b", "S03"),))) == Quotes((Quote("慢🔥", "S03"),))


def test_every_text_of_a_table_is_reached_and_nothing_else():
    table = Table(
        "tab-a", "title", (Column("head", "unit", "number"),), ((Cell("cell", "small"),),), sections=((0, "part"),)
    )
    assert list(texts_in(table)) == ["title", "head", "unit", "cell", "", "", "", "part"]
    upper = map_texts(table, str.upper)
    assert (upper.anchor, upper.title, upper.columns[0].kind) == ("tab-a", "TITLE", "number")
    assert upper.rows == ((Cell("CELL", "small"),),)


def test_a_drawing_is_not_words():
    assert "<svg/>" not in list(texts_in(Figure("fig-a", "t", "<svg/>", "alt")))


def test_every_block_keeps_the_letters_and_signs_of_every_script():
    said = Quotes((Quote("방이 깨끗해요 🔥", "Room"), Quote("ห้องสะอาดมาก", "Room")))
    assert clean_block(said) == said
    table = Table("tab-a", "title", (Column("공원 🔥", "", "text"),), (("बहुत अच्छा",),))
    assert clean_block(table) == table
