"""Who is left out: the rules of the study, applied in its order, each row leaving once by the first rule that fits.

What a rule needs from a row is measured when the row is matched (``measure``); who goes is said when all rows are known
(``judge``): the median of the durations and the keys of equal rows need the whole file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from csat_lib.answers.duplicates import KeySpill, Places
from csat_lib.answers.identity import Hashes, mixed, numbers_of
from csat_lib.answers.levels import codes_of
from csat_lib.answers.match import Matched
from csat_lib.answers.screening import Answers, Flags, median_of_counts, missing_share, same_throughout
from csat_lib.study.model import Study
from csat_lib.study.rules import Attention, Duplicate, Exclusion, Missing, Seconds, Speed, StraightLine


def rule_names(rules: Sequence[Exclusion]) -> tuple[str, ...]:
    """What the rules are called in ledger and findings: ``speed``; the second of a kind ``speed_2``."""
    kinds = [rule.rule for rule in rules]
    seen = [kinds[: at + 1].count(kind) for at, kind in enumerate(kinds)]
    return tuple(kind if nth == 1 else f"{kind}_{nth}" for kind, nth in zip(kinds, seen, strict=True))


@dataclass
class Screening:
    """What is measured while the rows are matched: seconds (all rows), and keys for every rule about duplicates."""

    study: Study
    key: bytes
    seconds: Counter[int] = field(default_factory=Counter)
    spills: dict[int, KeySpill] = field(default_factory=dict)
    ids: KeySpill | None = None

    @classmethod
    def of(cls, study: Study, key: bytes, folder: Path) -> Screening:
        """A screening that spills keys into ``folder``. Ids that repeat are looked for unless a rule allows them."""
        spills = {
            at: KeySpill(folder / f"rule-{at}") for at, rule in enumerate(study.exclude) if isinstance(rule, Duplicate)
        }
        allowed = any(isinstance(rule, Duplicate) and "id" in rule.by for rule in study.exclude)
        ids = KeySpill(folder / "ids") if study.fields.id is not None and not allowed else None
        return cls(study, key, Counter(), spills, ids)

    def measure(self, matched: Matched, places: Places) -> dict[int, Answers]:
        """Rule (by its place in the study) -> (n,) what it goes by, for the rules that go by a row's own figure."""
        if "duration" in matched.numbers:
            seconds = matched.numbers["duration"].values
            values, counts = np.unique(seconds[~np.isnan(seconds)].astype(np.int64), return_counts=True)
            self.seconds.update(dict(zip(values.tolist(), counts.tolist(), strict=True)))
        for at, spill in self.spills.items():
            rule = self.study.exclude[at]
            if isinstance(rule, Duplicate):
                spill.add(_row_key(matched, rule, self.key), places)
        if self.ids is not None and "id" in matched.texts:
            self.ids.add(numbers_of(matched.texts["id"], self.key), places)
        return {
            at: _figure(rule, matched, self.study)
            for at, rule in enumerate(self.study.exclude)
            if at not in self.spills
        }

    @property
    def median_seconds(self) -> float:
        """Exact median of the whole seconds of all rows that have any."""
        return median_of_counts(self.seconds)

    def fits(self, at: int, figures: Answers) -> Flags:
        """(n,) whether the rule at this place of the study fits, by the figure that was measured for it."""
        rule = self.study.exclude[at]
        if isinstance(rule, Seconds):
            return np.asarray(figures < rule.below)
        if isinstance(rule, Speed):
            return np.asarray(figures < rule.below * self.median_seconds)
        return np.asarray(figures > rule.above if isinstance(rule, Missing) else figures == 1)


def _figure(rule: Exclusion, matched: Matched, study: Study) -> Answers:
    """(n,) seconds, share of items missing, or 1 where the rule fits."""
    if isinstance(rule, Seconds | Speed):
        return matched.numbers["duration"].values
    if isinstance(rule, StraightLine):
        block = np.stack([matched.columns[name].values for name in rule.block], axis=1)
        return same_throughout(block, rule.at_least).astype(np.float64)
    if isinstance(rule, Attention):
        column = matched.columns[rule.question]
        wanted = codes_of(study.questions[rule.question], rule.values)
        return (column.answered & ~np.isin(column.values, wanted)).astype(np.float64)
    items = [matched.columns[name] for name in study.items]
    answered = np.stack([column.answered for column in items], axis=1)
    return missing_share(answered, np.stack([column.applies for column in items], axis=1))


def _row_key(matched: Matched, rule: Duplicate, key: bytes) -> Hashes:
    """(n,) equal for rows that the rule takes for the same; 0 where one of its fields is empty."""
    parts = [_field_key(matched, name, key) for name in rule.by]
    has_all = np.all([part != 0 for part in parts], axis=0)
    if "id" not in rule.by:
        parts += [column.values.view(np.uint64) for column in matched.columns.values()]
        parts += [numbers_of(words, key) for words in matched.words.values()]
    total = np.zeros(len(matched.rows), dtype=np.uint64)
    for part in parts:
        total = mixed(total, part)
    return np.where(has_all, np.maximum(total, 1), np.uint64(0))


def _field_key(matched: Matched, name: str, key: bytes) -> Hashes:
    if name in matched.texts:
        return numbers_of(matched.texts[name], key)
    values = matched.numbers[name].values
    return np.where(np.isnan(values), np.uint64(0), np.maximum(values.view(np.uint64), 1))


def facts_of(screening: Screening, names: Sequence[str], n_fits: Sequence[int]) -> Iterator[tuple[str, str, float]]:
    """(rule, measure, value) rows: the median of the durations, every threshold, and how many rows fit each rule."""
    if screening.seconds:
        yield "duration", "rows", float(screening.seconds.total())
        yield "duration", "median_seconds", screening.median_seconds
    for at, (name, rule) in enumerate(zip(names, screening.study.exclude, strict=True)):
        if isinstance(rule, Seconds):
            yield name, "below_seconds", rule.below
        if isinstance(rule, Speed):
            yield name, "below_seconds", rule.below * screening.median_seconds
        if isinstance(rule, Missing):
            yield name, "above_share", rule.above
        if isinstance(rule, StraightLine):
            yield name, "at_least", float(rule.at_least)
        yield name, "rows_that_fit", float(n_fits[at])
