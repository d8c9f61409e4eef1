"""Do figures hang on the processor? Run by hand: python tests/benchmarks/kernels.py > tests/benchmarks/kernels.txt

OpenBLAS has a kernel for each kind of processor, and numpy its own for each set of instructions; they add up in other
orders, and so differ in the last digit. Each case here is computed in a process of its own under every kernel that this
processor can run, and the table says how far the farthest figure lies from that of the first. Goal: 1e-8 at most, of
figures of the size of 1, and the same figures absent everywhere.

- symmetric: exact correlations of two, three and four factors of like items, which correlate 0 and .3, by every
  extraction and rotation: nothing but a rule tells one factor from another.
- demo: 600 simulated answers of the demo, polychoric and Pearson: factors and their jackknife intervals by every
  rotation, Schmid-Leiman's omega, the model by maximum likelihood, full information and WLSMV.
- poor: small samples of few categories with twins, sums of other items and constructs that hardly correlate, where
  optimisers meet bounds, saddles and flat places.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
PLAIN = "X86_V3 X86_V4 AVX512_ICL AVX512_SPR"
KERNELS = {
    "Haswell": {},
    "Sandybridge": {},
    "Prescott": {},
    "Prescott, plain numpy": {"NPY_DISABLE_CPU_FEATURES": PLAIN},
    "SkylakeX": {},
}
ROTATIONS = ("oblimin", "geomin", "quartimax", "varimax", "promax")
Figures = Iterator[tuple[str, object]]


def symmetric() -> Figures:
    from csat_lib.measurement.correlations.bases import Bases
    from csat_lib.measurement.correlations.correlation import Correlation
    from csat_lib.measurement.factors.extraction import extract_factors

    for k in (2, 3, 4):
        pattern = np.kron(np.eye(k), np.array([[0.8], [0.7], [0.6]]))
        for between in (0.0, 0.3):
            r = pattern @ ((1 - between) * np.eye(k) + between) @ pattern.T
            np.fill_diagonal(r, 1)
            items, bases = tuple(map(str, range(3 * k))), Bases("items", 400, 400, 400, "listwise", False)
            given = Correlation(items, r, np.full(r.shape, 400.0), "pearson", bases)
            for method in ("minres", "ml", "paf"):
                for rotation in (None, *ROTATIONS):
                    found = extract_factors(given, k, method, rotation)
                    yield f"{rotation or 'unrotated'}", (found.loadings, found.phi)


def demo() -> Figures:
    from csat_lib.measurement.correlations.correlation import correlate
    from csat_lib.measurement.factors.extraction import extract_factors
    from csat_lib.measurement.reliability.omega import estimate_omega
    from csat_lib.period import parse
    from csat_lib.simulate.simulator import simulate
    from csat_lib.study import load_study
    from csat_lib.summary.rows import Rows

    study = load_study(ROOT / "params" / "hotel" / "study.yaml")
    model = {name: list(construct.items) for name, construct in study.constructs.items()}
    items = [item for own in model.values() for item in own]
    answers = simulate(study, parse("2025-12"), 600, 1)[[study.questions[item].column or item for item in items]]
    frame = answers.set_axis(items, axis=1).apply(pd.to_numeric, errors="coerce").where(lambda codes: codes <= 10)
    rows = Rows(frame, group=np.arange(len(frame)) % 50, n_groups=50)
    for kind in ("pearson", "polychoric"):
        given = correlate(rows, kind, "pairwise")
        yield kind, given.matrix
        for rotation in ROTATIONS:
            found = extract_factors(given, len(model), rotation=rotation, confidence=0.95)
            yield rotation, (found.loadings, found.phi)
            yield f"{rotation}, intervals", found.intervals.loadings
    omega = estimate_omega(rows, 3)
    yield "omega", (omega.total, omega.hierarchical, omega.asymptotic, omega.interval.low)
    yield from models(frame, model)


def poor() -> Figures:
    from csat_lib.measurement.factors.extraction import extract_factors

    for seed in range(24):
        rng = np.random.default_rng(seed)
        k, n = 2 + seed % 2, int(rng.integers(12, 60))
        factors = np.repeat(rng.normal(size=(n, k)) @ np.linalg.cholesky(0.8 * np.eye(k) + 0.2), 3, axis=1)
        x = np.digitize(factors * rng.uniform(0.3, 0.9, 3 * k) + 0.6 * rng.normal(size=(n, 3 * k)), [-1, 0, 1]) + 0.0
        x[:, 1] = (x[:, 1], x[:, 0], x[:, 2] + x[:, 3], x[::-1, 0])[seed % 4]
        frame = pd.DataFrame(x, columns=[f"q{at}" for at in range(3 * k)])
        for method in ("minres", "ml", "paf"):
            for rotation in (None, *ROTATIONS):
                found = extract_factors(frame, k, method, rotation)
                yield f"{rotation or 'unrotated'}", (found.loadings, found.phi, found.heywood, found.reason)
        yield from models(frame, {f"c{at}": list(frame.columns[3 * at : 3 * at + 3]) for at in range(k)})


def models(frame: pd.DataFrame, model: dict[str, list[str]]) -> Figures:
    from csat_lib.measurement.confirmatory import CfaSpec, fit_cfa

    for estimator in ("ml", "fiml", "wlsmv"):
        found = fit_cfa(frame, model, CfaSpec(estimator=estimator))
        yield f"model, {estimator}", (found.loadings, found.phi, found.reason)


CASES = {"symmetric": symmetric, "demo": demo, "poor": poor}


def computed(case: str, kernel: str) -> list[tuple[str, object]]:
    """All figures of a case, in a process of its own under the kernel."""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": kernel.split(",")[0]}
    command = [sys.executable, __file__, case]
    done = subprocess.run(command, env=environment | KERNELS[kernel], stdout=subprocess.PIPE, check=True)
    return pickle.loads(done.stdout)


def apart(one: object, other: object) -> float:
    """The farthest of some figures; endless where one is absent, or words differ."""
    parts = [given if isinstance(given, tuple) else (given,) for given in (one, other)]
    gaps = [0.0]
    for mine, theirs in zip(*parts, strict=True):
        if isinstance(mine, str | tuple):
            gaps.append(0.0 if mine == theirs else np.inf)
            continue
        a, b = (np.asarray(given, dtype=np.float64) for given in (mine, theirs))
        same = (np.isnan(a) == np.isnan(b)).all()
        gaps.append(float(np.nanmax(np.abs(a - b) / np.maximum(1, np.abs(a)), initial=0)) if same else np.inf)
    return max(gaps)


def table() -> None:
    skylake = "avx512f" in Path("/proc/cpuinfo").read_text(encoding="utf-8")
    kernels = [name for name in KERNELS if name != "SkylakeX" or skylake]
    print(f"Farthest figure from that of {kernels[0]}; numpy {np.__version__}\n")
    print(f"{'':34}{'figures':>8}" + "".join(f"{name:>23}" for name in kernels[1:]))
    for case in CASES:
        first, *others = (computed(case, kernel) for kernel in kernels)
        for kind in dict.fromkeys(name for name, _ in first):
            at = [place for place, (name, _) in enumerate(first) if name == kind]
            gaps = [max(apart(first[place][1], other[place][1]) for place in at) for other in others]
            print(f"{case:10} {kind:22} {len(at):8} " + "".join(f"{gap:23.0e}" for gap in gaps), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        warnings.simplefilter("ignore")
        sys.stdout.buffer.write(pickle.dumps(list(CASES[sys.argv[1]]())))
    else:
        table()
