"""Edits of a YAML text that leave every other character, comments too, as it was.

An edit replaces a stretch of the text. Entries are found by their place in the data, as ``("constructs", "room",
"items", 2)``; their stretches come from the parser's own marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

import yaml

Loc = tuple[Any, ...]


@dataclass(frozen=True, order=True)
class Edit:
    """The stretch ``start`` to ``end`` of a text becomes ``text``."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True)
class YamlEntry:
    """One entry of a mapping or list: the stretch of the whole (key and value) and its value."""

    start: int
    value: yaml.Node

    @property
    def end(self) -> int:
        """Where its last word ends, comments and blank lines behind it left out."""
        return _end(self.value)


@dataclass(frozen=True)
class YamlText:
    """A YAML text and its tree."""

    text: str

    @cached_property
    def root(self) -> yaml.Node | None:
        """The tree of the text; None of an empty one."""
        return yaml.compose(self.text, Loader=yaml.SafeLoader)

    def node(self, loc: Loc) -> yaml.Node | None:
        """The value at a place, or None."""
        found = self.root
        for step in loc:
            entry = None if found is None else entries(found).get(step)
            found = None if entry is None else entry.value
        return found

    def removed(self, locs: Iterable[Loc]) -> list[Edit]:
        """Take entries out; a list or mapping of which nothing is left goes with them."""
        by_parent: dict[Loc, set[Any]] = {}
        for loc in locs:
            by_parent.setdefault(loc[:-1], set()).add(loc[-1])
        edits: list[Edit] = []
        for parent, gone in by_parent.items():
            holder = self.node(parent)
            if holder is None:
                continue
            inside = entries(holder)
            edits += self.removed([parent]) if gone.issuperset(inside) else self._without(holder, inside, gone)
        return sorted(set(edits))

    def commented_out(self, loc: Loc, note: str) -> list[Edit]:
        """Make an entry of a block mapping a comment, with a note above it; take it out of a mapping in braces."""
        holder = self.node(loc[:-1])
        entry = None if holder is None else entries(holder).get(loc[-1])
        if holder is None or entry is None:
            return []
        if _in_brackets(holder):
            return self.removed([loc])
        start, end = self._lines(entry)
        indent = entry.start - start
        lines = self.text[start:end].split("\n")
        told = [line[:indent] + "# " + line[indent:] if line.strip() else line for line in lines]
        return [Edit(start, end, "\n".join([self.text[start : entry.start] + f"# {note}{self._return}", *told]))]

    def noted(self, loc: Loc, note: str) -> list[Edit]:
        """Put a comment on the line above an entry of a block mapping."""
        holder = self.node(loc[:-1])
        entry = None if holder is None else entries(holder).get(loc[-1])
        if holder is None or entry is None or _in_brackets(holder):
            return []
        start, _ = self._lines(entry)
        return [Edit(start, start, f"{self.text[start : entry.start]}# {note}{self._return}\n")]

    def replaced(self, loc: Loc, text: str) -> list[Edit]:
        """Write another value in a place."""
        node = self.node(loc)
        return [] if node is None else [Edit(node.start_mark.index, _end(node), text)]

    def applied(self, edits: Iterable[Edit]) -> str:
        """The text with the edits, which must not overlap."""
        text = self.text
        for edit in sorted(set(edits), reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text

    @property
    def _return(self) -> str:
        return "\r" if "\r\n" in self.text else ""

    def _lines(self, entry: YamlEntry) -> tuple[int, int]:
        """The whole lines of an entry, without the line break behind them."""
        end = self.text.find("\n", entry.end)
        return self.text.rfind("\n", 0, entry.start) + 1, len(self.text) if end < 0 else end

    def _without(self, holder: yaml.Node, inside: Mapping[Any, YamlEntry], gone: set[Any]) -> Iterator[Edit]:
        if not _in_brackets(holder):
            for name in gone & set(inside):
                start, end = self._lines(inside[name])
                yield Edit(start, min(end + 1, len(self.text)))
            return
        order = list(inside)
        for leaves, run in groupby(range(len(order)), key=lambda at: order[at] in gone):
            places = list(run)
            if not leaves:
                continue
            first, last = places[0], places[-1]
            if last + 1 < len(order):
                yield Edit(inside[order[first]].start, inside[order[last + 1]].start)
            else:
                yield Edit(inside[order[first - 1]].end, inside[order[last]].end)


def entries(node: yaml.Node) -> dict[Any, YamlEntry]:
    """The entries of a mapping by key (as text) or of a list by place; nothing of a scalar."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: YamlEntry(key.start_mark.index, value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return {at: YamlEntry(value.start_mark.index, value) for at, value in enumerate(node.value)}
    return {}


def _in_brackets(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _end(node: yaml.Node) -> int:
    """Where the last word of a value ends: a block's own mark stands before the next entry, after its comments."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last: Any = node.value[-1]
        return _end(last[1] if isinstance(last, Sequence) else last)
    return int(node.end_mark.index)
