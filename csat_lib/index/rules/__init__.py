"""The rules by which the parts of an index node are weighed, one a file; its name is that of the file.

Each file has ``weigh(scores) -> RuleWeights``. The words of a rule, and what it takes the weights from, stand in the
catalogue (``findings/catalogue/weight_rules``), where the study file's words are checked.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from csat_lib.findings.catalogue.weight_rules import ESTIMATED, WEIGHT_RULES
from csat_lib.index.part_scores import PartScores, RuleWeights

RULES = tuple(WEIGHT_RULES)
BESIDE = ("equal", *ESTIMATED)
"""Rules that every node shows beside its own."""


@cache
def _weigh(rule: str) -> Callable[[PartScores], RuleWeights]:
    found: Callable[[PartScores], RuleWeights] = import_module(f"{__name__}.{rule}").weigh
    return found


def by_rule(rule: str, scores: PartScores) -> RuleWeights:
    """The weights of a node's parts by one rule."""
    return _weigh(rule)(scores.by_unit() if scores.settings.of == "units" and rule in ESTIMATED else scores)
