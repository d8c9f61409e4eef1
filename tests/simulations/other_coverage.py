"""How often do the intervals cover what was planted that no other simulation tries?

Run by hand from the top folder: ``python -m tests.simulations.other_coverage --draws 2000`` (some minutes). The cases
and sizes of ``reliability_coverage`` but for those in the middle: symmetric answers and 80 % best ones; plain,
weighted, weighted and clustered. The table, kept in ``other_coverage.csv``, is as there.

- htmt, htmt2, cr, rho_a, item_rest: three constructs of three items (``populations``); the item with the loading of .6
  and the sum of the other two. rho_a of 300 ``by name`` alone: there are too few for the product.
- weighted gap: six constructs whose means differ and a headline (``explained_coverage``, R squared .3); the third.
- answer share, median: of the first item's best answer, by Wilson on Kish's n; of a number that has the construct's
  correlation within PSUs, by Woodruff.
- contribution, mix: Kitagawa's parts of a change between two independent waves whose three groups have other shares and
  means, of the first group.
- control limits: the share of waves outside the limits that so many waves before (``n``) make, where nothing but chance
  moves them, and of reports on eight such lines with any outside; these have no truth and no coverage.

Methods are those in use, but where ``by name`` says otherwise.
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtri, stdtrit

from csat_lib.conventions import OUTSIDE_BY_CHANCE
from csat_lib.index.explained_share import explained_share
from csat_lib.index.importance import ENOUGH_EXPLAINED
from csat_lib.insight.decomposition import FEWEST_EFFECTIVE as MIX_FEWEST
from csat_lib.insight.decomposition import kitagawa
from csat_lib.insight.quantiles import quantile_interval
from csat_lib.measurement.reliability import coefficients
from csat_lib.measurement.reliability.rho_a import FEWEST_EFFECTIVE as RHO_A_FEWEST
from csat_lib.measurement.reliability.rho_a import mode_a_weights
from csat_lib.measurement.validity.htmt import FEWEST_HTMT2, ratios_of
from csat_lib.proportion import wilson
from csat_lib.summary.studentised import studentised

from . import explained_coverage
from .explained_coverage import P
from .explained_coverage import planted as slopes_of
from .populations import LOADINGS, PSU, WITHIN, Array, Case
from .reliability_coverage import CASES, SIZES
from .replicated import correlations, fisher_ends, log_ends, summed, told

KEPT = Path(__file__).with_suffix(".csv")
LINES = 8
"""Lines that a report follows at once."""
AT_ONCE, MANY = 125, 2_000_000
TRIED = [case for case in CASES if "ceiling" not in case.name]
MEMBERS = np.kron(np.eye(3), np.ones((3, 1)))
OFFSETS = np.array([-0.5, 0.2, 0.4, 0.0, 0.3, -0.1])
SHARES, MEANS = np.array([[0.5, 0.3, 0.2], [0.4, 0.3, 0.3]]), np.array([[0.0, -0.3, 0.4], [-0.3, -0.3, 0.2]])
"""Shares and latent means of three groups in two waves."""
RHO_A_TRIED = 300
"""From here on rho_a's intervals are looked at though the product gives none."""
Found = tuple[str, str, Array, tuple[Array, Array], Array]
"""Figure, method, (B,) estimates, their ends, and whether they are printed."""


