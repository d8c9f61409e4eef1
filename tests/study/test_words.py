from __future__ import annotations

import pytest
from pydantic import ValidationError

from csat_lib.study import StudyText
from csat_lib.study.words import WordLists


def test_words_are_had_by_language():
    words = StudyText(zh="满意", en="satisfied")
    assert (words.get("zh"), words.get("en")) == ("满意", "satisfied")


def test_word_lists_are_had_by_language():
    lists = WordLists.model_validate({"zh": ["脏", "臭"]})
    assert (lists.get("zh"), lists.get("en")) == (("脏", "臭"), ())


def test_words_say_something():
    with pytest.raises(ValidationError, match="no wording"):
        StudyText()
