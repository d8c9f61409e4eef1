"""The rules by which the parts of an index node are weighed, one a file; its name is that of the file.

Each file has ``weigh(scores) -> RuleWeights``, in proportion, and says formula, source and variant. The words of a
rule, and what it takes the weights from, stand in the catalogue (``findings/catalogue/weight_rules``), where the study
file's words are checked.
"""

from dataclasses import replace
from importlib import import_module

import numpy as np

from csat_lib.findings.catalogue.weight_rules import ESTIMATED, WEIGHT_RULES
from csat_lib.index.judged import NoWeights
from csat_lib.index.part_scores import PartScores, RuleWeights

RULES = tuple(WEIGHT_RULES)
BESIDE = ("equal", *ESTIMATED)
"""Rules that every node shows beside its own."""


def by_rule(rule: str, scores: PartScores) -> RuleWeights:
    """The weights of a node's parts by one rule, scaled to 1."""
    try:
        scores = scores.by_unit() if scores.settings.of == "units" and rule in ESTIMATED else scores
        found: RuleWeights = import_module(f"{__name__}.{rule}").weigh(scores)
    except NoWeights as why:
        return RuleWeights(np.full(scores.k, np.nan), reason=str(why))
    with np.errstate(divide="ignore", invalid="ignore"):  # parts that go both ways may add up to 0
        return replace(found, weights=found.weights / found.weights.sum())
