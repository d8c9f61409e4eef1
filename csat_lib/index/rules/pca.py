"""Coefficients of the first principal component: w_j = v_j / sum v, v the first eigenvector of the correlations.

The index is then, but for its scale, the first principal component of the standardised parts: Jolliffe (2002),
Principal Component Analysis, 2nd ed., section 3; 主成分系数. Variant: one component, as further ones have a sign of no
meaning and would be added up against each other; where all correlations are equal it weighs alike.
"""

from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """The coefficients."""
    return RuleWeights(scores.component, scores.component)
