"""Does the model that the questionnaire was built on hold: fit in plain words, weak items, what would mend it."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.prose import evidence
from csat_lib.report.prose.en.grammar import confidence, counted, listed, respondents
from csat_lib.report.prose.en.reasons import absent, because
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, count, fixed

MOST_NAMED = 3
_NAMES = {"cfi": "CFI", "tli": "TLI", "rmsea": "RMSEA", "srmr": "SRMR"}


def say(view: View, subject: str) -> list[str]:
    """The fit of the whole and what is wrong with it; with a dimension as ``subject``, its loadings."""
    if subject and subject != evidence.MODEL:
        return [sentence for sentence in (items(view, subject),) if sentence]
    found = [fit(view), exact(view), improper(view), weak(view), change(view)]
    return [sentence for sentence in found if sentence]


def fit(view: View) -> str:
    """The indices beside their customary limits."""
    found = evidence.fit(view)
    if not evidence.item_loadings(view) and (lost := view.figures(evidence.MODEL, "loading")):
        return f"{_model(view)} could not be fitted: {because(view, lost[0])}."
    if not found:
        rows = view.figures(evidence.MODEL, "cfi") or view.figures(evidence.MODEL, "chi2")
        return absent(view, rows[0]) if rows else "The measurement model was not tested in this wave."
    told = listed([_index(name, row) for name, row in found.items()])
    first = next(iter(found.values()))
    return f"{_verdict(view)}: {told} ({respondents(view, first)}). {_limits(list(found))}"


def _verdict(view: View) -> str:
    missed, found = evidence.misses(view), evidence.fit(view)
    model = _model(view)
    if not missed:
        return f"{model} fits these answers by the customary limits"
    if len(missed) == len(found):
        return f"{model} does not fit these answers by the customary limits"
    return f"{model} fits these answers in part ({listed([_NAMES[name] for name in missed])} {_miss(len(missed))})"


def _model(view: View) -> str:
    return f"The model of {counted(len(view.study.constructs), 'dimension')} that the questionnaire was built on"


def _miss(number: int) -> str:
    return "misses its customary limit" if number == 1 else "miss their customary limits"


def _index(name: str, row: Finding) -> str:
    value = f"{_NAMES[name]} {fixed(row.value or 0.0, 3)}"
    if row.low is None or row.high is None:
        return value
    return f"{value} ({confidence(row)} interval {fixed(row.low, 3)} to {fixed(row.high, 3)})"


def _limits(names: list[str]) -> str:
    side = {name: "at most" if name in evidence.LOWER_IS_BETTER else "at least" for name in names}
    told = [f"{_NAMES[name]} {side[name]} {coefficient(evidence.CUTS[name])}" for name in names]
    return f"The limits, {listed(told)}, are conventions and no laws (Hu and Bentler 1999)."


def exact(view: View) -> str:
    """The test of exact fit, and what it is worth with many respondents."""
    row = evidence.chi2(view)
    if row is None or row.value is None:
        return absent(view, row) if row is not None and evidence.fit(view) else ""
    if row.df is None or row.p is None:
        return ""
    degrees = "1 degree" if row.df == 1 else f"{count(row.df)} degrees"
    figure = f"χ² {fixed(row.value)} with {degrees} of freedom"
    if row.p >= 0.05:
        return f"The test of exact fit does not reject it ({figure})."
    return f"The test of exact fit rejects it at 5% ({figure}), as it does nearly every model with many respondents."


def improper(view: View) -> str:
    """Solutions that cannot be: no variance of its own left to an item, a correlation beyond 1."""
    told = [
        f"no variance of its own is left to “{view.label(item)}”" for item in evidence.heywood(view, evidence.MODEL)
    ]
    told += [
        f"{view.label(one)} and {view.label(other)} come out as correlated beyond 1"
        for one, other in evidence.beyond_one(view)
    ]
    if not told:
        return ""
    return f"The solution is improper, and its figures are to be read with caution: {listed(told)}."


def weak(view: View) -> str:
    """Items that their dimension accounts for little."""
    rows = evidence.weak(view)
    if not evidence.item_loadings(view):
        return ""
    line = coefficient(evidence.WEAK_LOADING)
    if not rows:
        return f"Every item loads {line} or more on its dimension."
    told = [f"“{view.label(row.subject)}” ({coefficient(row.value or 0.0)})" for row in rows[:MOST_NAMED]]
    more = [counted(len(rows) - MOST_NAMED, "other")] if len(rows) > MOST_NAMED else []
    return f"Loading under {line} on their dimension: {listed([*told, *more])}."


def change(view: View) -> str:
    """The one path that would improve the fit most, as a hint and no advice."""
    row = evidence.best_change(view)
    if row is None:
        return ""
    item, drop = view.label(row.subject), fixed(row.value or 0.0)
    if row.path == "residual":
        what = f"“{item}” and “{view.label(row.other)}” share something beside their dimensions"
    else:
        what = f"“{item}” speak of {view.label(row.other)}, too"
    return f"The fit would gain most by letting {what} (χ² lower by about {drop}): a hint for the next questionnaire."


def items(view: View, construct: str) -> str:
    """Between which values the items of a dimension load."""
    rows = sorted(evidence.item_loadings(view, construct), key=lambda row: row.value or 0.0)
    if not rows:
        found = view.figures(evidence.MODEL, "loading", other=construct)
        return absent(view, found[0]) if found else ""
    low, high = (f"{coefficient(row.value or 0.0)} (“{view.label(row.subject)}”)" for row in (rows[0], rows[-1]))
    if len(rows) == 1:
        return f"{view.label(construct)} is measured by one item, which loads {low}."
    return f"The {counted(len(rows), 'item')} of {view.label(construct)} load from {low} to {high}."
