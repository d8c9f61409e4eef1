"""Every public statistic, marked where it stands: what is preloaded, and held to the same invariances."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

ROOMS = (
    *("csat_lib.weighting", "csat_lib.summary", "csat_lib.measurement"),
    *("csat_lib.structure", "csat_lib.index", "csat_lib.insight"),
)
"""Rooms of statistics, in the order in which data moves."""
_MARKED: dict[str, Callable[..., Any]] = {}


def statistic(function: F) -> F:
    """Mark a public function that computes figures."""
    _MARKED[f"{function.__module__}.{function.__name__}"] = function
    return function


def modules() -> Iterator[ModuleType]:
    """Import the modules that may hold a statistic, one by one."""
    yield import_module("csat_lib.proportion")
    for room in ROOMS:
        found = walk_packages(import_module(room).__path__, f"{room}.")
        yield from (import_module(info.name) for info in found)


@cache
def statistics() -> dict[str, Callable[..., Any]]:
    """Every statistic by its name."""
    for _ in modules():
        pass
    return {function.__name__: function for function in _MARKED.values()}
