"""A path model: which items measure which construct, and which constructs point to which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from csat_lib.errors.measurement import unknown_choice
from csat_lib.errors.structure import cyclic_paths, no_items, unknown_construct
from csat_lib.findings import Method, way, ways

Array = NDArray[np.float64]
Scheme = Literal["path", "centroid", "factorial"]
SETTLED, MOST_ROUNDS = 1e-10, 3000


@dataclass(frozen=True)
class PathModel:
    """``blocks``: construct -> its items; ``paths``: construct -> the constructs that point to it.

    ``formative``: constructs whose items are weighed by regression (mode B), all others by covariance (mode A).
    ``consistent``: correlations of constructs corrected by rho_A (PLSc). ``scaled``: items are standardised first;
    else only centred, as plspm's ``scaled=False``. The algorithm ends when no weight moves by ``settled``. ``ways``:
    (source, target, through) of indirect effects that are told beside those of each arrow.

    Raises:
        CsatError: a construct without items, a path from or to an unknown construct, paths that form a circle, a
            scheme that there is not.
    """

    blocks: Mapping[str, Sequence[str]]
    paths: Mapping[str, Sequence[str]]
    scheme: Scheme = "path"
    formative: Sequence[str] = ()
    consistent: bool = False
    scaled: bool = True
    settled: float = SETTLED
    ways: Sequence[tuple[str, str, str]] = ()

    def __post_init__(self) -> None:
        if self.scheme not in get_args(Scheme):
            raise unknown_choice("scheme of a path model", self.scheme, get_args(Scheme))
        if empty := [name for name, items in self.blocks.items() if not items]:
            raise no_items(empty[0])
        named = [name for target, sources in self.paths.items() for name in (target, *sources)]
        if unknown := [name for name in (*named, *self.formative) if name not in self.blocks]:
            raise unknown_construct(unknown[0], self.constructs)
        try:
            TopologicalSorter(self.paths).prepare()
        except CycleError as error:
            raise cyclic_paths(error.args[1]) from None

    @property
    def constructs(self) -> tuple[str, ...]:
        """The constructs in the order of the blocks."""
        return tuple(self.blocks)

    @cached_property
    def items(self) -> tuple[str, ...]:
        """The items, block after block."""
        return tuple(item for items in self.blocks.values() for item in items)

    @cached_property
    def slices(self) -> dict[str, slice]:
        """Construct -> where its block stands among the items."""
        ends = np.cumsum([len(items) for items in self.blocks.values()]).tolist()
        return {name: slice(end - len(self.blocks[name]), end) for name, end in zip(self.blocks, ends, strict=True)}

    @cached_property
    def members(self) -> Array:
        """(p, c) 1 where the item is of the construct."""
        return np.array([[float(item in own) for own in self.blocks.values()] for item in self.items])

    @cached_property
    def arrows(self) -> Array:
        """(c, c) 1 where the row's construct points to the column's."""
        each = self.constructs
        return np.array([[float(source in self.paths.get(target, ())) for target in each] for source in each])

    @property
    def arrow_names(self) -> list[tuple[str, str]]:
        """(source, target) of every arrow, target after target in the order of the blocks."""
        return self._joined(self.arrows)

    @property
    def effect_names(self) -> list[tuple[str, str]]:
        """(source, target) of every pair that arrows lead from one to the other, directly or not."""
        return self._joined(np.linalg.inv(np.eye(len(self.arrows)) - self.arrows) - np.eye(len(self.arrows)))

    @property
    def indirect_names(self) -> list[tuple[str, str]]:
        """Those that a way over a third joins."""
        one = np.eye(len(self.arrows))
        return self._joined(np.linalg.inv(one - self.arrows) - one - self.arrows)

    def _joined(self, ways: Array) -> list[tuple[str, str]]:
        order = self.constructs
        return [(a, b) for k, b in enumerate(order) for j, a in enumerate(order) if ways[j, k] > 0.5]

    @property
    def method(self) -> Method:
        """Algorithm, scheme, mode, scaling and stop rule."""
        modes = ["mode a"] * (len(self.formative) < len(self.blocks)) + ["mode b"] * bool(self.formative)
        consistent = ["corrected by rho_A"] * self.consistent
        scaling = "standardised items" if self.scaled else "centred items"
        stop = way("until no weight moves by #", self.settled)
        return ways("partial least squares", f"{self.scheme} scheme", *modes, *consistent, scaling, stop)
