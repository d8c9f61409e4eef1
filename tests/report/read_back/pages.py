"""A report's HTML as what it says: texts, cells and labels with what their numbers are, and the blocks in order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

Piece = tuple[str, str, str]
"""Which finding (or kind of number that is none), which of its numbers, how it is written."""

NO_FIGURES = {
    ("nav", None): "the contents repeat the headings",
    ("span", "number"): "numbers of chapters, tables and figures",
    ("a", "ref"): "the same, where a text refers to them",
    ("span", "unit"): "the ends of a scale, beside the title that names it",
    ("p", "period"): "the wave",
    ("footer", None): "the study and the wave once more",
    ("aside", "judgement"): "the analyst's own words",
    ("section", "quotes"): "the respondents' own words",
    ("div", "formula"): "formulas",
    ("ul", "references"): "years and pages of works",
    ("dl", "provenance"): "files, hashes and versions",
    **{(f"h{level}", None): "names of the study, its chapters and its sections" for level in (1, 2, 3, 4)},
}
"""Where numbers stand that are no figures, by markup."""
_UNREAD = {("span", "pad"), ("span", "mark"), ("head", None), ("style", None), ("script", None)}
_VOID = {"img", "br", "hr", "meta", "link", "input", "col"}
_BLOCKS = {"p", "li", "figcaption", "caption", "tr", "svg", "h1", "h2", "h3", "h4", "dd", "blockquote"}
_NOT_PRINTED_ALIKE = {"nav", "on-phone", "formula", "provenance", "sources"}


@dataclass
class Node:
    """An element: its tag, its attributes, what it holds."""

    tag: str
    given: dict[str, str]
    holds: list[Node | str] = field(default_factory=list)

    @property
    def kinds(self) -> set[tuple[str, str | None]]:
        """(tag, class), of an element without attributes also (tag, None)."""
        return {(self.tag, None), *((self.tag, name) for name in self.given.get("class", "").split())}

    def text(self, unread: set[tuple[str, str | None]]) -> str:
        """Its words, those of unread elements left out."""
        if self.kinds & unread:
            return ""
        words = "".join(part if isinstance(part, str) else part.text(unread) for part in self.holds)
        return _spaced(words)

    def all(self, tag: str) -> Iterator[Node]:
        """Every element of that tag within it."""
        for part in self.holds:
            if isinstance(part, Node):
                yield from [part] if part.tag == tag else part.all(tag)


@dataclass(frozen=True)
class Said:
    """A text, where it stands (the last anchor), and its pieces; ``head`` holds the unit of a cell's column."""

    where: str
    text: str
    pieces: tuple[Piece, ...] = ()
    head: str = ""


@dataclass
class Page:
    """What a page says."""

    said: list[Said] = field(default_factory=list)
    untold: list[Said] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)


def read_page(html: str) -> Page:
    """What the page says, in its order."""
    parser = _Parser()
    parser.feed(html)
    page, reader = Page(), _Reader()
    reader.read(parser.root, page)
    page.blocks += _blocks(parser.root)
    return page


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].holds.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].holds.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self._open[-1].holds.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag == tag:
            self._open.pop()


class _Reader:
    def __init__(self) -> None:
        self._where = ""
        self._data: list[str] = []

    def read(self, node: Node, page: Page, is_excused: bool = False) -> None:
        self._where = node.given.get("id") or self._where
        is_excused = is_excused or bool(node.kinds & NO_FIGURES.keys())
        if node.kinds & _UNREAD:
            return
        if node.tag == "figure":
            self._data = json.loads(node.given.get("data-of", "[]"))
        if node.tag == "table":
            self._table(node, page)
            return
        if "data-told" in node.given:
            pieces = tuple(self._piece(*piece) for piece in json.loads(node.given["data-told"]))
            text = _spaced(node.given["aria-label"]) if node.tag == "svg" else node.text(_UNREAD | {("a", "ref")})
            page.said.append(Said(self._where, text, pieces))
            if node.tag != "svg":
                return
        self._parts(node, page, is_excused)

    def _piece(self, of: str | int, part: str, text: str) -> Piece:
        """A chart names a finding by its place in its data."""
        return self._data[of] if isinstance(of, int) else of, part, _spaced(text)

    def _parts(self, node: Node, page: Page, is_excused: bool) -> None:
        for part in node.holds:
            if isinstance(part, Node):
                self.read(part, page, is_excused)
            elif re.search(r"\d", part) and not is_excused:
                page.untold.append(Said(self._where, part.strip()))

    def _table(self, table: Node, page: Page) -> None:
        caption, head, body = (next(table.all(tag)) for tag in ("caption", "thead", "tbody"))
        self._parts(caption, page, is_excused=False)
        self._parts(head, page, is_excused=False)
        units = [_unit(title) for title in list(head.all("tr"))[-1].all("th")]
        for row in body.all("tr"):
            cells = [part for part in row.holds if isinstance(part, Node)]
            if len(cells) < len(units):
                self._parts(row, page, is_excused=False)
                continue
            for cell, unit in zip(cells, units, strict=True):
                if "data-of" in cell.given:
                    text = cell.text(_UNREAD)
                    piece = (cell.given["data-of"], cell.given["data-part"], text)
                    page.said.append(Said(self._where, text, (piece,), unit))
                else:
                    self._parts(cell, page, is_excused=False)


def _spaced(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _unit(title: Node) -> str:
    return "".join(part.text(_UNREAD) for part in title.all("span") if ("span", "unit") in part.kinds)


def _blocks(node: Node) -> Iterator[str]:
    """The words of each block, as they are printed."""
    if {node.tag, *node.given.get("class", "").split()} & _NOT_PRINTED_ALIKE or node.kinds & _UNREAD:
        return
    if node.tag in _BLOCKS:
        yield node.text({("span", "pad")})
        return
    for part in node.holds:
        if isinstance(part, Node):
            yield from _blocks(part)
