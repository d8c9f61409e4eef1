"""What a rule goes by, row by row: a figure from the row alone, or from the row and what is known of the sample."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from csat_lib.answers.block import Block
from csat_lib.answers.careless import Answers, longstring, same_throughout, variability
from csat_lib.answers.consistency import FEWEST_PAIRS, Pairs, antonym_pairs, even_odd, synonym_pairs, within_pairs
from csat_lib.answers.distance import mahalanobis
from csat_lib.answers.levels import codes_of
from csat_lib.answers.match import Matched
from csat_lib.answers.sample_statistics import missing_share
from csat_lib.study.model import Study
from csat_lib.study.rules import (
    Antonyms,
    Attention,
    EvenOdd,
    Exclusion,
    Longstring,
    Mahalanobis,
    Missing,
    Seconds,
    SecondsPerItem,
    Speed,
    StraightLine,
    Synonyms,
    Variability,
)

Figure = Callable[[Answers], Answers]
OF_THE_SAMPLE = (Synonyms, Antonyms, Mahalanobis)


def row_figure(rule: Exclusion, matched: Matched, study: Study) -> Answers:
    """(n,) what a rule goes by that judges a row by itself; NaN where there is nothing to go by."""
    return _ROW_FIGURES[type(rule)](rule, matched, study)


def _duration(_: Exclusion, matched: Matched, __: Study) -> Answers:
    return matched.numbers["duration"].values


def _per_item(_: SecondsPerItem, matched: Matched, study: Study) -> Answers:
    n_items = np.sum([matched.columns[name].answered for name in study.items], axis=0)
    return np.where(n_items > 0, matched.numbers["duration"].values / np.maximum(n_items, 1), np.nan)


def _same(rule: StraightLine, matched: Matched, study: Study) -> Answers:
    """The number of answers to the block if they are all the same, else 0."""
    answers = Block.of(study, rule.block).given(matched.columns)
    return np.where(same_throughout(answers, 1), (~np.isnan(answers)).sum(axis=1), 0).astype(np.float64)


def _run(rule: Longstring, matched: Matched, study: Study) -> Answers:
    run = longstring(Block.of(study, rule.block).given(matched.columns))
    return np.where(run > 0, run, np.nan)


def _spread(rule: Variability, matched: Matched, study: Study) -> Answers:
    block = Block.of(study, rule.block)
    return variability(block.relative(block.given(matched.columns)))


def _halves(_: EvenOdd, matched: Matched, study: Study) -> Answers:
    block = Block.of(study)
    groups = block.columns_of([construct.items for construct in study.constructs.values()])
    return even_odd(block.turned(block.given(matched.columns)), groups)


def _control(rule: Attention, matched: Matched, study: Study) -> Answers:
    column = matched.columns[rule.question]
    right = np.isin(column.values, codes_of(study.questions[rule.question], rule.values))
    return np.where(column.answered, ~right, np.nan)


def _missing(_: Missing, matched: Matched, study: Study) -> Answers:
    items = [matched.columns[name] for name in study.items]
    answered = np.stack([column.answered for column in items], axis=1)
    return missing_share(answered, np.stack([column.applies for column in items], axis=1))


_ROW_FIGURES: Mapping[type, Callable[[Any, Matched, Study], Answers]] = {
    Seconds: _duration,
    Speed: _duration,
    SecondsPerItem: _per_item,
    StraightLine: _same,
    Longstring: _run,
    Variability: _spread,
    EvenOdd: _halves,
    Attention: _control,
    Missing: _missing,
}


@dataclass(frozen=True)
class Relations:
    """What all rows together say of the items, in the order asked: means (p,), covariances and correlations (p, p)."""

    means: Answers
    covariance: Answers
    correlation: Answers


@dataclass(frozen=True)
class Relative:
    """How a rule that needs the sample measures (n, p) answers.

    ``figure`` is None where the sample does not allow it, for a ``reason``; ``n_pairs``: pairs of items behind it, for
    synonyms and antonyms.
    """

    figure: Figure | None
    reason: str = ""
    n_pairs: int | None = None


def relative_figure(rule: Exclusion, relations: Relations) -> Relative:
    """The figure of a rule ``OF_THE_SAMPLE``. Reasons: ``few_pairs``, ``no_variance``, ``not_positive_definite``."""
    if isinstance(rule, Synonyms):
        return _over_pairs(synonym_pairs(relations.correlation, rule.pairs))
    if isinstance(rule, Antonyms):
        return _over_pairs(antonym_pairs(relations.correlation, rule.pairs))
    variances = np.diagonal(relations.covariance)
    if not np.all(variances > 0):
        return Relative(None, "no_variance")
    unknown = np.isnan(relations.covariance).any() or np.isnan(relations.correlation).any()
    scaled = relations.covariance / np.sqrt(np.outer(variances, variances))  # gaps tell it apart from the correlation
    if unknown or np.linalg.eigvalsh(scaled)[0] < _SINGULAR:
        return Relative(None, "not_positive_definite")
    return Relative(lambda answers: mahalanobis(answers, relations.means, relations.covariance).p)


_SINGULAR = 1e-10


def _over_pairs(pairs: Pairs) -> Relative:
    if len(pairs) < FEWEST_PAIRS:
        return Relative(None, "few_pairs", len(pairs))
    return Relative(lambda answers: within_pairs(answers, pairs), n_pairs=len(pairs))
