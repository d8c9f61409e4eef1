import io

import pytest
from fontTools.ttLib import TTFont

from csat_lib.errors import CsatError
from csat_lib.report import font_files, fonts
from csat_lib.report.font_files import BOLD_FAMILY, TEXT_FAMILY, bold_family, font_path


def test_rare_chinese_letters_can_be_drawn():
    assert fonts.missing_characters("喆堃镕 Łódź β χ² ≥ − †×") == []


def test_what_no_font_can_draw_is_named_once():
    assert fonts.missing_characters("a한b한ไ\n") == ["한", "ไ"]


def test_a_subset_holds_the_letters_asked_for_and_few_more_in_all_weights():
    (face,) = fonts.subsets(["满意度 76.4"], "zh")
    font = TTFont(io.BytesIO(face.woff2))
    assert (face.family, face.rule) == ("Noto Sans SC", "font-weight: 100 900")
    assert {ord(letter) for letter in "满意度76.4"} <= set(font.getBestCmap())
    assert ord("喆") not in font.getBestCmap()
    (axis,) = font["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 100, 900)


def test_signs_of_english_come_from_the_latin_companion_and_are_as_wide_as_a_digit():
    _, signs = fonts.subsets(["gap × importance, ±0.6"], "en")
    assert "unicode-range: U+B1, U+D7" in signs.rule
    font = TTFont(io.BytesIO(signs.woff2))
    widths = {font["hmtx"][font.getBestCmap()[ord(sign)]][0] for sign in "×±"}
    with TTFont(font_path("signs")) as plain:
        assert widths == {plain["hmtx"]["zero"][0]}
    assert len(fonts.subsets(["差距×重要性，±0.6"], "zh")) == 1


def test_the_bold_font_has_a_name_of_its_own_for_the_typesetter_and_the_same_letters():
    with bold_family() as folder:
        (path,) = folder.iterdir()
        with TTFont(path, lazy=True) as renamed, TTFont(font_path("bold"), lazy=True) as plain:
            assert [font["name"].getDebugName(16) for font in (renamed, plain)] == [BOLD_FAMILY, TEXT_FAMILY]
            assert renamed.reader["glyf"] == plain.reader["glyf"]
    assert not folder.exists()


def test_rare_letters_come_from_the_second_font():
    assert [face.family for face in fonts.subsets(["满 Łódź"], "zh")] == ["Noto Sans SC", "DejaVu Sans"]


def test_the_same_letters_give_the_same_bytes():
    first = fonts.subsets(["满意度"], "zh")
    fonts._woff2.cache_clear()
    assert fonts.subsets(["度意满"], "zh") == first


def test_what_no_font_can_draw_is_printed_as_a_square_a_letter_with_its_marks():
    assert fonts.printable("सेवा 서비스 🔥 ok") == "□□ □□□ □ ok"
    assert fonts.printable("喆 Łódź\u200b\n") == "喆 Łódź\u200b\n"


def test_no_text_needs_no_font():
    assert fonts.subsets([], "en") == []


def test_a_missing_font_package_says_what_to_do():
    with pytest.raises(CsatError) as caught:
        font_files._package_folder("no_such_package")
    assert str(caught.value) == (
        "The fonts of the report cannot be found: the package `no_such_package` is not installed. "
        "Set the workbench up again with `python3 run.py`."
    )
