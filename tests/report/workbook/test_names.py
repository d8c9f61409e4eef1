from hypothesis import given
from hypothesis import strategies as st

from csat_lib.findings import Finding, way
from csat_lib.report.assemble import Item
from csat_lib.report.blocks import Figure
from csat_lib.report.workbook.names import sheet_names, short_title
from tests.report.fake_wave import make_view

ROW = Finding(topic="scores", measure="index", subject="room", value=1.0, method=way("taylor"), segment_by="store")


@given(st.lists(st.text(), max_size=20))
def test_names_are_as_excel_allows_them(texts):
    names = sheet_names([f"{number} {text}" for number, text in enumerate(texts)] + ["a", "A", "a"])
    assert len({name.lower() for name in names}) == len(texts) + 3
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_a_name_is_cut_behind_a_word_and_a_second_one_is_numbered():
    long = "Figure 12 The methods behind the figures"
    assert sheet_names([long, long]) == ["Figure 12 The methods behind", "Figure 12 The methods (2)"]


def test_a_sheet_is_named_after_what_it_shows_first_and_by_which_groups():
    item = Item(Figure("fig-a", "A title", "", "", data=(ROW.id,)), "图 3")
    assert short_title(item, {ROW.id: ROW}, make_view("zh")) == "图 3 指数 · 门店"
    assert short_title(item, {}, make_view("zh")) == "图 3 A title"
