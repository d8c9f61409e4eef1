"""Is the index one tree, and do its weights make sense?"""

from __future__ import annotations

from collections.abc import Iterator

from csat_lib.errors import Fault
from csat_lib.errors import study as phrases
from csat_lib.study.raw import TREE, Check, Raw, numbers

TOLERANCE = 1e-6


def parts_are_known(raw: Raw) -> Iterator[Fault]:
    """Every part is a construct or a node, and hangs in one place."""
    allowed = [*raw.names("constructs"), *raw.names(TREE)]
    parent: dict[str, str] = {}
    for node in raw.names(TREE):
        for part in raw.mapping(TREE, node, "parts"):
            where = raw.where(TREE, node, "parts", part)
            if part not in allowed:
                yield phrases.unknown_name(where, f"index.{node}.parts", str(part), allowed)
            elif part in parent:
                yield phrases.two_parents(where, part, parent[part], node)
            parent.setdefault(part, node)


def one_root(raw: Raw) -> Iterator[Fault]:
    """Exactly one node is no part of another, and it reaches all others."""
    nodes = raw.names(TREE)
    parts = {part for node in nodes for part in raw.mapping(TREE, node, "parts")}
    tops = [node for node in nodes if node not in parts]
    if nodes and len(tops) != 1:
        yield phrases.no_root(raw.where(TREE), tops)
    elif nodes and len(_reached(raw, tops[0])) < len(nodes):
        yield phrases.no_root(raw.where(TREE), [])


def _reached(raw: Raw, top: str) -> set[str]:
    reached, waiting = set[str](), [top]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += [part for part in raw.mapping(TREE, node, "parts") if part in raw.mapping(TREE)]
    return reached


def weights_of_one_kind(raw: Raw) -> Iterator[Fault]:
    """The parts of a node have numbers that add up to 1, or one and the same method."""
    for node in raw.names(TREE):
        parts, loc = raw.mapping(TREE, node, "parts"), (TREE, node, "parts")
        given, kinds = numbers(parts), {value for value in parts.values() if isinstance(value, str)}
        if len(kinds) + bool(given) > 1:
            yield phrases.mixed_weights(raw.where(*loc), f"index.{node}.parts", [str(w) for w in parts.values()])
        elif given and len(given) == len(parts) and abs(sum(given) - 1) > TOLERANCE:
            yield phrases.not_one(raw.where(*loc), f"index.{node}.parts", sum(given))


def johnson_has_an_outcome(raw: Raw) -> Iterator[Fault]:
    """Johnson's weights explain a headline; without one there is nothing to explain."""
    if raw.value("headline") or raw.questions(kind="rating", role="outcome"):
        return
    for node in raw.names(TREE):
        parts = raw.mapping(TREE, node, "parts")
        if "johnson" in parts.values():
            do = "Add a rating question with `role: outcome`, or weigh by `equal` or `factor`."
            yield phrases.needs(raw.where(TREE, node, "parts"), f"index.{node}.parts", "a rating outcome", do)


CHECKS: tuple[Check, ...] = (parts_are_known, one_root, weights_of_one_kind, johnson_has_an_outcome)
