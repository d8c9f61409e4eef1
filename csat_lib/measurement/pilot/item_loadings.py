"""Where an item belongs: its loadings when every construct has a factor, its correlation with the other constructs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from csat_lib.findings import Finding, ways
from csat_lib.findings.catalogue import pilot
from csat_lib.findings.measure import Measure
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.orientation import direction, first_greatest
from csat_lib.measurement.pilot.item_statistics import UNWEIGHTED, ItemRange, Table, correlated, figure
from csat_lib.summary.moments import sum_moments

Array = NDArray[np.float64]
Model = Mapping[str, Sequence[str]]


def factor_places(frame: pd.DataFrame, model: Model) -> Table:
    """``own_loading`` and ``cross_loading`` of each item, in a factor analysis with one factor for each construct.

    Method: minres and oblimin on the correlations of each pair's own answers; constructs of a single item have no
    factor and stay out. Factors are given to constructs so that the squared loadings of the constructs' own items are
    greatest (optimal assignment), and point the way their items do. The cross-loading is the largest in size on
    another construct's factor; ``other`` names that construct.

    Nothing with fewer than two constructs of several items. Reasons: those of ``extract_factors``.
    """
    several = {name: list(items) for name, items in model.items() if len(items) > 1}
    if len(several) < 2:
        return {}
    items = [item for own in several.values() for item in own]
    moments = sum_moments(frame[items], missing="pairwise")
    result = extract_factors(moments, len(several))
    words = {"method": result.variant + UNWEIGHTED, "reason": result.reason or "not_converged"}
    names, found = list(several), dict[str, dict[Measure, Finding]]()
    loadings = dict(zip(items, _by_construct(result.loadings.to_numpy(dtype=np.float64), several), strict=True))
    for at, (construct, own) in enumerate(several.items()):
        for item in own:
            rival = _largest_but(loadings[item], at)
            pairs = {pilot.OWN_LOADING: (at, construct), pilot.CROSS_LOADING: (rival, names[rival])}
            found[item] = {
                measure: figure(item, measure, float(loadings[item][place]), moments.n_obs, other=name, **words)
                for measure, (place, name) in pairs.items()
            }
    return found


def _by_construct(loadings: Array, model: Model) -> Array:
    """(items, constructs) loadings, each factor under the construct that it stands for; NaN when there are none."""
    if np.isnan(loadings).any():
        return np.full(loadings.shape, np.nan)
    owner = np.repeat(np.arange(len(model)), [len(items) for items in model.values()])
    shares = np.array([(loadings[owner == at] ** 2).sum(axis=0) for at in range(len(model))])
    _, factor = linear_sum_assignment(shares, maximize=True)
    named = loadings[:, factor]
    return np.asarray(named * direction(np.where(np.equal.outer(owner, np.arange(len(model))), named, 0.0)))


def _largest_but(loadings: Array, own: int) -> int:
    """The place of the loading that is largest in size, the own one left out."""
    return first_greatest(np.where(np.arange(len(loadings)) == own, -1.0, np.abs(loadings)))


def other_correlations(frame: pd.DataFrame, model: Model, asked: Mapping[str, ItemRange], confidence: float) -> Table:
    """``other_r``: each item's greatest correlation with the score of another construct, which ``other`` names.

    The score is the mean of the answered items, each brought to 0-1 by the ends of its scale, when at least half of
    them are answered. Interval: :func:`correlated`, but none where it is the greatest of several, which chance makes
    too great (``tests/simulations/scale_coverage.csv``). Nothing with one construct. Reasons: ``few_answers``,
    ``no_variance``.
    """
    if len(model) < 2:
        return {}
    scaled = pd.DataFrame(
        {
            item: (frame[item] - asked[item].low) / (asked[item].high - asked[item].low)
            for item in map(str, frame.columns)
        }
    )
    scores = {name: _score(scaled[list(items)]) for name, items in model.items()}
    found: Table = {}
    for construct, items in model.items():
        away = {name: score for name, score in scores.items() if name != construct}
        found |= {item: {pilot.OTHER_R: _greatest(scaled[item], away, frame, confidence)} for item in items}
    return found


def _score(items: pd.DataFrame) -> pd.Series:
    enough = items.notna().sum(axis=1) * 2 >= items.shape[1]
    return items.mean(axis=1).where(enough)


def _greatest(item: pd.Series, scores: Mapping[str, pd.Series], answers: pd.DataFrame, confidence: float) -> Finding:
    words = {"method": ways("construct score", "pairwise", UNWEIGHTED)}
    known = {name: _correlation(item, score) for name, score in scores.items()}
    valid = {name: pair for name, pair in known.items() if not math.isnan(pair[0])}
    if not valid:
        most = max(n for _, n in known.values())
        reason = "few_answers" if most < 3 else "no_variance"
        return figure(str(item.name), pilot.OTHER_R, math.nan, most, **words, reason=reason)
    name = max(valid, key=lambda other: valid[other][0])
    r, n = valid[name]
    ends, how = correlated(item, scores[name], answers, confidence)
    if len(valid) > 1:
        ends, how = {}, ways("no interval", "the greatest of several")
    words = {"method": ways("construct score", how, "pairwise", UNWEIGHTED)}
    return figure(str(item.name), pilot.OTHER_R, r, n, other=name, **words, **ends)


def _correlation(left: pd.Series, right: pd.Series) -> tuple[float, int]:
    both = (left.notna() & right.notna()).to_numpy()
    n = int(both.sum())
    x, y = left.to_numpy(dtype=np.float64)[both], right.to_numpy(dtype=np.float64)[both]
    if n < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return math.nan, n
    return float(np.corrcoef(x, y)[0, 1]), n
