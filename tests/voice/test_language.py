"""Which language an answer is in, and what people see of it."""

import pytest

from csat_lib.voice.language import language_of, plain


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("房间很干净", "zh"),
        ("The room was clean", "en"),
        ("WiFi太慢", "zh"),
        ("We liked the 火锅 restaurant a lot", "en"),
        ("10", ""),
        ("👍!!", ""),
        ("", ""),
        ("好ok", "zh"),
    ],
)
def test_the_language_with_more_to_say_wins(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("  two\n\nlines\t ", "two lines"),
        ("a\u200bb\u202ec\x00d\ufeff", "abcd"),
        ("全角　空格", "全角 空格"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_only_what_cannot_be_seen_is_taken_out(text, seen):
    assert plain(text) == seen
