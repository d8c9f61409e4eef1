"""Which questions leave a figure of several questions without a value: answered alike by all, or by nobody."""

from __future__ import annotations

from csat_lib.findings import ALL, Finding
from csat_lib.findings.catalogue.scores import ANSWER_SHARE, MEAN
from csat_lib.report.view import View

_OF_ITSELF = ("scores", "segments", "trends", "voice")
"""Topics whose figures rest on their subject alone."""
_WHOLE = 1 - 1e-9


def culprits(view: View, figure: Finding) -> tuple[str, ...] | None:
    """The questions by name, those of the figure's own subject first sought; () when they are not known.

    None where the reason is another, or where the figure speaks of nothing but itself.
    """
    if figure.reason not in _FOUND or figure.topic in _OF_ITSELF or figure.segment_by != ALL:
        return None
    found = _FOUND[figure.reason](view)
    if figure.subject in found:
        return None
    near = [name for name in (figure.subject, figure.other) if name in found]
    constructs = [name for name in (figure.subject, figure.other) if name in view.study.constructs]
    near += [item for name in constructs for item in view.study.constructs[name].items if item in found]
    return tuple(dict.fromkeys(near)) or found


def _alike(view: View) -> tuple[str, ...]:
    rows = view.rows(ANSWER_SHARE, segment_by=ALL)
    return tuple(row.subject for row in rows if row.value is not None and row.value >= _WHOLE)


def _blank(view: View) -> tuple[str, ...]:
    rows = view.rows(MEAN, segment_by=ALL)
    return tuple(row.subject for row in rows if row.reason == "all_missing")


_FOUND = {"no_variance": _alike, "all_missing": _blank}
