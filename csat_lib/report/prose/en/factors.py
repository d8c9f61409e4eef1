"""Do the items fall into the dimensions that the study designed."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.prose import facts
from csat_lib.report.prose.en.grammar import counted, listed, respondents
from csat_lib.report.prose.en.reasons import absent
from csat_lib.report.prose.strays import strays
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient

MOST_NAMED = 4
_KEPT = {"parallel components": "components", "parallel factors": "common factors"}


def say(view: View, subject: str) -> list[str]:
    """Fit for factoring, number of factors, items that load elsewhere; ``subject`` is not used: items are one set."""
    del subject
    return [sentence for sentence in (fit(view), number(view), elsewhere(view)) if sentence]


def fit(view: View) -> str:
    """The KMO against its customary minimum."""
    kmo = view.figure("factors", "kmo", "items")
    if kmo is None or kmo.value is None:
        return absent(view, kmo) if kmo else "Factors were not examined in this wave."
    enough = kmo.value >= facts.ENOUGH_KMO
    minimum = coefficient(facts.ENOUGH_KMO)
    return (
        f"The items share {'enough' if enough else 'too little'} for a factor analysis: KMO {coefficient(kmo.value)}, "
        f"{'above' if enough else 'below'} the customary minimum of {minimum} "
        f"({_who(view, kmo)})."
    )


def _who(view: View, kmo: Finding) -> str:
    """Whose answers were used, by the rule for missing ones."""
    if "listwise" in kmo.method:
        return f"answered in full by {respondents(view, kmo)}"
    return f"each pair of items answered by at least {respondents(view, kmo)}"


def number(view: View) -> str:
    """How many factors parallel analysis keeps, against the number of dimensions."""
    found = facts.n_factors(view)
    if found is None or found.value is None:
        kmo = view.figure("factors", "kmo", "items")
        told = kmo is not None and found is not None and kmo.value is None and kmo.reason == found.reason
        return absent(view, found) if found and not told else ""
    kept, designed = round(found.value), len(view.study.constructs)
    who = _tests(view)
    if kept == designed:
        return f"{who} {counted(kept, 'factor')}, as many as the study has dimensions."
    return (
        f"{who} {counted(kept, 'factor')} where the study has {counted(designed, 'dimension')}: "
        f"{'some dimensions run together' if kept < designed else 'some dimension falls apart'} in these answers."
    )


def _tests(view: View) -> str:
    """Which tests were asked, and what each of them keeps."""
    tests = {row.method.split(",")[0]: round(row.value) for row in view.figures("factors", "n_factors") if row.value}
    kept = {name: tests[key] for key, name in _KEPT.items() if key in tests}
    if len(kept) < 2:
        return "Parallel analysis keeps"
    by_map = f", MAP keeps {tests['map']}" if "map" in tests else ""
    return f"Parallel analysis keeps {listed([f'{n} {name}' for name, n in kept.items()])}{by_map}; that makes"


def elsewhere(view: View) -> str:
    """Items that load more on another factor than on that of their dimension."""
    found = strays(view)
    if found is None:
        return ""
    if not found:
        return "Every item loads highest on the factor of its own dimension."
    names = [f"“{view.label(item)}”" for item in found]
    if len(names) > MOST_NAMED:
        return f"{counted(len(names), 'item').capitalize()} load highest away from the rest of their dimension."
    verb = "loads" if len(names) == 1 else "load"
    return f"{listed(names)} {verb} highest away from the rest of {'its' if len(names) == 1 else 'their'} dimension."
