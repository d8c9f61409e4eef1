"""Points that experts give each part in several rounds: the mean shares of the last one, and how each round agreed.

Linstone & Turoff (1975), The Delphi Method. Of each round Kendall's W with its test, and mean and quartiles of the
shares of each part; formulas as of ``experts``.
"""

from __future__ import annotations

from dataclasses import replace

from csat_lib.index.part_scores import PartScores, RuleWeights
from csat_lib.index.rules.experts import shares_of, told_of
from csat_lib.index.rules.experts import weigh as of_the_last


def weigh(scores: PartScores) -> RuleWeights:
    """The mean shares of the last round, and what is told of every round."""
    found, given = of_the_last(scores), scores.judgements
    if found.reason or given is None:
        return found
    rounds = sorted(given.points.items())
    return replace(found, diagnostics=tuple(one for n, points in rounds for one in told_of(shares_of(points), str(n))))
