"""The text of a report's PDF, and which blocks of the page do not stand in it in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pypdf import PdfReader

_SPACE = re.compile(r"[\s\u200b]+")
_FOOTER = re.compile(r"\n(第 \d+ 页，共 \d+ 页|\d+ of \d+)\s*$")


def read_pdf(path: Path) -> str:
    """Its words without any space, the running head and foot of each page left out."""
    pages = [_SPACE.sub("", _FOOTER.sub("", page.extract_text())) for page in PdfReader(path).pages]
    head = len(_common_start(pages[1:]))
    return "".join([pages[0], *(page[head:] for page in pages[1:])])


def not_printed(printed: str, blocks: Iterable[str]) -> list[str]:
    """Blocks with numbers that are not printed, one after the other."""
    at, missing = 0, []
    for block in blocks:
        words = _SPACE.sub("", block)
        if not re.search(r"\d", words):
            continue
        found = printed.find(words, at)
        if found < 0:
            missing.append(block)
        else:
            at = found + len(words)
    return missing


def _common_start(texts: list[str]) -> str:
    first, last = min(texts), max(texts)
    return first[: next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), 0)]
