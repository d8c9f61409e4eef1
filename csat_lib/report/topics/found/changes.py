"""Which changes there are, picked (of one subject, of all dimensions, of all groups), and from where to where."""

from collections.abc import Sequence
from dataclasses import replace

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.trends import BEFORE, BEFORE_NPS, CHANGE, ITEM_CHANGE
from csat_lib.report.blocks import Cell
from csat_lib.report.cells import cell_of, column_of
from csat_lib.report.clear import direction, is_weighted
from csat_lib.report.declared import Field, Finding, Rows, View, columns, valued
from csat_lib.report.standing import measure_of
from csat_lib.report.wording import Claim, Derived, Slot, Wording, Words

EARLIER_BASE = Words("上期样本量", "Earlier base")
EARLIER_EFFECTIVE = Words("上期等效", "Earlier eff.")
BROKEN = "not_comparable"
STEPS = {
    "down": Wording(
        zh="{name}由 {before} 分降至 {now} 分（下降 {row:size} 分，{row.sizes} 分）",
        en="{name} fell from {before} to {now} ({row:size} points, {row.sizes})",
    ),
    "up": Wording(
        zh="{name}由 {before} 分升至 {now} 分（上升 {row:size} 分，{row.sizes} 分）",
        en="{name} rose from {before} to {now} ({row:size} points, {row.sizes})",
    ),
}
SIZES = {
    "down": Wording(
        zh="{name}下降 {row:size} 分（{row.sizes} 分）", en="{name} fell by {row:size} points ({row.sizes})"
    ),
    "up": Wording(zh="{name}上升 {row:size} 分（{row.sizes} 分）", en="{name} rose by {row:size} points ({row.sizes})"),
}
"""The same where the level that it led to was not recorded."""


def every(view: View, **where: object) -> tuple[Finding, ...]:
    """Every change against the wave before."""
    against = {"against": view.previous.text} if view.previous else {}
    return view.rows(CHANGE, **against, **where)


def is_recorded(view: View) -> bool:
    """Whether any change of everybody was recorded, against whatever wave."""
    return bool(view.rows(CHANGE))


def of(view: View, subject: str, **where: object) -> Finding | None:
    """The change of one subject."""
    return next(iter(every(view, subject=subject, **where)), None)


def of_dimensions(view: View) -> tuple[Finding, ...]:
    """The change of every dimension that has one, in the study's order."""
    return valued(_of_dimensions(view))


def drawn(view: View) -> tuple[Finding, ...]:
    """The same with those that do not compare, without a value; nothing when none has one."""
    rows = tuple(row for row in _of_dimensions(view) if row.value is not None or row.reason == BROKEN)
    return rows if valued(rows) else ()


def of_groups(view: View, segment_by: str, subject: str = "") -> tuple[Finding, ...]:
    """The change of a subject (the index, unless named) in every group; each has a simultaneous interval."""
    return every(view, subject=subject or view.study.root, segment_by=segment_by) if segment_by else ()


def levels(view: View, change: Finding) -> dict[str, Slot]:
    """``before`` and ``now``: the level that a change led to, and that less the change, both in this wave's weights."""
    where = {"segment_by": change.segment_by, "segment": change.segment}
    start = before(view, change)
    if change.kind is ITEM_CHANGE:  # an item's own figure is its mean on its scale
        return {"before": start, "now": Derived("sum", start, change)} if start is not None else {}
    now = view.row(measure_of(view.study, change.subject), change.subject, **where)
    if now is None or now.value is None:
        return {}
    return {"before": start or Derived("less", now, change), "now": now}


def before(view: View, change: Finding) -> Finding | None:
    """The level in the earlier wave that a change starts from, with its own base; None of anything but a change."""
    if change.kind not in (CHANGE, ITEM_CHANGE):
        return None
    measure = BEFORE_NPS if change.subject == view.study.nps else BEFORE
    where = {"segment_by": change.segment_by, "segment": change.segment, "against": change.against}
    return view.row(measure, change.subject, **where)


def ends(view: View, rows: Rows) -> tuple[Field, ...]:
    """The figure of the earlier wave (worked out of today's and the change where it was not recorded) and today's."""

    def shown(row: Finding, name: str) -> Cell | None:
        level = levels(view, row).get(name) if row.value is not None else None
        if isinstance(level, Derived):
            return Cell(level.value, of=level.id, part="value")
        return cell_of(view, level) if isinstance(level, Finding) else None

    if not any(levels(view, row) for row in rows):
        return ()
    heads = [Words(*(view.wave(period),) * 2) for period in (rows[0].against, rows[0].period)]
    columns_of = [replace(column_of(view, CHANGE.unit, head), unit="") for head in heads]
    return Field(columns_of[0], lambda row: shown(row, "before")), Field(columns_of[1], lambda row: shown(row, "now"))


def bases_before(view: View, rows: Rows) -> tuple[Field, ...]:
    """How many the earlier figure rests on and how much they are worth, where that was recorded."""
    starts = [start for row in rows if (start := before(view, row)) is not None]
    parts = ((EARLIER_BASE, "n", bool(starts)), (EARLIER_EFFECTIVE, "n_effective", any(map(is_weighted, starts))))
    shown = ((head, part) for head, part, is_told in parts if is_told)
    return tuple(columns.number(view, head, part, lambda row: before(view, row)) for head, part in shown)


def step(view: View, name: Slot, change: Finding) -> Claim:
    """A clear change from where to where: 'Harbour fell from 80.3 to 70.0 (10.3 points, 3.1 to 17.6)'."""
    ends, way = levels(view, change), direction(change)
    return (STEPS if ends else SIZES)[way](name=name, row=change, **ends)


def is_news(rows: Sequence[Finding]) -> bool:
    """Whether a figure of changes has something to show: that one is clear, or does not compare."""
    return any(row.reason == BROKEN if row.value is None else direction(row) != "unclear" for row in rows)


def is_of_group(row: Finding) -> bool:
    """Whether it is of a group of respondents, not of everybody."""
    return row.segment_by != ALL


def _of_dimensions(view: View) -> list[Finding]:
    found = (of(view, construct) for construct in view.study.constructs)
    return [row for row in found if row is not None]
