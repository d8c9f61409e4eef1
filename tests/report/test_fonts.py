import io

import pytest
from fontTools.ttLib import TTFont

from csat_lib.errors import CsatError
from csat_lib.report import fonts


def test_rare_chinese_letters_can_be_drawn():
    assert fonts.missing_characters("喆堃镕 Łódź β χ² ≥ − †×") == []


def test_what_no_font_can_draw_is_named_once():
    assert fonts.missing_characters("a한b한ไ\n") == ["한", "ไ"]


def test_a_subset_holds_the_letters_asked_for_and_few_more():
    (family, font), *rest = fonts.subsets(["满意度 76.4"])
    letters = TTFont(io.BytesIO(font)).getBestCmap()
    assert family == "Noto Sans SC"
    assert rest == []
    assert {ord(letter) for letter in "满意度76.4"} <= set(letters)
    assert ord("喆") not in letters


def test_rare_letters_come_from_the_second_font():
    assert [family for family, _ in fonts.subsets(["满 Łódź"])] == ["Noto Sans SC", "DejaVu Sans"]


def test_the_same_letters_give_the_same_bytes():
    first = fonts.subsets(["满意度"])
    fonts._woff2.cache_clear()
    assert fonts.subsets(["度意满"]) == first


def test_no_text_needs_no_font():
    assert fonts.subsets([]) == []


def test_a_missing_font_package_says_what_to_do():
    with pytest.raises(CsatError) as caught:
        fonts._package_folder("no_such_package")
    assert str(caught.value) == (
        "The fonts of the report cannot be found: the package `no_such_package` is not installed. "
        "Set the workbench up again with `python3 run.py`."
    )
