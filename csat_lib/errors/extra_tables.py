"""Phrases about the study's extra tables: figures that no respondent gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from csat_lib.errors import Fault, Faults, listing, nearest


def cannot_use_tables(folder: Path, faults: Iterable[Fault]) -> Faults:
    """All that is wrong in the tables of a study together."""
    return Faults(f"The tables of the study in {folder} cannot be used", faults)


def not_opened(file: str, name: str, fault: OSError) -> Fault:
    """The file of a table is not there, must not be read, or another program has it open."""
    do = "Close it if a program has it open." if isinstance(fault, PermissionError) else "Put the file there."
    more = f"Or correct `file` under `tables: {name}`; it is sought beside the study file."
    return Fault(file, f"the file cannot be opened: {fault.strerror or fault}.", f"{do} {more}")


def lacks_column(file: str, name: str, heading: str, columns: Sequence[str]) -> Fault:
    """A table without a column that its kind has."""
    what = f"there is no column `{heading}`; it has {listing(columns)}."
    do = "Head it so" + ("" if name != heading else f", or say under `columns: {{{name}: ...}}` what it is headed")
    return Fault(file, what, f"{do}.")


def empty_cell(where: str) -> Fault:
    """A cell that must hold something."""
    return Fault(where, "the cell is empty.", "Fill it in, or take the row out.")


def unknown_word(where: str, given: str, what: str, allowed: Sequence[str]) -> Fault:
    """A name or a word that is none of those there are."""
    there = f"Allowed: {listing(allowed)}." if allowed else "The study has none."
    return Fault(where, f"`{given}` is no {what}.", f"{nearest(given, allowed)} {there}".strip())


def not_a_figure(where: str, given: str, wanted: str) -> Fault:
    """A cell that holds no number of the kind wanted."""
    return Fault(where, f"`{given}` is no number that can stand here.", f"Write {wanted}.")


def row_twice(where: str, keys: Sequence[str], first: int) -> Fault:
    """A row for what has one already."""
    return Fault(where, f"row {first} has the same {listing(keys)} already.", "Keep one of them.")


def says_nothing(where: str, either: Sequence[Sequence[str]]) -> Fault:
    """A row without the figure that it is there for."""
    return Fault(where, "the row gives no figure.", f"Fill in {' or '.join(' and '.join(each) for each in either)}.")


def days_fall(where: str, later: str, earlier: str) -> Fault:
    """Two days of a row in the wrong order."""
    return Fault(where, f"`{later}` lies before `{earlier}`.", "Correct one of the two days.")


def day_outside(where: str, day: str, period: str) -> Fault:
    """A row of a period in which its day does not lie."""
    return Fault(where, f"{day} lies outside {period}, the period of the row.", "Correct the day or the period.")


def not_in_roster(where: str) -> Fault:
    """Somebody whom the roster does not hold; who it is stands in the file and nowhere else."""
    return Fault(where, "the roster has no such person.", "Add the person to the roster, or correct the cell.")


def no_margin(question: str, name: str, levels: Sequence[str], tables: Sequence[str]) -> Fault:
    """Weights that are to follow a table that does not hold people of these options of their question."""
    what = f"the table `{name}` gives no people of {listing(f'`{level}`' for level in levels)} in this period."
    there = f"Tables of kind population: {listing(tables)}" if tables else "The study has no table of kind population"
    return Fault(f"weights.rake.{question}", what, f"{there}. Correct it, or write the shares into the study file.")


def no_frame(name: str, strata: Sequence[str]) -> Fault:
    """A plan whose frame has nobody in this period, or not by the plan's strata."""
    what = f"has no column {listing(f'`{each}`' for each in strata)}" if strata else "has no people of this period"
    return Fault("plan.table", f"the table `{name}` {what}.", "Add it to the file, or change `plan`.")


def no_kpi_table(name: str, table: str, tables: Sequence[str]) -> Fault:
    """A KPI from a table that the wave has not got, or that cannot hold it."""
    there = f"Tables of KPIs: {listing(tables)}." if tables else "The study has no table of KPIs."
    do = f"{there} Add `{table}` under `tables`, of the kind unit_kpis, third_party or complaints."
    return Fault(f"kpis.{name}", f"its table `{table}` is no table of KPIs of this wave.", do)


def no_base(where: str, given: float) -> Fault:
    """A share of nothing."""
    return Fault(
        where, f"the denominator is {given:g}; a share needs one above 0.", "Correct it, or leave the row out."
    )


def no_share(where: str, given: float, numerator: float | None, denominator: float | None) -> Fault:
    """A count above its base, or a value that is not between 0 and 1."""
    if numerator is not None and denominator is not None:
        what = f"the numerator {numerator:g} does not lie between 0 and the denominator {denominator:g}."
        return Fault(where, what, "Correct one of the two counts.")
    return Fault(where, f"{given:g} is no share.", "Write it between 0 and 1, or with %.")


def not_of_node(where: str, part: str, node: str, parts: Sequence[str]) -> Fault:
    """A judgement on something that the node does not consist of."""
    return Fault(where, f"`{part}` is no part of `{node}`.", f"Its parts: {listing(parts)}.")


def with_itself(where: str, part: str) -> Fault:
    """A part judged against itself."""
    return Fault(where, f"`{part}` is judged against itself.", "Take the row out.")


def not_reciprocal(where: str, pair: tuple[str, str], given: float, twin: tuple[int, float]) -> Fault:
    """A pair judged both ways, the two judgements not the inverse of each other."""
    a, b = pair
    return Fault(
        where,
        f"`{a}` counts {given:.6g} times as much as `{b}`, but row {twin[0]} has `{b}` at {twin[1]:.6g} times `{a}`: "
        "one must be the inverse of the other.",
        "Correct one of them, or keep one.",
    )


def not_judged(node: str, rules: Sequence[str]) -> Fault:
    """A node that is to be weighed by judgements, of which there are none."""
    return Fault(
        f"index.{node}",
        f"the node is weighed by {listing(rules)}, and no table of kind `judgements` has a judgement on its parts.",
        "`csat form STUDY --to judgements` prints the form; put what comes back under `tables`.",
    )


def no_id_to_join(name: str) -> Fault:
    """A table of respondents' figures in a study that does not say which column of the answers is the id."""
    do = "Add `fields: {id: <column of the answers>}`, or take the table out."
    return Fault(f"tables.{name}", "its figures are joined to answers by the id, and the study names none.", do)


def figures_twice(file: str, column: str) -> Fault:
    """A column of a table of respondents' figures that the answers, or another such table, have as well."""
    do = "Take it out of one of the two, or head it differently and name that under the question's `column`."
    return Fault(file, f"the column `{column}` is in the answers, or in another such table, as well.", do)
