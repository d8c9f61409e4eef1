"""Items that load highest on another factor than most of their dimension: picked from the recorded loadings."""

from __future__ import annotations

from collections import Counter

from csat_lib.findings import Finding
from csat_lib.report.clear import valued
from csat_lib.report.view import View


def strays(view: View) -> tuple[str, ...] | None:
    """Items away from the factor on which most items of their dimension load; None when no loading was recorded.

    A dimension of two items that part has no such factor: both are named.
    """
    homes = {item: home.other for item, home in _homes(view).items()}
    if not homes:
        return None
    found: list[str] = []
    for construct in view.study.constructs.values():
        items = [item for item in construct.items if item in homes]
        votes = Counter(homes[item] for item in items).most_common()
        tied = len(votes) > 1 and votes[0][1] == votes[1][1]
        found += [item for item in items if tied or homes[item] != votes[0][0]]
    return tuple(found)


def _homes(view: View) -> dict[str, Finding]:
    best: dict[str, Finding] = {}
    for row in valued(view.figures("factors", "loading")):
        strongest = best.get(row.subject)
        if strongest is None or abs(row.value or 0.0) > abs(strongest.value or 0.0):
            best[row.subject] = row
    return best
