"""Which encoding a file is in: told by its words, never by what merely decodes."""

from __future__ import annotations

import pytest

from csat_lib.answers.encoding import find_encoding
from csat_lib.errors import CsatError

AMBIGUOUS = b"\xb0\xa1"  # one character of either
SIMPLE = "编号,意见\n1,服务很好，房间干净\n2,早餐一般，前台态度不错\n"
TRADITIONAL = "編號,意見\n1,服務很好，房間乾淨\n2,早餐普通，櫃檯態度不錯\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (SIMPLE, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "utf-8", "utf-8"),
        ("q1\n房间\n", "gb18030", "gb18030"),
        ("q1\n服務\n", "big5", "big5"),
        ("q1\n1\n", "ascii", "utf-8"),
    ],
)
def test_the_words_tell_the_encoding(tmp_path, text, encoding, found):
    path = tmp_path / "answers.csv"
    path.write_bytes(text.encode(encoding))
    assert find_encoding(path) == found


def test_utf_8_with_a_text_cut_in_a_character_is_not_taken_for_another_encoding(tmp_path):
    path = tmp_path / "answers.csv"
    lines = ["意见", "服务很好", *["房间干净，早餐一般"] * 20]
    data = [line.encode() for line in lines]
    data[1] = data[1][:-1]
    path.write_bytes(b"\n".join(data))
    with pytest.raises(CsatError, match="are UTF-8, but for bytes in line 2 that are no character"):
        find_encoding(path)


def test_what_two_encodings_read_alike_must_be_told(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_bytes(b"q1\n" + AMBIGUOUS + b"\n")
    with pytest.raises(CsatError, match=r"cannot be told: (GB18030 or BIG5|BIG5 or GB18030) both give words"):
        find_encoding(path)
