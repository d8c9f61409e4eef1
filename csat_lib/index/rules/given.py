"""Numbers that the study sets: w_j = g_j / sum g."""

from __future__ import annotations

from csat_lib.index.part_scores import PartScores, RuleWeights, scaled, without


def weigh(scores: PartScores) -> RuleWeights:
    """The numbers, scaled to 1."""
    return without(scores.k, "not_asked") if scores.given is None else scaled(scores.given)
