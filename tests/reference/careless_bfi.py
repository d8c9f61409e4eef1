# ruff: noqa: T201 - it prints its table
"""R's careless 1.2.2 on the 2,436 complete rows of psych's bfi, respondent by respondent. Run by hand:

    python tests/reference/careless_bfi.py FOLDER > tests/reference/careless_bfi.txt

FOLDER holds bfi.csv (25 items first) and careless_bfi.json with the lists longstr, irv, mahad, evenodd and psychsyn
that careless gave: longstring(x), irv(x), mahad(x), evenodd(x, rep(5, 5)), psychsyn(x, critval = .5).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.answers.careless import longstring, variability
from csat_lib.answers.consistency import even_odd, synonym_pairs, within_pairs
from csat_lib.answers.distance import mahalanobis
from csat_lib.summary.moments import sum_moments


def compare(folder: Path) -> None:
    """One line for each figure: rows, rows where both have one, and the greatest difference among those."""
    frame = pd.read_csv(folder / "bfi.csv").iloc[:, :25].dropna()
    stored = json.loads((folder / "careless_bfi.json").read_text())
    answers, moments = frame.to_numpy(dtype=float), sum_moments(frame)
    found = {
        "longstr": longstring(answers),
        "irv": variability(answers),
        "mahad": mahalanobis(answers, moments.means, moments.covariance).squared,
        "evenodd": -even_odd(answers, [range(at, at + 5) for at in range(0, 25, 5)]),  # careless turns its sign
        "psychsyn": within_pairs(answers, synonym_pairs(moments.correlation, 0.5)),
    }
    print(f"{'figure':<10}{'rows':>6}{'ours':>6}{'theirs':>8}{'both':>6}  greatest difference")
    for name, ours in found.items():
        theirs = np.array([np.nan if value in {None, "NA"} else value for value in stored[name]], dtype=float)
        both = ~(np.isnan(ours) | np.isnan(theirs))
        difference = np.abs(ours - theirs)[both].max()
        counts = (len(ours), (~np.isnan(ours)).sum(), (~np.isnan(theirs)).sum(), both.sum())
        print(f"{name:<10}{counts[0]:>6}{counts[1]:>6}{counts[2]:>8}{counts[3]:>6}  {difference:.1e}")
    print(
        "psychsyn: where one side of the pairs does not vary, careless shuffles the pairs at random; here, no figure."
    )


if __name__ == "__main__":
    compare(Path(sys.argv[1]))
