"""Whether two groups of respondents make the same composites of their answers: MICOM, by permutation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.findings import Finding, FindingList, way, ways
from csat_lib.findings.catalogue.structure import COMPOSITE_MATCH, COMPOSITE_MEANS, COMPOSITE_SPREADS, FEWEST_COMPARED
from csat_lib.measurement.correlations.bases import FindingWriter, bases_of, why_not
from csat_lib.statistics import statistic
from csat_lib.structure.blanks import fill_blanks
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.pls import fit_pls
from csat_lib.summary.rows import Rows, hashed_order

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
STEPS = (COMPOSITE_MATCH, COMPOSITE_MEANS, COMPOSITE_SPREADS)
SAME = 1e-12  # figures this near are equal but for rounding


@dataclass(frozen=True)
class MicomSpec:
    """How many permutations, by which ``seed``; a group, and the others, have ``least`` answers for each to compare."""

    draws: int = 2000
    seed: int = 1
    least: int = FEWEST_COMPARED


@statistic
def composite_invariance(rows: Rows, model: PathModel, levels: pd.Series, spec: MicomSpec | None = None) -> FindingList:
    """Compare each group of ``levels`` (index as of the rows) with all others together; of two groups, one.

    Method: MICOM, Henseler, Ringle & Sarstedt (2016), International Marketing Review 33: 405-431. Step 1 holds by
    design: same items, same model. Step 2: c, the correlation over everybody of scores by either side's own weights,
    against permutations of who is in which: p the share with a c as low. Step 3: the scores by everybody's weights,
    standardised; difference of means and of the logarithms of variances, p two-sided. p counts the answers as one
    permutation more, and is Sidak's over all groups and constructs of a step. Missing values: :func:`fill_blanks`.
    Reasons: ``design_no_test`` of PSUs, which may not be permuted; ``no_variance``, ``all_missing``, ``few_answers``,
    ``not_converged``; groups under ``spec.least``, or with fewer others, are left out.
    """
    spec, (whole, blanks) = spec or MicomSpec(), fill_blanks(rows, model)
    of = levels.reindex(whole.frame.index).to_numpy()
    inside = {str(level): of == level for level in pd.unique(pd.Series(of).dropna())}
    enough = [name for name in sorted(inside) if spec.least <= min(inside[name].sum(), (~inside[name]).sum())]
    groups, part = enough[: 1 if len(inside) == 2 else None], whole.moments()
    family = len(groups) * len(model.blocks)
    method = ways("listwise", blanks, *["weighted"] * whole.weighted, way("# permutation draws", spec.draws))
    method = method + way("sidak over #", family) if family > 1 else method
    reason = why_not(part) or ("design_no_test" if whole.clustered else "")
    answers = rows.frame.loc[whole.frame.index, list(model.items)]
    order, rng, found = hashed_order(answers - answers.min()), np.random.default_rng(spec.seed), list[Finding]()
    weights = np.ones(len(of)) if whole.weights is None else np.asarray(whole.weights, dtype=np.float64)
    for name in groups:
        seen, p = np.full((2, len(STEPS), len(model.blocks)), np.nan)
        if not reason:
            sign, x = inside[name][order], whole.frame.to_numpy(dtype=np.float64)[order]
            parted = chain([sign], (rng.permutation(sign) for _ in range(spec.draws)))
            seen, *drawn = step_figures(x, weights[order], parted, model)
            way_out = np.array([[-1.0], [1.0], [1.0]])
            further = (~(way_out * np.abs(drawn) < way_out * np.abs(seen) - SAME)).sum(axis=0)
            p = 1 - (1 - (1 + further) / (1 + spec.draws)) ** family
        bases = bases_of(whole.where(inside[name]).moments())
        for measure, values, chances in zip(STEPS, seen, p, strict=True):
            for construct, value, chance in zip(model.constructs, values.tolist(), chances.tolist(), strict=True):
                row = FindingWriter(construct, bases, reason).row(measure, value, method, "not_converged")
                at = None if row.value is None else chance
                found.append(replace(row, segment_by=str(levels.name), segment=name, p=at))
    return FindingList(found)


def step_figures(x: Array, weights: Array, parted: Iterable[Flags], model: PathModel) -> Array:
    """(b, 3, c) the figures of steps 2 and 3 for each of b ways to part the respondents (n,) in two."""
    model = replace(model, consistent=False, scaled=True)
    z = x - np.average(x, axis=0, weights=weights)
    z = z / np.sqrt(np.average(z**2, axis=0, weights=weights))
    with_ones = np.column_stack([z, np.ones(len(z))])
    weighed = with_ones * weights[:, None]
    total = weighed.T @ with_ones
    here = np.array([weighed[inside].T @ with_ones[inside] for inside in parted])
    both = np.stack([here, total - here])
    mass, means = both[..., -1, -1, None], both[..., :-1, -1] / both[..., -1, -1, None]
    s = both[..., :-1, :-1] / mass[..., None] - means[..., :, None] * means[..., None, :]
    spread = np.sqrt(np.diagonal(s, axis1=-2, axis2=-1))
    one, other = fit_pls(s / (spread[..., :, None] * spread[..., None, :]), model).weights
    whole = total[:-1, :-1] / total[-1, -1]
    joint = [(a * (whole @ b)).sum(axis=-2) for a, b in ((one, other), (one, one), (other, other))]
    pooled = fit_pls(whole, model).weights
    first, second = means @ pooled
    variances = np.log((pooled * (s @ pooled)).sum(axis=-2))
    return np.stack([joint[0] / np.sqrt(joint[1] * joint[2]), first - second, variances[0] - variances[1]], axis=1)
