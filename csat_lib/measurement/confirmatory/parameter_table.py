"""The table of parameters of a factor model: what is free, fixed or equal, over one group or many.

Variables are the p items followed by the factors (first order, then second order). Every entry is one of

    path        to <- by        loading of an item, or of a first-order factor on a second-order one
    covariance  to <-> by       variance or covariance of residuals, of factors, of disturbances
    mean        1 -> to         intercept of an item, mean of a factor

in one group; it is fixed at a value, or is a free parameter, and entries of one name are equal. Names are those of
lavaan (``room=~q1`` ``q1~~q1`` ``q1~1``), with ``.g2`` behind them in the second group where groups differ. Without any
mean entry the means are saturated and left out. The matrices follow McArdle & McDonald (1984), British Journal of
Mathematical and Statistical Psychology 37: 234-251; see ``implied_moments`` for what is made of the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Index = NDArray[np.intp]
Standardise = Literal["latent", "marker"]
PATH, COVARIANCE, MEAN = 0, 1, 2
FIXED = -1


@dataclass(frozen=True)
class Parameter:
    """One entry of the matrices of one group. ``name`` empty: fixed at ``value``; else free, ``value`` its start."""

    kind: int
    to: str
    by: str
    name: str = ""
    value: float = 0.0
    group: int = 0


@dataclass(frozen=True)
class ModelSpec:
    """How the table of a measurement model is laid out.

    ``standardise``: ``latent`` fixes the variance of every factor at 1, ``marker`` its first loading. Constructs below
    a second-order factor always take the second, as their disturbances, which may be next to nothing, are parameters.
    ``second_order``: factor -> constructs that load on it. ``means``: intercepts are parameters too. ``equal``: which
    of ``loadings``, ``intercepts``, ``residuals``, ``covariances`` are equal in all groups; with equal loadings the
    later groups have free factor variances, with equal intercepts free factor means.
    """

    n_groups: int = 1
    standardise: Standardise = "latent"
    second_order: Mapping[str, Sequence[str]] = field(default_factory=dict)
    means: bool = False
    equal: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Structure:
    """The table as arrays, one element per entry (r,).

    ``kind``, ``group``, ``to`` and ``by`` (positions among the variables), ``free`` (position of the free parameter,
    or -1), ``value`` (fixed value, or start).
    """

    items: tuple[str, ...]
    factors: tuple[str, ...]
    n_groups: int
    kind: Index
    group: Index
    to: Index
    by: Index
    free: Index
    value: Array
    names: tuple[str, ...]

    @property
    def variables(self) -> tuple[str, ...]:
        """Items, then factors."""
        return self.items + self.factors

    @property
    def n_free(self) -> int:
        """Number of free parameters."""
        return len(self.names)

    @property
    def means(self) -> bool:
        """Whether the means are modelled."""
        return bool((self.kind == MEAN).any())

    @property
    def df(self) -> int:
        """Degrees of freedom: distinct variances and covariances (and means, if modelled) less free parameters."""
        p = len(self.items)
        return self.n_groups * (p * (p + 1) // 2 + self.means * p) - self.n_free

    @property
    def start(self) -> Array:
        """(q,) start values of the free parameters: those of their first entries."""
        first = np.unique(self.free[self.free >= 0], return_index=True)[1]
        return np.asarray(self.value[self.free >= 0][first])

    def starting_at(self, theta: Array) -> Structure:
        """The same table with other start values (q,)."""
        return replace(self, value=np.where(self.free >= 0, theta[self.free], self.value))

    @cached_property
    def rows(self) -> tuple[FreeParameters, ...]:
        """The free entries of each group, as their derivatives need them."""
        return tuple(_rows_of(self, group) for group in range(self.n_groups))


@dataclass(frozen=True)
class FreeParameters:
    """The free entries of one group, (r,) each, with what ``implied_moments`` needs for their derivatives.

    ``columns`` (c,): which columns of the directions [total | covariance] they use; ``u`` and ``v`` where in
    ``columns`` the two directions of an entry stand; ``half`` .5 for a variance, 1 for paths and other covariances, 0
    for means.
    """

    kind: Index
    to: Index
    by: Index
    free: Index
    columns: Index
    u: Index
    v: Index
    half: Array

    @cached_property
    def shared(self) -> bool:
        """Whether several entries are one parameter."""
        return len(np.unique(self.free)) < len(self.free)

    @cached_property
    def crossings(self) -> tuple[Index, Index, Index]:
        """(r, r) each: where a flat (c, c) matrix has u u', u v' and v v' of two entries."""
        c = len(self.columns)
        u, v = self.u[:, None] * c, self.v[:, None] * c
        return u + self.u, u + self.v, v + self.v

    @cached_property
    def halves(self) -> Array:
        """(r, r) ``half`` of both of two entries."""
        return np.multiply.outer(self.half, self.half)

    def where(self, some: NDArray[np.bool_]) -> FreeParameters:
        """Some of the entries, over the same columns."""
        cut = {name: getattr(self, name)[some] for name in ("kind", "to", "by", "free", "u", "v", "half")}
        return replace(self, **cut)


