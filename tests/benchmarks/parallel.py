"""CPU time of parallel analysis against R's psych and Python's efa-utils. Run by hand: needs R with psych.

    uv run python tests/benchmarks/parallel.py --efa-utils PYTHON > tests/benchmarks/parallel.txt

Work: 100 draws, 10,000 x 30 complete answers 1-5, eigenvalues of components and of common factors (squared multiple
correlations), from the frame. Each side is a fresh process with BLAS on one thread, median of three, data in memory and
packages loaded; data fresh in every run. psych runs without a plot, once on the frame (it then resamples the answers
too) and once on one ``cor()`` that it is charged for. efa-utils runs without plot or table, once for components and
once for minres factors, listwise; PYTHON is the interpreter of an environment that holds it (it pins numpy below 2).
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

HERE = Path(__file__).resolve().parent
N, P, DRAWS, RUNS = 10_000, 30, 100, 3


def generate(path: Path, seed: int) -> None:
    """Answers 1-5 on six traits that correlate .4, loadings .5 to .8."""
    rng = np.random.default_rng(seed)
    traits = rng.normal(size=(N, 6)) @ np.linalg.cholesky(np.full((6, 6), 0.4) + 0.6 * np.eye(6)).T
    loadings = np.tile([0.8, 0.75, 0.7, 0.6, 0.5], 6)
    latent = np.repeat(traits, 5, axis=1) * loadings + rng.normal(size=(N, P)) * np.sqrt(1 - loadings**2)
    path.write_bytes(np.clip(np.round(3.4 + 1.1 * latent), 1, 5).tobytes(order="F"))


def frame_of(path: Path):
    import pandas as pd

    return pd.DataFrame(np.frombuffer(path.read_bytes()).reshape(P, N).T, columns=[f"q{j}" for j in range(P)])


def ours(path: Path) -> dict[str, object]:
    from csat_lib.measurement.parallel import parallel_analysis

    frame = frame_of(path)
    before = time.process_time()
    result = parallel_analysis(frame, DRAWS)
    seconds = time.process_time() - before
    return {
        "seconds": seconds,
        "version": f"Python {sys.version.split()[0]}, numpy {np.__version__}",
        "counts": f"{result.components.n_factors:.0f} and {result.factors.n_factors:.0f}",
        "components": result.components.eigenvalues.tolist(),
        "factors": result.factors.eigenvalues.tolist(),
        "random_components": result.components.random.tolist(),
        "random_factors": result.factors.random.tolist(),
    }


def efa_utils(path: Path) -> dict[str, object]:
    """Both calls of efa-utils, which returns its advice alone (the 95th percentile, no factor of 1.1)."""
    import contextlib
    import io
    from importlib.metadata import version

    import efa_utils as peer

    frame = frame_of(path)
    options = {"k": DRAWS, "print_graph": False, "print_table": False, "percentile": 95, "standard": 1.0}
    before = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        counts = [
            peer.parallel_analysis(frame, list(frame), extraction=kind, missing="listwise", **options)
            for kind in ("components", "minres")
        ]
    seconds = time.process_time() - before
    return {
        "seconds": seconds,
        "version": f"efa-utils {version('efa-utils')}, numpy {np.__version__}",
        "counts": f"{counts[0]} and {counts[1]}",
    }


def row(side: str, command: list[str], mine: float) -> float:
    """Print one side's line and its figures; returns its seconds."""
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    runs = [
        json.loads(subprocess.run(command, env=os.environ | threads, check=True, capture_output=True, text=True).stdout)
        for _ in range(RUNS)
    ]
    seconds = median(run["seconds"] for run in runs)
    print(f"{side:20}{seconds:9.4f}{seconds / (mine or seconds):8.1f}   {runs[0]['version']}; {runs[0]['counts']} kept")
    for name in ("components", "random_components", "factors", "random_factors"):
        if name in runs[0]:
            print(f"{'':4}{name.replace('_', ' '):18}" + " ".join(f"{value:.4f}" for value in runs[0][name][:8]))
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--efa-utils", metavar="PYTHON")
    parser.add_argument("--side", nargs=2)
    arguments = parser.parse_args()
    if arguments.side:
        print(json.dumps({"ours": ours, "efa": efa_utils}[arguments.side[0]](Path(arguments.side[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        path, seed = Path(folder) / "answers.bin", secrets.randbelow(2**31)
        generate(path, seed)
        print(f"{DRAWS} draws, {N:,} x {P} complete, seed {seed}; CPU seconds\n{'':20}{'call':>9}{'ratio':>8}")
        mine = row("csat_lib, frame", [sys.executable, __file__, "--side", "ours", str(path)], 0.0)
        r = ["Rscript", str(HERE / "parallel.R"), str(path), str(N), str(P)]
        row("psych, frame", [*r, "frame"], mine)
        row("psych, one cor()", [*r, "matrix"], mine)
        if arguments.efa_utils:
            row("efa-utils, frame", [arguments.efa_utils, __file__, "--side", "efa", str(path)], mine)


if __name__ == "__main__":
    main()
