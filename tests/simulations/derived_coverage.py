"""Do the intervals hold of what is derived from means: ratios, the index under rules for blanks, targets of units?

Run by hand from the top folder: ``python -m tests.simulations.derived_coverage --draws 4000`` (some minutes). Answers
of five categories, symmetric or with 80 % of them the best (``populations``); plain, weighted, weighted and in PSUs of
eight who share a twentieth of the latent variance. The table, kept in ``derived_coverage.csv``, has the columns of
``reliability_coverage.csv``.

- ratio, ratio gap: what was felt by what was expected, two answers on 0-100 that correlate .5 (latent), of which the
  second is .3 lower; Fieller's interval, and that of their difference;
- blank index, blank effect: two constructs of three items, weights .6 and .4; a fifth of the answers is left out by
  those a standard deviation under the mean, a tenth by those at it, a twentieth by those above it by as much. The
  index of those who answered all, and with blanks as the lowest answer, and how far each is from that by the mean of
  those who answered half. Weights are given: what estimated ones add is in ``index_coverage.csv``;
- target gap: the score of a unit, a third of the sample, less its target;
- state share: those whose felt answer lies below, or above, the expected one (a variable with ``states``).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtr, stdtrit

from csat_lib.proportion import wilson

from .populations import LOADINGS, PSU, Array, Case
from .raked_coverage import SCALE, Twin
from .reliability_coverage import CASES, SIZES
from .replicated import told

KEPT = Path(__file__).with_suffix(".csv")
AT_ONCE, MANY, TARGET = 500, 2_000_000, 80.0
TRIED = [case for case in CASES if "ceiling" not in case.name]
WEIGHTS, LOWER = (0.6, 0.4), 0.3
Found = tuple[str, str, Array, tuple[Array, Array]]
Term = tuple[float, Array, Array]


def latent(case: Case, size: int, n: int, factors: int, rng: np.random.Generator) -> Array:
    """(size, n, factors) standard normal, of which every two correlate .5 and PSUs share a part."""

    def mixed(number: int) -> Array:
        return np.sqrt(0.5) * (rng.normal(size=(size, number, factors)) + rng.normal(size=(size, number, 1)))

    if not case.clustered:
        return mixed(n)
    between = mixed(n // PSU + 1)[:, np.arange(n) // PSU]
    return np.asarray(np.sqrt(1 - case.shared) * mixed(n) + np.sqrt(case.shared) * between)


def points(x: Array, case: Case) -> Array:
    """Answers in points of 0-100."""
    return 25.0 * np.digitize(x, case.cuts)


def estimate(case: Case, w: Array, terms: Sequence[Term]) -> Twin:
    """Sum of coefficient times the mean of (B, n) answers over those (B, n) 1 where they count, linearised."""
    size, n = w.shape
    z, value, df = np.zeros((size, n)), np.zeros(size), np.full(size, np.inf)
    effective, total, skew = np.full(size, np.inf), np.zeros(size), np.zeros(size)
    for coefficient, y, counts in terms:
        own = w * counts
        total, square, fourth = (np.sum(own**power, axis=1) for power in (1, 2, 4))
        mean = (own * y).sum(axis=1) / total
        value += coefficient * mean
        z += coefficient * own * (y - mean[:, None]) / total[:, None]
        effective = np.minimum(effective, total**2 / square)
        skew = np.maximum(skew, np.cbrt(total**2 * fourth / square**3) - 1)
        df = np.minimum(df, 2 / (square / total**2 + fourth / square**2) - 1)
        reached = np.add.reduceat(counts, np.arange(0, n, PSU), axis=1) > 0
        df = np.minimum(df, reached.sum(axis=1) - 1) if case.clustered else df
    units = np.add.reduceat(z, np.arange(0, n, PSU if case.clustered else 1), axis=1)
    se = np.sqrt(units.shape[1] * units.var(axis=1, ddof=1))
    return Twin(value, se, df, effective=effective, told=np.ones(size, bool), total=total, skew=skew)


def of_ratio(case: Case, w: Array, rng: np.random.Generator) -> Iterator[Found]:
    """Fieller's ratio and the difference."""
    x = latent(case, *w.shape, 2, rng)
    a, b, one = points(x[..., 0], case), points(x[..., 1] - LOWER, case), np.ones(w.shape)
    felt, expected = (estimate(case, w, [(1.0, y, one)]) for y in (a, b))
    gap = estimate(case, w, [(1.0, a, one), (-1.0, b, one)])
    t2 = stdtrit(gap.df, 0.975) ** 2
    square = expected.value**2 - t2 * expected.se**2
    middle = felt.value * expected.value - t2 * (felt.se**2 + expected.se**2 - gap.se**2) / 2
    with np.errstate(invalid="ignore"):
        reach = np.sqrt(np.maximum(0.0, middle**2 - square * (felt.value**2 - t2 * felt.se**2)))
        ends = [np.where(square > 0, (middle + side * reach) / square, np.nan) for side in (-1, 1)]
    yield "ratio", "fieller", felt.value / expected.value, (ends[0], ends[1])
    yield "ratio gap", "t", gap.value, gap.interval(None)


