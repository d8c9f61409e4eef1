"""How the figures came about, in words: rules of exclusion, missing answers, weights, intervals."""

from __future__ import annotations

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
    return f"The study speaks for: {view.study.population.get('en')}." if view.study.population else ""


def _rules(view: View) -> str:
    told = [f"({place}) {_rule(view, rule)}" for place, rule in enumerate(view.study.exclude, start=1)]
    if not told:
        return "The study leaves no answer out by rule."
    once = ", in this order and each answer once" if len(told) > 1 else ""
    return f"Answers are left out{once}, by these rules: {'; '.join(told)}."


def _rule(view: View, rule: Any) -> str:
    """A rule of exclusion with its thresholds."""
    if rule.rule == "duplicate":
        same = listed([_FIELDS.get(name, name) for name in rule.by])
        return f"later answers with the same {same}" + ("" if "id" in rule.by else " and equal throughout")
    if rule.rule == "seconds":
        return f"answered in fewer than {rule.below:g} seconds"
    if rule.rule == "speed":
        return f"answered in less than {percent(rule.below)} of the median time"
    if rule.rule == "straight_line":
        return f"the same answer throughout a block of {len(rule.block)} items, at least {rule.at_least} answered"
    if rule.rule == "missing":
        return f"more than {percent(rule.above)} of the items blank"
    return f"another answer to “{view.label(rule.question)}” than the one asked for"


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
