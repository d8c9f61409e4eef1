from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.report.sheet_names import sheet_names


def test_names_keep_number_and_title():
    assert sheet_names(["Table 1  Scores: all [stores]?"]) == ["Table 1 Scores all stores"]


def test_names_alike_are_numbered_within_31_letters():
    assert sheet_names(["a" * 40, "A" * 40, "History'"]) == ["a" * 31, "A" * 29 + " 2", "History"]


def test_a_title_of_forbidden_letters_still_gets_a_name():
    assert sheet_names(["///", ""]) == ["Sheet", "Sheet 2"]


@settings(max_examples=50)
@given(st.lists(st.text(max_size=50), max_size=6))
def test_names_are_valid_and_all_different(titles):
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(0 < len(name.encode("utf-16-le")) <= 62 for name in names)
    assert not [name for name in names if set(name) & set("[]:*?/\\") or name[0] == "'" or name[-1] == "'"]
