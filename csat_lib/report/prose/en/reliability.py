"""Do the items of a dimension hold together."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import Finding
from csat_lib.report.prose import facts
from csat_lib.report.prose.carry import beside, valued
from csat_lib.report.prose.en.grammar import counted, listed, respondents
from csat_lib.report.prose.en.reasons import absent, absent_all
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, percent


def say(view: View, subject: str) -> list[str]:
    """One dimension with its alpha, or all of them in one verdict."""
    if not subject:
        return [overall(view)]
    alpha = view.figure("reliability", "alpha", subject)
    if alpha is None:
        return [f"No reliability was recorded for {view.label(subject)}."]
    if alpha.value is None:
        return [absent(view, alpha)]
    return [
        sentence for sentence in (verdict(view, alpha), omega(view, subject), better_without(view, alpha)) if sentence
    ]


def verdict(view: View, alpha: Finding) -> str:
    """The four items of Room hold together: alpha 0.87 (95% interval 0.86 to 0.88; 1,134 respondents)."""
    number = view.figure("reliability", "n_items", alpha.subject)
    items = f"{counted(int(number.value), 'item')} of" if number and number.value else "items of"
    ends = _interval(view, alpha)
    return (
        f"The {items} {view.label(alpha.subject)} {_together(alpha)}: alpha {coefficient(alpha.value or 0.0)} ({ends})."
    )


def _interval(view: View, alpha: Finding) -> str:
    if alpha.low is None or alpha.high is None:
        return f"no interval; {respondents(view, alpha)}"
    ends = f"{coefficient(alpha.low)} to {coefficient(alpha.high)}"
    return f"{percent(alpha.confidence or 0.95)} interval {ends}; {respondents(view, alpha)}"


def _together(alpha: Finding) -> str:
    minimum = coefficient(facts.ENOUGH_ALPHA)
    side = beside(alpha, facts.ENOUGH_ALPHA)
    if beside(alpha, facts.REPETITIVE_ALPHA) == "above":
        return "are so alike that some could be dropped"
    if side == "above":
        return f"hold together, clearly above the customary minimum of {minimum}"
    if side == "below":
        return f"do not hold together well enough, clearly below the customary minimum of {minimum}"
    return f"may or may not reach the customary minimum of {minimum}"


def omega(view: View, subject: str) -> str:
    """McDonald's omega beside alpha."""
    figure = view.figure("reliability", "omega", subject)
    if figure is None or figure.value is None:
        return absent(view, figure) if figure else ""
    return f"Omega, which lets the items weigh differently, is {coefficient(figure.value)}."


def better_without(view: View, alpha: Finding) -> str:
    """Items without which alpha would leave its interval upwards."""
    dropped = valued(view.figures("reliability", "alpha_if_dropped", other=alpha.subject))
    better = [row for row in dropped if alpha.high is not None and (row.value or 0.0) > alpha.high]
    if not better:
        return ""
    told = [f"“{view.label(row.subject)}” ({coefficient(row.value or 0.0)})" for row in better]
    return f"The alpha of {view.label(alpha.subject)} would rise above its interval without {listed(told, 'or')}."


def overall(view: View) -> str:
    """All dimensions in one verdict, the poor ones by name."""
    found = view.figures("reliability", "alpha")
    known = valued(found)
    if not known:
        return " ".join(absent_all(view, found)) or "Reliability was not examined in this wave."
    poor = facts.poor_scales(view)
    open_ones = [row for row in known if beside(row, facts.ENOUGH_ALPHA) == "open"]
    if not poor and not open_ones:
        return _all_hold(view, known)
    told = [_clause(view, list(poor), "below the customary minimum"), _clause(view, open_ones, "not clear of it")]
    minimum = coefficient(facts.ENOUGH_ALPHA)
    good = len(known) - len(poor) - len(open_ones)
    which = " whose alpha can be given" if facts.untold_scales(view) else ""
    head = f"Of {counted(len(known), 'dimension')}{which}, {_reach(good)} an alpha clearly above {minimum}; "
    return head + " and ".join(part for part in told if part) + "."


def _reach(number: int) -> str:
    return counted(number, "reaches", "reach") if number else "none reaches"


def _all_hold(view: View, known: tuple[Finding, ...]) -> str:
    minimum = coefficient(facts.ENOUGH_ALPHA)
    lowest = min(known, key=lambda row: row.value or 0.0)
    if len(known) == 1:
        return verdict(view, lowest)
    untold = facts.untold_scales(view)
    many = counted(len(known), "dimension")
    which = f"The {many} whose alpha can be given" if untold else f"All {many} measured by several items"
    return (
        f"{which} hold together: alpha is clearly above "
        f"{minimum} everywhere, lowest for {view.label(lowest.subject)} ({coefficient(lowest.value or 0.0)})."
    )


def _clause(view: View, rows: list[Finding], what: str) -> str:
    if not rows:
        return ""
    told = listed([f"{view.label(row.subject)} ({coefficient(row.value or 0.0)})" for row in rows])
    return f"{told} {'is' if len(rows) == 1 else 'are'} {what}"


def general(view: View) -> str:
    """How much of all items' sum one factor common to them accounts for."""
    row, whole = (view.figure("reliability", name, "items") for name in ("omega_hierarchical", "omega_total"))
    if row is None or row.value is None:
        return absent(view, row) if row is not None else ""
    rest = f"; all factors together account for {coefficient(whole.value)}" if whole and whole.value is not None else ""
    return (
        f"One factor common to all items accounts for {coefficient(row.value)} of the variance of their sum "
        f"(hierarchical omega; {_interval(view, row)}){rest}."
    )


def overall_omega(view: View) -> str:
    """Omega of all dimensions, which need not weigh items alike."""
    known = sorted(valued(view.figures("reliability", "omega")), key=lambda row: row.value or 0.0)
    if len(known) < 2:
        return ""
    ends = f"{coefficient(known[0].value or 0.0)} and {coefficient(known[-1].value or 0.0)}"
    return f"Omega, which lets the items weigh differently, lies between {ends}.{_heywood(view, known)}"


def _heywood(view: View, omegas: Sequence[Finding]) -> str:
    """Dimensions whose omega rests on an item that the factor explains wholly."""
    named = [view.label(row.subject) for row in omegas if "heywood" in row.method]
    if not named:
        return ""
    return f" That of {listed(named)} is unsure: the factor takes up one item wholly (a Heywood case)."
