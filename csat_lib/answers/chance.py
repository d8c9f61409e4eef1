"""How many careful respondents a rule would point at: the price of looking.

Careful answers are drawn with the means and covariances of the sample (normal, then set to the nearest place of the
scale), so that nobody among them is careless: what a rule finds there it finds by chance. The sample holds the careless
too, which makes the draws a little wilder than careful answers are; and whoever is content with everything is rarer
among them than in life. It is a yardstick, not a test.
"""

from __future__ import annotations

import numpy as np

from csat_lib.answers.block import Block
from csat_lib.answers.careless import Answers
from csat_lib.answers.cells import ANSWERED
from csat_lib.answers.decode import DecodedColumn
from csat_lib.answers.identity import Hashes
from csat_lib.answers.match import Matched
from csat_lib.answers.near import near_repeats, takes_part
from csat_lib.answers.rule_values import OF_THE_SAMPLE, Relations, relative_figure, row_figure
from csat_lib.answers.thresholds import fits
from csat_lib.study.model import Study
from csat_lib.study.rules import EvenOdd, Exclusion, Longstring, NearDuplicate, StraightLine, Variability

DRAWS = 10_000
_SEED = 20_160_101
_FROM_ITEMS = (StraightLine, Longstring, Variability)


def careful_answers(study: Study, relations: Relations) -> Answers | None:
    """(DRAWS, p) answers to the items in the order asked; None where the covariances are not positive definite."""
    if np.isnan(relations.covariance).any():
        return None
    try:
        lower = np.linalg.cholesky(relations.covariance)
    except np.linalg.LinAlgError:
        return None
    block = Block.of(study)
    drawn = np.random.default_rng(_SEED).standard_normal((DRAWS, len(block.names))) @ lower.T + relations.means
    return block.on_scale(drawn)


def chance_share(rule: Exclusion, study: Study, relations: Relations, careful: Answers) -> float | None:
    """The share of ``careful`` answers that a rule fits; None for a rule that goes by more than the items."""
    figures = _figures(rule, study, relations, careful)
    return None if figures is None else float(fits(rule, figures, np.nan).mean())


def chance_near(rule: NearDuplicate, study: Study, careful: Answers, groups: Hashes) -> float | None:
    """The share of as many ``careful`` answers, in the same ``groups`` (n,), that are near an earlier one.

    It rises with the rows compared; None for more rows than there are draws, or too many comparisons.
    """
    if len(groups) > len(careful) or not len(groups):
        return None
    places = Block.of(study).places(careful[: len(groups)])
    compared = takes_part(places)
    found = near_repeats(places[compared], groups[compared], rule.at_least)
    return None if found is None else float(found.sum() / len(groups))


def _figures(rule: Exclusion, study: Study, relations: Relations, careful: Answers) -> Answers | None:
    if isinstance(rule, OF_THE_SAMPLE):
        measure = relative_figure(rule, relations).figure
        return None if measure is None else measure(careful)
    if isinstance(rule, EvenOdd) or (isinstance(rule, _FROM_ITEMS) and {*rule.block} <= {*study.items}):
        return row_figure(rule, _matched(study, careful), study)
    return None


def _matched(study: Study, careful: Answers) -> Matched:
    status = np.full(len(careful), ANSWERED, dtype=np.int8)
    names = Block.of(study).names
    columns = {name: DecodedColumn(careful[:, at], status) for at, name in enumerate(names)}
    return Matched(np.arange(len(careful)), columns, {}, {}, {}, {})
