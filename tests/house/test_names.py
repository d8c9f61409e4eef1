"""A name has one meaning, an equal file name means an equal thing, and files stand on each other in one direction."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from graphlib import CycleError, TopologicalSorter

from .source import MODULES, ROOT, tree_of

ABOUT = ("charts", "report", "errors", "specs", "validation", "findings")
"""A chart, a phrase, a Spec, a published number and a topic of the catalogue are called as what they are about."""
DRAWN = {"Look", "Scale"}
"""The look and the scale of a drawing stand beside those of a report and of a question."""
SHARED: dict[str, str] = {}


@cache
def modules() -> dict[str, ast.Module]:
    found = {}
    for path in MODULES:
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = tree_of(path)
    return found


@cache
def packages() -> frozenset[str]:
    return frozenset(f"{module.rpartition('.')[0]}." for module in modules())


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 2 else ""


def about_others(places: list[str]) -> bool:
    return len([place for place in places if room_of(place) not in ABOUT]) < 2


def imported(tree: ast.Module) -> set[str]:
    """Every import, those for type checkers and those inside functions too."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports say the whole name"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in modules() else str(node.module) for name in whole}
    return names & modules().keys()


def test_a_public_class_name_is_defined_once():
    places = defaultdict(list)
    for module, tree in modules().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(module)
    twice = {name: where for name, where in places.items() if len(where) > 1}
    assert {name: where for name, where in twice.items() if name not in DRAWN} == {}


def test_two_rooms_share_a_file_name_only_where_it_means_the_same():
    places = defaultdict(list)
    for module in modules():
        if f"{module}." not in packages():
            places[module.rpartition(".")[2]].append(module)
    shared = {stem: where for stem, where in places.items() if len(where) > 1 and not about_others(where)}
    assert {stem: where for stem, where in shared.items() if stem not in SHARED} == {}
    assert SHARED.keys() - shared.keys() == set()


def test_no_file_imports_itself_by_way_of_others():
    circle: list[str] = []
    try:
        TopologicalSorter({name: imported(tree) for name, tree in modules().items()}).prepare()
    except CycleError as found:
        circle = found.args[1]
    assert circle == []
