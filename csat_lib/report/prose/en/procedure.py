"""How the figures came about, in words: rules of exclusion, missing answers, weights, intervals."""

from __future__ import annotations

from csat_lib.report.prose.en.grammar import listed
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import percent

LEAD = "Every figure of this report can be computed again from the files, rules and versions named here."
VARIANTS = "The variant behind each figure, as recorded with it"


def sentences(view: View) -> list[str]:
    """The study's own rules, one sentence each."""
    study = view.study
    told = [_population(view), _rules(view), _weights(view)]
    told.append(
        f"Intervals are at {percent(study.confidence)} and follow from the design (strata, sampling units, final "
        "weights); index weights are treated as given."
    )
    told.append(
        f"Figures that rest on fewer than {study.minimum_base} respondents are not shown; those on fewer than "
        f"{study.small_base} are marked."
    )
    return [sentence for sentence in told if sentence]


def _population(view: View) -> str:
    return f"The study speaks for: {view.study.population.get('en')}." if view.study.population else ""


def _rules(view: View) -> str:
    names = LEXICONS["en"].rules
    used = [names.get(str(rule), str(rule)).lower() for rule in view.ledger["rule"] if rule not in {"rows", "kept"}]
    if not used:
        return "No answer is left out by rule."
    return f"Answers are left out by these rules, in this order, each answer once: {listed(list(dict.fromkeys(used)))}."


def _weights(view: View) -> str:
    if view.study.weights is None:
        return "Respondents are not weighted to targets."
    return "Respondents are weighted by raking to the targets that the study names."
