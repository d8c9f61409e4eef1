"""A figure's name stands in few files: a new measure is a statistic, its catalogue entry and one file of its topic."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from statistics import median

from csat_lib.findings import catalogue
from csat_lib.findings.measure import Measure

from .source import MODULES, ROOT, nodes_of

LEFT_OUT = ("validation", "errors")
MEDIAN, MOST = 3, 6
MORE = dict.fromkeys(("index", "nps", "change", "gap", "share", "score"), 12)
"""Names that are ordinary words as well may stand in more files."""

Key = tuple[str, str]
"""(topic, name) of a measure: two topics may have a measure of one name."""


@cache
def constants() -> dict[tuple[str, str], Key]:
    """(module, constant) of the catalogue -> its measure."""
    rooms = [import_module(f"{catalogue.__name__}.{found.name}") for found in iter_modules(catalogue.__path__)]
    things = ((room.__name__, name, thing) for room in rooms for name, thing in vars(room).items())
    return {(room, name): thing.key for room, name, thing in things if isinstance(thing, Measure)}


def _named(nodes: Sequence[ast.AST], topic: str = "") -> Iterator[Key]:
    """Measures that a module names: by a constant of the catalogue under whatever alias, or in quotes.

    A name in quotes stands for the measures of every topic that has it; in the catalogue of a ``topic`` for its own.
    """
    modules = dict[str, str]()
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                modules[name.asname or name.name] = f"{node.module}.{name.name}"
                yield from _measure(node.module, name.name)
    for node in nodes:
        if isinstance(node, ast.Constant):
            yield from (key for key in catalogue.MEASURES if key[1] == node.value and topic in {"", key[0]})
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield from _measure(modules.get(node.value.id, ""), node.attr)


def _measure(module: str, name: str) -> list[Key]:
    return [constants()[module, name]] if (module, name) in constants() else []


def _topic(path: Path) -> str:
    """The topic whose measures a module of the catalogue lists."""
    inside = path.is_relative_to(ROOT / "csat_lib" / "findings" / "catalogue") and path.stem in catalogue.TOPICS
    return path.stem if inside else ""


@cache
def files_that_name() -> dict[Key, list[str]]:
    """Measure -> the files of the library that name it."""
    found: dict[Key, list[str]] = {key: [] for key in catalogue.MEASURES}
    for path in MODULES:
        inside = path.relative_to(ROOT / "csat_lib")
        if inside.parts[0] not in LEFT_OUT:
            for key in set(_named(nodes_of(path), _topic(path))):
                found[key].append(str(inside))
    return found


def measures_in(source: str, topic: str = "") -> set[Key]:
    return set(_named(tuple(ast.walk(ast.parse(source))), topic))


def test_a_name_in_quotes_a_constant_and_an_alias_of_either_are_all_seen():
    htmt = {("validity", "htmt")}
    assert (measures_in("x = 'htmt'")) == htmt
    assert (measures_in("from csat_lib.findings.catalogue.validity import HTMT as RATIO")) == htmt
    assert (measures_in("from csat_lib.findings.catalogue import validity as v\nx = v.HTMT")) == htmt
    assert (measures_in("# htmt\nhtmt = 1")) == set()


def test_a_name_in_quotes_is_that_of_every_topic_and_a_constant_that_of_its_own():
    assert (measures_in("x = 'item_rest'")) == {("reliability", "item_rest"), ("pilot", "item_rest")}
    assert (measures_in("x = 'item_rest'", "pilot")) == {("pilot", "item_rest")}
    assert (measures_in("from csat_lib.findings.catalogue.pilot import ITEM_REST")) == {("pilot", "item_rest")}


def test_a_measure_is_named_in_few_files():
    found = files_that_name()
    assert median(map(len, found.values())) <= MEDIAN
    assert {key: files for key, files in found.items() if len(files) > MORE.get(key[1], MOST)} == {}


def test_a_statistic_with_interval_sentence_column_and_chart_takes_five_files_with_its_notebook():
    assert files_that_name()["reliability", "lambda2"] == [
        "findings/catalogue/reliability.py",
        "measurement/reliability/lambda2.py",
        "report/topics/reliability/lambda2.py",
    ]
    everywhere = [path for path in MODULES if "lambda2" in path.read_text(encoding="utf-8")]
    assert [path.name for path in everywhere if path.name not in {"lambda2.py", "reliability.py"}] == [
        "coefficients.py"
    ]
