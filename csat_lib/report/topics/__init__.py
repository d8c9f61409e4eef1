"""What is told, topic by topic: one file a thing told (claims, both wordings, its table or chart declared with them).

Nothing lists them: a declaration in a module below is found by its name.
"""

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TypeVar

from csat_lib.errors.report_words import unknown_declaration
from csat_lib.findings.measure import by_name
from csat_lib.report.declared import ChartSpec, Placed, TableSpec
from csat_lib.report.wording import Claim

Spec = TypeVar("Spec", ChartSpec, TableSpec)


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every module of the topics, in the order of their names."""
    found = pkgutil.walk_packages(__path__, f"{__name__}.")
    return tuple(import_module(info.name) for info in found)


@cache
def charts() -> dict[str, ChartSpec]:
    """Every chart by its name."""
    return by_name((spec.name, spec) for spec in _declared(ChartSpec))


@cache
def tables() -> dict[str, TableSpec]:
    """Every table by its name."""
    return by_name((spec.name, spec) for spec in _declared(TableSpec))


@cache
def spoken() -> dict[str, Callable[..., list[Claim | None]]]:
    """What says the reading of a topic, or of one of its subjects: the ``say`` of one of its modules."""
    found = ((module, getattr(module, "say", None)) for module in modules())
    return {_topic(module): say for module, say in found if say and say.__module__ == module.__name__}


@cache
def placed(section: str) -> tuple[Placed, ...]:
    """What the topics place at the end of a section of the report."""
    own = (thing for module in modules() for thing in vars(module).values() if isinstance(thing, Placed))
    return tuple(one for one in own if one.section == section)


def _topic(module: ModuleType) -> str:
    return module.__name__.removeprefix(f"{__name__}.").partition(".")[0]


def chart(name: str) -> ChartSpec:
    """The chart of that name.

    Raises:
        CsatError: there is none.
    """
    return _named("chart", name, charts())


def table(name: str) -> TableSpec:
    """The table of that name.

    Raises:
        CsatError: there is none.
    """
    return _named("table", name, tables())


def _named(kind: str, name: str, known: Mapping[str, Spec]) -> Spec:
    if name not in known:
        raise unknown_declaration(kind, name, list(known))
    return known[name]


def _declared(kind: type[Spec]) -> Iterator[Spec]:
    for module in modules():
        for thing in vars(module).values():
            if isinstance(thing, kind) and _is_own(module, thing):
                yield thing


def _is_own(module: ModuleType, spec: ChartSpec | TableSpec) -> bool:
    """Whether the module declares it itself: what it imports from another is that one's."""
    return spec.title.__module__ == module.__name__
