"""Who counts: the ledger as findings, what is missing in the kept rows, and what each rule does to the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from csat_lib.findings import Finding, Method, ways
from csat_lib.findings.catalogue.quality import NOT_OF_THE_WAVE
from csat_lib.statistics import statistic
from csat_lib.summary.design import DesignTotals
from csat_lib.summary.moments import Moments
from csat_lib.summary.summary import Summary

TOPIC = "quality"
ANSWERS = "answers"


@dataclass(frozen=True)
class Account:
    """Rows in, rows left out per rule in the order of the rules, rows kept, and what the rules measured."""

    rows_in: int
    left_out: tuple[tuple[str, int], ...]
    rows_kept: int
    median_seconds: float | None
    required_blank: Mapping[str, int] = field(default_factory=dict)
    contradicted: Mapping[str, int] = field(default_factory=dict)
    method: Method = ways("rules in the study's order", "each row leaves once")

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules of the study, in order."""
        return tuple(rule for rule, _ in self.left_out if rule not in NOT_OF_THE_WAVE)

    @property
    def of_the_wave(self) -> int:
        """Rows in that are answers of the wave."""
        return self.rows_in - sum(count for rule, count in self.left_out if rule in NOT_OF_THE_WAVE)

    def to_findings(self) -> list[Finding]:
        """`rows_in`, `left_out` per rule (path = order), `rows_kept`; `median_seconds` where durations are given.

        `required_blank` and `contradicted` per question where it occurred.
        """
        rows = [self._count("rows_in", self.rows_in)]
        for order, (rule, count) in enumerate(self.left_out, 1):
            rows.append(self._count("left_out", count, other=rule, path=str(order)))
        rows.append(self._count("rows_kept", self.rows_kept))
        if self.median_seconds is not None:
            method = ways("median", "all rows in")
            rows.append(_finding(ANSWERS, "median_seconds", self.median_seconds, n=self.of_the_wave, method=method))
        found = {"required_blank": self.required_blank, "contradicted": self.contradicted}
        told = [(measure, *one) for measure, counts in found.items() for one in counts.items()]
        method = ways("unweighted", "all rows in")
        return rows + [_finding(name, kind, count, n=self.of_the_wave, method=method) for kind, name, count in told]

    def _count(self, measure: str, value: int, **where: str) -> Finding:
        return _finding(ANSWERS, measure, value, n=self.rows_in, method=self.method, **where)


@statistic
def account(ledger: pd.DataFrame, screening: pd.DataFrame) -> Account:
    """Read the ledger (order, rule, before, left_out, after) by its order, and the screening (rule, measure, value)."""
    ledger = ledger.sort_values("order")
    rules = ledger[~ledger["rule"].isin(["rows", "kept"])]
    median = screening.loc[screening["measure"] == "median_seconds", "value"]
    return Account(
        rows_in=int(ledger["before"].iloc[0]),
        left_out=tuple(zip(rules["rule"], rules["left_out"].astype(int), strict=True)),
        rows_kept=int(ledger["after"].iloc[-1]),
        median_seconds=None if median.empty else float(median.iloc[0]),
        required_blank=_by_question(screening, "required_blank"),
        contradicted=_by_question(screening, "contradicted"),
    )


def _by_question(screening: pd.DataFrame, kind: str) -> dict[str, int]:
    rows = screening[screening["rule"] == kind]
    return dict(zip(rows["measure"], rows["value"].astype(int), strict=True))


