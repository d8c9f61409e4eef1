"""From the study to what a statistic needs, by its type: statistics know no study file, so a wave hands them these.

One module a room of statistics; each lists its makers under ``MAKERS``. A new statistic's Spec is entered there, and a
notebook asks for it with ``wave.spec(ItsSpec)``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from csat_lib.errors.specs import no_such_spec


@cache
def makers() -> Mapping[type, Callable[..., Any]]:
    """Type -> what makes it from a :class:`csat_lib.specs.given.Given`."""
    rooms = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return {kind: make for room in rooms for kind, make in getattr(room, "MAKERS", {}).items()}


def maker_of(kind: type) -> Callable[..., Any]:
    """What makes a Spec of that type.

    Raises:
        CsatError: a type that no room has a maker for.
    """
    known = makers()
    if kind not in known:
        raise no_such_spec(kind.__name__, sorted(each.__name__ for each in known))
    return known[kind]
