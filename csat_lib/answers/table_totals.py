"""Printed totals of a table set against their parts: claims that are told where they do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from csat_lib.answers.table_cells import number_of

TOTALS = frozenset({"合计", "总计", "小计", "总和", "total", "totals", "sum", "all", "subtotal"})
"""What stands in place of a name in a row that prints a total."""
_MOST = 7
_ROUNDED = 1e-9


@dataclass(frozen=True)
class Stated:
    """A printed total that its parts contradict: where it stands, what is stated, what the parts are."""

    row: int
    column: str
    stated: float
    parts: tuple[float, ...]

    @property
    def sum(self) -> str:
        """``55 + 15 = 70``; of many parts what they make alone."""
        parts = f"{' + '.join(f'{part:g}' for part in self.parts)} = " if len(self.parts) < _MOST else ""
        return f"{parts}{sum(self.parts):,.10g}"


def stated_sums(texts: pd.DataFrame, totals: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> Iterator[Stated]:
    """Totals printed in a column beside their parts, or known as a number (shares make 100).

    Whole numbers must add up exactly, others up to the rounding of what is printed.
    """
    for total, parts in totals.items():
        own, columns = names.get(total, total), [names.get(part, part) for part in parts]
        for row in texts.to_dict("records") if {*columns} <= {*texts} else ():
            cells = [str(row[column]) for column in columns]
            printed = str(row.get(own, f"{total}%" if any("%" in cell for cell in cells) else total))
            stated, *numbers = (number_of(cell)[0] for cell in (printed, *cells))
            whole = tuple(number for number in numbers if number is not None)
            slack = _ROUNDED + sum(_rounding(cell) for cell in [*cells, *([printed] if own in row else [])])
            if stated is not None and len(whole) == len(cells) and abs(sum(whole) - stated) > slack:
                yield Stated(row["row"], own, stated, whole)


def _rounding(cell: str) -> float:
    """Half of the last digit printed; nothing of a whole number."""
    decimals = len(cell.rstrip("% ").partition(".")[2])
    return (0.5 * 10.0**-decimals / (100 if "%" in cell else 1)) if decimals or "%" in cell else 0.0


def printed_totals(
    totals: pd.DataFrame, rows: pd.DataFrame, keys: Sequence[str], adds: Sequence[str]
) -> Iterator[Stated]:
    """Totals printed in a row of their own, against the rows that share its other names."""
    for total in totals.to_dict("records"):
        same = pd.Series(data=True, index=rows.index)
        for key in keys:
            if pd.notna(total[key]) and str(total[key]).casefold() not in TOTALS:
                same &= rows[key] == total[key]
        for column in adds:
            parts = rows.loc[same, column].dropna().astype(float)
            if pd.notna(total[column]) and len(parts) and abs(parts.sum() - total[column]) > _ROUNDED:
                yield Stated(total["row"], column, float(total[column]), tuple(parts))