def shared(case: Case, size: int, n: int, factors: int, rng: np.random.Generator) -> Array:
    """(size, n, factors) standard normal, a part of which PSUs share."""
    own = rng.normal(size=(size, n, factors))
    if not case.clustered:
        return own
    common = rng.normal(size=(size, n // PSU + 1, factors))[:, np.arange(n) // PSU]
    return np.asarray(np.sqrt(1 - case.shared) * own + np.sqrt(case.shared) * common)


def items(case: Case, size: int, n: int, rng: np.random.Generator) -> Array:
    """(size, n, 9) answers to three constructs."""
    root = np.linalg.cholesky(np.full((3, 3), WITHIN) + (1 - WITHIN) * np.eye(3)).T
    factors = np.repeat(shared(case, size, n, 3, rng) @ root, 3, axis=-1)
    noise = rng.normal(size=(size, n, 9))
    return np.digitize(factors * LOADINGS + noise * np.sqrt(1 - LOADINGS**2), case.cuts).astype(np.float64)


def weights_of(case: Case, size: int, n: int, rng: np.random.Generator) -> Array:
    """(size, n) weights, as ``summed`` draws them first of all."""
    return np.exp(case.spread * rng.normal(size=(size, n))) if case.weighted else np.ones((size, n))


def ratio(s: Array, variant: str) -> Array:
    """(...) heterotrait-monotrait ratio of the first two constructs."""
    r = correlations(s)[..., :6, :6]
    return ratios_of(r, MEMBERS[:6, :2], variant, "signed")[..., 0, 1]  # type: ignore[arg-type]


def composite_reliability(s: Array) -> Array:
    """(...) of the first construct, whose loadings three correlations give; none of an improper solution."""
    r = correlations(s)
    a, b, c = r[..., 0, 1], r[..., 0, 2], r[..., 1, 2]
    with np.errstate(invalid="ignore", divide="ignore"):
        squares = np.stack([a * b / c, a * c / b, b * c / a], axis=-1)
        proper = ((squares > 0) & (squares < 0.995)).all(axis=-1)
        return np.where(proper, coefficients.composite_reliability(np.sqrt(squares)), np.nan)


def rho(s: Array) -> Array:
    """(...) rho_A of the first construct."""
    r = correlations(s)
    return coefficients.rho_a(r[..., :3, :3], mode_a_weights(r, MEMBERS)[..., :3, 0])


def item_rest(s: Array) -> Array:
    """(...) correlation of the third item with the sum of the first two."""
    rest = s[..., :2, :2].sum(axis=(-2, -1))
    return np.asarray(s[..., :2, 2].sum(axis=-1) / np.sqrt(rest * s[..., 2, 2]))


def own_ends(whole: Array, left_out: Array) -> tuple[Array, Array]:
    """The product's interval of ratios (B,)."""
    found = studentised(whole, left_out, 0.95)
    return found.low, found.high


def plain_ends(whole: Array, left_out: Array) -> tuple[Array, Array]:
    """-/+ t(g - 1) of the jackknife, on the figure's own scale."""
    g = len(left_out)
    reach = stdtrit(g - 1, 0.975) * np.sqrt((g - 1) * left_out.var(axis=0))
    return whole - reach, whole + reach


def gap_ends(whole: Array, left_out: Array) -> tuple[Array, Array]:
    """The product's interval of weighted gaps (B,): on the logarithm of their size where they are clear of 0."""
    low, high = plain_ends(whole, left_out)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = studentised(np.log(np.abs(whole)), np.log(np.abs(left_out)), 0.95, skewed=False)
    ends = np.sort(np.sign(whole) * np.exp([found.low, found.high]), axis=0)
    clear = (low * high > 0) & (np.sign(left_out) == np.sign(whole)).all(axis=0)
    return np.where(clear, ends[0], low), np.where(clear, ends[1], high)


OF_SUMS: dict[
    tuple[str, str], tuple[Callable[[Array], Array], Callable[[Array, Array], tuple[Array, Array]], slice]
] = {
    ("htmt", "jackknife, corrected"): (partial(ratio, variant="htmt"), own_ends, slice(9)),
    ("htmt", "t of the jackknife, by name"): (partial(ratio, variant="htmt"), plain_ends, slice(9)),
    ("htmt2", "jackknife, corrected"): (partial(ratio, variant="htmt2"), own_ends, slice(9)),
    ("cr", "jackknife, corrected, log scale"): (composite_reliability, log_ends, slice(3)),
    ("rho_a", "jackknife, corrected, log scale"): (rho, log_ends, slice(9)),
    ("item_rest", "jackknife, corrected, fisher"): (item_rest, fisher_ends, slice(3)),
}


def of_sums(case: Case, n: int, size: int, seed: int) -> Iterator[Found]:
    """What follows from the covariances of nine items."""
    rng = np.random.default_rng([seed, n])
    samples = summed(items(case, size, n, rng), case, rng)
    for (name, method), (figure, ends, used) in OF_SUMS.items():
        whole, printed = figure(samples.whole), samples.printed(used)
        printed = printed & ((name != "htmt2") | (n >= FEWEST_HTMT2))
        printed = printed & ((name != "rho_a") | (samples.n_effective >= RHO_A_FEWEST))
        by_name = name == "rho_a" and not printed.any() and n >= RHO_A_TRIED
        less = figure(samples.less) if printed.any() or by_name else np.full((1, size), np.nan)
        yield name, method, whole, ends(whole, less), printed
        if by_name:
            yield name, f"{method}, by name", whole, ends(whole, less), samples.printed(used)
    r = item_rest(samples.whole)
    centre, reach = np.arctanh(r), ndtri(0.975) / np.sqrt(n - 3)
    ends = np.tanh(centre - reach), np.tanh(centre + reach)
    yield "item_rest", "fisher of n, by name", r, ends, np.ones(size, dtype=bool)


def of_gap(case: Case, n: int, size: int, seed: int) -> Iterator[Found]:
    """The third construct's distance from the mean of all, times its importance against an equal share."""
    rng = np.random.default_rng([seed, n, 1])
    x = explained_coverage.answers(case, slopes_of(case.cuts, 0.3)[0], size, n, rng)
    w = weights_of(case, size, n, copy.deepcopy(rng))
    samples = summed(x, case, rng)
    unit = np.arange(n) // PSU if case.clustered else np.arange(n)
    g = len(samples.less)
    total = np.stack([w[:, unit % g == at].sum(axis=1) for at in range(g)])[..., None]
    first = np.stack([(w[:, unit % g == at, None] * x[:, unit % g == at]).sum(axis=1) for at in range(g)])
    r2, left_out = (explained_coverage.r_squared(s) for s in (samples.whole, samples.less))
    sizes = (np.full(size, float(n)), samples.n_effective)
    found = explained_share(r2, (g - 1) * left_out.var(axis=0), sizes, P, 0.95)
    printed = samples.printed() & (found.n * found.value / (1 - found.value) >= ENOUGH_EXPLAINED)
    whole = gap(samples.whole, first.sum(axis=0) / total.sum(axis=0))
    less = gap(samples.less, (first.sum(axis=0) - first) / (total.sum(axis=0) - total))
    for method, ends in {"jackknife, log of the size": gap_ends, "t of the jackknife, by name": plain_ends}.items():
        yield "weighted gap", method, whole, ends(whole, less), printed


def gap(s: Array, means: Array) -> Array:
    """(...) of the third."""
    m = means[..., :P] + OFFSETS
    return np.asarray(P * explained_coverage.shares(s)[..., 2] * (m[..., 2] - m.mean(axis=-1)))


def of_counts(case: Case, n: int, size: int, seed: int) -> Iterator[Found]:
    """A share of answers, and the median of a number."""
    rng = np.random.default_rng([seed, n, 2])
    latent = shared(case, size, n, 1, rng)[..., 0]
    w = weights_of(case, size, n, rng)
    kish = w.sum(axis=1) ** 2 / (w**2).sum(axis=1)
    best = latent > case.cuts[-1]
    share = (w * best).sum(axis=1) / w.sum(axis=1)
    printed = np.full(size, not case.clustered)
    by_share = np.array([wilson(float(one), float(e), 0.95) for one, e in zip(share, kish, strict=True)]).T
    yield "answer share", "wilson", share, (by_share[0], by_share[1]), printed
    each = [quantile_interval(*one, 0.5, float(e)) for *one, e in zip(np.exp(latent), w, kish, strict=True)]  # type: ignore[call-arg]
    low, high = np.array(each).T
    yield "median", "woodruff", (low + high) / 2, (low, high), printed
    if case.clustered:
        yield "answer share", "wilson, by name", share, (by_share[0], by_share[1]), ~printed


def of_parts(case: Case, n: int, size: int, seed: int) -> Iterator[Found]:
    """Kitagawa's contribution of the first group, and the mix."""
    rng = np.random.default_rng([seed, n, 3])
    waves = [wave(case, at, size, n, rng) for at in (0, 1)]
    k = SHARES.shape[1]
    is_in = [np.stack([group == at for at in range(k)], axis=-1) * 1.0 for _, group, _ in waves]
    sums = [
        (np.einsum("bn,bnk->bk", w, d), np.einsum("bn,bn,bnk->bk", w, y, d))
        for (w, _, y), d in zip(waves, is_in, strict=True)
    ]
    values, errors, dfs = np.empty((size, 2)), np.empty((size, 2, 2)), np.empty((size, 2, 2))
    for b in range(size):
        parts = kitagawa(*(tuple(each[b] for each in of) for of in sums))  # type: ignore[arg-type]
        values[b] = parts.rates[0], parts.mix
        for at, (w, _, y) in enumerate(waves):
            of_w, of_wy = parts.slopes[at][[0, -1]].swapaxes(0, 1)
            z = w[b] * (is_in[at][b] @ of_w.T + y[b][:, None] * (is_in[at][b] @ of_wy.T)).T
            units = np.stack([np.bincount(_unit(case, n), each) for each in z])
            errors[b, at] = units.shape[1] / (units.shape[1] - 1) * ((units - units.mean(1, keepdims=True)) ** 2).sum(1)
            dfs[b, at] = [_df(case, w[b], is_in[at][b][:, 0] > 0), _df(case, w[b], np.ones(n, dtype=bool))]
    variance = errors.sum(axis=1)
    df = variance**2 / (errors**2 / dfs).sum(axis=1)
    reach = stdtrit(df, 0.975) * np.sqrt(variance)
    for at, name in enumerate(("contribution", "mix")):
        ends = values[:, at] - reach[:, at], values[:, at] + reach[:, at]
        enough = [w.sum(axis=1) ** 2 / (w**2).sum(axis=1) >= MIX_FEWEST for w, _, _ in waves]
        yield name, "kitagawa, linearised", values[:, at], ends, np.all(enough, axis=0) | (name != "mix")


def wave(case: Case, at: int, size: int, n: int, rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """(size, n) weights, group and score of a wave."""
    group = rng.choice(SHARES.shape[1], size=(size, n), p=SHARES[at])
    latent = shared(case, size, n, 1, rng)[..., 0] + MEANS[at][group]
    return weights_of(case, size, n, rng), group, np.digitize(latent, case.cuts).astype(np.float64)


def _unit(case: Case, n: int) -> Array:
    return np.arange(n) // PSU if case.clustered else np.arange(n)


def _df(case: Case, w: Array, cell: Array) -> float:
    own = w[cell]
    known = 2 / ((own @ own) / own.sum() ** 2 + (own**4).sum() / (own @ own) ** 2)
    return float(min(known, len(np.unique(_unit(case, len(w))[cell]))) - 1)


def truth(case: Case) -> dict[str, float]:
    """Every figure in two million respondents, weighing the same and drawn one by one."""
    return _truth(Case("", case.cuts))


@cache
def _truth(plain: Case) -> dict[str, float]:
    rng = np.random.default_rng(1)
    of_items = np.mean([np.cov(items(plain, 1, MANY // 10, rng)[0].T) for _ in range(10)], axis=0)[None]
    found = {name: float(figure(of_items)[0]) for (name, _), (figure, _, _) in OF_SUMS.items()}
    x = explained_coverage.answers(plain, slopes_of(plain.cuts, 0.3)[0], 1, MANY // 5, rng)[0]
    found["weighted gap"] = float(gap(np.cov(x.T), x.mean(axis=0)))
    latent = rng.normal(size=MANY)
    found |= {"answer share": float((latent > plain.cuts[-1]).mean()), "median": 1.0}
    means = np.array([[np.digitize(latent + shift, plain.cuts).mean() for shift in own] for own in MEANS])
    parts = kitagawa((SHARES[0], SHARES[0] * means[0]), (SHARES[1], SHARES[1] * means[1]))
    return found | {"contribution": float(parts.rates[0]), "mix": parts.mix}


def table(case: Case, n: int, draws: int) -> pd.DataFrame:
    """One row per figure and method of one case."""
    sizes = [min(AT_ONCE, draws - at) for at in range(0, draws, AT_ONCE)]
    found: dict[tuple[str, str], list[tuple[Array, ...]]] = {}
    for seed, size in enumerate(sizes):
        for of in (of_sums, of_gap, of_counts, of_parts):
            for name, method, values, ends, printed in of(case, n, size, seed):
                found.setdefault((name, method), []).append((values, *ends, printed))
    rows = []
    for (name, method), blocks in found.items():
        values, low, high, printed = (np.concatenate(each) for each in zip(*blocks, strict=True))
        planted, usable = truth(case)[name], values[np.isfinite(values)]
        about = {"case": case.name, "n": n, "figure": name, "method": method, "draws": len(values), "truth": planted}
        spread = {"bias": usable.mean() - planted, "sd": usable.std()}
        rows.append(about | spread | told(low, high, planted, printed.astype(bool)))
    return pd.DataFrame(rows)


def limits_of(before: Array) -> tuple[Array, Array]:
    """Centre and reach of the limits that each row of waves makes for the next one."""
    n = before.shape[1]
    factor = -stdtrit(n - 1, OUTSIDE_BY_CHANCE / 2) * np.sqrt(1 + 1 / n)
    return before.mean(axis=1), factor * before.std(axis=1, ddof=1)


def control_limits(reports: int, waves: int) -> pd.DataFrame:
    """How often nothing but chance lies outside the limits: of lines, and of reports on eight of them."""
    values = np.random.default_rng(waves).normal(size=(reports * LINES, waves + 1))
    centre, reach = limits_of(values[:, :-1])
    outside = (np.abs(values[:, -1] - centre) > reach).reshape(reports, LINES)
    about = {
        "case": f"after {waves} waves",
        "n": waves,
        "method": "individuals, prediction of the next wave by t",
        "printed": 1.0,
    }
    shares = {
        "control limits, a wave outside": (outside.size, outside.mean()),
        f"control limits, any of {LINES} lines outside": (reports, outside.any(axis=1).mean()),
    }
    return pd.DataFrame(
        [{**about, "figure": name, "draws": draws, "above": float(share)} for name, (draws, share) in shares.items()]
    )


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=2000)
    options.add_argument("--limits", action="store_true", help="only the control limits anew; all other rows are kept")
    given = options.parse_args()
    limits = [control_limits(100_000, waves) for waves in (6, 8, 11, 24)]
    if given.limits:
        kept = pd.read_csv(KEPT, dtype=str)
        tables = [kept[~kept["figure"].str.startswith("control limits")]]
    else:
        tables = [table(case, n, given.draws).round(4) for case in TRIED for n in SIZES]
    pd.concat([*tables, *(one.round(4) for one in limits)]).to_csv(KEPT, index=False)


if __name__ == "__main__":
    main()
