"""CPU time of the bootstrap of weighted mean and NPS against scipy and boot. Run by hand; R if it is there.

    uv run python tests/benchmarks/bootstrap.py --peers PYTHON > tests/benchmarks/bootstrap.txt

2,000 draws with replacement of 100,000 respondents, who answer from 0 to 10; out come mean and NPS of each draw and
their percentile intervals. Weights: of few classes, as raking on some margins makes them (answer and weight together
have fewer than 1,000 values); and continuous, all of their own. scipy draws both figures in one call, vectorised, a
draw at a time, which is its fastest way at this size; R's boot is given a draw's row numbers.
The most memory of a side's process stands beside its figures.
"""

from __future__ import annotations

import resource
from argparse import Namespace

import bench
import numpy as np
import pandas as pd

N, DRAWS = 100_000, 2000
CLASSES = 80


def answers(frame: pd.DataFrame) -> pd.DataFrame:
    """0 to 10, and what each gives to the NPS."""
    given = (frame["q0"] * 2 + (frame["q1"] > 3) - 1).clip(0, 10)
    return pd.DataFrame({"answer": given, "nps": np.where(given > 8, 100.0, np.where(given < 7, -100.0, 0.0))})


def few(n: int) -> np.ndarray:
    return 0.5 + np.arange(n) % CLASSES / CLASSES


def continuous(n: int) -> np.ndarray:
    return np.exp(0.4 * np.sin(1.7 * np.arange(1, n + 1)))


def told(values) -> bench.Figures:
    values = np.asarray(values)
    ends = np.quantile(values, [0.025, 0.975], axis=0)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"se": values.std(axis=0, ddof=1).tolist(), "ends": ends.ravel().tolist(), "megabytes": round(megabytes)}


def ours(weights):
    from csat_lib.summary.bootstrap_draws import BootstrapSpec
    from csat_lib.summary.replicates import bootstrap_stacks
    from csat_lib.summary.rows import Rows

    def work(frame):
        rows = Rows(answers(frame), weights(N))
        return bootstrap_stacks(rows, lambda stack: (stack.wx / stack.w)[..., 0], BootstrapSpec(DRAWS, seed=1))

    return work, lambda found: told(found.values)


def scipy(weights):
    from scipy.stats import bootstrap

    w = weights(N)

    def figures(answer, nps, weight, axis):
        return np.stack([(weight * each).sum(axis) for each in (answer, nps)]) / weight.sum(axis)

    def work(frame):
        data = answers(frame)
        columns = (data["answer"].to_numpy(), data["nps"].to_numpy(), w)
        how = {"n_resamples": DRAWS, "batch": 1, "paired": True, "vectorized": True, "method": "percentile"}
        return bootstrap(columns, figures, rng=np.random.default_rng(1), **how)

    return work, lambda found: {**told(found.bootstrap_distribution.T), "version": bench.peer_version("scipy")}


def show(figures: bench.Figures) -> str:
    mean, nps = figures["se"]
    return f"standard errors: mean {mean:.6f}, NPS {nps:.5f}; at most {figures['megabytes']:,} MB"


def differ(mine: bench.Figures, theirs: bench.Figures) -> str:
    error = 100 * bench.farthest_relative(mine, theirs, ("se",))
    return f"standard errors by {error:.1f} % (of 2,000 draws each their error is 1.6 %)"


def tables(given: Namespace) -> list[bench.Table]:
    peers = (given.peers, "--peers", "scipy")
    made = []
    for name, times in (("few", 20.0), ("continuous", 2.0)):
        sides = [
            bench.this_library(__file__, name), bench.python_peer("scipy", f"scipy_{name}", __file__, peers),
            bench.r_peer("boot", name, __file__),
        ]  # fmt: skip
        title = f"Bootstrap of mean and NPS, weights {'of few classes' if name == 'few' else 'continuous'}"
        made.append(bench.Table(title, N, sides, show, differ, (times, ("scipy", "boot"))))
    return made


if __name__ == "__main__":
    sides = {"few": lambda: ours(few), "continuous": lambda: ours(continuous)}
    bench.main({**sides, "scipy_few": lambda: scipy(few), "scipy_continuous": lambda: scipy(continuous)}, tables)
