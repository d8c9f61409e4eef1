"""CPU time of the reliability and factor chapters' figures against R's psych. Run by hand: needs R with psych.

    uv run python tests/benchmarks/measurement.py > tests/benchmarks/measurement.txt

Work, from a frame of 100,000 x 30: alpha with item statistics and one-factor omega of six scales of five items,
hierarchical omega of all items with six group factors, KMO, Bartlett, MAP, minres with six factors and oblimin.
Parallel analysis has a script of its own.

psych runs its fast path, without factor scores, tables of answers and plots: alpha(), omega(), KMO(),
cortest.bartlett(), vss() (whose MAP is the only one it has; of components, unrotated, the first eight) and fa(), once
fed the frame throughout, once fed one covariance matrix that it is charged for. Of a pairwise one it standardises each
item by the variance of all its answers, not of the pair's; and it is told n of all rows for Bartlett's test, as is done
here for the comparison.
"""

from __future__ import annotations

from argparse import Namespace

import bench
import numpy as np

N = 100_000
CLOSED = ("alpha", "alpha_if_dropped", "item_rest", "kmo", "bartlett", "map")
ITERATED = ("omega", "omega_hierarchical", "communalities")


def ours():
    from csat_lib.measurement.correlations.correlation import correlate
    from csat_lib.measurement.factors.adequacy import bartlett, kmo
    from csat_lib.measurement.factors.extraction import extract_factors
    from csat_lib.measurement.factors.minimum_average import map_test
    from csat_lib.measurement.reliability import estimate_alpha
    from csat_lib.measurement.reliability.omega import estimate_omega
    from csat_lib.summary.moments import sum_moments

    def work(frame):
        moments = sum_moments(frame, missing="pairwise")
        scales = [moments.select(items) for items in bench.MODEL.values()]
        r = correlate(moments)
        return (
            [estimate_alpha(scale) for scale in scales],
            [*map(estimate_omega, scales), estimate_omega(moments, bench.TRAITS)],
            (kmo(r), bartlett(r), map_test(r)),
            extract_factors(r, bench.TRAITS),
        )

    def figures(found) -> bench.Figures:
        scales, (*omegas, whole), (adequacy, sphericity, averages), factors = found
        return {
            "alpha": [scale.alpha for scale in scales],
            "alpha_if_dropped": np.concatenate([scale.if_dropped for scale in scales]).tolist(),
            "item_rest": np.concatenate([scale.item_rest for scale in scales]).tolist(),
            "omega": [omega.total for omega in omegas],
            "omega_hierarchical": whole.hierarchical,
            "kmo": [adequacy.overall, *adequacy.items],
            "bartlett": sphericity.chi2 / (sphericity.bases.n - 1 - 65 / 6) * (N - 1 - 65 / 6),
            "map": averages.squares[1:9].tolist(),
            "communalities": factors.communalities.tolist(),
            "loadings": factors.loadings.to_numpy().ravel().tolist(),
        }

    return work, figures


def show(figures: bench.Figures) -> str:
    alphas, omegas = (" ".join(f"{value:.6f}" for value in figures[name]) for name in ("alpha", "omega"))
    whole = f"omega hierarchical {figures['omega_hierarchical']:.6f}, KMO {figures['kmo'][0]:.6f}"
    rest = f"chi2 {figures['bartlett']:.3f}, MAP least at {np.argmin(figures['map']) + 1}: {min(figures['map']):.7f}"
    return f"alpha {alphas}, omega {omegas},\n    {whole}, {rest}"


def differ(mine: bench.Figures, theirs: bench.Figures) -> str:
    """Factors are matched by their loadings, and their signs are left aside."""
    left, right = (np.reshape(side["loadings"], (bench.P, bench.TRAITS)) for side in (mine, theirs))
    match = np.abs(left.T @ right).argmax(axis=1)
    loadings = np.abs(np.abs(left) - np.abs(right[:, match])).max()
    closed = f"closed forms {bench.farthest_relative(mine, theirs, CLOSED):.0e} relative"
    return f"{closed}, omegas, communalities, loadings {max(loadings, bench.farthest(mine, theirs, ITERATED)):.0e}"


def tables(_: Namespace) -> list[bench.Table]:
    sides = [
        bench.this_library(__file__),
        bench.r_peer("psych", "frame", __file__),
        bench.r_peer("psych (one cov())", "matrix", __file__),
    ]
    missing = {"Complete answers": 0.0, "Pairwise": 0.03}
    return [
        bench.Table(f"Reliability and factors. {title}", N, sides, show, differ, (20, ("psych",)), share)
        for title, share in missing.items()
    ]


if __name__ == "__main__":
    bench.main({"ours": ours}, tables)
