"""Which encoding a text file is in: its byte-order mark, else UTF-8, else the one whose words are common ones.

Bytes that are no UTF-8 decode under several encodings, into words or into rubbish. Each candidate is scored by how many
of its characters are among those that people use most; a file that two fit equally well must be told (``encoding:``).
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from csat_lib.errors.answer_files import (
    broken_utf8,
    no_encoding,
    not_text,
    several_encodings,
    unknown_encoding,
    wrong_encoding,
)

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BLOCK = 1 << 20
_HEAD = 4096
_SCORED = 1 << 18
"""Bytes from which the candidates are scored, those of the lines that hold more than ASCII."""
_MOSTLY = 0.9
"""A file of which so many characters beyond ASCII are whole UTF-8 is UTF-8 with damage, not another encoding."""
_CLEARLY = 0.1
"""By so much the best candidate's share of common characters must lead."""


def find_encoding(path: Path) -> str:
    """Python's name of the encoding. Bytes that are no text, or text in no known encoding, are an error."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    if not marked and b"\0" in head:
        marked = _utf16_by_zeros(head)
        if not marked:
            raise not_text(path, head[:4])
    own = marked or "utf-8"
    fault = _first_fault(path, own)
    if fault is None:
        return own
    if marked:
        raise unknown_encoding(path, [marked], line=fault)
    sample = _sample(path)
    if _share_of_utf8(sample) > _MOSTLY:
        raise broken_utf8(path, fault)
    faults = {name: _first_fault(path, name) for name in _COMMON}
    scored = sorted(((_score(sample, name), name) for name, line in faults.items() if line is None), reverse=True)
    if not scored:
        raise unknown_encoding(path, ["utf-8", *_COMMON], line=fault)
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _CLEARLY:
        raise several_encodings(path, [name for _, name in scored[:2]])
    return scored[0][1]


def told_encoding(path: Path, given: str) -> str:
    """The encoding that the wave file tells, if it is one and the file is in it."""
    try:
        name = codecs.lookup(given).name
    except LookupError:
        raise no_encoding(path, given) from None
    if (fault := _first_fault(path, name)) is not None:
        raise wrong_encoding(path, given, fault)
    return "utf-8-sig" if name == "utf-8" else name


def _sample(path: Path) -> bytes:
    """The lines with more than ASCII in them, as many as are scored."""
    found, size = [], 0
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                found.append(line)
                size += len(line)
            if size > _SCORED:
                break
    return b"".join(found)


def _share_of_utf8(sample: bytes) -> float:
    """Which share of the characters beyond ASCII are whole in UTF-8."""
    beyond = [char for char in sample.decode("utf-8", errors="replace") if not char.isascii()]
    return 1 - beyond.count("\ufffd") / len(beyond) if beyond else 1.0


def _score(sample: bytes, encoding: str) -> float:
    """How common the characters beyond ASCII are: their share in the encoding's own list, and in everyday words."""
    beyond = [char for char in sample.decode(encoding, errors="replace") if not char.isascii()]
    listed = sum(_is_common(char, encoding) for char in beyond)
    return (listed + sum(char in _EVERYDAY for char in beyond)) / len(beyond) if beyond else 0.0


def _is_common(char: str, encoding: str) -> bool:
    """GB 2312 and Big5 both stand their few thousand most used characters, and their punctuation, before all others."""
    if encoding == "gb18030":
        try:
            first = char.encode("gb2312")[0]
        except UnicodeEncodeError:
            return False
    else:
        first = char.encode(encoding)[0]
    return any(low <= first <= high for low, high in _COMMON[encoding])


_COMMON = {"gb18030": ((0xA1, 0xA3), (0xB0, 0xD7)), "big5": ((0xA1, 0xA3), (0xA4, 0xC6))}
"""Candidates, with the first bytes of their common characters: GB 2312 and Big5, level 1."""
_EVERYDAY = frozenset(
    "的一是不了在人有我他这这個们来到上大为和国地就出会也你对生能而子那得于着下自之年过后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进"
    "好小部其些主样理心本前开但因只从想实日者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等"
    "服务满意房间员店客餐菜味价格贵快慢热冷干净卫生环境态度总体推荐非常差错吵安静早晚入住前台门停车网络产品质量售后物流希望建议改进感谢谢谢男女北南东西京上海"
    "這個們來會為國對過後裡種經麼沒動還進開從實無長機關點業將兩間問並應戰頭體見服務滿意員價貴熱乾淨衛環態總薦錯靜門車網產質後希議謝東"
)
"""Characters of everyday words and of customers' comments, simplified and traditional."""


def _utf16_by_zeros(head: bytes) -> str:
    """Digits and separators in UTF-16 have a zero byte each: behind the character (LE) or before it (BE)."""
    before, behind = head[0::2].count(0), head[1::2].count(0)
    if max(before, behind) < len(head) // 8 or min(before, behind):
        return ""
    return "utf-16-le" if behind else "utf-16-be"


def _first_fault(path: Path, encoding: str) -> int | None:
    """The line of the first bytes that do not decode, or None."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    for block in _blocks(path):
        try:
            line += decoder.decode(block, final=not block).count("\n")
        except UnicodeDecodeError as fault:
            return line + fault.object[: fault.start].count(b"\n")
    return None


def _blocks(path: Path) -> Iterator[bytes]:
    """The file in blocks, then one empty block that says it has ended."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
    yield b""