@dataclass(frozen=True)
class MissingAnswers:
    """How many kept respondents an item applied to and how many of them answered it; who left 0, 1, ... items blank."""

    asked: Mapping[str, int]
    answered: Mapping[str, int]
    blanks: tuple[int, ...]
    method: Method = ways("unweighted", "kept respondents")

    def to_findings(self) -> list[Finding]:
        """`missing_share` per item, of those whom it applied to; `missing_items` per number of blanks that occurs."""
        shares = [self._share(item, asked) for item, asked in self.asked.items()]
        base: dict[str, Any] = {"n": sum(self.blanks), "method": self.method}
        blanks = [
            _finding(ANSWERS, "missing_items", count, other=str(number), **base)
            for number, count in enumerate(self.blanks)
            if count
        ]
        return shares + blanks

    def _share(self, item: str, asked: int) -> Finding:
        share = 1 - self.answered[item] / asked if asked else None
        return _finding(item, "missing_share", share, "not_asked", n=asked, method=self.method)


@statistic
def missing_answers(summary: Summary, items: Sequence[str]) -> MissingAnswers:
    """Item non-response among the kept: a missing code or a blank where the item was asked and does apply.

    Whom an item did not apply to ("does not apply", or not asked by its filter) has left nothing blank. Reason:
    ``not_asked`` of an item that applied to nobody.
    """
    pairs: Moments = summary.part("pairwise")
    answered = {item: int(pairs.n[at, at]) for at, item in enumerate(pairs.items)}
    asked = {item: summary.asked[item] for item in items}
    return MissingAnswers(asked, {item: answered[item] for item in items}, tuple(map(int, summary.answered)))


@dataclass(frozen=True)
class RuleEffects:
    """The root index with each rule undone, minus the root index, in points; None where that cannot be had or told.

    ``few``: rules that left out fewer than the minimum base: the effect times the base would tell their index.
    """

    root: str
    effects: Mapping[str, float | None]
    n: int
    reason: str = "all_missing"
    few: frozenset[str] = frozenset()
    method: Method = ways("rule undone", "its rows at base weight", "index weights as given")

    def to_findings(self) -> list[Finding]:
        """`index_effect` per rule."""
        return [self._effect(rule, effect) for rule, effect in self.effects.items()]

    def _effect(self, rule: str, effect: float | None) -> Finding:
        value, reason = (None, "small_base") if rule in self.few else (effect, self.reason)
        base: dict[str, Any] = {"n": self.n, "method": self.method, "other": rule}
        return _finding(self.root, "index_effect", value, reason, **base)


@statistic
def rule_effects(
    scores: DesignTotals, root: str, parts: Mapping[str, float], rules: Sequence[str], minimum_base: int
) -> RuleEffects:
    """How far each exclusion rule moves the root index, ``parts`` being its constructs and their weights.

    A rule that left nobody out has the effect 0; one that left out fewer than ``minimum_base`` is not told
    (``small_base``). A rule whose rows answered none of the constructs has none. Without ``parts``, the index weights
    could not be had, and there is no effect of any rule: reason ``no_index_weights``; a study without a ``root`` tells
    of none.
    """
    if not root:
        return RuleEffects(root, {}, 0)
    if not parts:
        return RuleEffects(root, dict.fromkeys(rules), scores.respondents(("all", "")), "no_index_weights")
    terms = [(weight, construct, ("all", "")) for construct, weight in parts.items()]
    index = scores.linear(terms)
    effects = {rule: _effect(scores, rule, index.value, terms) for rule in rules}
    few = frozenset(rule for rule in rules if 0 < scores.respondents(("reason", rule)) < minimum_base)
    return RuleEffects(root, effects, index.n, few=few)


def _effect(
    scores: DesignTotals, rule: str, index: float | None, terms: list[tuple[float, str, tuple[str, str]]]
) -> float | None:
    if index is None:
        return None
    if not scores.has(("reason", rule)):
        return 0.0
    undone = scores.including(rule).linear(terms).value
    return None if undone is None else undone - index


def _finding(subject: str, measure: str, value: float | None, reason: str = "all_missing", **rest: Any) -> Finding:
    why, number = ("", float(value)) if value is not None else (reason, None)
    return Finding(topic=TOPIC, subject=subject, measure=measure, value=number, reason=why, **rest)
