"""Columns that most charts have beside their rows: the ends of intervals, and bases."""

from collections.abc import Callable, Iterable, Sequence
from math import isnan

from csat_lib.charts import numbers
from csat_lib.charts.beside import Beside
from csat_lib.charts.legend import interval_words
from csat_lib.charts.look import Look
from csat_lib.charts.rows import Row, with_interval
from csat_lib.charts.words import ends, say
from csat_lib.findings.told import Told


def interval_column(look: Look, rows: Iterable[Row], write: numbers.Write, of: Callable[[Row], Row]) -> list[Beside]:
    """The ends of the intervals of what belongs to each row, where there are any."""
    held = with_interval(rows)
    return [Beside(interval_words(look, held), lambda row: ends(look, of(row), write), "")] if held else []


def base_column(look: Look, rows: Sequence[Row]) -> Beside:
    """The base of each row, and where weights make it worth less, how much it is worth."""
    weighted = any(abs(row.n - row.n_effective) >= 1 for row in rows)
    plain = say(look, "base")
    return Beside(say(look, "bases"), lambda row: _both(look, row), plain) if weighted else Beside(plain, base)


def base(row: Row) -> Told:
    """What a figure rests on."""
    return Told("") if isnan(row.n) else numbers.whole(row, "n")


def _both(look: Look, row: Row) -> str:
    n = base(row)
    return say(look, "in_brackets", n=n, of=numbers.whole(row, "n_effective")) if n and row.n_effective > 0 else n
