"""A figure of operation as readers meet it: its name and unit, its target in that unit."""

from csat_lib.findings.catalogue.kpis import KPI
from csat_lib.findings.measure import Words
from csat_lib.findings.told import Told, joined, piece
from csat_lib.report.view import View
from csat_lib.report.wording import Limit

PERCENT = "%"
POINTS_OF_SHARE = Words(" 个百分点", " percentage points")


def unit_of(view: View, name: str) -> str:
    """The unit of a KPI, as the study words it; % of a share."""
    kpi = view.study.kpis[name]
    unit = getattr(view.study.questions[kpi.question], "unit", None) if kpi.question else kpi.unit
    return PERCENT if kpi.share else view.worded(unit.get(view.language)) if unit else ""


def unit_words(view: View, name: str) -> Words:
    """The unit as it stands behind a figure."""
    unit = unit_of(view, name)
    spaced = unit if unit == PERCENT or not unit else f" {unit}"
    return Words(spaced, spaced)


def step_words(view: View, name: str) -> Words:
    """The unit of a difference: of shares percentage points."""
    return POINTS_OF_SHARE if unit_of(view, name) == PERCENT else unit_words(view, name)


def label(view: View, name: str) -> Told:
    """Queue at the checkout (min)."""
    unit = unit_of(view, name)
    brackets = ("（", "）") if view.language == "zh" else (" (", ")")
    return joined([view.label(name), *([brackets[0], piece("label", "", unit), brackets[1]] if unit else [])], "")


def target(view: View, name: str) -> Limit | None:
    """What a KPI is aimed at, in its own unit, shares in per cent."""
    aim = view.study.aims(view.cell).get(name)
    return None if aim is None else Limit(aim * (100 if view.study.kpis[name].share else 1), KPI.unit.name)
