"""How every group changed in every dimension and outcome, group by group."""

from csat_lib.report.clear import direction, size, valued
from csat_lib.report.declared import Finding, Rows, TableSpec, View, columns
from csat_lib.report.sections import under
from csat_lib.report.topics.found import changes
from csat_lib.report.topics.segments.grid import named, subjects
from csat_lib.report.wording import Claim, Label, Wording, some

TITLE_NONE = Wording(
    zh="按{by}看，维度与结果指标的 {n} 项变化都不明显",
    en="By {by.among}, none of {n:change} in dimensions and outcomes is clear",
)
TITLE = Wording(
    zh="按{by}看，维度与结果指标的 {n} 项变化中有 {clear} 项明显：{told:,}",
    en="By {by.among}, {clear:word} of {n:change} in dimensions and outcomes {clear|is|are} clear: {told}",
)
MOVED = Wording(zh="{row.level}的{name}（{row:signed} 分）", en="{name} in {row.level} ({row:signed} points)")
MORE = Wording(zh="另有 {n} 项", en="{n:other}")


def table(segment_by: str) -> TableSpec:
    """The change of every group in every dimension and outcome, from where to where."""

    def rows(view: View) -> Rows:
        levels = dict.fromkeys(row.segment for row in changes.of_groups(view, segment_by))
        where = [{"segment_by": segment_by, "segment": level} for level in levels]
        found = (changes.of(view, name, **one) for one in where for name in subjects(view))
        return [row for row in found if row is not None]

    def title(view: View) -> Claim:
        known = valued(rows(view))
        clear = sorted((row for row in known if direction(row) != "unclear"), key=size, reverse=True)
        by = Label(segment_by)
        if not clear:
            return TITLE_NONE(by=by, n=len(known))
        told = [MOVED(row=row, name=named(view, row)) for row in clear]
        return TITLE(by=by, n=len(known), clear=len(clear), told=some(told, MORE))

    return TableSpec(
        f"change_grid_{segment_by}",
        (),
        rows,
        columns.row(
            *(columns.SUBJECT, changes.ends, lambda view, rows: columns.estimate(view, rows[0].kind, signed=True)),
            *(changes.bases_before, columns.bases),
        ),
        title,
        sections=under(_level),
        differences=lambda _view, rows: rows,
    )


def _level(view: View, row: Finding) -> str:
    return view.level(row.segment_by, row.segment)
