"""Groups by dimensions: the title that chart and table share, and the table."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.scores import INDEX
from csat_lib.findings.measure import Words
from csat_lib.report import columns
from csat_lib.report.clear import is_small, ranked
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec
from csat_lib.report.topics.segments.gaps import compared
from csat_lib.report.topics.segments.levels import of_constructs
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Label, Wording

TITLE = Wording(zh="各{by}的各维度得分", en="Dimensions by {by.among}")
TITLE_ENDS = Wording(
    zh="实测最低的是{low.level}的{low.quoted}（{low} 分），最高的是{high.level}的{high.quoted}（{high} 分）",
    en="Measured lowest: {low.label}, {low.level} ({low}); highest: {high.label}, {high.level} ({high})",
)
READING = Wording(
    zh="热力图提示该往哪里细看；单个格子的误差较大，也没有单独做检验。",
    en="The map shows where to look closer; a single cell has a wide interval and no test of its own.",
)


def title(view: View, segment_by: str) -> Claim:
    """The highest and the lowest cell; these are estimates, which the word measured says."""
    order = ranked([row for row in of_constructs(view, segment_by) if not is_small(row, view.study.small_base)])
    return TITLE_ENDS(low=order[-1], high=order[0]) if len(order) > 1 else TITLE(by=Label(segment_by))


def table(segment_by: str = "") -> TableSpec:
    """The index of every group and construct, by one segment question."""

    def rows(view: View) -> Rows:
        first: dict[str, Finding] = {}
        for row in view.rows(INDEX, segment_by=segment_by or compared(view)):
            first.setdefault(row.segment, row)
        return list(first.values())

    def words(view: View) -> Claim:
        return title(view, segment_by or compared(view))

    return TableSpec(f"heat_{segment_by}" if segment_by else "heat", (INDEX,), rows, _fields, words)


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    by = rows[0].segment_by
    cells = {(row.subject, row.segment): row for row in view.rows(INDEX, segment_by=by)}
    subjects = [name for name in (view.study.root, *view.study.constructs) if any(key[0] == name for key in cells)]

    def column(name: str) -> Field:
        label = view.label(name)
        return columns.figure(view, INDEX, lambda row: cells.get((name, row.segment)), Words(label, label))

    return (columns.segment(view, by), *map(column, subjects), *columns.bases(view, rows))


TABLE = table()
