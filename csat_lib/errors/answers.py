"""Phrases about the answers file, and about answers that do not match the study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from pathlib import Path

from csat_lib.errors import CsatError, Fault, Faults, listing, nearest


def off_scale(given: str, low: float, high: float, others: Sequence[object]) -> str:
    """What is wrong with a code that the scale does not have."""
    allowed = f"the scale runs from {low:g} to {high:g}"
    return f"`{given}` is not on the scale; {allowed}" + (f", other codes are {listing(others)}." if others else ".")


def not_a_number(given: str) -> str:
    """What is wrong with text in a number."""
    return f"`{given}` is not a number."


def out_of_bounds(given: str, low: float, high: float) -> str:
    """What is wrong with a number outside what is plausible."""
    if low == -inf or high == inf:
        return f"`{given}` is {'less' if high == inf else 'more'} than {low if high == inf else high:g}."
    return f"`{given}` lies outside {low:g} to {high:g}."


def cut_id(given: str) -> str:
    """What is wrong with an id that a spreadsheet has turned into a rounded number."""
    return (
        f"`{given}` is a long id in scientific notation: a spreadsheet has cut it, and cut ids tell nobody apart. "
        "Export the file anew and do not save it from a spreadsheet, or format the column as text first."
    )


def not_seconds(given: str) -> str:
    """What is wrong with a duration."""
    return f"`{given}` is not a number of seconds."


def not_positive(given: str) -> str:
    """What is wrong with a weight or a size that is not above zero."""
    return f"`{given}` is not a number above 0."


def no_option(given: str, options: Sequence[str]) -> str:
    """What is wrong with a choice that is not offered."""
    return f"`{given}` is none of the options {listing(options)}. {nearest(given, options)}".rstrip()


def not_a_day(given: str) -> str:
    """What is wrong with a text that names no day."""
    return f"`{given}` is not a day (2025-03-01) or moment (2025-03-01 17:45:00)."


def ambiguous_day(given: str) -> str:
    """What is wrong with days of which nothing tells whether the month comes first."""
    return f"`{given}` is ambiguous: nothing in the column tells day from month. Write the year first (2025-03-01)."


def no_ranking(given: str) -> str:
    """What is wrong with a cell in which somebody ranks options."""
    return f"`{given}` is no ranking (A→B→C)."


def nothing_given() -> str:
    """What is wrong with an empty cell where every row needs a value."""
    return "the cell is empty, and every row needs a value."


def repeated_id(first: str) -> str:
    """What is wrong with an id that an earlier row has."""
    return f"the same id as in row {first}."


def missing_column(path: Path, column: str, wanted_by: str, columns: Sequence[str]) -> Fault:
    """The study names a column that the file lacks."""
    near = nearest(column, [name for name in columns if name])
    return Fault(path.name, f"there is no column `{column}`, which {wanted_by} needs.", near)


def asked_twice(path: Path, column: str) -> Fault:
    """Several questions of the study are answered by one column."""
    return Fault(
        path.name, f"the column `{column}` answers several questions of the study. Name one `column` for each."
    )


def index_or_score(path: Path, column: str, high: float) -> Fault:
    """A download of 问卷星 in codes that may be by index, counted from 1, or by score."""
    what = f"it holds neither 0 nor {high + 1:g}, so that it may be by index (counted from 1) or by score."
    return Fault(f"{path.name}, column `{column}`", what, "Tell `format: wjx-index` or `format: wjx-score`.")


def wrong_cells(path: Path, column: str, rows: Sequence[str], n_rows: int, what: str) -> Fault:
    """Cells of one column that are wrong in the same way; ``rows`` are the first of them."""
    named = ", ".join(rows) + (f" and {n_rows - len(rows)} more" if n_rows > len(rows) else "")
    return Fault(f"{path.name}, column `{column}`, row{'' if n_rows == 1 else 's'} {named}", what)


def no_match(path: Path, study: str, faults: Sequence[Fault], n_cells: int) -> Faults:
    """Everything in the file that does not match the study."""
    cells = f" in {n_cells} cell{'' if n_cells == 1 else 's'}" if n_cells else ""
    return Faults(f"The answers {path} do not match the study `{study}`{cells}; mend the file or the study", faults)


def too_few_left(path: Path, n_rows: int, n_kept: int, left_out: Sequence[tuple[str, int]]) -> CsatError:
    """The exclusion rules leave no row, or one: it has no interval, and a report on it would be about a person."""
    steps = "".join(f", {rule} leaves out {count}" for rule, count in left_out)
    return CsatError(
        f"The answers {path} leave too few respondents to report on: of {n_rows} row{'' if n_rows == 1 else 's'}"
        f"{steps}, {n_kept} stay{'s' if n_kept == 1 else ''}. At least 2 must stay. "
        "Check the codes in the study file, loosen the rules under `exclude`, or wait for more answers."
    )


def nothing_of_the_wave(
    path: Path, period: str, left: Mapping[str, int], days: tuple[object, object] | None
) -> CsatError:
    """No row of the file is an answer of the wave."""
    steps = ", ".join(f"{rule.replace('_', ' ')} {count:,}" for rule, count in left.items())
    if days is None:
        return CsatError(
            f"The answers {path} hold no answer of a respondent: every row is a preview, a test or spam ({steps}). "
            "Export the answers that respondents gave."
        )
    return CsatError(
        f"The answers {path} hold no answer of the period {period}: {steps}. "
        f"Rows outside the period were finished from {days[0]} to {days[1]}. "
        "Correct `period` or `responses` in the wave file, or say with `grace_days` in the study file how many days "
        "after the period still count."
    )


def undated(count: int) -> str:
    """What is told of rows that do not say when they were finished."""
    return f"{count:,} rows without a day of finishing count as answers of the period"


def no_answers_at_all(path: Path, study: str) -> CsatError:
    """No row answers any item."""
    return CsatError(
        f"The answers {path} hold no answer to any item of the study `{study}`: every cell is empty or a missing code. "
        "Check the columns and the missing codes in the study file."
    )


def not_chosen_or_left(given: str) -> str:
    """What is wrong with a cell of one option of a multiple choice."""
    return f"`{given}` is neither 1 (chosen) nor 0 (not chosen)."


def reserved_names(study: str, names: Sequence[str], reserved: Sequence[str]) -> CsatError:
    """A segment is named like a column that every respondents file has."""
    words = listing([f"`{name}`" for name in names])
    return CsatError(
        f"The study `{study}` has a segment named {words}, and respondents.parquet has a column of this name; "
        f"taken are {listing(reserved, limit=20)}. Rename the question; its `column` may stay."
    )


def unknown_question(given: str, allowed: Sequence[str]) -> CsatError:
    """Answers are asked for to a question that the study does not have."""
    near = f" {hint}" if (hint := nearest(given, allowed)) else ""
    return CsatError(f"The study has no question `{given}`; it has {listing(allowed)}.{near} Name one of these.")


def too_many_pairs(study: str, rule: str, n_rows: int) -> CsatError:
    """Near duplicates among so many rows, or rows so alike, that they cannot all be compared."""
    return CsatError(
        f"The rule `{rule}` of the study `{study}` cannot be applied to {n_rows:,} rows: too many of them would have "
        "to be compared with each other. Compare fewer with `by: [device]` (or another field or single choice), raise "
        "its `at_least`, or take the rule out."
    )
