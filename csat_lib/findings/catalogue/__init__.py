"""The catalogue: every measure, reason and unit that a figure may have. One module a topic; nothing else lists them."""

from csat_lib.findings.catalogue import (
    alerts,
    comparability,
    complaints,
    drivers,
    factors,
    fieldwork,
    kpis,
    model,
    pilot,
    plan,
    quality,
    questions,
    reliability,
    scores,
    segments,
    structure,
    trends,
    units,
    validity,
    voice,
    weights,
)
from csat_lib.findings.catalogue.reasons import ALL_REASONS
from csat_lib.findings.measure import Measure, Reason, Topic, Unit, by_name

_MODULES = (
    quality,
    fieldwork,
    weights,
    reliability,
    validity,
    factors,
    model,
    comparability,
    questions,
    scores,
    kpis,
    segments,
    structure,
    drivers,
    trends,
    alerts,
    complaints,
    voice,
    pilot,
    plan,
)
"""In the order of the catalogue's table."""

_ALL = [thing for module in _MODULES for thing in vars(module).values() if isinstance(thing, Measure)]
TOPICS: dict[str, Topic] = by_name((module.TOPIC.name, module.TOPIC) for module in _MODULES)
MEASURES: dict[tuple[str, str], Measure] = by_name((measure.key, measure) for measure in _ALL)
UNITS: dict[str, Unit] = by_name((unit.name, unit) for unit in vars(units).values() if isinstance(unit, Unit))
REASONS: dict[str, Reason] = by_name((reason.code, reason) for reason in ALL_REASONS)
