"""The strategy matrix: what goes most with the outcome, against how it is rated, where intervals settle the place."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from csat_lib.findings import Text
from csat_lib.findings.measure import Measure
from csat_lib.structure.path_figures import EFFECT, INDEX, index_reasons
from csat_lib.structure.path_result import PathResult

FIELDS = {(1, -1): "improve", (1, 1): "keep", (-1, -1): "watch", (-1, 1): "maintain"}


def strategy_matrix(result: PathResult, outcome: str) -> list[Text]:
    """Place every construct that leads to ``outcome`` by its total effect on it and its own index.

    Method: both less their means over these constructs, in the answers and in every replicate; a construct is placed
    only where both intervals leave 0 out, taken so that those of all constructs hold together (Sidak). GB/T 19038-2009,
    annex D, draws the matrix; the lines are the means, as on the map of Martilla & James (1977), Journal of Marketing
    41(1): 77-79. Fewer than two constructs, or an index that there is not, give no field. One text per construct:
    ``improve``, ``keep``, ``maintain``, ``watch``, or ``undecided``.
    """
    sources = [one for one, to in result.model.effect_names if to == outcome]
    places = [_at(result, EFFECT, (name, outcome)) for name in sources]
    places += [_at(result, INDEX, (name, "")) for name in sources]
    absent = result.reason or index_reasons(result.figures).keys() & set(sources)
    if len(sources) < 2 or result.replicates is None or None in places or absent:
        return []
    part = result.replicates.some(np.array(places, dtype=np.intp))
    off = [each.reshape(-1, 2, len(sources)) for each in (part.whole, part.values)]
    whole, values = ((each - each.mean(axis=-1, keepdims=True)).reshape(-1, 2 * len(sources)) for each in off)
    low, high = replace(part, whole=whole[0], values=values).interval(result.spec.confidence ** (1 / whole.size))
    sides = (np.sign(low) * (np.sign(low) == np.sign(high))).reshape(2, -1).T.astype(int)
    fields = [FIELDS.get((a, b), "undecided") for a, b in sides.tolist()]
    named = zip(sources, fields, strict=True)
    return [Text(topic="structure", subject=name, kind="field", text=field) for name, field in named]


def _at(result: PathResult, measure: Measure, about: tuple[str, str]) -> int | None:
    """Where a figure stands among the replicates' components."""
    drawn = [(each.measure, one) for each in result.figures if each.drawn for one in each.about]
    return next((at for at, (kind, one) in enumerate(drawn) if kind == measure and one == (*about, "")), None)