def structure_of(
    items: Sequence[str], factors: Sequence[str], entries: Sequence[Parameter], n_groups: int = 1
) -> Structure:
    """Put entries into one table; free parameters are numbered in the order in which their names first appear."""
    variables = {name: at for at, name in enumerate([*items, *factors])}
    names = tuple(dict.fromkeys(entry.name for entry in entries if entry.name))
    number = {name: at for at, name in enumerate(names)}
    columns = {
        "kind": [entry.kind for entry in entries],
        "group": [entry.group for entry in entries],
        "to": [variables[entry.to] for entry in entries],
        "by": [variables[entry.by] for entry in entries],
        "free": [number.get(entry.name, FIXED) for entry in entries],
    }
    arrays = {name: np.array(column, dtype=np.intp) for name, column in columns.items()}
    value = np.array([entry.value for entry in entries], dtype=np.float64)
    return Structure(tuple(items), tuple(factors), n_groups, value=value, names=names, **arrays)


def measurement_model(model: Mapping[str, Sequence[str]], spec: ModelSpec | None = None) -> Structure:
    """The table of a model ``{construct: items}``: every construct a factor, all first-order factors correlated.

    An item may stand in several constructs. Constructs of a second-order factor are correlated through it alone.
    """
    spec = spec or ModelSpec()
    items = list(dict.fromkeys(item for block in model.values() for item in block))
    factors = [*model, *spec.second_order]
    entries = [entry for group in range(spec.n_groups) for entry in _entries(model, items, spec, group)]
    return structure_of(items, factors, entries, spec.n_groups)


def _entries(
    model: Mapping[str, Sequence[str]], items: Sequence[str], spec: ModelSpec, group: int
) -> Iterator[Parameter]:
    blocks = {**model, **spec.second_order}
    below = {construct for block in spec.second_order.values() for construct in block}
    for factor, block in blocks.items():
        marked = spec.standardise == "marker" or factor in below
        for at, indicator in enumerate(block):
            name = "" if marked and at == 0 else f"{factor}=~{indicator}"
            yield Parameter(PATH, indicator, factor, _named(name, spec, "loadings", group), 1.0, group)
    for item in items:
        yield Parameter(COVARIANCE, item, item, _named(f"{item}~~{item}", spec, "residuals", group), 0.5, group)
    fixed = spec.standardise == "latent" and not (group and "loadings" in spec.equal)
    for factor in blocks:
        name = "" if fixed and factor not in below else f"{factor}~~{factor}"
        yield Parameter(COVARIANCE, factor, factor, _named(name, spec, "covariances", group), 1.0, group)
    tops = [factor for factor in blocks if factor not in below]
    for at, factor in enumerate(tops):
        for other in tops[at + 1 :]:
            name = _named(f"{factor}~~{other}", spec, "covariances", group)
            yield Parameter(COVARIANCE, other, factor, name, 0.0, group)
    if spec.means:
        yield from _means(items, tops, spec, group)


def _means(items: Sequence[str], tops: Sequence[str], spec: ModelSpec, group: int) -> Iterator[Parameter]:
    for item in items:
        yield Parameter(MEAN, item, item, _named(f"{item}~1", spec, "intercepts", group), 0.0, group)
    if group and "intercepts" in spec.equal:
        for factor in tops:
            yield Parameter(MEAN, factor, factor, _named(f"{factor}~1", spec, "", group), 0.0, group)


def _named(name: str, spec: ModelSpec, what: str, group: int) -> str:
    """The name of a free parameter in one group; the empty name of a fixed one stays empty."""
    return name if not name or not group or what in spec.equal else f"{name}.g{group + 1}"


def _rows_of(structure: Structure, group: int) -> FreeParameters:
    mine = (structure.group == group) & (structure.free >= 0)
    kind, to, by = structure.kind[mine], structure.to[mine], structure.by[mine]
    u, v = to, np.where(kind == PATH, by + len(structure.variables), by)
    columns, at = np.unique(np.concatenate([u, v]), return_inverse=True)
    half = np.where(kind == MEAN, 0.0, np.where((kind == COVARIANCE) & (to == by), 0.5, 1.0))
    u, v = at.reshape(2, -1)
    return FreeParameters(kind, to, by, structure.free[mine], columns, u, v, half)
