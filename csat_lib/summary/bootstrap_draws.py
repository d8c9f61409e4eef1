"""Bootstrap draws of rows, as the Moments of one draw after another: counts over rows times what each row adds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import pdtr

from csat_lib.summary.moments import SUMS, Missing, Moments
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
DRAWS_AT_ONCE = (32, 512)
"""At least, and at most: as many as hold a few million counts."""
COUNTS_AT_ONCE = 4_000_000
ROWS_AT_ONCE = 4096
ADDED_AT_MOST = 4_000_000
"""Numbers that rows add, up to which they are kept: 32 MB."""
MANY_ROWS, UNDECIDED = 8192, 255
"""Rows from which on counts are drawn and not rows; the count of a byte that leaves it open."""
ROWS_OF_A_KIND = 8
"""Rows alike, in the mean, from which their kinds are drawn and not the rows."""


@dataclass(frozen=True)
class BootstrapSpec:
    """``draws`` with replacement, from ``seed``; the rule for missing values."""

    draws: int = 1000
    seed: int = 0
    missing: Missing = "listwise"


def draw_moments(rows: Rows, spec: BootstrapSpec) -> Iterator[Moments]:
    """The Moments of one bootstrap draw after another: see :func:`draw_stacks`."""
    for stack in draw_stacks(rows, spec):
        for at in range(len(stack.n)):
            yield replace(stack, **{name: getattr(stack, name)[at] for name in SUMS})


def draw_stacks(rows: Rows, spec: BootstrapSpec) -> Iterator[Moments]:
    """The Moments of many bootstrap draws at once, on a leading axis; weights stay with their rows.

    Method: without PSUs and strata, n of the n rows with replacement; of rows that are alike it is drawn at once how
    many there are, which is multinomial. Else, in each stratum of m PSUs (rows are their own PSUs where there are
    none), m - 1 of them with replacement, counted m / (m - 1) times each: Rao & Wu (1988), Journal of the American
    Statistical Association 83: 231-241. The PSU of a stratum that has no other always counts once, so that it adds no
    variance.
    """
    values, weights, draw = _drawn(rows)
    rng, sums_of = np.random.default_rng(spec.seed), _adder(values, weights, spec.missing)
    at_once = int(np.clip(COUNTS_AT_ONCE // max(len(values), 1), *DRAWS_AT_ONCE))
    for start in range(0, spec.draws, at_once):
        counts = draw(rng, min(at_once, spec.draws - start))
        sums = sums_of(counts).swapaxes(0, 1)
        named: dict[str, Any] = dict(zip(SUMS, sums, strict=True))
        yield Moments(rows.items, spec.missing, **named, label=rows.label, clustered=rows.clustered)


def _drawn(rows: Rows) -> tuple[Array, Array, Callable[[np.random.Generator, int], Array]]:
    """(values, weights, what makes so many draws) of the rows, or of one of each kind where many are alike."""
    values, n = rows.frame.to_numpy(dtype=np.float64, na_value=np.nan), len(rows.frame)
    weights = np.ones(n) if rows.weights is None else np.asarray(rows.weights, dtype=np.float64)
    if rows.psu is None and rows.stratum is None:
        alike, sizes = _alike(np.column_stack([values, weights]), n // ROWS_OF_A_KIND)
        if alike is not None:
            return values[alike], weights[alike], lambda rng, draws: rng.multinomial(n, sizes / n, draws) * 1.0
    return values, weights, drawer(rows)


def _alike(columns: Array, most: int) -> tuple[NDArray[np.intp] | None, NDArray[np.intp]]:
    """(a row of each kind of rows that are alike, how many there are of it); no rows where there are more kinds."""
    kind = np.zeros(len(columns), dtype=np.int64)
    for column in columns.T:
        code, found = pd.factorize(column, use_na_sentinel=False)
        kind, kinds = pd.factorize(kind * len(found) + code)
        if len(kinds) > most:
            return None, np.empty(0, dtype=np.intp)
    return np.unique(kind, return_index=True)[1], np.bincount(kind)


def drawer(rows: Rows) -> Callable[[np.random.Generator, int], Array]:
    """What makes so many draws: (draws, n) how often each row counts."""
    n = len(rows.frame)
    if rows.psu is None and rows.stratum is None:
        return lambda rng, draws: _counted(rng, draws, n)
    psu = np.arange(n) if rows.psu is None else rows.psu
    stratum = np.zeros(n, dtype=np.intp) if rows.stratum is None else rows.stratum
    units, first = np.unique(psu, return_index=True)
    of_unit = stratum[first]
    members = [np.flatnonzero(of_unit == each) for each in np.unique(of_unit)]
    place = np.searchsorted(units, psu)

    def draw(rng: np.random.Generator, draws: int) -> Array:
        counts = np.ones((draws, len(units)))
        for own in counts:
            for unit in members:
                if (m := len(unit)) > 1:
                    own[unit] = np.bincount(rng.integers(0, m, m - 1), minlength=m) * (m / (m - 1))
        return counts[:, place]

    return draw


def _counted(rng: np.random.Generator, draws: int, n: int) -> Array:
    """(draws, n) how often each row was drawn: one draw at a time, so that it stays in the processor's cache."""
    counts = np.empty((draws, n))
    draw = _by_rows(n) if n < MANY_ROWS else _by_counts(n)
    for own in counts:
        draw(rng, own)
    return counts


