"""Do the intervals hold of shares, rare and common: of answers, of what is derived, of topics that open answers name?

Run by hand from the top folder: ``python -m tests.simulations.share_coverage --draws 4000`` (some minutes). Plain,
weighted (logarithms' sd .4), and weighted in PSUs of eight who share a twentieth of the latent variance; n = 100, 300,
1,000. The table, kept in ``share_coverage.csv``, has the columns of ``reliability_coverage.csv``.

- answer share: Wilson's on Kish's n, of any option of a single or multiple choice, planted about .02, .05, .2, .5; none
  in PSUs. Where a few answers are awaited, what comes out hangs on which shares so few can make; so each draw plants
  its own, evenly between a fifth less and a fifth more;
- conjunction share: the same as the mean of 100 for those who meet a condition and 0 for others, by the design;
- topic share: of a topic that 20 % of n who wrote name, fewer of the satisfied; and of those alone who gave one of the
  two best answers of eleven (``satisfied``, 80 %), and of the others; Wilson's on Kish's n, none in PSUs;
- topic score: the mean of those who name it, t on the logit of the scale, as if drawn by themselves; none of few.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

from csat_lib.proportion import wilson
from csat_lib.voice.coding import FEWEST_MENTIONS, CodeSpec

from .derived_coverage import estimate
from .populations import Array, Case
from .raked_coverage import SCALE
from .replicated import told

KEPT = Path(__file__).with_suffix(".csv")
SIZES, AT_ONCE, GRID = (100, 300, 1000), 500, 2_000_000
MINIMUM_BASE = CodeSpec().minimum_base
CASES = (Case("plain"), Case("weighted", (), 0.4), Case("clustered", (), 0.4, 0.05))
PLANTED, APART = (0.02, 0.05, 0.2, 0.5), 0.2
TEN = ndtri(np.cumsum([0.005, 0.002, 0.003, 0.005, 0.01, 0.015, 0.02, 0.04, 0.1, 0.3]))
"""Cuts of 0-10: half give 10, four in five one of the two best."""
NAMES, LESS = -0.95, 0.4
"""The latent threshold of naming the topic, and how much satisfaction keeps from it."""
WILSON, LOGIT = "wilson", "t on the logit of the scale"
Found = tuple[str, str, Array, tuple[Array, Array], Array | float]
"""Figure, method, (B,) estimates, their ends, and what was planted."""


def latent(case: Case, size: int, n: int, rng: np.random.Generator) -> Array:
    """(size, n) standard normal, a part of which PSUs share."""
    if not case.clustered:
        return rng.normal(size=(size, n))
    between = rng.normal(size=(size, n // 8 + 1))[:, np.arange(n) // 8]
    return np.asarray(np.sqrt(1 - case.shared) * rng.normal(size=(size, n)) + np.sqrt(case.shared) * between)


def by_wilson(w: Array, is_so: Array, known: float) -> tuple[Array, tuple[Array, Array]]:
    """(B,) shares and their ends; weights of 0 count for nothing, and nobody has no share."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share, kish = (w * is_so).sum(axis=1) / w.sum(axis=1), w.sum(axis=1) ** 2 / (w**2).sum(axis=1)
    each = [wilson(s, n, 0.95) if n > 0 else (np.nan, np.nan) for s, n in zip(share, kish, strict=True)]
    low, high = known * np.array(each).T
    return share, (low, high)


def of_answers(case: Case, w: Array, rng: np.random.Generator) -> Iterator[Found]:
    """Shares of answers, and the same as means."""
    known, everybody = np.nan if case.clustered else 1.0, np.ones(w.shape)
    for share in PLANTED:
        planted = share * rng.uniform(1 - APART, 1 + APART, len(w))
        is_so = latent(case, *w.shape, rng) < ndtri(planted)[:, None]
        value, ends = by_wilson(w, is_so, known)
        yield f"answer share, {share}", WILSON, value, ends, planted
        mean = estimate(case, w, [(1.0, 100.0 * is_so, everybody)])
        yield f"conjunction share, {share}", LOGIT, mean.value, mean.interval(SCALE), 100 * planted


def of_topics(case: Case, w: Array, rng: np.random.Generator) -> Iterator[Found]:
    """What those who wrote name, and how content they are; ``w`` of so many writers."""
    z = latent(case, *w.shape, rng)
    names, answer, truth = rng.normal(size=w.shape) < NAMES - LESS * z, np.digitize(z, TEN), topic_truth()
    known = np.nan if case.clustered else 1.0
    groups = {"": np.ones(w.shape), " of the satisfied": answer >= 9, " of the others": answer < 9}
    for group, is_in in groups.items():
        value, (low, high) = by_wilson(w * is_in, names, known)
        few = np.where(is_in.sum(axis=1) >= MINIMUM_BASE, 1.0, np.nan)
        yield f"topic share{group}", WILSON, value, (few * low, few * high), truth[f"share{group}"]
    alone = Case(case.name, (), case.spread)
    score, own = estimate(alone, w, [(1.0, 10.0 * answer, names * 1.0)]), names.sum(axis=1)
    n = w.shape[1]
    score = replace(score, se=score.se * np.sqrt(own / (own - 1) * (n - 1) / n))
    few = known * np.where(score.effective >= FEWEST_MENTIONS, 1.0, np.nan)
    low, high = score.interval(SCALE)
    yield "topic score", LOGIT, score.value, (few * low, few * high), truth["score"]


@cache
def topic_truth() -> dict[str, float]:
    """Shares and score of the population, by the middles of two million equal parts of it."""
    z = ndtri((np.arange(GRID) + 0.5) / GRID)
    names, answer = ndtr(NAMES - LESS * z), np.digitize(z, TEN)
    return {
        "share": float(names.mean()),
        "share of the satisfied": float(names[answer >= 9].mean()),
        "share of the others": float(names[answer < 9].mean()),
        "score": float(10 * (names * answer).sum() / names.sum()),
    }


def table(case: Case, n: int, draws: int) -> pd.DataFrame:
    """One row per figure of one case."""
    found: dict[tuple[str, str], list[tuple[Array, ...]]] = {}
    for seed in range(-(-draws // AT_ONCE)):
        rng = np.random.default_rng([seed, n])
        size = (min(AT_ONCE, draws - seed * AT_ONCE), n)
        w = np.exp(case.spread * rng.normal(size=size)) if case.weighted else np.ones(size)
        for of in (of_answers, of_topics):
            for name, method, values, (low, high), planted in of(case, w, rng):
                off = (values - planted, low - planted, high - planted, np.broadcast_to(planted, values.shape))
                found.setdefault((name, method), []).append(off)
    rows = []
    for (name, method), blocks in found.items():
        off, low, high, planted = (np.concatenate(each) for each in zip(*blocks, strict=True))
        about = {"case": f"{case.name}, skewed", "n": n, "figure": name, "method": method, "draws": len(off)}
        spread = {"truth": planted.mean(), "bias": np.nanmean(off), "sd": np.nanstd(off)}
        rows.append(about | spread | told(low, high, 0.0, np.ones(len(off), dtype=bool)))
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=4000)
    options.add_argument("--out", type=Path, default=KEPT)
    given = options.parse_args()
    pd.concat([table(case, n, given.draws) for case in CASES for n in SIZES]).round(4).to_csv(given.out, index=False)


if __name__ == "__main__":
    main()
