"""CPU time of parallel analysis against R's psych and Python's efa-utils. Run by hand: needs R with psych.

    uv run python tests/benchmarks/parallel.py --old-peers PYTHON > tests/benchmarks/parallel.txt

Work: 100 draws, 10,000 x 30 complete answers, eigenvalues of components and of common factors (squared multiple
correlations on the diagonal), 95th percentile, from the frame. psych runs without a plot, once on the frame (it then
resamples the answers too) and once on one cor() that it is charged for. efa-utils runs without plot or table, listwise,
once for components and once for minres factors, of which it compares the components' eigenvalues again, having no other
(one call is half of its time); it returns its advice alone. PYTHON is the interpreter of an environment with
requirements-peers-old.txt installed. Random eigenvalues differ by chance, as each side draws its own.
"""

from __future__ import annotations

from argparse import Namespace

import bench

DRAWS = 100
COMPONENTS, FACTORS = ("components", "random_components"), ("factors", "random_factors")


def ours():
    from csat_lib.measurement.factors.parallel import parallel_analysis

    def figures(result) -> bench.Figures:
        kinds = {"components": result.components, "factors": result.factors}
        return {
            "kept": [kind.n_factors for kind in kinds.values()],
            **{name: kind.eigenvalues.tolist() for name, kind in kinds.items()},
            **{f"random_{name}": kind.random.tolist() for name, kind in kinds.items()},
        }

    return lambda frame: parallel_analysis(frame, DRAWS), figures


def efa_utils():
    import contextlib
    import io

    import efa_utils as peer

    options = {"k": DRAWS, "print_graph": False, "print_table": False, "percentile": 95, "standard": 1.0}

    def work(frame):
        with contextlib.redirect_stdout(io.StringIO()):
            return [
                peer.parallel_analysis(frame, list(frame), extraction=kind, missing="listwise", **options)
                for kind in ("components", "minres")
            ]

    return work, lambda kept: {"kept": [*map(int, kept)], "version": bench.peer_version("efa-utils")}


def show(figures: bench.Figures) -> str:
    kept = "{:.0f} components and {:.0f} factors kept".format(*figures["kept"])
    names = [name for name in (*COMPONENTS, *FACTORS) if name in figures]
    rows = [f"{name.replace('_', ' '):18}" + " ".join(f"{v:.4f}" for v in figures[name][:8]) for name in names]
    return "\n    ".join([kept, *rows])


def differ(mine: bench.Figures, theirs: bench.Figures) -> str:
    if "factors" not in theirs:
        return "of the advice: " + " and ".join(
            f"{a - b:.0f}" for a, b in zip(mine["kept"], theirs["kept"], strict=True)
        )
    drawn = bench.farthest(mine, theirs, ("random_components", "random_factors"))
    own = bench.farthest(mine, theirs, ("components", "factors"))
    return f"eigenvalues of the answers {own:.0e}, of random ones {drawn:.0e}"


def tables(given: Namespace) -> list[bench.Table]:
    peers = [
        bench.python_peer("efa-utils", "efa_utils", __file__, (given.old_peers, "--old-peers", bench.OLD_PEERS)),
        bench.r_peer("psych", "frame", __file__),
        bench.r_peer("psych (one cor())", "matrix", __file__),
    ]
    sides, goal = [bench.this_library(__file__), *peers], (50, tuple(peer.name for peer in peers))
    return [bench.Table(f"Parallel analysis, {DRAWS} draws", 10_000, sides, show, differ, goal)]


if __name__ == "__main__":
    bench.main({"ours": ours, "efa_utils": efa_utils}, tables)
