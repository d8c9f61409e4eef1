"""A column writes what the unit of its findings asks for: shares as percent, counts whole, the rest with decimals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.findings.catalogue.trends import CHANGE
from csat_lib.report import topics
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.topics.segments import gaps, heat, places
from csat_lib.report.topics.trends.titles import of_question as changes_of

from . import (
    fake_alerts,
    fake_complaints,
    fake_evidence,
    fake_grades,
    fake_kpis,
    fake_plan,
    fake_structure,
    fake_weights,
)
from .fake_questions import answered, asked_view
from .fake_wave import WAVES, all_figures, figure, make_view
from .piloted import pilot_view, recorded

COUNTS = {"respondents", "items", "factors", "components", "cycles"}


class Traced(float):
    """A finding's number that remembers its unit as long as nobody computes with it."""

    unit: str


def traced(value, unit):
    if value is None:
        return None
    number = Traced(value)
    number.unit = unit
    return number


def with_units(rows):
    return tuple(
        replace(row, **{name: traced(getattr(row, name), row.unit) for name in ("value", "low", "high")})
        for row in rows
    )


def views():
    wave = with_units([*all_figures(), *fake_evidence.figures(), *fake_evidence.expected(), *fake_evidence.seldom()])
    asked = replace(asked_view("en"), findings=with_units(answered()))
    followed = make_view("en", with_units([*all_figures(), *lines()]))
    return [
        make_view("en", findings=wave),
        replace(pilot_view("en"), findings=with_units(recorded()[0])),
        asked,
        followed,
        make_view("en", with_units([*all_figures(), *fake_weights.compared(), *fake_weights.rounds()])),
        fake_structure.view("en", with_units([*fake_structure.findings(), *fake_structure.tried()]), compare=["store"]),
        fake_grades.view("en", with_units([*fake_grades.graded(), *fake_grades.by_store()])),
        fake_kpis.view("en", with_units([*fake_kpis.findings(), *fake_kpis.sources(), *fake_kpis.orders()])),
        fake_plan.view(rows=with_units(fake_plan.found())),
        fake_alerts.view("en", with_units(fake_alerts.looked_at())),
        fake_complaints.view(
            "en", with_units([*fake_complaints.found(fake_complaints.register()), *fake_complaints.rooms(water=2.0)])
        ),
    ]


def lines():
    """Dimensions and a unit over all waves with their limits, and gap by importance."""
    cells = [("room", {}), ("service", {}), ("satisfaction", {"segment_by": "store", "segment": "S03"})]
    ends = {"low": 73.0, "high": 79.0}
    for subject, cell in cells:
        yield figure("trends", "control", subject, 76.0, n=None, **ends, **cell)
        yield from (figure("trends", "index", subject, 76.0, period=wave, **ends, **cell) for wave in WAVES)
    for subject in ("room", "service"):
        yield figure("drivers", "weighted_gap", subject, 1.5, low=1.0, high=2.0, other="overall", method="sidak over 6")
        yield figure("drivers", "performance", subject, 76.0)


def tables():
    """(name, view, rows, fields) of every table that any of the views can fill."""
    for view in views():
        more = (changes_of("store"), gaps.table("store"), heat.table("store"))
        unit = view.row(CHANGE, "satisfaction", segment_by="store", segment="S03", against="2025-11")
        for one in (*topics.tables().values(), *more, *((places.table(unit),) if unit is not None else ())):
            rows = one.rows(view)
            if rows:
                yield one.name, rows, one.fields(view, rows)


def numbers(cell):
    value = cell.value if isinstance(cell, Cell) else cell
    return [part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Traced)]


def wrong(column: Column, cell, unit: str) -> str:
    decimals = cell.decimals if isinstance(cell, Cell) and cell.decimals is not None else column.decimals
    if column.kind == "text" or column.percent != (unit == "share"):
        return f"{unit} as {'percent' if column.percent else column.kind}"
    if unit != "share" and unit not in {"seconds", "chi2"} and (decimals == 0) != (unit in COUNTS):
        return f"{unit} with {decimals} decimals"
    return ""


@pytest.fixture(scope="module")
def made():
    return list(tables())


def faults_of(tables):
    """What is written in another unit than its finding's; and the names of the tables looked at."""
    looked, found = set(), []
    for name, rows, columns in tables:
        for part in columns:
            for row in rows:
                cell = part.cell(row)
                for number in numbers(cell):
                    looked.add(name)
                    fault = wrong(part.column, cell, number.unit)
                    found += [f"{name}, {part.column.title}: {fault}"] if fault else []
    return list(dict.fromkeys(found)), looked


def test_every_column_of_every_table_is_written_in_the_unit_of_the_findings_it_shows(made):
    found, looked = faults_of(made)
    assert found == []
    assert len(looked) >= 25


def test_the_rule_finds_a_share_in_a_column_of_counts():
    assert wrong(Column("Expected", kind="number"), None, "share") == "share as number"
    assert wrong(Column("Flagged", kind="number", decimals=1), None, "respondents") == "respondents with 1 decimals"
    assert wrong(Column("Alpha", kind="number"), None, "ratio") == "ratio with 0 decimals"


def test_every_declared_table_is_looked_at(made):
    assert topics.tables().keys() - {name for name, _, _ in made} == set()