def blanks(case: Case, x: Array, rng: np.random.Generator) -> dict[str, list[tuple[Array, Array]]]:
    """Rule -> score (B, n) of each construct and 1 for whom it has one."""
    noise = rng.normal(size=(*x.shape, 3)) * np.sqrt(1 - LOADINGS[:3] ** 2)
    answers = points(x[..., None] * LOADINGS[:3] + noise, case)
    blank = rng.random(answers.shape) < np.clip(0.1 * 2.0 ** -x[..., None], 0, 1)
    given = 3 - blank.sum(axis=-1)
    mean = np.where(blank, 0.0, answers).sum(axis=-1) / np.maximum(given, 1)
    whole = (given == 3).all(axis=-1, keepdims=True) * np.ones(x.shape)
    rules = {
        "own_mean": (mean, (given >= 1.5) * 1.0),
        "listwise": (mean, whole),
        "lowest": (np.where(blank, 0.0, answers).mean(axis=-1), np.ones(x.shape)),
    }
    return {rule: [(score[..., at], has[..., at]) for at in (0, 1)] for rule, (score, has) in rules.items()}


def of_blanks(case: Case, w: Array, rng: np.random.Generator) -> Iterator[Found]:
    """The index under two rules, and how far it is from that of the rule chosen."""
    found = blanks(case, latent(case, *w.shape, 2, rng), rng)
    terms = {rule: [(weight, *one) for weight, one in zip(WEIGHTS, own, strict=True)] for rule, own in found.items()}
    chosen = estimate(case, w, terms["own_mean"])
    for rule in ("listwise", "lowest"):
        index = estimate(case, w, terms[rule])
        away = estimate(case, w, [*terms[rule], *((-weight, *one) for weight, *one in terms["own_mean"])])
        yield f"blank index, {rule}", "t on the logit of the scale", index.value, index.interval(SCALE)
        ends = away.interval((-100.0, 0.0) if rule == "lowest" else None)
        known = np.where(replace(away, sides=(index, chosen)).away(SCALE), 1.0, np.nan)
        method = "t on the logit of the scale" if rule == "lowest" else "t"
        yield f"blank effect, {rule}", method, away.value, (ends[0] * known, ends[1] * known)


def of_unit(case: Case, w: Array, rng: np.random.Generator) -> Iterator[Found]:
    """The score of a unit less its target."""
    y, is_in = points(latent(case, *w.shape, 1, rng)[..., 0], case), np.ones(w.shape)
    unit = np.arange(w.shape[1]) // PSU if case.clustered else np.arange(w.shape[1])
    is_in[:, unit % 3 > 0] = 0.0
    score = estimate(case, w, [(1.0, y, is_in)])
    low, high = score.interval(SCALE)
    yield "target gap", "t on the logit of the scale", score.value - TARGET, (low - TARGET, high - TARGET)


def of_states(case: Case, w: Array, rng: np.random.Generator) -> Iterator[Found]:
    """The shares whose answer lies below, and above, what was expected; none in PSUs."""
    x = latent(case, *w.shape, 2, rng)
    apart = points(x[..., 0], case) - points(x[..., 1] - LOWER, case)
    kish, known = w.sum(axis=1) ** 2 / (w**2).sum(axis=1), np.nan if case.clustered else 1.0
    for name, is_so in {"below": apart < 0, "above": apart > 0}.items():
        share = (w * is_so).sum(axis=1) / w.sum(axis=1)
        low, high = known * np.array([wilson(*one, 0.95) for one in np.column_stack([share, kish])]).T
        yield f"state share, {name}", "wilson", share, (low, high)


FIGURES = (of_ratio, of_blanks, of_unit, of_states)


@cache
def truth(cuts: tuple[float, ...]) -> dict[str, float]:
    """Every figure of two million, drawn one by one, who weigh the same."""
    case, rng = Case("", cuts), np.random.default_rng(1)
    parts = [
        {name: float(value[0]) for of in FIGURES for name, _, value, _ in of(case, np.ones((1, MANY // 10)), rng)}
        for _ in range(10)
    ]
    found = {name: float(np.mean([part[name] for part in parts])) for name in parts[0]}
    means = [25 * float(ndtr(-np.array(cuts) - lower).sum()) for lower in (0.0, LOWER)]  # exactly
    return found | {
        "ratio": means[0] / means[1],
        "ratio gap": means[0] - means[1],
        "target gap": means[0] - TARGET,
    }


def table(case: Case, n: int, draws: int) -> pd.DataFrame:
    """One row per figure of one case."""
    found: dict[tuple[str, str], list[tuple[Array, ...]]] = {}
    for seed in range(-(-draws // AT_ONCE)):
        rng = np.random.default_rng([seed, n])
        size = (min(AT_ONCE, draws - seed * AT_ONCE), n)
        w = np.exp(case.spread * rng.normal(size=size)) if case.weighted else np.ones(size)
        for of in FIGURES:
            for name, method, values, ends in of(case, w, rng):
                found.setdefault((name, method), []).append((values, *ends))
    rows = []
    for (name, method), blocks in found.items():
        values, low, high = (np.concatenate(each) for each in zip(*blocks, strict=True))
        planted = truth(case.cuts)[name]
        about = {"case": case.name, "n": n, "figure": name, "method": method, "draws": len(values), "truth": planted}
        spread = {"bias": values.mean() - planted, "sd": values.std()}
        rows.append(about | spread | told(low, high, planted, np.ones(len(values), bool)))
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=4000)
    options.add_argument("--out", type=Path, default=KEPT)
    given = options.parse_args()
    tables = [table(case, n, given.draws) for case in TRIED for n in SIZES]
    pd.concat(tables).round(4).to_csv(given.out, index=False)


if __name__ == "__main__":
    main()
