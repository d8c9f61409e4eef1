"""Whom each sign of carelessness points at: of all rows, by the rule's own line, whether or not the study uses it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from csat_lib.findings import Finding, Method, way, ways
from csat_lib.insight.fieldwork.exact_test import chance_of_as_many
from csat_lib.statistics import statistic

TOPIC = "quality"
LINES = {
    "below_seconds": "below # seconds",
    "below_seconds_per_item": "below # seconds per item",
    "at_least": "at least # equal answers",
    "above_run": "above # in a row",
    "below_sd": "sd below # of the scale",
    "below_r": "r below #",
    "above_r": "r above #",
    "below_p": "p below #",
    "above_share": "above # of the items",
    "at_least_share": "at least # of the answers equal",
}
"""Lines of the screening table, as parts of a method."""
_REASON = "reason."


@dataclass(frozen=True)
class Flag:
    """One rule: rows that it ``fits`` of those ``measured`` (None for a ``reason``), and its ``line``.

    ``stay``: those of them that no rule in use leaves out. ``chance``: the share of careful answers that it would fit.
    """

    rule: str
    line: Method
    in_use: bool
    fits: int | None
    measured: int
    reason: str = ""
    chance: float | None = None
    stay: int | None = None

    @property
    def method(self) -> Method:
        """Line, whether the study leaves out by it, and that no other rule comes before it."""
        return ways(self.line, "rule of the study" if self.in_use else "watched only", "all rows in")

    @property
    def p(self) -> float | None:
        """Fisher's exact test, one-sided: so many flagged or more, against as many careful answers as were measured.

        Careful answers are drawn too: comparing with no more of them than answers keeps to the safe side.
        """
        if self.chance is None or self.fits is None:
            return None
        careful = round(self.chance * self.measured)
        return chance_of_as_many(self.fits, self.measured, self.fits + careful, 2 * self.measured)


@dataclass(frozen=True)
class Flags:
    """Every rule in use or only watched; ``lines``: construct -> (rows that answer all of it, with one answer)."""

    rules: tuple[Flag, ...]
    lines: dict[str, tuple[int, int]]
    method: Method = ways("one answer to all items of the construct", "all rows in")

    def to_findings(self) -> list[Finding]:
        """`flagged` per rule, n the rows measured; of these `flagged_kept`; `flagged_by_chance` where that can be had.

        And `straight_lined`. p of `flagged_by_chance`: whether more are flagged than of careful answers (Sidak over the
        rules compared).
        """
        flagged = [
            Finding(
                topic=TOPIC,
                subject=flag.rule,
                measure="flagged",
                value=None if flag.fits is None else float(flag.fits),
                n=flag.measured,
                method=flag.method,
                reason=flag.reason,
            )
            for flag in self.rules
        ]
        stay = [_stay(flag) for flag in self.rules if flag.stay is not None and not flag.in_use]
        compared = [flag for flag in self.rules if flag.chance is not None]
        chance = [_by_chance(flag, len(compared)) for flag in compared]
        return [*flagged, *stay, *chance, *(self._straight(name, *counts) for name, counts in self.lines.items())]

    def _straight(self, construct: str, whole: int, same: int) -> Finding:
        share, reason = (same / whole, "") if whole else (None, "all_missing")
        return Finding(
            topic=TOPIC,
            subject=construct,
            measure="straight_lined",
            value=share,
            n=whole,
            method=self.method,
            reason=reason,
        )


def _stay(flag: Flag) -> Finding:
    return Finding(
        topic=TOPIC,
        subject=flag.rule,
        measure="flagged_kept",
        value=None if flag.stay is None else float(flag.stay),
        n=flag.fits,
        method=ways(flag.line, "watched only", "kept respondents"),
    )


def _by_chance(flag: Flag, compared: int) -> Finding:
    drawn = flag.line + "careful answers drawn with the means and covariances of all rows"
    return Finding(
        topic=TOPIC,
        subject=flag.rule,
        measure="flagged_by_chance",
        value=flag.chance,
        n=flag.measured,
        p=None if flag.p is None else -math.expm1(compared * math.log1p(-min(flag.p, 1 - 1e-16))),
        method=ways(drawn, "fisher against as many of them", way("sidak over #", compared)),
    )


@statistic
def flags(screening: pd.DataFrame) -> Flags:
    """Read the screening table (rule, measure, value).

    A flag is a sign, not a proof, and the lines of rules that are only watched are conventions: whoever is content with
    everything gives the same answer throughout in good faith. Reasons: ``few_pairs`` (fewer than three pairs of items
    that correlate so), ``no_variance``, ``not_positive_definite``, ``too_many_pairs`` (of rows to compare),
    ``few_answers`` (nobody could be measured).
    """
    table = {rule: part.set_index("measure")["value"] for rule, part in screening.groupby("rule", sort=False)}
    rules = tuple(_flag(str(rule), facts) for rule, facts in table.items() if "rows_that_fit" in facts)
    whole, same = (dict(table.get(kind, {})) for kind in ("block_answered", "straight_lined"))
    return Flags(rules, {str(name): (int(whole[name]), int(same[name])) for name in whole})


def _flag(rule: str, facts: pd.Series) -> Flag:
    without = "equal rows" if rule.startswith("duplicate") else "wrong answer to the control question"
    lines = (way(LINES[measure], facts[measure]) for measure in facts.index if measure in LINES)
    measured = int(facts["rows_measured"])
    told = [str(measure).removeprefix(_REASON) for measure in facts.index if str(measure).startswith(_REASON)]
    reason = told[0] if told else "" if measured else "few_answers"
    fitted = None if reason else int(facts["rows_that_fit"])
    chance = float(facts["chance_share"]) if "chance_share" in facts else None
    stay = None if reason or "rows_that_fit_and_stay" not in facts else int(facts["rows_that_fit_and_stay"])
    return Flag(rule, next(lines, way(without)), bool(facts["in_use"]), fitted, measured, reason, chance, stay)
