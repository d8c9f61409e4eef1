"""How often do the intervals of LMG's shares hold them, and how often would one of the strongest driver's lead?

Run by hand from the top folder: ``nice python -m tests.simulations.lead_coverage --draws 2000`` (a quarter of an hour
on one core). The constructs, headline and sizes of ``explained_coverage`` and the cases of ``other_coverage``; slopes
that stand as 10 : 3 : 3 : 2 : 1 : 0 (ahead) or are all the same (level), at an R squared of .5. The lead is that of the
construct which is first in the sample over the one which is second there; its truth, that of these two in two million
respondents, differs from sample to sample. ``truth`` in the table is that of the two first in the population.

The table, kept in ``lead_coverage.csv``: case, slopes, planted (R squared), n, figure (lead; share 1, 3, 6), method,
draws, truth, bias, sd of the estimates, how many have an interval (``printed``), and of these how often the truth lies
inside, below and above. Johnson's shares stand in ``explained_coverage``.

What it tells: a lead has no interval, as the second is picked for being the largest of those that are left, so that the
jackknife's lies too low where a driver is well ahead (``by name``). That its lower end lies above 0 claims no lead that
there is not: ``below``, where all matter alike, in at most 5 %; this test is what reports have.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import cache
from itertools import product
from math import comb
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.index.importance import share_interval
from csat_lib.summary.replicates import Replicates
from csat_lib.summary.studentised import studentised

from .explained_coverage import SHARES, P, answers, enough, scaled, shares
from .other_coverage import TRIED as CASES
from .populations import Array, Case
from .reliability_coverage import SIZES
from .replicated import RARE, Samples, correlations, summed, told

KEPT = Path(__file__).with_suffix(".csv")
FEW, AT_ONCE = 250, 125
SLOPES = {"ahead": (10.0, 3, 3, 2, 1, 0), "level": (1.0,) * P}
TRIED = (("ahead", 0.5), ("level", 0.5))
COLUMNS = ["case", "slopes", "planted", "n", "figure", "method", "draws", "truth", "bias", "sd", "printed", "coverage"]
COLUMNS += ["below", "above"]


def _entering() -> Array:
    """(2^P, P) how much R squared of each subset counts in each part: its mean gain over all orders."""
    counts = np.zeros((2**P, P))
    for subset, at in product(range(2**P), range(P)):
        if not subset >> at & 1:
            share = 1 / (P * comb(P - 1, subset.bit_count()))
            counts[subset | 1 << at, at] += share
            counts[subset, at] -= share
    return counts


def lmg(s: Array) -> Array:
    """(..., 6) LMG's shares, as ``decompose.lmg``, of many at once."""
    left = correlations(s)[..., None, :, :]
    for _ in range(P):
        first, kept = left[..., 0, 1:], left[..., 1:, 1:]
        swept = kept - first[..., :, None] * first[..., None, :] / left[..., :1, :1]
        left = np.concatenate([kept, swept], axis=-3)
    parts = (1 - left[..., 0, 0]) @ _entering()
    return np.asarray(parts / parts.sum(axis=-1, keepdims=True))


RULES = {"johnson": shares, "lmg": lmg}


@cache
def truth(cuts: tuple[float, ...], slopes: str, r2: float, rule: str) -> Array:
    """(6,) the shares in two million respondents."""
    if slopes == "level":
        return np.full(P, 1 / P)
    rng, plain = np.random.default_rng(2), Case("", cuts)
    own = scaled(cuts, r2, SLOPES[slopes])
    return RULES[rule](np.mean([np.cov(answers(plain, own, 1, 200_000, rng)[0].T) for _ in range(10)], axis=0))


def intervals(samples: Samples, true: dict[str, Array]) -> Iterator[tuple[str, str, Array, Array]]:
    """Figure, method, (B,) estimates and (B, 2) ends less their truths, NaN where the product prints none."""
    given = samples.printed() & enough(samples)
    for rule, of in RULES.items():
        each, less = (np.full((*s.shape[:-2], P), np.nan) for s in (samples.whole, samples.less))
        if given.any():
            each[given], less[:, given] = of(samples.whole[given]), of(samples.less[:, given])
        order = np.argsort(-each.round(9), axis=1, kind="stable")[:, :2]
        gaps = [part[..., np.arange(len(each))[:, None], order] for part in (each, less)]
        lead, without = (part[..., 0] - part[..., 1] for part in gaps)
        found = studentised(lead, without, 0.95, skewed=False)
        off = true[rule][order[:, 0]] - true[rule][order[:, 1]]
        yield "lead", f"{rule}, by name", lead - off, np.stack([found.low - off, found.high - off], axis=-1)
        if rule == "lmg":
            low, high = np.full((2, *each.shape), np.nan)
            for at in np.flatnonzero(given):
                low[at], high[at] = share_interval(Replicates("jackknife", each[at], less[:, at]), 0.95)
            for at in SHARES:
                about, planted = f"share {at + 1}", true[rule][at]
                yield about, rule, each[:, at] - planted, np.stack([low[:, at], high[:, at]], axis=-1) - planted


def table(case: Case, slopes: str, r2: float, n: int, draws: int) -> pd.DataFrame:
    """One row per figure and method of one case; ``FEW`` draws where hardly any has an interval."""
    own, true = scaled(case.cuts, r2, SLOPES[slopes]), {rule: truth(case.cuts, slopes, r2, rule) for rule in RULES}
    found: dict[tuple[str, str], list[tuple[Array, Array]]] = {}
    for seed, start in enumerate(range(0, draws, AT_ONCE)):
        rng = np.random.default_rng([seed, n, 5])
        samples = summed(answers(case, own, min(AT_ONCE, draws - start), n, rng), case, rng)
        for name, rule, off, ends in intervals(samples, true):
            found.setdefault((name, rule), []).append((off, ends))
        if (
            start + AT_ONCE == FEW
            and np.isfinite(np.concatenate([off for off, _ in found["share 1", "lmg"]])).mean() < RARE
        ):
            break
    rows = []
    for (name, rule), blocks in found.items():
        off, ends = (np.concatenate(each) for each in zip(*blocks, strict=True))
        first, second = np.sort(true[rule.partition(",")[0]])[::-1][:2]
        planted = float(first - second) if name == "lead" else float(true[rule][int(name[-1]) - 1])
        row = {"case": case.name, "slopes": slopes, "planted": r2, "n": n, "figure": name, "method": rule}
        row |= {"draws": len(off), "truth": planted}
        usable = off[np.isfinite(off)]
        row |= {"bias": usable.mean(), "sd": usable.std()} if len(usable) else {}
        rows.append(row | told(ends[:, 0], ends[:, 1], 0.0, np.ones(len(ends), dtype=bool)))
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=2000)
    given = options.parse_args()
    tables = [table(case, *what, n, given.draws) for what in TRIED for case in CASES for n in SIZES]
    pd.concat(tables).reindex(columns=COLUMNS).round(4).to_csv(KEPT, index=False)


if __name__ == "__main__":
    main()