def _by_rows(n: int) -> Callable[[np.random.Generator, Array], None]:
    """Draw n of n rows, one after the other."""

    def draw(rng: np.random.Generator, own: Array) -> None:
        own[:] = np.bincount(rng.integers(0, n, n, dtype=np.int32), minlength=n)

    return draw


def _by_counts(n: int) -> Callable[[np.random.Generator, Array], None]:
    """The same for many rows: each row's count is Poisson, and what lacks of n rows is drawn one after the other.

    Poisson counts of one rate are multinomial given their sum (Devroye 1986, ch. XI), whatever that is; rows drawn
    evenly beside them leave them so. The rate is 6 standard deviations of the sum under 1, and a sum over n is drawn
    again. A count is looked up by a random byte; where the distribution steps within a byte's part of 0 to 1, a number
    with all digits decides, so that nothing is rounded.
    """
    steps = pdtr(np.arange(30), 1 - 6 / np.sqrt(n))
    ends = np.arange(257) / 256
    first, last = (np.searchsorted(steps, part, side="right") for part in (ends[:-1], np.nextafter(ends[1:], 0)))
    looked_up = np.where(first == last, first, UNDECIDED).astype(np.uint8).tobytes()

    def draw(rng: np.random.Generator, own: Array) -> None:
        lacking = -1
        while lacking < 0:
            cells = rng.integers(0, 2**64, -(-n // 8), dtype=np.uint64).tobytes()[:n]
            found = np.frombuffer(bytearray(cells.translate(looked_up)), dtype=np.uint8)
            at = np.flatnonzero(found == UNDECIDED)
            within = np.frombuffer(cells, dtype=np.uint8)[at] + rng.random(len(at))
            found[at] = np.searchsorted(steps, within / 256, side="right")
            lacking = n - int(found.sum(dtype=np.int64))
        own[:] = found
        np.add.at(own, rng.integers(0, n, lacking), 1.0)

    return draw


def drawn_sums(values: Array, weights: Array, counts: Array, missing: Missing) -> Array:
    """(draws, 6, p, p) the six sums of Moments of every draw."""
    return _adder(values, weights, missing)(counts)


def _adder(values: Array, weights: Array, missing: Missing) -> Callable[[Array], Array]:
    """What makes the six sums (draws, 6, p, p) of so many draws of counts, block of rows by block of rows.

    What each row adds is kept from one call to the next where it takes little memory.
    """
    n, p = values.shape
    features, unfold = _FEATURES[missing if np.isnan(values).any() else "listwise"]
    blocks = [slice(start, start + ROWS_AT_ONCE) for start in range(0, max(n, 1), ROWS_AT_ONCE)]

    def added(rows: slice) -> Array:
        return features(values[rows], weights[rows, None])

    kept = [*map(added, blocks)] if n * added(blocks[0]).shape[1] <= ADDED_AT_MOST else None

    def sums(counts: Array) -> Array:
        each = zip(blocks, kept or map(added, blocks), strict=True)
        return unfold(np.sum([counts[:, rows] @ own for rows, own in each], axis=0), p)

    return sums


def _complete_rows(values: Array, w: Array) -> Array:
    """(rows, 3 + p + p^2) what each row adds to 1, w, w^2, w*x_j, w*x_j*x_k: nothing unless it is complete."""
    complete = ~np.isnan(values).any(axis=1, keepdims=True)
    x = np.where(complete, values, 0.0)
    products = (w * x)[:, :, None] * x[:, None, :]
    return np.hstack([complete * np.ones_like(w), complete * w, complete * w**2, w * x, products.reshape(len(x), -1)])


def _unfold_complete(sums: Array, p: int) -> Array:
    counts, wx, wxx = sums[:, :3, None, None], sums[:, 3 : 3 + p, None], sums[:, 3 + p :].reshape(-1, p, p)
    square = np.diagonal(wxx, axis1=1, axis2=2)[:, :, None]
    shape = (len(sums), p, p)
    parts = [*np.broadcast_to(counts, (len(sums), 3, p, p)).swapaxes(0, 1), wx, square, wxx]
    return np.stack([np.broadcast_to(part, shape) for part in parts], axis=1)


def _answered_pairs(values: Array, w: Array) -> Array:
    """(rows, 6 p^2) what each row adds to n, w, w2, wx, wx2, wxx of the pairs that it answered."""
    answered = ~np.isnan(values)
    x, seen = np.where(answered, values, 0.0), answered.astype(np.float64)
    pairs = [(seen, seen), (w * seen, seen), (w**2 * seen, seen), (w * x, seen), (w * x**2, seen), (w * x, x)]
    products = [left[:, :, None] * right[:, None, :] for left, right in pairs]
    return np.stack(products, axis=1).reshape(len(values), -1)


def _unfold_pairs(sums: Array, p: int) -> Array:
    return sums.reshape(-1, 6, p, p)


_FEATURES: dict[Missing, tuple[Callable[[Array, Array], Array], Callable[[Array, int], Array]]] = {
    "listwise": (_complete_rows, _unfold_complete),
    "pairwise": (_answered_pairs, _unfold_pairs),
}
