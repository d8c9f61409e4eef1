"""Two reports of the same wave, block by block: ``python tests/report/compare_reports.py OLD.html NEW.html``.

Prints every paragraph, heading, caption, cell, note and label of a chart that stands in one of the two only, and exits
with 1 when there is any. Run by hand before and after a change of the telling.
"""

from __future__ import annotations

import difflib
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "li", "td", "th", "caption", "figcaption", "dd", "dt", "blockquote", "text"}


class _Texts(HTMLParser):
    """The texts of a page, one an element of ``_BLOCKS``."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._open.append([])
        words = dict(attrs).get("aria-label")
        if tag == "svg" and words:
            self.texts.append(f"alt: {words}")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS and self._open:
            self._close("".join(self._open.pop()))

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].append(data)

    def _close(self, words: str) -> None:
        told = re.sub(r"\s+", " ", words).strip()
        if told:
            self.texts.append(told)


def texts_of(path: Path) -> list[str]:
    """Every text of a report, in its order."""
    parser = _Texts()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser.texts


def main(old: str, new: str) -> int:
    """Print what differs."""
    lines = difflib.unified_diff(texts_of(Path(old)), texts_of(Path(new)), "old", "new", lineterm="", n=0)
    differing = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    print(f"{len(differing)} lines differ")
    print("\n".join(differing))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
