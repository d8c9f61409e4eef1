"""Which encoding a text file is in: its byte-order mark, else UTF-8, else GB18030, each tried on the whole file."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from csat_lib.errors.answers import not_text, unknown_encoding

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BLOCK = 1 << 20
_HEAD = 4096


def find_encoding(path: Path) -> str:
    """Python's name of the encoding. Bytes that are no text, or text in no known encoding, are an error."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    if not marked and b"\0" in head:
        marked = _utf16_by_zeros(head)
        if not marked:
            raise not_text(path, head[:4])
    candidates = [marked] if marked else ["utf-8", "gb18030"]
    faults = []
    for name in candidates:
        fault = _first_fault(path, name)
        if fault is None:
            return name
        faults.append(fault)
    raise unknown_encoding(path, candidates, line=faults[0])


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
