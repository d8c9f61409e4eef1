"""Where a rule draws its line, and which rules are watched although the study does not use them.

The default lines are for looking, never for leaving anybody out. Published: two seconds an item (Huang et al. 2012,
J. Bus. Psychol. 27:99-114); half the items in one run (Curran 2016, J. Exp. Soc. Psychol. 66:4-19); even-odd .30 and
antonyms -.03 (Johnson 2005, J. Res. Pers. 39:103-129); p < .001 (Meade & Craig 2012, Psychol. Methods 17:437-455);
85 % equal answers (Kuriakose & Robbins 2016, Stat. J. IAOS 32:283-291). Our own: half the median duration, a standard
deviation under a twentieth of the scale, synonyms below 0, half of the items blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from csat_lib.answers.careless import Answers, Flags
from csat_lib.answers.consistency import FEWEST_PAIRS
from csat_lib.study import rules
from csat_lib.study.model import Study
from csat_lib.study.questions import Rating
from csat_lib.study.rules import Exclusion

MANY_ITEMS = 10
"""Items from which on a run or a lack of variety says something."""
MANY_CONSTRUCTS = 3
"""Constructs of two items or more that a correlation over constructs needs."""


@dataclass(frozen=True)
class Line:
    """``measure`` names the line in the screening table; a figure beyond it, on ``side``, fits the rule."""

    measure: str
    side: Literal["below", "above", "at_least"]
    key: str = ""

    def value(self, rule: Exclusion, median_seconds: float) -> float:
        """Where the line is."""
        given = float(getattr(rule, self.key or self.side))
        return given * median_seconds if isinstance(rule, rules.Speed) else given


LINES: Mapping[type, Line] = {
    rules.Seconds: Line("below_seconds", "below"),
    rules.Speed: Line("below_seconds", "below"),
    rules.SecondsPerItem: Line("below_seconds_per_item", "below"),
    rules.StraightLine: Line("at_least", "at_least"),
    rules.Longstring: Line("above_run", "above"),
    rules.Variability: Line("below_sd", "below"),
    rules.EvenOdd: Line("below_r", "below"),
    rules.Synonyms: Line("below_r", "below"),
    rules.Antonyms: Line("above_r", "above"),
    rules.Mahalanobis: Line("below_p", "below", "p"),
    rules.Missing: Line("above_share", "above"),
    rules.NearDuplicate: Line("at_least_share", "at_least"),
}


def fits(rule: Exclusion, figures: Answers, median_seconds: float) -> Flags:
    """(n,) whether a rule fits, by the (n,) figures that were measured for it; NaN never fits."""
    line = LINES.get(type(rule))
    if line is None:
        return np.asarray(figures == 1)
    value = line.value(rule, median_seconds)
    beyond = {"below": np.less, "above": np.greater, "at_least": np.greater_equal}[line.side]
    return np.asarray(beyond(figures, value))


def rule_names(given: Sequence[Exclusion]) -> tuple[str, ...]:
    """What the rules are called in ledger and findings: ``speed``; the second of a kind ``speed_2``."""
    kinds = [rule.rule for rule in given]
    seen = [kinds[: at + 1].count(kind) for at, kind in enumerate(kinds)]
    return tuple(kind if nth == 1 else f"{kind}_{nth}" for kind, nth in zip(kinds, seen, strict=True))


def watched(study: Study) -> tuple[Exclusion, ...]:
    """Rules of the kinds that the study does not use, at their default lines: whom each would leave out is told."""
    used = {rule.rule for rule in study.exclude}
    return tuple(rule for rule in _watchable(study) if rule.rule not in used)


def _watchable(study: Study) -> Iterator[Exclusion]:
    n_items = len(study.items)
    if study.fields.duration:
        yield rules.Speed(rule="speed", below=0.5)
    if study.fields.duration and n_items:
        yield rules.SecondsPerItem(rule="seconds_per_item")
    if n_items > 1:
        yield rules.StraightLine(rule="straight_line", block=study.items, at_least=n_items)
    if n_items >= MANY_ITEMS:
        yield rules.Longstring(rule="longstring", above=(n_items + 1) // 2 - 1)
        yield rules.Variability(rule="irv", below=0.05)
    if sum(len(construct.items) > 1 for construct in study.constructs.values()) >= MANY_CONSTRUCTS:
        yield rules.EvenOdd(rule="even_odd")
    if n_items >= FEWEST_PAIRS:
        yield rules.Synonyms(rule="synonyms")
    if any(question.reversed for question in study.questions.values() if isinstance(question, Rating)):
        yield rules.Antonyms(rule="antonyms")
    if n_items > 1:
        yield rules.Mahalanobis(rule="mahalanobis")
    if n_items:
        yield rules.Missing(rule="missing", above=0.5)
    if n_items >= MANY_ITEMS:
        yield rules.NearDuplicate(rule="near_duplicate", by=(study.unit,) if study.unit else ())
