"""Which findings a sentence rests on: picked and ordered, never computed. The same for both languages."""

from __future__ import annotations

from csat_lib.conventions import ENOUGH_ALPHA
from csat_lib.findings import Finding
from csat_lib.report.clear import beside
from csat_lib.report.topics.quality.effects import largest_effect, sampling_error
from csat_lib.report.view import View

MANY_LEFT_OUT = 0.10
GREAT_EFFECT = 1.0
"""Points by which one exclusion rule may move the index before the reader is warned."""


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


def great_effect(view: View) -> Finding | None:
    """The same, when it moves the index enough to warn of: by a point, or by more than its sampling error."""
    most, error = largest_effect(view), sampling_error(view)
    if most is None:
        return None
    return most if abs(most.value or 0.0) >= min(GREAT_EFFECT, error.value if error else GREAT_EFFECT) else None
