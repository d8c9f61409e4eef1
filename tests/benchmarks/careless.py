"""CPU time of longstring, IRV and Mahalanobis distance against R's careless. Run by hand: needs R with careless.

    uv run python tests/benchmarks/careless.py > tests/benchmarks/careless.txt

Data: 100,000 x 30 answers 1-5, fresh in every run, complete, and (this library alone) with 3 % missing. Each side is a
fresh process with BLAS on one thread, median of three; packages are loaded and the data are in memory before the clock
starts. Beside each time stand the sums over all respondents, which must agree.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
N, P, RUNS = 100_000, 30, 3
FIGURES = ("longstring", "irv", "mahalanobis")


def generate(path: Path, missing: float, seed: int) -> None:
    """Answers 1-5 on one trait; doubles, one item after the other."""
    rng = np.random.default_rng(seed)
    answers = np.clip(np.round(3 + 0.8 * rng.normal(size=(N, 1)) + 0.8 * rng.normal(size=(N, P))), 1, 5)
    answers[rng.random((N, P)) < missing] = np.nan
    path.write_bytes(answers.tobytes(order="F"))


def ours(path: Path) -> dict[str, object]:
    """The work by this library, from the frame: covariances included."""
    from csat_lib.answers.careless import longstring, variability
    from csat_lib.answers.distance import mahalanobis
    from csat_lib.summary.moments import sum_moments

    frame = pd.DataFrame(np.frombuffer(path.read_bytes()).reshape(P, N).T)
    before = time.process_time()
    answers = frame.to_numpy()
    moments = sum_moments(frame, missing="pairwise")
    run, spread = longstring(answers), variability(answers)
    distance = mahalanobis(answers, moments.means, moments.covariance)
    figures = [run.sum(), np.nansum(spread), np.nansum(distance.squared)]
    seconds = time.process_time() - before
    version = f"Python {sys.version.split()[0]}, numpy {np.__version__}"
    return {"seconds": seconds, "version": version, **dict(zip(FIGURES, map(float, figures), strict=True))}


def compare(title: str, missing: float, sides: dict[str, Callable[[Path], list[str]]]) -> None:
    """Print the median times and the sums of one data set."""
    seed = secrets.randbits(31)
    print(f"{title}: {N:,} x {P}, seed {seed}; CPU seconds, median of {RUNS}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers"
        generate(path, missing, seed)
        results = {name: [_run(side(path)) for _ in range(RUNS)] for name, side in sides.items()}
    first = median(run["seconds"] for run in next(iter(results.values())))
    for name, runs in results.items():
        seconds = median(run["seconds"] for run in runs)
        sums = ", ".join(f"{figure} {runs[0][figure]:.9g}" for figure in FIGURES)
        print(f"  {name:<10} {seconds:7.3f}  x {seconds / first:5.1f}   {sums}   {runs[0]['version']}", flush=True)


def library(path: Path) -> list[str]:
    """The command of this side."""
    return [sys.executable, __file__, str(path)]


def peer(path: Path) -> list[str]:
    """The command of R's side."""
    return ["Rscript", str(HERE / "careless.R"), str(path), str(N), str(P)]


def _run(command: list[str]) -> dict:
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    done = subprocess.run(command, env={**os.environ, **threads}, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(ours(Path(sys.argv[1]))))
    else:
        compare("Complete answers", 0.0, {"csat_lib": library, "careless": peer})
        compare("3 % missing", 0.03, {"csat_lib": library})
