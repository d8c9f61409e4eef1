"""How often do the t interval of a mean and that on the logit of its scale cover the mean of the population?

Run by hand from the top folder: ``python -m tests.simulations.mean_coverage --draws 10000``. Scores 0-100, each the
mean of three answers of five categories that share six tenths of their latent variance:

- symmetric: 10, 20, 40, 20 and 10 % of the answers;
- high: 4, 8, 16, 30 and 42 %;
- top box: 2, 2, 4, 12 and 80 %; plain, with unequal weights that have nothing to do with the answers (their
  logarithm's sd .4), and weighted in PSUs of eight who share a twentieth of the latent variance.

The standard error is the linearised one, by numpy over all draws at once (a test holds it to the product's own).
The table, kept in ``mean_coverage.csv``: case, n, draws with an interval, truth, bias, sd, mean standard error, and for
both intervals how often the truth lies inside, below and above.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from csat_lib.findings import way
from csat_lib.index.score_figures import INDEX_ENDS
from csat_lib.summary.estimate import Estimate

Array = NDArray[np.float64]
KEPT = Path(__file__).with_suffix(".csv")
SIZES = (30, 100, 300, 1000)
ITEMS, COMMON, PSU, SHARED = 3, 0.6, 8, 0.05
TOP = (0.02, 0.02, 0.04, 0.12, 0.8)


@dataclass(frozen=True)
class Case:
    """``shares`` of the five answers; whether ``weighted`` and ``clustered``."""

    name: str
    shares: tuple[float, ...]
    weighted: bool = False
    clustered: bool = False

    @property
    def truth(self) -> float:
        """The mean of the population on 0-100."""
        return float(np.arange(5) @ np.array(self.shares)) * 25


CASES = (
    Case("symmetric", (0.1, 0.2, 0.4, 0.2, 0.1)),
    Case("high", (0.04, 0.08, 0.16, 0.30, 0.42)),
    Case("top box", TOP),
    Case("top box, weighted", TOP, weighted=True),
    Case("top box, weighted, clustered", TOP, weighted=True, clustered=True),
)


def draw(case: Case, n: int, draws: int, rng: np.random.Generator) -> tuple[Array, Array, NDArray[np.intp]]:
    """Scores (draws, n), weights (draws, n) and the PSU of each respondent (n,)."""
    cuts = ndtri(np.cumsum(case.shares)[:-1])
    psu = np.arange(n) // PSU if case.clustered else np.arange(n)
    common = np.sqrt(COMMON) * rng.normal(size=(draws, n, 1))
    if case.clustered:
        between = np.sqrt(SHARED) * rng.normal(size=(draws, psu[-1] + 1, 1))[:, psu]
        common = np.sqrt((COMMON - SHARED) / COMMON) * common + between
    latent = common + np.sqrt(1 - COMMON) * rng.normal(size=(draws, n, ITEMS))
    scores = np.digitize(latent, cuts).mean(axis=2) * 25
    weights = np.exp(0.4 * rng.normal(size=(draws, n))) if case.weighted else np.ones((draws, n))
    return scores, weights, psu


def linearised(scores: Array, weights: Array, psu: NDArray[np.intp]) -> tuple[Array, Array, Array, Array]:
    """(draws,) means, errors, degrees of freedom (PSUs less one, or fewer as weights are unequal) and weights' skew."""
    total = weights.sum(axis=1)
    means = (weights * scores).sum(axis=1) / total
    z = weights * (scores - means[:, None]) / total[:, None]
    starts = np.flatnonzero(np.diff(psu, prepend=-1))
    units = np.add.reduceat(z, starts, axis=1)
    k = len(starts)
    square, fourth = ((weights**power).sum(axis=1) for power in (2, 4))
    known = 2 / (square / total**2 + fourth / square**2)
    skew = np.cbrt(total**2 * fourth / square**3) - 1
    return means, np.sqrt(k / (k - 1) * (units**2).sum(axis=1)), np.minimum(k - 1, known - 1), skew


def intervals(case: Case, n: int, draws: int, seed: int = 1) -> Iterator[dict[str, float]]:
    """Every draw: its mean and error, and on which side each interval misses the truth."""
    rng, left = np.random.default_rng([seed, n]), draws
    while left > 0:
        size = min(left, max(1, 200_000 // n))
        left -= size
        scores, weights, psu = draw(case, n, size, rng)
        kish = weights.sum(axis=1) ** 2 / (weights**2).sum(axis=1)
        for mean, se, df, skew, effective in zip(*linearised(scores, weights, psu), kish, strict=True):
            sizes = n, n, float(effective)
            estimate = Estimate(float(mean), float(se), float(df), *sizes, way("taylor"), skew=float(skew))
            if se > 0 and not replace(estimate, ends=INDEX_ENDS).is_near_end:
                row = {"value": float(mean), "se": float(se)}
                for name, (low, high) in (
                    ("t", estimate.interval(0.95)),
                    ("logit", estimate.interval_on(INDEX_ENDS, 0.95)),
                ):
                    assert low is not None
                    assert high is not None
                    row |= {f"below_{name}": float(case.truth < low), f"above_{name}": float(case.truth > high)}
                yield row


def table(case: Case, n: int, draws: int) -> dict[str, object]:
    """One row."""
    each = pd.DataFrame(intervals(case, n, draws))
    row = {"case": case.name, "n": n, "draws": len(each), "truth": case.truth}
    row |= {"bias": each["value"].mean() - case.truth, "sd": each["value"].std(), "mean_se": each["se"].mean()}
    for name in ("t", "logit"):
        below, above = each[f"below_{name}"].mean(), each[f"above_{name}"].mean()
        row |= {f"coverage_{name}": 1 - below - above, f"below_{name}": below, f"above_{name}": above}
    return row


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=10_000)
    options.add_argument("--out", type=Path, default=KEPT)
    given = options.parse_args()
    pd.DataFrame([table(case, n, given.draws) for case in CASES for n in SIZES]).round(4).to_csv(given.out, index=False)


if __name__ == "__main__":
    main()
