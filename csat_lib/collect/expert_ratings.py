"""Experts' ratings of the items' relevance, from the study's tables of kind ``experts``."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from csat_lib.answers.file_codes import as_number
from csat_lib.collect.extra_tables import PERIOD, ROW, extra_table
from csat_lib.errors import Fault
from csat_lib.errors.extra_tables import cannot_use_table, item_twice, lacks_columns, no_such_item, not_a_rating
from csat_lib.study.waves import WavePlan

ITEM = "item"


def experts_of(plan: WavePlan) -> pd.DataFrame | None:
    """(items x experts) ratings, NaN where a cell is empty; None where the study has no such table.

    A column ``item`` names the question; every other column is an expert.

    Raises:
        Faults: items that the study does not have or that have two rows, cells that are no rating; all at once.
        CsatError: a file that cannot be read, or that lacks the column ``item``.
    """
    table = extra_table(plan, "experts")
    if table is None:
        return None
    where = plan.folder / next(each.file for each in plan.study.tables.values() if each.kind == "experts")
    experts = [str(name) for name in table if name not in {ROW, PERIOD, ITEM}]
    if ITEM not in table:
        raise lacks_columns(where, where.stem, [ITEM], experts)
    faults = list(_faults(table, experts, plan.study.items))
    if faults:
        raise cannot_use_table(where, faults)
    ratings = table.set_index(ITEM)[experts]
    numbers: pd.DataFrame = ratings.apply(lambda column: pd.to_numeric(column.where(column != "")))
    return numbers


def _faults(table: pd.DataFrame, experts: list[str], items: tuple[str, ...]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for cells in table.to_dict("records"):
        if cells[ITEM] not in items:
            yield no_such_item(cells[ROW], cells[ITEM], items)
        elif cells[ITEM] in first:
            yield item_twice(cells[ROW], cells[ITEM], first[cells[ITEM]])
        first.setdefault(cells[ITEM], cells[ROW])
        for expert in experts:
            if cells[expert] != "" and as_number(cells[expert]) not in {1.0, 2.0, 3.0, 4.0}:
                yield not_a_rating(cells[ROW], expert, cells[expert])
