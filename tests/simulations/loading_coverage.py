"""Do the jackknife intervals of loadings hold the planted loadings as often as they say?

Run by hand from the top folder: ``python tests/simulations/loading_coverage.py``; the table is kept in
``loading_coverage.csv``. Each sample has 400 respondents and nine items of three factors that correlate .3; what is
asked of its 95 % intervals is how often they hold the loadings of the population, on average over the 27 loadings and
at the worst of them, how large the mean standard error is beside the spread of the estimates, and the largest bias.

- normal: multivariate normal answers, drawn one by one.
- skewed: five answers, most of them at the upper end.
- weighted: respondents high on the first factor come rarely; weights undo it.
- clustered: 80 PSUs of five, which explain a fifth of each factor.

The population of the skewed answers is a sample of two million.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtr

from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.summary.rows import Rows

KEPT = Path(__file__).with_suffix(".csv")
N, DRAWS, CONFIDENCE = 400, 2000, 0.95
PLANTED = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.6]]))
PHI = 0.7 * np.eye(3) + 0.3
ITEMS = [f"q{number}" for number in range(1, 10)]


def answers_to(traits: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    noise = np.sqrt(1 - (PLANTED**2).sum(axis=1))
    return traits @ PLANTED.T + rng.normal(size=(len(traits), 9)) * noise


def traits_of(n: int, rng: np.random.Generator) -> np.ndarray:
    return rng.normal(size=(n, 3)) @ np.linalg.cholesky(PHI).T


def normal(rng: np.random.Generator, n: int = N) -> Rows:
    return Rows(pd.DataFrame(answers_to(traits_of(n, rng), rng), columns=ITEMS))


def skewed(rng: np.random.Generator, n: int = N) -> Rows:
    return Rows(normal(rng, n).frame.apply(lambda column: np.digitize(column, [-2, -1.4, -0.8, 0.1]) + 1.0))


def weighted(rng: np.random.Generator, n: int = N) -> Rows:
    traits = traits_of(8 * n, rng)
    chance = 0.15 + 0.7 * ndtr(-1.5 * traits[:, 0])
    came = np.flatnonzero(rng.random(len(traits)) < chance)[:n]
    return Rows(pd.DataFrame(answers_to(traits[came], rng), columns=ITEMS), weights=1 / chance[came])


def clustered(rng: np.random.Generator, n: int = N) -> Rows:
    psu = np.repeat(np.arange(n // 5), 5)
    shared, own = traits_of(n // 5, rng)[psu], traits_of(n, rng)
    traits = np.sqrt(0.2) * shared + np.sqrt(0.8) * own
    return Rows(pd.DataFrame(answers_to(traits, rng), columns=ITEMS), psu=psu)


DESIGNS: dict[str, Callable[..., Rows]] = {
    "normal": normal,
    "skewed": skewed,
    "weighted": weighted,
    "clustered": clustered,
}


RUNS = (*((design, "oblimin") for design in DESIGNS), ("normal", "geomin"))


@dataclass(frozen=True)
class Sample:
    """Loadings in the order of the population's, with the ends of their intervals."""

    loadings: np.ndarray
    low: np.ndarray
    high: np.ndarray
    se: np.ndarray


@cache
def population(design: str, rotation: str) -> np.ndarray:
    """Loadings that an endless sample has."""
    rng = np.random.default_rng(1)
    rows = skewed(rng, 2_000_000) if design == "skewed" else None
    if rows is None:
        r = PLANTED @ PHI @ PLANTED.T
        np.fill_diagonal(r, 1)
        root = np.linalg.cholesky(r)
        rows = Rows(pd.DataFrame(np.vstack([root.T, -root.T]), columns=ITEMS))  # has exactly these correlations
    found = extract_factors(rows.frame, 3, rotation=rotation).loadings.to_numpy()
    return found[:, np.abs(found.T @ PLANTED).argmax(axis=0)]


def sample(seed: int, design: str, rotation: str) -> Sample:
    rows = DESIGNS[design](np.random.default_rng([seed, 7]))
    result = extract_factors(rows, 3, rotation=rotation, confidence=CONFIDENCE)
    own = result.loadings.to_numpy()
    alike = population(design, rotation).T @ own
    order = np.abs(alike).argmax(axis=1)
    sign = np.sign(alike[np.arange(3), order])
    low, high, se = (part[:, order] for part in result.intervals.loadings)
    return Sample(own[:, order] * sign, *np.sort([low * sign, high * sign], axis=0), se)


def summed(design: str, rotation: str, samples: list[Sample]) -> dict[str, object]:
    truth = population(design, rotation)
    low, high = (np.stack([getattr(one, end) for one in samples]) for end in ("low", "high"))
    loadings, se = np.stack([one.loadings for one in samples]), np.stack([one.se for one in samples])
    held = ((low <= truth) & (truth <= high)).mean(axis=0)
    return {
        "design": design,
        "rotation": rotation,
        "samples": len(samples),
        "nominal": CONFIDENCE,
        "held": held.mean(),
        "held_least": held.min(),
        "held_most": held.max(),
        "se_over_sd": (se.mean(axis=0) / loadings.std(axis=0, ddof=1)).mean(),
        "largest_bias": np.abs(loadings.mean(axis=0) - truth).max(),
    }


def table(draws: int) -> pd.DataFrame:
    rows = []
    with Pool(2) as pool:
        for design, rotation in RUNS:
            found = pool.map(partial(sample, design=design, rotation=rotation), range(draws), chunksize=25)
            rows.append(summed(design, rotation, found))
    return pd.DataFrame(rows).round(4)


if __name__ == "__main__":
    table(int(sys.argv[1]) if len(sys.argv) > 1 else DRAWS).to_csv(KEPT, index=False)
    sys.stdout.write(KEPT.read_text(encoding="utf-8"))
