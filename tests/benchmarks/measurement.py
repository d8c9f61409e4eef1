"""CPU time of the reliability and factor chapters' figures against R's psych. Run by hand: needs R with psych.

    uv run python tests/benchmarks/measurement.py > tests/benchmarks/measurement.txt

Work: alpha with item statistics of six scales of five items, KMO, Bartlett, minres with six factors and oblimin, from
a frame of 100,000 x 30 answers 1-5. Data: fresh in every run, six correlated traits. Each side is a fresh process with
BLAS on one thread, median of three. `calls` is the CPU of the work on data in memory, with packages loaded; `loading`
what it takes to start and load them (here mostly pandas, and scikit-learn, which factor_analyzer's rotations draw in);
`process` is everything, reading the data included. psych runs its fast path (no scores, no answer tables), once fed the
frame, once fed one covariance matrix that it is charged for; of a pairwise one it standardises each item by the
variance of all its answers, not of the pair's, hence that difference.
"""

from __future__ import annotations

import json
import os
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
N, P, FACTORS, RUNS = 100_000, 30, 6, 3
CLOSED = ("alpha", "alpha_if_dropped", "item_rest", "kmo", "bartlett")


def generate(path: Path, missing: float, seed: int) -> None:
    """Answers 1-5 on six traits that correlate .4, loadings .5 to .8; doubles, one item after the other."""
    rng = np.random.default_rng(seed)
    traits = rng.normal(size=(N, FACTORS)) @ np.linalg.cholesky(np.full((6, 6), 0.4) + 0.6 * np.eye(6)).T
    loadings = np.tile([0.8, 0.75, 0.7, 0.6, 0.5], FACTORS)
    latent = np.repeat(traits, 5, axis=1) * loadings + rng.normal(size=(N, P)) * np.sqrt(1 - loadings**2)
    answers = np.clip(np.round(3.4 + 1.1 * latent), 1, 5)
    answers[rng.random((N, P)) < missing] = np.nan
    path.write_bytes(answers.tobytes(order="F"))


def ours(path: Path) -> dict[str, object]:
    """The work by this library, from the frame."""
    import factor_analyzer.rotator  # noqa: F401 - loaded beforehand, as R's packages are

    from csat_lib.measurement.adequacy import bartlett, kmo
    from csat_lib.measurement.extraction import extract_factors
    from csat_lib.measurement.reliability import estimate_alpha
    from csat_lib.summary.moments import sum_moments

    loading = time.process_time()
    values = np.frombuffer(path.read_bytes()).reshape(P, N).T
    frame = pd.DataFrame(values, columns=[f"q{j}" for j in range(P)])
    before = time.process_time()
    moments = sum_moments(frame, missing="pairwise")
    scales = [estimate_alpha(moments.select(moments.items[at : at + 5])) for at in range(0, P, 5)]
    adequacy, sphericity, factors = kmo(moments), bartlett(moments), extract_factors(moments, FACTORS)
    seconds = time.process_time() - before
    return {
        "seconds": seconds,
        "loading": loading,
        "version": f"Python {sys.version.split()[0]}, numpy {np.__version__}",
        "alpha": [scale.alpha for scale in scales],
        "alpha_if_dropped": np.concatenate([scale.if_dropped for scale in scales]).tolist(),
        "item_rest": np.concatenate([scale.item_rest for scale in scales]).tolist(),
        "kmo": [adequacy.overall, *adequacy.items],
        "bartlett": [sphericity.chi2 / (sphericity.bases.n - 1 - 65 / 6) * (N - 1 - 65 / 6)],  # psych is told N
        "communalities": factors.communalities.tolist(),
        "loadings": factors.loadings.to_numpy().ravel().tolist(),
    }


def measured(command: list[str]) -> tuple[dict, float]:
    """What a fresh process printed, and its whole CPU time."""
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=os.environ | threads, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return json.loads(done.stdout), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def difference(mine: dict, theirs: dict) -> tuple[float, float]:
    """(largest relative difference of the closed forms, largest difference of communalities and loadings)."""
    closed = max(np.abs(np.divide(mine[name], theirs[name]) - 1).max() for name in CLOSED)
    left, right = (np.reshape(side["loadings"], (P, FACTORS)) for side in (mine, theirs))
    match = np.abs(left.T @ right).argmax(axis=1)
    loadings = np.abs(np.abs(left) - np.abs(right[:, match])).max()
    return closed, max(loadings, np.abs(np.subtract(mine["communalities"], theirs["communalities"])).max())


def compare(name: str, missing: float, folder: Path) -> None:
    seed = secrets.randbelow(2**31)
    path = folder / "answers.bin"
    generate(path, missing, seed)
    r = ["Rscript", str(HERE / "measurement.R"), str(path), str(N), str(P)]
    print(
        f"\n{name}: {N:,} x {P}, seed {seed}; CPU seconds\n{'':20}{'calls':>8}{'ratio':>7}{'loading':>9}{'process':>9}"
    )
    mine = row("csat_lib, frame", [sys.executable, __file__, str(path)], {})
    row("psych, frame", [*r, "frame"], mine)
    row("psych, one cov()", [*r, "matrix"], mine)


def row(side: str, command: list[str], mine: dict) -> dict:
    """Print one line of the table and the figures under it; without ``mine`` this is the line compared with."""
    runs = [measured(command) for _ in range(RUNS)]
    result = runs[0][0] | {name: median(run[0][name] for run in runs) for name in ("seconds", "loading")}
    ratio = result["seconds"] / (mine or result)["seconds"]
    times = f"{result['loading']:9.2f}{median(run[1] for run in runs):9.2f}"
    print(f"{side:20}{result['seconds']:8.3f}{ratio:7.1f}{times}   {result['version']}")
    alphas, chi2 = " ".join(f"{value:.6f}" for value in result["alpha"]), result["bartlett"][0]
    print(f"{'':4}alpha {alphas}, KMO {result['kmo'][0]:.6f}, chi2 {chi2:.3f}")
    if mine:
        closed, loose = difference(mine, result)
        print(f"{'':4}difference: closed forms {closed:.0e} relative, communalities and loadings {loose:.0e}")
    return result


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        compare("Complete answers", 0.0, Path(folder))
        compare("3 % missing, pairwise", 0.03, Path(folder))


if __name__ == "__main__":
    if len(sys.argv) == 2:
        print(json.dumps(ours(Path(sys.argv[1]))))
    else:
        main()
