"""Which findings a sentence rests on: picked and ordered, never computed. The same for both languages."""

from __future__ import annotations

from csat_lib.conventions import ENOUGH_ALPHA
from csat_lib.findings import Finding
from csat_lib.report.clear import beside, valued
from csat_lib.report.view import View

MANY_LEFT_OUT = 0.10
GREAT_EFFECT = 1.0
"""Points by which one exclusion rule may move the index before the reader is warned."""


def left_out(view: View) -> tuple[Finding, ...]:
    """Answers left out, by rule, in the order of the rules."""
    return view.figures("quality", "left_out")


def poor_scales(view: View) -> tuple[Finding, ...]:
    """Constructs whose alpha lies clearly under the customary minimum."""
    return tuple(figure for figure in view.figures("reliability", "alpha") if beside(figure, ENOUGH_ALPHA) == "below")


def untold_scales(view: View) -> tuple[Finding, ...]:
    """Alpha of the constructs of several items of which it cannot be had."""
    return tuple(row for row in view.figures("reliability", "alpha") if row.value is None and row.reason != "one_item")


def left_out_share(view: View) -> float | None:
    """The share of answers left out, when it is large enough to warn of."""
    received, kept = view.figure("quality", "rows_in", "answers"), view.figure("quality", "rows_kept", "answers")
    if received is None or kept is None or not received.value or kept.value is None:
        return None
    share = 1 - kept.value / received.value
    return share if share > MANY_LEFT_OUT else None


def largest_effect(view: View) -> Finding | None:
    """The exclusion rule that moves the index most."""
    return max(effects(view), key=lambda row: abs(row.value or 0.0), default=None)


def blanks(view: View) -> tuple[Finding, ...]:
    """How many respondents left 0, 1, 2, ... items blank; nothing when nobody left any."""
    found = valued(view.figures("quality", "missing_items"))
    order = tuple(sorted(found, key=lambda row: int(row.other)))
    return order if any(row.value for row in order if int(row.other)) else ()


def nothing_blank(view: View) -> float | None:
    """The share of respondents who left no item blank."""
    first = next(iter(blanks(view)), None)
    if first is None or not first.n:
        return None
    return (first.value or 0.0) / first.n if int(first.other) == 0 else 0.0


def great_effect(view: View) -> Finding | None:
    """The same, when it moves the index enough to warn of: by a point, or by more than its sampling error."""
    most, error = largest_effect(view), sampling_error(view)
    if most is None:
        return None
    return most if abs(most.value or 0.0) >= min(GREAT_EFFECT, error or GREAT_EFFECT) else None


def sampling_error(view: View) -> float | None:
    """Half the length of the index's interval."""
    index = view.figure("scores", "index", view.study.root)
    return None if index is None or index.low is None or index.high is None else (index.high - index.low) / 2


def effects(view: View) -> tuple[Finding, ...]:
    """The effect on the index of every rule that left somebody out; a rule that left nobody out has the effect 0."""
    idle = {row.other for row in left_out(view) if not row.value}
    found = valued(view.figures("quality", "index_effect", subject=view.study.root))
    used = [row for row in found if row.other not in idle]
    return tuple(used) if any(row.value for row in used) else ()
