"""What a study takes from its extra tables: margins of its weights, targets, KPIs; what is told of every table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from csat_lib.answers.extra_tables import ReadTable, read_tables
from csat_lib.answers.judgements import judged_nodes, judgement_faults
from csat_lib.answers.kpi_figures import kpi_figures
from csat_lib.errors import Fault, listing
from csat_lib.errors import extra_tables as say
from csat_lib.study.constructs import ByUnit
from csat_lib.study.planning import Plan
from csat_lib.study.questions import SingleChoice
from csat_lib.study.table_kinds import OF_RESPONDENTS
from csat_lib.study.waves import WavePlan

_CHAPTERS = {
    "dispositions": "quality", "experts": "reliability", "targets": "scores", "judgements": "weights",
    "complaints": "complaints",
}  # fmt: skip
"""Kind -> the chapter that reads it."""


def with_tables(plan: WavePlan) -> WavePlan:
    """The plan with the shares, the targets and the KPIs that its tables give, of this period.

    Raises:
        Faults: all that is wrong in the tables, or in what the weights want of them.
    """
    found, faults = read_tables(plan), list[Fault]()
    weights = plan.study.weights
    rake: dict[str, Any] = dict(weights.rake) if weights is not None else {}
    named = {question: name for question, name in rake.items() if isinstance(name, str)}
    for question, name in named.items():
        rake[question] = _shares(plan, question, name, found, faults)
    faults += _frame_faults(plan.study.plan, plan.study.unit, found)
    figures = plan.study.figures or (kpi_figures(plan, found, faults) if plan.study.kpis else {})
    faults += judgement_faults(plan.study, found)
    if faults:
        raise say.cannot_use_tables(plan.folder, faults)
    aims = [table.rows for table in found.values() if table.given.kind == "targets"]
    changes: dict[str, Any] = {"targets": _aims(plan.study.targets, aims)}
    if weights is not None:
        changes["weights"] = weights.model_copy(update={"rake": rake})
    study = plan.study.model_copy(update=changes).with_figures(figures)
    return replace(plan, study=study, margins_from=(*plan.margins_from, *named.values()))


def _frame_faults(given: Plan | None, unit: str | None, found: Mapping[str, ReadTable]) -> Iterator[Fault]:
    """The frame of the sample's plan holds people of this period, by its strata."""
    if given is None or given.table is None or given.table not in found:
        return
    rows = found[given.table].rows
    lacking = [name for name in given.strata if name not in rows and ("unit" not in rows or name != unit)]
    if lacking or rows.empty:
        yield say.no_frame(given.table, lacking)


def _shares(
    plan: WavePlan, question: str, name: str, found: Mapping[str, ReadTable], faults: list[Fault]
) -> Mapping[str, float]:
    """Level -> share of the population, from numbers of people; rows are added up over all other columns."""
    frames = {each: table.rows for each, table in found.items() if table.given.kind == "population"}
    crossed = question.split("*")
    columns = ["unit" if one == plan.study.unit else one for one in crossed]
    rows = frames.get(name, pd.DataFrame()).reindex(columns=[*columns, "N"])
    sums = rows.groupby(columns)["N"].sum().reset_index()
    counted = {"*".join(map(str, row[:-1])): float(row[-1]) for row in sums.itertuples(index=False) if row[-1]}
    lacking = [
        level
        for at, one in enumerate(crossed)
        if isinstance(asked := plan.study.questions[one], SingleChoice)
        for level in asked.options
        if level not in {key.split("*")[at] for key in counted}
    ]
    if lacking:
        faults.append(say.no_margin(question, name, lacking, [*frames]))
        return {}
    return {level: n / sum(counted.values()) for level, n in counted.items()}


def _aims(targets: Mapping[str, Any], tables: Sequence[pd.DataFrame]) -> dict[str, Any]:
    """The targets of the study file and, before them, those of its tables: of everybody, and of single units."""
    found = dict(targets)
    for row in (row for rows in tables for row in rows.to_dict("records")):
        known: Any = found.get(row["subject"])
        whole, units = (known.everybody, dict(known.units)) if isinstance(known, ByUnit) else (known, {})
        if pd.isna(row.get("unit")):
            whole = row["target"]
        else:
            units[row["unit"]] = row["target"]
        found[row["subject"]] = ByUnit.model_validate({"all": whole, "units": units}) if units else whole
    return found


def _judged(plan: WavePlan, table: ReadTable) -> int:
    return int(table.rows["node"].isin(judged_nodes(plan.study)).sum())


def table_facts(plan: WavePlan, people: pd.Series | None = None) -> list[dict[str, Any]]:
    """What every table holds, for manifest and report: the same inputs give the same facts.

    ``unused``: rows of this period that no chapter of the study reads, or that belong to none of ``people`` (hashed
    ids) where a table is of single respondents.
    """
    return [_facts(plan, name, table, people) for name, table in read_tables(plan).items()]


def _facts(plan: WavePlan, name: str, table: ReadTable, people: pd.Series | None) -> dict[str, Any]:
    kind, rows = table.given.kind, len(table.rows)
    is_read = _CHAPTERS.get(kind) in plan.study.chapters or name in _people_read(plan)
    is_read = is_read or any(kpi.table == name for kpi in plan.study.kpis.values()) or kind == OF_RESPONDENTS
    used = (_judged(plan, table) if kind == "judgements" else rows) if is_read else 0
    if kind == OF_RESPONDENTS and people is not None:
        used = int(table.rows["id"].isin(people).sum())
    totals = [[one.row, f"{one.stated:,.10g}", one.sum] for one in table.stated]
    about = {"table": name, "kind": kind, "file": table.given.file}
    return {**about, "rows": rows, "unused": rows - used, "totals": totals}


def told_of_tables(plan: WavePlan) -> Iterator[str]:
    """What ``csat check`` says of every table: rows, what is not used, what does not add up, what is not there."""
    for table, facts in zip(read_tables(plan).values(), table_facts(plan), strict=True):
        rows, unused = facts["rows"], facts["unused"]
        left = f"; {'' if unused == rows else f'{unused:,} of them '}not used in this report" if unused else ""
        yield f"Table `{facts['table']}` ({facts['kind']}, {facts['file']}): {rows:,} rows for this period{left}."
        if not rows and table.periods:
            yield f"  It has rows for {listing(table.periods)}, none for {plan.period}."
        if absent := _absent(plan, table):
            yield f"  No row for {plan.study.unit} {listing(absent)}."
        if table.set_aside:
            yield f"  {table.set_aside:,} rows that print totals are set aside: they are no data."
        for one in table.stated:
            heading = table.given.columns.get(one.column, one.column)
            told = f"{one.stated:,.10g} is stated, the parts make {one.sum}; it is not used."
            yield f"  row {one.row}, column `{heading}`: {told}"
        if table.unread:
            yield f"  Columns that nothing reads: {listing(table.unread)}."


def _people_read(plan: WavePlan) -> tuple[str | None, ...]:
    """Tables of people that weights and the sample's plan rest on."""
    return (*plan.margins_from, plan.study.plan.table if plan.study.plan else None)


def _absent(plan: WavePlan, table: ReadTable) -> list[str]:
    """Units of the study without a row, in a table of figures by unit that has rows for others."""
    asked = plan.study.questions.get(plan.study.unit or "")
    if table.given.kind not in {"unit_kpis", "third_party"} or table.rows.empty or not isinstance(asked, SingleChoice):
        return []
    return [level for level in asked.options if level not in set(table.rows["unit"])]
