"""Whom a rule fits: the spilled rows read again, some at a time, against what is known of them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from csat_lib.answers.block import Block
from csat_lib.answers.careless import Answers
from csat_lib.answers.chance import careful_answers, chance_near, chance_share
from csat_lib.answers.exclusions import Outcome
from csat_lib.answers.identity import Hashes
from csat_lib.answers.near import MOST_ROWS, near_repeats, takes_part
from csat_lib.answers.rule_values import OF_THE_SAMPLE, Figure, Relations, relative_figure
from csat_lib.collect.item_sums import relations_of
from csat_lib.collect.matched_rows import MatchedRows, answer_column, rule_column
from csat_lib.study.rules import NearDuplicate

TOO_MANY_PAIRS = "too_many_pairs"
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass
class RuleMatches:
    """``places`` of the rows that a rule fits, some at a time, and what is known of the rule once they are read.

    ``groups`` (compared rows,) within which a rule compares rows with each other.
    """

    places: Iterator[Places]
    measured: int = 0
    reason: str = ""
    n_pairs: int | None = None
    groups: Hashes | None = None

    def outcome(self, n_fits: int, n_stay: int, chance: float | None) -> Outcome:
        """What came of the rule."""
        return Outcome(n_fits, n_stay, self.measured, self.reason, self.n_pairs, chance)


@dataclass(frozen=True)
class Chance:
    """Careful answers like those of the sample, drawn once for all rules."""

    relations: Relations
    careful: Answers | None

    @classmethod
    def of(cls, spill: MatchedRows) -> Chance:
        """Drawn from what all rows together say of the items."""
        relations = relations_of(spill.items)
        return cls(relations, careful_answers(spill.screening.study, relations))

    def share(self, spill: MatchedRows, at: int, matches: RuleMatches) -> float | None:
        """The share of careful answers that the rule at a place of the screening would fit."""
        rule, study = spill.screening.rules[at], spill.screening.study
        if self.careful is None:
            return None
        if isinstance(rule, NearDuplicate):
            return None if matches.groups is None else chance_near(rule, study, self.careful, matches.groups)
        return chance_share(rule, study, self.relations, self.careful)


def rule_matches(spill: MatchedRows, at: int, out: Flags) -> RuleMatches:
    """The evidence for the rule at a place of the screening; rows that are ``out`` (rows,) repeat nothing."""
    screening = spill.screening
    rule, keys = screening.rules[at], screening.spills.get(at)
    if keys is not None:
        return RuleMatches((later for later, _ in keys.repeats(out)), spill.n_rows)
    if isinstance(rule, NearDuplicate):
        return _near(spill, at, rule, out)
    if isinstance(rule, OF_THE_SAMPLE):
        return _of_the_sample(spill, at)
    return RuleMatches(_by_itself(spill, at), screening.measured[at])


def _by_itself(spill: MatchedRows, at: int) -> Iterator[Places]:
    for start, table in spill.scan([rule_column(at)]):
        yield start + np.flatnonzero(spill.screening.fits(at, table.column(0).to_numpy()))


def _of_the_sample(spill: MatchedRows, at: int) -> RuleMatches:
    relative = relative_figure(spill.screening.rules[at], relations_of(spill.items))
    matches = RuleMatches(iter(()), 0, relative.reason, relative.n_pairs)
    if relative.figure is not None:
        matches.places = _measured(spill, at, relative.figure, matches)
    return matches


def _measured(spill: MatchedRows, at: int, figure: Figure, matches: RuleMatches) -> Iterator[Places]:
    block = Block.of(spill.screening.study)
    for start, answers in _items(spill, block):
        figures = figure(answers)
        matches.measured += int((~np.isnan(figures)).sum())
        yield start + np.flatnonzero(spill.screening.fits(at, figures))


def _near(spill: MatchedRows, at: int, rule: NearDuplicate, out: Flags) -> RuleMatches:
    """Unlike the other rules this one holds the rows at once, as small numbers: up to ``MOST_ROWS``."""
    if spill.n_rows > MOST_ROWS:
        return RuleMatches(iter(()), 0, TOO_MANY_PAIRS)
    block = Block.of(spill.screening.study)
    places = np.concatenate([block.places(answers) for _, answers in _items(spill, block)])
    groups = np.concatenate([table.column(0).to_numpy() for _, table in spill.scan([rule_column(at)])])
    compared = np.flatnonzero(takes_part(places) & (groups != 0) & ~out)
    found = near_repeats(places[compared], groups[compared], rule.at_least)
    if found is None:
        return RuleMatches(iter(()), 0, TOO_MANY_PAIRS)
    return RuleMatches(iter([compared[found]]), len(compared), groups=groups[compared])


def _items(spill: MatchedRows, block: Block) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """(place of the first row, (n, p) answers to the block as given), some rows at a time."""
    for start, table in spill.scan([answer_column(name) for name in block.names]):
        columns: dict[str, Any] = {name: table.column(answer_column(name)).to_numpy() for name in block.names}
        yield start, block.stack(columns)
