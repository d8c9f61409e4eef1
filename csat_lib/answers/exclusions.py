"""Who is left out: what the rules of the study go by is measured when a row is matched, and told when all are known.

The rules are those of the study, in its order, and behind them the ones that are only watched (``thresholds.watched``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from csat_lib.answers.block import Block
from csat_lib.answers.careless import Answers, Flags, same_throughout
from csat_lib.answers.duplicates import KeySpill, Places
from csat_lib.answers.identity import Hashes, numbers_of
from csat_lib.answers.keys import RowKeys
from csat_lib.answers.match import Matched
from csat_lib.answers.rule_values import OF_THE_SAMPLE, row_figure
from csat_lib.answers.sample_statistics import median_of_counts
from csat_lib.answers.thresholds import LINES, fits, rule_names, watched
from csat_lib.study.model import Study
from csat_lib.study.rules import Duplicate, Exclusion, NearDuplicate

__all__ = ["Outcome", "Screening", "facts_of", "rule_names"]
DEVICE, ANSWERS = "device", "answers"
_LINE = 3  # items of a construct from which on a straight line is told


@dataclass
class Screening:
    """What is measured while the rows are matched.

    ``seconds`` of all rows; ``spills``: keys for every rule about duplicates; ``measured``: rows with a figure, by
    rule; ``ids``: keys of ids, with the rows of the file; ``repeats``: keys of devices and of whole answers; ``lines``:
    construct -> (rows that answer all of it, those that give one answer throughout).
    """

    study: Study
    key: bytes
    rules: tuple[Exclusion, ...]
    spills: dict[int, KeySpill]
    repeats: dict[str, KeySpill]
    ids: KeySpill | None = None
    seconds: Counter[int] = field(default_factory=Counter)
    measured: Counter[int] = field(default_factory=Counter)
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, study: Study, key: bytes, folder: Path) -> Screening:
        """A screening that spills keys into ``folder``. Ids that repeat are looked for unless a rule allows them."""
        rules = (*study.exclude, *watched(study))
        spills = {at: KeySpill(folder / f"rule-{at}") for at, rule in enumerate(rules) if isinstance(rule, Duplicate)}
        allowed = any(isinstance(rule, Duplicate) and "id" in rule.by for rule in rules)
        ids = KeySpill(folder / "ids") if study.fields.id is not None and not allowed else None
        kinds = [DEVICE, ANSWERS] if study.fields.device else [ANSWERS]
        return cls(study, key, rules, spills, {kind: KeySpill(folder / kind) for kind in kinds}, ids)

    @property
    def names(self) -> tuple[str, ...]:
        """What the rules are called: those in use as in the ledger, those that are only watched by their kind."""
        used = len(self.study.exclude)
        return (*rule_names(self.study.exclude), *(rule.rule for rule in self.rules[used:]))

    def measure(self, matched: Matched, places: Places) -> dict[int, Answers | Hashes]:
        """Rule (by its place) -> (n,) what it goes by, for the rules that judge a row by itself.

        Of a rule about near duplicates: the group within which rows are compared, 0 for none.
        """
        keys = RowKeys(matched, self.study, self.key)
        self._count(matched)
        self._spill(keys, places)
        figures: dict[int, Answers | Hashes] = {}
        for at, rule in enumerate(self.rules):
            if isinstance(rule, NearDuplicate):
                figures[at] = keys.fields(rule.by)
            elif not isinstance(rule, (Duplicate, *OF_THE_SAMPLE)):
                figures[at] = row_figure(rule, matched, self.study)
                self.measured[at] += int((~np.isnan(figures[at])).sum())
        return figures

    def identify(self, matched: Matched) -> None:
        """Keep the ids, with their rows in the file, to tell those that repeat."""
        if self.ids is not None and "id" in matched.texts:
            self.ids.add(numbers_of(matched.texts["id"], self.key), matched.rows.astype(np.int64))

    def _count(self, matched: Matched) -> None:
        if "duration" in matched.numbers:
            seconds = matched.numbers["duration"].values
            values, counts = np.unique(seconds[~np.isnan(seconds)].astype(np.int64), return_counts=True)
            self.seconds.update(dict(zip(values.tolist(), counts.tolist(), strict=True)))
        for name, construct in self.study.constructs.items():
            if len(construct.items) >= _LINE:
                block = Block.of(self.study, construct.items)
                answers = block.given(matched.columns)
                whole, same = self.lines.get(name, (0, 0))
                whole += int((~np.isnan(answers)).all(axis=1).sum())
                self.lines[name] = whole, same + int(same_throughout(answers, len(construct.items)).sum())

    def _spill(self, keys: RowKeys, places: Places) -> None:
        for at, spill in self.spills.items():
            rule = self.rules[at]
            if isinstance(rule, Duplicate):
                spill.add(keys.rows(rule.by), places)
        self.repeats[ANSWERS].add(keys.own_answers, places)
        if DEVICE in self.repeats:
            self.repeats[DEVICE].add(keys.fields([DEVICE]), places)

    @property
    def median_seconds(self) -> float:
        """Exact median of the whole seconds of all rows that have any."""
        return median_of_counts(self.seconds)

    def fits(self, at: int, figures: Answers) -> Flags:
        """(n,) whether the rule at this place fits, by the figure that was measured for it."""
        return fits(self.rules[at], figures, self.median_seconds)


@dataclass(frozen=True)
class Outcome:
    """What came of one rule: rows that it fits, rows that it could measure, or the reason why it could measure none.

    ``stay``: those that it fits and no rule in use leaves out. ``chance``: the share of careful answers that it would
    fit, where that can be had (``answers.chance``).
    """

    fits: int
    stay: int
    measured: int
    reason: str = ""
    n_pairs: int | None = None
    chance: float | None = None


def facts_of(screening: Screening, outcomes: Sequence[Outcome]) -> Iterator[tuple[str, str, float]]:
    """(rule, measure, value) rows: durations, every line, the rows that fit each rule, and what comes twice.

    ``reason.<code>`` stands for a rule that could not be measured.
    """
    if screening.seconds:
        yield "duration", "rows", float(screening.seconds.total())
        yield "duration", "median_seconds", screening.median_seconds
    for at, (name, rule, outcome) in enumerate(zip(screening.names, screening.rules, outcomes, strict=True)):
        line = LINES.get(type(rule))
        if line is not None:
            yield name, line.measure, line.value(rule, screening.median_seconds)
        if outcome.n_pairs is not None:
            yield name, "pairs", float(outcome.n_pairs)
        if outcome.chance is not None:
            yield name, "chance_share", outcome.chance
        if outcome.reason:
            yield name, f"reason.{outcome.reason}", 1.0
        yield name, "in_use", float(at < len(screening.study.exclude))
        yield name, "rows_measured", float(outcome.measured)
        yield name, "rows_that_fit", float(outcome.fits)
        yield name, "rows_that_fit_and_stay", float(outcome.stay)
    for construct, (whole, same) in screening.lines.items():
        yield "block_answered", construct, float(whole)
        yield "straight_lined", construct, float(same)
    yield from _repeated(screening)


def _repeated(screening: Screening) -> Iterator[tuple[str, str, float]]:
    """How many rows repeat the device or the answers of an earlier row, and how many rows one device sent at most."""
    for kind, spill in screening.repeats.items():
        sizes = [np.unique(first, return_counts=True)[1] for _, first in spill.repeats()]
        yield "repeats", kind, float(sum(int(size.sum()) for size in sizes))
        most = max((int(size.max()) for size in sizes if size.size), default=0)
        yield "most_alike", kind, float(most + 1)
