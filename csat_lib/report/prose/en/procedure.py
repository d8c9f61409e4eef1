"""How the figures came about, in words: rules of exclusion, missing answers, weights, intervals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csat_lib.report.prose.en.grammar import among, listed
from csat_lib.report.view import View
from csat_lib.report.words.numbers import percent

LEAD = "Every figure of this report can be computed again from the files, rules and versions named here."
VARIANTS = "The methods behind the figures, as recorded with each of them"
HASHES = (
    "Files and library are named by the first 16 characters of their SHA-256 hash; the run's manifest.json holds the "
    "hashes whole, and every method as recorded."
)
SIMULATED = "simulated, n = {n}, seed {seed}{plants}"
PLANTED = ", with planted effects"
_FIELDS = {"id": "respondent number", "customer": "customer", "device": "device", "source": "source"}


def sentences(view: View) -> list[str]:
    """The study's own rules, one sentence each."""
    study = view.study
    told = [_population(view), _rules(view), _weights(view), _design(view)]
    told.append(
        "Missing answers are never filled in; the base of a figure is the number of those whose answers it rests on. "
        f"Figures on fewer than {study.minimum_base} respondents are not shown; those on fewer than "
        f"{study.small_base} are marked."
    )
    return [sentence for sentence in told if sentence]


def _population(view: View) -> str:
    return f"The study speaks for: {view.worded(view.study.population.get('en'))}." if view.study.population else ""


def _rules(view: View) -> str:
    told = [f"({place}) {_rule(view, rule)}" for place, rule in enumerate(view.study.exclude, start=1)]
    if not told:
        return "The study leaves no answer out by rule."
    once = ", in this order and each answer once" if len(told) > 1 else ""
    return f"Answers are left out{once}, by these rules: {'; '.join(told)}."


def _rule(view: View, rule: Any) -> str:
    return _RULES[rule.rule](view, rule)


def _same(rule: Any) -> str:
    """Later answers of the same device, of the same respondent, or simply equal throughout."""
    if not rule.by:
        return "later answers equal throughout to an earlier one"
    same = listed([_FIELDS.get(name, name) for name in rule.by])
    return f"later answers with the same {same}" + ("" if "id" in rule.by else " and equal throughout")


_RULES: dict[str, Callable[[View, Any], str]] = {
    "duplicate": lambda _view, rule: _same(rule),
    "near_duplicate": lambda _view, rule: f"at least {percent(rule.at_least)} of the items answered as once before",
    "seconds": lambda _view, rule: f"answered in fewer than {rule.below:g} seconds",
    "speed": lambda _view, rule: f"answered in less than {percent(rule.below)} of the median time",
    "seconds_per_item": lambda _view, rule: f"answered in fewer than {rule.below:g} seconds an item",
    "straight_line": lambda _view, rule: (
        f"the same answer throughout a block of {len(rule.block)} items, at least {rule.at_least} answered"
    ),
    "longstring": lambda _view, rule: f"the same answer more than {rule.above} times in a row",
    "irv": lambda _view, rule: f"answers that spread less than {percent(rule.below)} of the scale's length",
    "even_odd": lambda _view, rule: f"even and odd items that correlate less than {rule.below:g} over the dimensions",
    "synonyms": lambda _view, rule: (
        f"pairs of like items (correlated over {rule.pairs:g}) whose answers correlate less than {rule.below:g}"
    ),
    "antonyms": lambda _view, rule: (
        f"pairs of opposite items (correlated under {rule.pairs:g}) whose answers correlate more than {rule.above:g}"
    ),
    "mahalanobis": lambda _view, rule: f"a pattern of answers with a probability under {rule.p:g} (Mahalanobis)",
    "missing": lambda _view, rule: f"more than {percent(rule.above)} of the items blank",
    "attention": lambda view, rule: f"another answer to “{view.label(rule.question)}” than the one asked for",
}
"""Each rule of exclusion with its thresholds."""


def _weights(view: View) -> str:
    weights = view.study.weights
    if weights is None:
        return "Respondents are not weighted to targets."
    named = listed([among(view.label(name)) for name in weights.rake])
    cap = f"; no weight exceeds {weights.trim:g} times the mean" if weights.trim else ""
    return f"Respondents are weighted by raking to known shares by {named}{cap}."


def _design(view: View) -> str:
    fields, confidence = view.study.fields, percent(view.study.confidence)
    named = {"strata": fields.stratum, "sampling units": fields.psu, "population sizes": fields.population}
    used = [word for word, column in named.items() if column]
    used += ["final weights"] if view.study.weights or fields.base_weight else []
    if not used:
        return f"Intervals are at {confidence}; respondents count as drawn independently of one another."
    own = "" if fields.psu else "; each respondent counts as a sampling unit"
    return f"Intervals are at {confidence} and follow from the design, that is {listed(used)}{own}."
