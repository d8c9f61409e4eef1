"""Whom do they speak for: what the weights cost, and every margin before and after weighting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from csat_lib.statistics import statistic
from csat_lib.summary.counts import Counts
from csat_lib.weighting.diagnostics import LevelShares, WeightDiagnostics, diagnose

Targets = Mapping[str, Mapping[str, float]]


@statistic
def represent(weights: pd.Series, counts: Counts, targets: Targets) -> WeightDiagnostics:
    """Kish's figures of the final ``weights`` (n,), and the shares of every level of every margin in ``targets``.

    Shares are of those with a level; ``counts`` must hold the margin questions. A level without respondents has the
    share 0.
    """
    shares = [row for question, levels in targets.items() for row in _levels(counts, question, levels)]
    return replace(diagnose(weights.to_numpy()), shares=tuple(shares))


def _levels(counts: Counts, question: str, levels: Mapping[str, float]) -> list[LevelShares]:
    n_all, w_all, _ = counts.base(question)
    found = {level: counts.count(question, level) for level in levels}
    return [LevelShares(question, level, n, n / n_all, w / w_all, levels[level]) for level, (n, w, _) in found.items()]
