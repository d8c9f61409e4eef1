"""The index in all waves: between which values it was measured, and the table wave by wave."""

from csat_lib.findings.catalogue.trends import INDEX
from csat_lib.report.declared import Finding, TableSpec, View, columns, ranked, valued
from csat_lib.report.view import ANY
from csat_lib.report.wording import Claim, Label, Wording, Words

FEWEST_WAVES = 3
"""Waves from which their lowest and highest are worth a sentence."""
LINE = Wording(
    zh="近 {n} 期，估计值最低为 {low} 分（{low.period}），最高为 {high} 分（{high.period}）。",
    en="Over {n:wave} the index was measured between {low} ({low.period}) and {high} ({high.period}).",
)
TITLE = Wording(
    zh="{index.label}实测在 {low} 分（{low.period}）与 {high} 分（{high.period}）之间",
    en="{index.the} was measured between {low} ({low.period}) and {high} ({high.period})",
)
TITLE_COUNT = Wording(zh="{index.label}，共 {n} 期", en="{index.the} in {n:wave}")
WAVE = Words("期次", "Wave")


def every(view: View) -> tuple[Finding, ...]:
    """The index in every wave, oldest first (periods are sorted by their first day)."""
    order = {period.text: period.first for period in (*view.earlier, view.period)}
    rows = [row for row in valued(view.rows(INDEX, subject=view.study.root, period=ANY)) if row.period in order]
    return tuple(sorted(rows, key=lambda row: order[row.period]))


def line(view: View) -> Claim | None:
    """Between which values the index was measured, of several waves."""
    order = ranked(every(view))
    return LINE(n=len(order), low=order[-1], high=order[0]) if len(order) >= FEWEST_WAVES else None


def _title(view: View) -> Claim:
    order, index = ranked(every(view)), Label(view.study.root)
    if len(order) < 2:
        return TITLE_COUNT(index=index, n=len(order))
    return TITLE(index=index, low=order[-1], high=order[0])


FIELDS = columns.row(
    columns.worded(WAVE, lambda view, row: view.wave(row.period)), columns.with_ends(INDEX), columns.bases
)
TABLE = TableSpec("waves", (INDEX,), every, FIELDS, _title)
