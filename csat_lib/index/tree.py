"""The index tree: a node is a weighted mean of constructs and other nodes, down to constructs alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from csat_lib.errors.index import circular_tree, weights_not_positive

Tree = Mapping[str, Mapping[str, float]]


def without(tree: Tree, parts: Collection[str]) -> dict[str, dict[str, float]]:
    """The tree without some parts, and without nodes that have none left."""
    gone = set(parts)
    while True:
        left = {node: {part: w for part, w in below.items() if part not in gone} for node, below in tree.items()}
        empty = {node for node, below in left.items() if tree[node] and not below} - gone
        if not empty:
            return {node: below for node, below in left.items() if node not in gone}
        gone |= empty


def flatten(tree: Tree) -> dict[str, dict[str, float]]:
    """Node -> construct -> weight, in the order of the tree; the weights of a node add up to 1.

    ``tree``: node -> part -> weight above 0, a part being a construct or another node; only ratios matter. A node whose
    parts have no weights, or one above such a node, comes out empty.

    Raises:
        CsatError: a weight that is not above 0, or a node that is a part of itself.
    """
    return {node: _leaves(tree, node, ()) for node in tree}


def _leaves(tree: Tree, name: str, above: tuple[str, ...]) -> dict[str, float]:
    """Construct -> weight below a node, or the construct itself with weight 1."""
    if name not in tree:
        return {name: 1.0}
    if name in above:
        raise circular_tree([*above[above.index(name) :], name])
    parts = tree[name]
    for part, weight in parts.items():
        if not weight > 0:
            raise weights_not_positive(name, part, weight)
    below = {part: _leaves(tree, part, (*above, name)) for part in parts}
    if not all(below.values()):
        return {}
    total = sum(parts.values())
    leaves: dict[str, float] = {}
    for part, weight in parts.items():
        for construct, share in below[part].items():
            leaves[construct] = leaves.get(construct, 0.0) + share * weight / total
    return leaves
