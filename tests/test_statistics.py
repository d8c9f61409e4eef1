"""The registry: every public function that gives a result stands in it, with the kinds of data that it takes."""

from __future__ import annotations

import inspect
import runpy
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import pytest

from csat_lib.statistics import STATISTICS, Statistic, modules

ROOMS = ("csat_lib.weighting", "csat_lib.summary", "csat_lib.measurement", "csat_lib.index", "csat_lib.insight")
KINDS = {
    *("DataFrame", "Series", "Rows", "Moments", "PairTables", "Correlation"),
    *("ItemTotals", "Patterns", "DesignTotals", "Counts", "Summary", "SummedWave"),
}
STEPS = {
    ("csat_lib.measurement.correlations.correlation", "as_correlation"): "correlate, or what is a correlation already",
    ("csat_lib.measurement.confirmatory.complete_data", "fit_moments"): "one estimator of fit_cfa",
    ("csat_lib.measurement.confirmatory.complete_data", "fit_rows"): "one estimator of fit_cfa",
    ("csat_lib.measurement.confirmatory.missing_data", "fit_missing"): "one estimator of fit_cfa",
    ("csat_lib.measurement.confirmatory.ordinal_data", "fit_ordinal_rows"): "one estimator of fit_cfa",
    ("csat_lib.measurement.confirmatory.pairwise_data", "fit_pairwise"): "one estimator of fit_cfa",
    ("csat_lib.measurement.confirmatory.normal_theory_fit", "result_of"): "puts together what fit_cfa returns",
    ("csat_lib.measurement.factors.factor_result", "result_of"): "puts together what extract_factors returns",
    (
        "csat_lib.measurement.factors.factor_result",
        "absent_factors",
    ): "what extract_factors returns where there is nothing",
    (
        "csat_lib.measurement.pilot.item_statistics",
        "scale_figures",
    ): "the part of screen_items that looks at one construct",
}
"""Public functions that return a result and are no statistic of their own, each with the reason."""


def named(statistic: Statistic) -> tuple[str, str]:
    return statistic.module, statistic.name


def rooms() -> Iterator[ModuleType]:
    """Every module of the rooms of statistics."""
    for room in map(import_module, ROOMS):
        yield from (import_module(found.name) for found in walk_packages(room.__path__, f"{room.__name__}."))


def public_functions(module: ModuleType) -> Iterator[Callable[..., Any]]:
    """The functions that the module itself defines for others."""
    for name, found in vars(module).items():
        if inspect.isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_"):
            yield found


def types_in(annotation: Any) -> Iterator[type]:
    """All classes of an annotation, those of its parts included."""
    if inspect.isclass(annotation) and not typing.get_args(annotation):
        yield annotation
    for part in typing.get_args(annotation):
        yield from types_in(part)


def returns_a_result(function: Callable[..., Any]) -> bool:
    annotation = eval(function.__annotations__["return"], function.__globals__)  # others name types for mypy alone
    return any(hasattr(each, "to_findings") for each in types_in(annotation))


def test_every_public_function_that_gives_a_result_is_in_the_registry_or_a_step_of_one_that_is():
    found = {
        (one.__module__, one.__name__)
        for module in rooms()
        for one in public_functions(module)
        if returns_a_result(one)
    }
    registered = set(map(named, STATISTICS))
    assert found - registered - STEPS.keys() == set()
    assert STEPS.keys() <= found - registered


def test_every_interval_of_a_proportion_is_in_the_registry():
    found = {one.__name__ for one in public_functions(import_module("csat_lib.proportion"))}
    assert found == {one.name for one in STATISTICS if one.module == "csat_lib.proportion"}


def test_every_sum_of_the_summary_is_in_the_registry():
    summed = {one.__name__ for module in rooms() for one in public_functions(module) if one.__name__.startswith("sum_")}
    assert summed <= {one.name for one in STATISTICS}


@pytest.mark.parametrize("statistic", STATISTICS, ids=lambda one: one.name)
def test_a_statistic_takes_the_kinds_of_data_that_its_signature_names(statistic: Statistic):
    function = statistic.load()
    assert named(statistic) == (function.__module__, function.__name__)
    hints = typing.get_type_hints(function)
    taken = {each.__name__ for name, hint in hints.items() if name != "return" for each in types_in(hint)}
    assert set(statistic.takes) == taken & KINDS


def test_the_names_of_statistics_are_their_own():
    names = [statistic.name for statistic in STATISTICS]
    assert sorted(set(names)) == sorted(names)


def test_the_registry_itself_imports_no_statistic():
    code = (
        "import sys, csat_lib.statistics; print([name for name in sys.modules if name in ('numpy', 'pandas', 'scipy')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_preloading_imports_every_module_that_holds_a_statistic(monkeypatch: pytest.MonkeyPatch):
    imported: list[str] = []

    def recorded(name: str, package: str | None = None) -> ModuleType:
        imported.append(name)
        return import_module(name, package)

    monkeypatch.setattr("importlib.import_module", recorded)
    monkeypatch.setitem(sys.modules, "rfc3987_syntax", None)
    monkeypatch.delitem(sys.modules, "csat_lib.runs.preload", raising=False)
    runpy.run_module("csat_lib.runs.preload")
    assert set(modules()) <= set(imported)
