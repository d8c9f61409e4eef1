"""CPU time of exact LMG (Shapley) shares against pingouin and relaimpo. Run by hand; R with relaimpo if there is one.

    uv run python tests/benchmarks/lmg.py > tests/benchmarks/lmg.txt

Work: shares of R squared of one outcome among 15 predictors, from a frame of 10,000 respondents (relaimpo in a library
of one's own is found through R_LIBS). Peers give the shares alone; with intervals this library stands alone.
"""

from __future__ import annotations

import subprocess
from argparse import Namespace
from dataclasses import replace

import bench
import numpy as np

N, PREDICTORS = 10_000, 15
USED = bench.ITEMS[: PREDICTORS + 1]


def told(parts) -> bench.Figures:
    parts = np.asarray(parts, dtype=float)
    return {"r2": float(parts.sum()), "parts": [float(part) for part in parts]}


def ours():
    from csat_lib.index.decompose import lmg
    from csat_lib.summary.moments import sum_moments

    def work(frame):
        r = sum_moments(frame[USED]).correlation
        return lmg(r[:-1, :-1], r[:-1, -1])

    return work, told


def with_intervals():
    from csat_lib.index.importance import importance

    return lambda frame: importance(frame[USED], USED[-1], "lmg"), lambda found: told(found.raw)


def pingouin():
    from pingouin import linear_regression

    def work(frame):
        return linear_regression(frame[USED[:-1]], frame[USED[-1]], relimp=True)

    version = bench.peer_version("pingouin")
    return work, lambda found: {**told(found["relimp"].iloc[1:]), "version": version}


def show(figures: bench.Figures) -> str:
    return f"R2 {figures['r2']:.9f}; parts {', '.join(f'{part:.6f}' for part in figures['parts'][:3])} ..."


def differ(mine: bench.Figures, theirs: bench.Figures) -> str:
    return f"{np.max(np.abs(np.subtract(mine['parts'], theirs['parts']))):.0e}"


def relaimpo() -> bench.Side:
    """R's side, where R has the package."""
    side = bench.r_peer("relaimpo", "lmg", __file__)
    asked = [side.command[0], "-e", "library(relaimpo)"] if side.command else ["false"]
    has_it = subprocess.run(asked, capture_output=True, check=False).returncode == 0
    return side if has_it else bench.Side("relaimpo", absent="there is no R with relaimpo")


def tables(_: Namespace) -> list[bench.Table]:
    alone, other = bench.this_library(__file__), bench.this_library(__file__, "pingouin")
    peers = [replace(other, name="pingouin"), relaimpo()]
    title, whole = f"LMG of {PREDICTORS} predictors", [bench.this_library(__file__, "with_intervals")]
    return [
        bench.Table(f"{title}. Shares", N, [alone, *peers], show, differ, (50, ("pingouin", "relaimpo"))),
        bench.Table(f"{title}. With intervals (100 replicates)", N, whole, show, differ, (0, ())),
    ]


if __name__ == "__main__":
    bench.main({"ours": ours, "with_intervals": with_intervals, "pingouin": pingouin}, tables)
