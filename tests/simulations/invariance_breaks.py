"""How often does the comparability guard find a break that is there, and how often one that is not?

Run by hand from the top folder: ``python tests/simulations/invariance_breaks.py --draws 500``. Two groups answer the
items of one construct; in the second the construct is half a standard deviation higher, and its first item is answered
higher by ``shift`` of the item's standard deviation (0: nothing broke).

- normal: the answers as they are;
- skewed: cut into five categories, most of them high, as customers answer, and taken as numbers;
- skewed, weighted: the same with unequal weights that have nothing to do with the answers;
- ordered: the same five categories, taken as ordered answers.

The table, kept in ``invariance_breaks.csv``: case, items, loading, n of each group, shift, draws, and the shares of
draws in which CFI fell by more than .01 at any step (``fell``: the rule by itself), in which that was told as a break
(``broke``), and in which nothing was claimed (``open``).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.measurement.confirmatory.invariance import InvarianceResult, measurement_invariance
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.pairs import sum_pairs

KEPT = Path(__file__).with_suffix(".csv")
CASES = ("normal", "skewed", "skewed, weighted", "ordered")
SCALES = ((3, 0.6), (3, 0.8), (5, 0.74))
SIZES = (100, 200, 400, 800)
SHIFTS = (0.0, 0.3)
CUTS = (-1.8, -1.2, -0.6, 0.2)
HIGHER, WEIGHT_SPREAD = 0.5, 0.4


@dataclass(frozen=True)
class Cell:
    """One row of the table."""

    case: str
    items: int
    loading: float
    n: int
    shift: float


def cells() -> list[Cell]:
    """All that are looked at."""
    return [Cell(case, *scale, n, shift) for case, scale, n, shift in product(CASES, SCALES, SIZES, SHIFTS)]


def found(cell: Cell, draw: np.random.Generator) -> InvarianceResult:
    """What the guard says of one draw."""
    names = [f"q{at}" for at in range(cell.items)]
    groups = {str(group): _part(cell, group, draw, names) for group in (0, 1)}
    return measurement_invariance(groups, {"construct": names})


def _part(cell: Cell, group: int, draw: np.random.Generator, names: list[str]):
    common = draw.normal(HIGHER * group, 1, (cell.n, 1))
    own = draw.normal(size=(cell.n, cell.items)) * np.sqrt(1 - cell.loading**2)
    answers = cell.loading * common + own
    answers[:, 0] += cell.shift * group
    if cell.case != "normal":
        answers = np.digitize(answers, CUTS) + 1.0
    frame = pd.DataFrame(answers, columns=names)
    if cell.case == "ordered":
        return sum_pairs(frame)
    weights = np.exp(draw.normal(0, WEIGHT_SPREAD, cell.n)) if "weighted" in cell.case else None
    return sum_moments(frame, Base(weights))


def counted(cell: Cell, draws: int, seed: int) -> dict[str, object]:
    """The row of one cell."""
    results = [found(cell, np.random.default_rng([seed, at])) for at in range(draws)]
    verdicts = [result.verdict for result in results]
    fell = [any((step.delta_cfi or 0) > 0.01 for step in result.steps) for result in results]
    row = {"broke": verdicts.count("not_comparable"), "open": verdicts.count("not_tested"), "fell": sum(fell)}
    return vars(cell) | {"draws": draws} | {name: row[name] / draws for name in ("fell", "broke", "open")}


def _jobs(draws: int) -> Iterator[tuple[Cell, int, int]]:
    for seed, cell in enumerate(cells()):
        yield cell, draws, seed


def main() -> None:
    """Count and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with Pool(given.workers) as pool:
        rows = pool.starmap(counted, _jobs(given.draws), chunksize=1)
    pd.DataFrame(rows).round(3).to_csv(KEPT, index=False)


if __name__ == "__main__":
    main()
