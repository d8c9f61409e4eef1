"""CPU time of raking and of design-based means against their peers. Run by hand; R with survey if there is one.

    uv run python tests/benchmarks/weighting.py --peers PYTHON --old-peers PYTHON > tests/benchmarks/weighting.txt

Raking: four margins of five levels, a million respondents with base weights of their own; every side goes on until no
share is off by more than 1e-9 (survey: none moves by more) and is given its own form of the levels inside the clock:
categories here and for leafblower's frame, codes for what is under that (native), a frame and one of the population
for balance. Means: 32 variables in 8 segments, 100,000 respondents in strata and PSUs with weights: 256 means with
their standard errors. ``peers`` needs leafblower and svy, ``old-peers`` balance, which wants an older numpy.
"""

from __future__ import annotations

from argparse import Namespace

import bench
import numpy as np
import pandas as pd

N, ANSWERS = 1_000_000, 100_000
MARGINS = bench.ITEMS[:4]
LEVELS = list("12345")
TARGETS = np.array([
    [0.1, 0.2, 0.3, 0.25, 0.15], [0.05, 0.15, 0.3, 0.3, 0.2], [0.12, 0.18, 0.25, 0.25, 0.2],
    [0.08, 0.12, 0.3, 0.35, 0.15],
])  # fmt: skip
SHARES = {name: dict(zip(LEVELS, row.tolist(), strict=True)) for name, row in zip(MARGINS, TARGETS, strict=True)}
CLOSE = 1e-9


def base_of(n: int) -> np.ndarray:
    """Weights that every language can make."""
    return np.exp(0.4 * np.sin(1.7 * np.arange(1, n + 1)))


def categories(frame: pd.DataFrame) -> pd.DataFrame:
    codes = {name: (frame[name].to_numpy() - 1).astype(np.int8) for name in MARGINS}
    return pd.DataFrame({name: pd.Categorical.from_codes(code, LEVELS) for name, code in codes.items()})


def weights_told(weights) -> bench.Figures:
    weights = np.asarray(weights, dtype=float)
    weights = weights / weights.mean()
    return {"weights": weights[:1000].tolist(), "sd": float(weights.std())}


def ours():
    from csat_lib.weighting.raking import RakeSpec, rake

    base, spec = base_of(N), RakeSpec(tolerance=CLOSE)
    return lambda frame: rake(categories(frame), SHARES, base, spec), lambda found: weights_told(found.weights)


def leafblower():
    from leafblower import harvest

    base = base_of(N) / base_of(N).mean()

    def work(frame):
        data = {name: np.array(LEVELS)[(frame[name].to_numpy() - 1).astype(int)] for name in MARGINS}
        how = {"method": "raking", "max_weight": 1e6, "convergence": {"absolute": CLOSE}, "attach_weights": False}
        return harvest(pd.DataFrame(data), SHARES, start_weights=base, **how)["weights"]

    return work, lambda found: {**weights_told(found), "version": bench.peer_version("leafblower")}


def native():
    from leafblower._leafblower import calibrate

    base = base_of(N) / base_of(N).mean()

    def work(frame):
        codes = [(frame[name].to_numpy() - 1).astype(np.int32) for name in MARGINS]
        return calibrate(N, 4, base, codes, [5] * 4, list(TARGETS), {"max_weight": 1e6})[1]

    return work, lambda found: {**weights_told(found), "version": bench.peer_version("leafblower")}


def balance():
    from balance.weighting_methods.rake import rake

    base = pd.Series(base_of(N))
    grid = np.stack(np.meshgrid(*[range(5)] * 4, indexing="ij"), -1).reshape(-1, 4)
    people = pd.DataFrame(np.array(LEVELS)[grid], columns=MARGINS)
    mass = pd.Series(np.prod([TARGETS[j][grid[:, j]] for j in range(4)], axis=0) * N)

    def work(frame):
        data = categories(frame).astype(str)
        how = {"transformations": None, "max_iteration": 1000, "convergence_rate": CLOSE, "rate_tolerance": CLOSE}
        return rake(data, base, people, mass, **how)["weight"]

    return work, lambda found: {**weights_told(found), "version": bench.peer_version("balance")}


def design(n: int) -> tuple[np.ndarray, ...]:
    """(segment, stratum, PSU) of each respondent."""
    at = np.arange(n)
    stratum = at % 20
    return (at * 7 // 3) % 8, stratum, stratum * 50 + (at // 20) % 50


def with_more(frame: pd.DataFrame) -> pd.DataFrame:
    """Two variables more than the answers have."""
    return frame.assign(x0=frame["q0"] * frame["q1"], x1=frame["q2"] * frame["q3"])


def means_told(values, errors) -> bench.Figures:
    return {"means": np.ravel(values).tolist(), "errors": np.ravel(errors).tolist()}


def our_means():
    from csat_lib.summary.design import sum_design
    from csat_lib.summary.sample import Sample, cells_of

    weights, (segment, stratum, psu) = base_of(ANSWERS), design(ANSWERS)
    levels = pd.DataFrame({"s": pd.Categorical.from_codes(segment, list("abcdefgh"))})

    def work(frame):
        totals = sum_design(with_more(frame), Sample(weights, cells_of(levels, ["s"]), stratum, psu))
        return [totals.mean(name, ("s", level)) for level in "abcdefgh" for name in [*bench.ITEMS, "x0", "x1"]]

    return work, lambda found: means_told([one.value for one in found], [one.se for one in found])


def show(figures: bench.Figures) -> str:
    if "sd" in figures:
        return f"sd of the weights {figures['sd']:.10f}; first {figures['weights'][0]:.10f}"
    return f"first mean {figures['means'][0]:.9f}, standard error {figures['errors'][0]:.9f}"


def differ(mine: bench.Figures, theirs: bench.Figures) -> str:
    names = ("weights",) if "sd" in mine else ("means", "errors")
    return f"{bench.farthest_relative(mine, theirs, names):.0e}"


def tables(given: Namespace) -> list[bench.Table]:
    new, old = (given.peers, "--peers", "leafblower"), (given.old_peers, "--old-peers", "balance")
    sides = [bench.this_library(__file__)]
    sides += [bench.python_peer(name, name, __file__, new) for name in ("leafblower", "native")]
    sides += [bench.python_peer("balance", "balance", __file__, old), bench.r_peer("survey", "rake", __file__)]
    means = [bench.this_library(__file__, "our_means"), bench.r_peer("survey", "means", __file__)]
    all_peers = tuple(side.name for side in sides[1:])
    return [
        bench.Table("Raking to 4 margins", N, sides, show, differ, (1, all_peers)),
        bench.Table("Means of 32 variables in 8 segments", ANSWERS, means, show, differ, (10, ("survey",))),
    ]


if __name__ == "__main__":
    made = {"ours": ours, "leafblower": leafblower, "native": native, "balance": balance, "our_means": our_means}
    bench.main(made, tables)
