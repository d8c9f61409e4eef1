"""Do the intervals of shrunk scores hold the units' true scores, on average over the units?

Run by hand from the top folder: ``python -m tests.simulations.ranking_coverage`` (a minute). k units with true scores
about 70, spread by 0 to 8 points; each score has an error of 2 to 6 points, or the same 4. 2,000 draws.

Intervals are printed where a third of the scores' variance or more is between units; ``printed`` is the share of draws
where that is so, of which the coverage and both tails are (none of fewer than 200).

What it tells, kept in ``ranking_coverage.csv``: .93 to .97 on average over the units where at least half are
printed, to .99 where few are, both tails alike. Below a third they would be .91 with 100 units that differ little, and
1 where they do not differ at all.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.insight.ranking import shrunk_scores

KEPT = Path(__file__).with_suffix(".csv")
UNITS, SPREADS, DRAWS, FEWEST = (5, 8, 25, 100), (0.0, 2.0, 4.0, 8.0), 2000, 200
ERRORS = {"equal": (4.0, 4.0), "unequal": (2.0, 6.0)}
Z = 1.959963984540054


def covered(units: int, spread: float, ends: tuple[float, float], draws: int = DRAWS) -> dict[str, float]:
    """The share of true scores within, below and above their intervals."""
    rng, errors = np.random.default_rng([units, int(10 * spread)]), np.linspace(*ends, units)
    found = []
    for _ in range(draws):
        truth = 70 + spread * rng.normal(size=units)
        shrunk = shrunk_scores(truth + errors * rng.normal(size=units), errors)
        off = (truth - shrunk.values) / shrunk.errors  # noqa: PD011 - no pandas
        if shrunk.has_ends:
            found.append([(abs(off) <= Z).mean(), (off < -Z).mean(), (off > Z).mean()])
    told = {"printed": len(found) / draws}
    shares = np.round(np.mean(found, axis=0), 4) if len(found) >= min(FEWEST, draws / 10) else [np.nan] * 3
    return told | dict(zip(("coverage", "below", "above"), shares, strict=True))


def main() -> None:
    rows = [
        {"units": units, "spread": spread, "errors": name, "draws": DRAWS, **covered(units, spread, ends)}
        for units in UNITS for spread in SPREADS for name, ends in ERRORS.items()
    ]  # fmt: skip
    pd.DataFrame(rows).to_csv(KEPT, index=False)


if __name__ == "__main__":
    main()
