"""A figure's name stands in few files: a new measure is a statistic, its catalogue entry and one file of its topic."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from statistics import median

from csat_lib.findings import catalogue
from csat_lib.findings.measure import Measure

from .source import MODULES, ROOT, nodes_of

LEFT_OUT = ("validation", "errors")
MEDIAN, MOST = 4, 16
MORE = {"index": 32, "nps": 20, "change": 18, "gap": 12, "share": 34}
"""Names that more files may hold, each with its own limit."""


@cache
def constants() -> dict[tuple[str, str], str]:
    """(module, constant) of the catalogue -> the measure's name."""
    rooms = [import_module(f"{catalogue.__name__}.{found.name}") for found in iter_modules(catalogue.__path__)]
    return {
        (room.__name__, name): thing.name
        for room in rooms
        for name, thing in vars(room).items()
        if isinstance(thing, Measure)
    }


def names_in(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Names of measures that a module holds: in quotes, or as a constant of the catalogue by whatever alias."""
    known, modules = set(constants().values()), dict[str, str]()
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                modules[name.asname or name.name] = f"{node.module}.{name.name}"
                yield from (constants()[key] for key in [(node.module, name.name)] if key in constants())
    for node in nodes:
        if isinstance(node, ast.Constant) and node.value in known:
            yield str(node.value)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            key = modules.get(node.value.id, ""), node.attr
            yield from (constants()[key] for key in [key] if key in constants())


@cache
def files_that_name() -> dict[str, list[str]]:
    """Measure -> the files of the library that hold its name."""
    found: dict[str, list[str]] = {name: [] for name in constants().values()}
    for path in MODULES:
        inside = path.relative_to(ROOT / "csat_lib")
        if inside.parts[0] not in LEFT_OUT:
            for name in set(names_in(nodes_of(path))):
                found[name].append(str(inside))
    return found


def names_of(source: str) -> set[str]:
    return set(names_in(tuple(ast.walk(ast.parse(source)))))


def test_a_name_in_quotes_a_constant_and_an_alias_of_either_are_all_seen():
    assert names_of("x = 'htmt'") == {"htmt"}
    assert names_of("from csat_lib.findings.catalogue.validity import HTMT as RATIO") == {"htmt"}
    assert names_of("from csat_lib.findings.catalogue import validity as v\nx = v.HTMT") == {"htmt"}
    assert names_of("# htmt\nhtmt = 1") == set()


def test_a_measure_is_named_in_few_files():
    counted = {name: len(files) for name, files in files_that_name().items()}
    assert median(counted.values()) <= MEDIAN
    assert {name: files for name, files in files_that_name().items() if len(files) > MORE.get(name, MOST)} == {}


def test_a_statistic_with_interval_sentence_column_and_chart_takes_five_files_with_its_notebook():
    assert files_that_name()["lambda2"] == [
        "findings/catalogue/reliability.py",
        "measurement/reliability/lambda2.py",
        "report/topics/reliability/lambda2.py",
    ]
    everywhere = [path for path in (ROOT / "csat_lib").rglob("*.py") if "lambda2" in path.read_text(encoding="utf-8")]
    assert [path.name for path in everywhere if path.name not in {"lambda2.py", "reliability.py"}] == [
        "coefficients.py"
    ]
