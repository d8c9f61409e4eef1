"""The registry: every public function that gives a result is marked as a statistic."""

from __future__ import annotations

import inspect
import runpy
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from csat_lib.statistics import modules, statistics
from tests.statistics.cases import types_in

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
        "csat_lib.insight.blank_rules",
        "blank_rules",
    ): "the index as score gives it, of scores by another rule",
    (
        "csat_lib.measurement.pilot.item_statistics",
        "scale_figures",
    ): "the part of screen_items that looks at one construct",
}
"""Public functions that return a result and are no statistic of their own, each with the reason."""


def public_functions(module: ModuleType) -> Iterator[Callable[..., Any]]:
    """The functions that the module itself defines for others."""
    for name, found in vars(module).items():
        if inspect.isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_"):
            yield found


def returns_a_result(function: Callable[..., Any]) -> bool:
    said = function.__annotations__["return"]
    annotation = eval(said, function.__globals__) if isinstance(said, str) else said  # others name types for mypy alone
    return any(hasattr(each, "to_findings") for each in types_in(annotation))


def named(function: Callable[..., Any]) -> tuple[str, str]:
    return function.__module__, function.__name__


def test_every_public_function_that_gives_a_result_is_marked_or_a_step_of_one_that_is():
    found = {named(one) for module in modules() for one in public_functions(module) if returns_a_result(one)}
    marked = set(map(named, statistics().values()))
    assert found - marked - STEPS.keys() == set()
    assert STEPS.keys() <= found - marked


def test_every_interval_of_a_proportion_and_every_sum_of_the_summary_is_marked():
    proportions = {one.__name__ for one in public_functions(import_module("csat_lib.proportion"))}
    summed = {
        one.__name__ for module in modules() for one in public_functions(module) if one.__name__.startswith("sum_")
    }
    assert "wilson" in proportions
    assert "sum_moments" in summed
    assert proportions | summed <= statistics().keys()


def test_the_names_of_statistics_are_their_own():
    marked = [one for module in modules() for one in public_functions(module) if one in set(statistics().values())]
    assert sorted(one.__name__ for one in marked) == sorted(statistics())


def test_preloading_imports_every_room_of_statistics(monkeypatch: pytest.MonkeyPatch):
    imported: list[str] = []

    def recorded() -> Iterator[ModuleType]:
        for module in modules():
            imported.append(module.__name__)
            yield module

    monkeypatch.setattr("csat_lib.statistics.modules", recorded)
    monkeypatch.setitem(sys.modules, "rfc3987_syntax", None)
    monkeypatch.delitem(sys.modules, "csat_lib.runs.preload", raising=False)
    runpy.run_module("csat_lib.runs.preload")
    assert {one.__module__ for one in statistics().values()} <= set(imported)
