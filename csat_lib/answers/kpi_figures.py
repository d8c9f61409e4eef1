"""The KPIs of a wave's units, from its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from csat_lib.answers.extra_tables import ROW, ReadTable
from csat_lib.errors import Fault
from csat_lib.errors import extra_tables as say
from csat_lib.study.kpis import TABLES, Figures, UnitFigure
from csat_lib.study.waves import WavePlan


def kpi_figures(plan: WavePlan, found: Mapping[str, ReadTable], faults: list[Fault]) -> Figures:
    """KPI -> unit -> figure of this period, as far as the tables give it; what cannot be is added to ``faults``."""
    figures: dict[str, dict[str, UnitFigure]] = {}
    for name, kpi in plan.study.kpis.items():
        if kpi.table is None:  # of respondents
            continue
        table = found.get(kpi.table)
        if table is None or table.given.kind not in TABLES:
            faults.append(say.no_kpi_table(name, kpi.table, [n for n, t in found.items() if t.given.kind in TABLES]))
            continue
        figures[name] = _OF[table.given.kind](plan, table, name, faults)
    return figures


def _from_records(plan: WavePlan, table: ReadTable, name: str, faults: list[Fault]) -> dict[str, UnitFigure]:
    """The figures under the KPI's name, or under its title."""
    kpi = plan.study.kpis[name]
    rows = table.rows[table.rows["kpi"].isin({name, *filter(None, (kpi.title.zh, kpi.title.en))})].to_dict("records")
    faults += _no_shares(table, rows) if kpi.share else []
    return {str(row["unit"]): figure for row in rows if (figure := _figure(row)) is not None}


def _from_visits(plan: WavePlan, table: ReadTable, name: str, _: list[Fault]) -> dict[str, UnitFigure]:
    """The mean score of the indicator over a unit's visits; as they are few, all units' spread is taken together."""
    rows = table.rows[table.rows["indicator"] == plan.study.kpis[name].indicator]
    of = {str(unit): scores.to_numpy(dtype=float) for unit, scores in rows.groupby("unit")["score"]}
    spare = sum(len(scores) - 1 for scores in of.values())
    sd = (sum(float(((scores - scores.mean()) ** 2).sum()) for scores in of.values()) / spare) ** 0.5 if spare else None
    return {unit: UnitFigure(float(scores.mean()), n=float(len(scores)), sd=sd) for unit, scores in of.items()}


def _from_complaints(plan: WavePlan, table: ReadTable, name: str, _: list[Fault]) -> dict[str, UnitFigure]:
    """The number of complaints about each unit; none about a unit that the table of this period does not name."""
    rows, units = table.rows, plan.study.variables[plan.study.unit or ""]
    if rows.empty:
        return {}
    if plan.study.kpis[name].founded:
        rows = rows[rows.reindex(columns=["founded"])["founded"] == "yes"]
    counts = rows["unit"].value_counts()
    return {level: UnitFigure(float(counts.get(level, 0))) for level in getattr(units, "options", ())}


_OF = dict(zip(TABLES, (_from_records, _from_visits, _from_complaints), strict=True))


def _figure(row: Mapping[Any, Any]) -> UnitFigure | None:
    """The figure of a row; None where the row has lost it, as what does not add up is no data."""
    cells = {key: None if pd.isna(row.get(key)) else float(row[key]) for key in UnitFigure.__dataclass_fields__}
    value, count, base = cells.pop("value"), cells["numerator"], cells["denominator"]
    if value is None and count is not None and base:
        value = count / base
    return None if value is None else UnitFigure(value, **cells)


def _no_shares(table: ReadTable, rows: list[dict[Any, Any]]) -> Iterator[Fault]:
    """Rows of a share that no share can be: a count above its base, a value that is not between 0 and 1."""
    for row in rows:
        figure, where = _figure(row), f"{table.given.file}, row {row.get(ROW)}"
        base = row.get("denominator")
        if base is not None and not pd.isna(base) and not base > 0:
            yield say.no_base(where, base)
        elif figure is not None and not 0 <= figure.value <= 1:
            yield say.no_share(where, figure.value, figure.numerator, figure.denominator)
