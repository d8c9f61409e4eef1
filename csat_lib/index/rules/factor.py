"""What the parts have in common: squared loadings on the first principal component of their correlations.

w_j = v_j^2, v the first eigenvector: Nicoletti, Scarpetta & Boylaud (2000), OECD Economics Department Working Paper
226; OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6. Variant: one component, not rotated.
With two parts it is always one half each.
"""

from csat_lib.index.part_scores import PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """Squared loadings; a part that loads the other way is told by its direction."""
    return RuleWeights(scores.component**2, scores.component)
