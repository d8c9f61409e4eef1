from __future__ import annotations

import re
from pathlib import Path

import csat_lib.charts
import csat_lib.report.topics
from csat_lib.charts.words import WORDS
from csat_lib.findings.setting import set_text

SOURCE = "".join(
    path.read_text()
    for folder in (Path(csat_lib.charts.__file__).parent, Path(csat_lib.report.topics.__file__).parent)
    for path in folder.rglob("*.py")
)


def test_every_word_is_there_in_both_languages_with_the_same_slots():
    for chinese, english in WORDS.values():
        assert chinese
        assert english
        assert set(re.findall(r"{(\w+)}", chinese)) == set(re.findall(r"{(\w+)}", english))
        assert not re.search(r"[\u4e00-\u9fff]", english)


def test_every_word_is_used():
    said = SOURCE.replace("'", '"')
    unused = {key for key in WORDS if said.count(f'"{key}"') < 2}  # where it is worded, and where it is said
    assert unused == set()


def test_chinese_has_a_space_beside_digits_and_none_beside_wide_signs():
    assert set_text("从2025 年的78.3到 （区间）,R²的3%在", "zh") == "从 2025 年的 78.3 到（区间）,R² 的 3% 在"
    assert set_text("Room 3，x", "en") == "Room 3，x"
