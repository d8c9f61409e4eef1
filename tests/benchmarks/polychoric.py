"""CPU time of a polychoric correlation matrix against R's lavaan and psych. Run by hand: needs R with both.

    uv run python tests/benchmarks/polychoric.py > tests/benchmarks/polychoric.txt

Work: 30 x 30 two-step correlations, thresholds included, nothing added to empty cells, from the frame. lavaan: lavCor
without standard errors. psych: polychoric without smoothing and without its progress bar; its optimize() stops at 1e-5.
"""

from __future__ import annotations

from argparse import Namespace

import bench
import numpy as np


def ours():
    from csat_lib.measurement.correlations.correlation import correlate

    low = np.tril_indices(bench.P, -1)
    return lambda frame: correlate(frame, "polychoric"), lambda found: {"correlations": found.matrix[low].tolist()}


def show(figures: bench.Figures) -> str:
    return "first correlations " + " ".join(f"{value:.6f}" for value in figures["correlations"][:6])


def differ(mine: bench.Figures, theirs: bench.Figures) -> str:
    return f"{bench.farthest(mine, theirs, ('correlations',)):.0e} at most"


def tables(_: Namespace) -> list[bench.Table]:
    sides = [bench.this_library(__file__), *(bench.r_peer(name, name, __file__) for name in ("lavaan", "psych"))]
    goal = (20, ("lavaan", "psych"))
    return [bench.Table("Polychoric correlations", n, sides, show, differ, goal) for n in (1_000, 100_000)]


if __name__ == "__main__":
    bench.main({"ours": ours}, tables)
