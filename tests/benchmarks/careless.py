"""CPU time of longstring, IRV and Mahalanobis distance against R's careless. Run by hand: needs R with careless.

    uv run python tests/benchmarks/careless.py > tests/benchmarks/careless.txt

Work: the three figures of every respondent from a frame of 100,000 x 30 (careless in a library of one's own is found
through R_LIBS). careless runs longstring(), irv() and mahad() without its plot; the comparison is of sums over all
respondents. With answers missing this library stands alone: careless ends a run at a gap, and psych's distance puts the
mean in its place.
"""

from __future__ import annotations

from argparse import Namespace

import bench
import numpy as np

N = 100_000


def ours():
    from csat_lib.answers.careless import longstring, variability
    from csat_lib.answers.distance import mahalanobis
    from csat_lib.summary.moments import sum_moments

    def work(frame):
        answers = frame.to_numpy()
        moments = sum_moments(frame, missing="pairwise")
        return longstring(answers), variability(answers), mahalanobis(answers, moments.means, moments.covariance)

    def figures(found) -> bench.Figures:
        run, spread, distance = found
        sums = {"longstring": run.sum(), "irv": np.nansum(spread), "mahalanobis": np.nansum(distance.squared)}
        return {name: float(value) for name, value in sums.items()} | {"largest": float(np.nanmax(distance.squared))}

    return work, figures


def show(figures: bench.Figures) -> str:
    return "sums: longstring {longstring:.0f}, IRV {irv:.6f}, D2 {mahalanobis:.4f}; largest D2 {largest:.7f}".format(
        **figures
    )


def differ(mine: bench.Figures, theirs: bench.Figures) -> str:
    return f"{bench.farthest_relative(mine, theirs, ('longstring', 'irv', 'mahalanobis', 'largest')):.0e} relative"


def tables(_: Namespace) -> list[bench.Table]:
    alone = bench.this_library(__file__)
    title, both = "Longstring, IRV, Mahalanobis", [alone, bench.r_peer("careless", "frame", __file__)]
    return [
        bench.Table(f"{title}. Complete answers", N, both, show, differ, (20, ("careless",))),
        bench.Table(f"{title}. With gaps", N, [alone], show, differ, (0, ()), missing=0.03),
    ]


if __name__ == "__main__":
    bench.main({"ours": ours}, tables)
