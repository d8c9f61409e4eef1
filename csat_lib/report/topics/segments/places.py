"""Which unit to look at first, and in which of its dimensions: picked from all that is clear."""

from collections.abc import Sequence

from csat_lib.findings.catalogue.segments import GAP
from csat_lib.findings.catalogue.trends import CHANGE
from csat_lib.report.clear import clearly, direction
from csat_lib.report.declared import Finding, Rows, TableSpec, View, columns, valued
from csat_lib.report.topics.comparability.groups import note
from csat_lib.report.topics.found import changes, others
from csat_lib.report.topics.found.listed import found
from csat_lib.report.wording import Claim, Wording

NO_DIMENSION_FELL = Wording(
    zh="与 {unit.before}相比，{unit.level}没有哪个维度明显下降。",
    en="At {unit.level}, no single dimension fell clearly from {unit.before}.",
)
NO_DIMENSION_LAGS = Wording(
    zh="{unit.level}没有哪个维度明显低于{unit.rest}。",
    en="At {unit.level}, no single dimension is clearly below {unit.rest}.",
)
WITHIN = Wording(zh="{unit.level}的各维度中，{told:,}。", en="At {unit.level}, {told}.")
NAMED = Wording(zh="{row.quoted}", en="{row.label}")
LAGS = Wording(
    zh="{row.quoted}比{row.rest}低 {row:size} 分（{row.sizes} 分）",
    en="{row.label} is {row:size} points ({row.sizes}) below {row.rest}",
)
TITLE_NONE_FELL = Wording(
    zh="{unit.level}：与 {unit.before}相比，没有哪个维度明显下降",
    en="{unit.level}: no single dimension fell clearly from {unit.before}",
)
TITLE_NONE_LAGS = Wording(
    zh="{unit.level}：没有哪个维度明显低于{unit.rest}",
    en="{unit.level}: no single dimension is clearly below {unit.rest}",
)
TITLE_FELL = Wording(
    zh="{unit.level}：与 {unit.before}相比，{rows.quoted}明显下降",
    en="{unit.level}: {rows.label} fell clearly from {unit.before}",
)
TITLE_LAGS = Wording(
    zh="{unit.level}：{rows.quoted}明显低于{unit.rest}",
    en="{unit.level}: {rows.label} {rows|is|are} clearly below {unit.rest}",
)


def fallen(view: View) -> tuple[Finding, ...]:
    """Of units that clearly fell in anything, the first of what fell (the index, else the largest)."""
    return _of_units(view, [one.changes for one in found(view)])


def behind(view: View) -> tuple[Finding, ...]:
    """The same of units clearly below the rest; of two units the lower one."""
    return _of_units(view, [one.gaps for one in found(view)])


def _of_units(view: View, groups: Sequence[tuple[Finding, ...]]) -> tuple[Finding, ...]:
    down = (next((row for row in rows if direction(row) == "down"), None) for rows in groups)
    return tuple(row for row in down if row is not None and row.segment_by == view.study.unit)


def troubled(view: View) -> tuple[Finding, ...]:
    """Units that clearly fell; when none did, those clearly below the rest."""
    return fallen(view) or behind(view)


def fell(unit: Finding) -> bool:
    """Whether the unit comes first because it fell, not because it lags."""
    return unit.kind is CHANGE


def _of_unit(view: View, unit: Finding) -> list[Finding]:
    where = {"segment_by": unit.segment_by, "segment": unit.segment, "against": unit.against}
    rows = (view.row(unit.kind, name, **where) for name in view.study.constructs)
    return [row for row in rows if row is not None]


def dimensions(view: View, unit: Finding) -> tuple[Finding, ...] | None:
    """The dimensions of a unit that clearly go the way of its index, furthest first; None when there is only one."""
    known = valued(_of_unit(view, unit))
    return clearly(known, "down") if known and len(view.study.constructs) > 1 else None


def within(view: View, unit: Finding) -> Claim | None:
    """Which dimensions of a unit clearly fell or lag, for the unit that page one begins with."""
    clear = dimensions(view, unit)
    if clear is None:
        return None
    if not clear:
        return (NO_DIMENSION_FELL if fell(unit) else NO_DIMENSION_LAGS)(unit=unit)
    told = [changes.step(view, NAMED(row=row), row) if fell(unit) else LAGS(row=row) for row in clear]
    return WITHIN(unit=unit, told=told)


def table(unit: Finding) -> TableSpec:
    """The change, or the difference from the rest, of every dimension of a unit; ``unit`` is that of its index."""

    def words(view: View) -> Claim:
        clear = dimensions(view, unit)
        if not clear:
            return (TITLE_NONE_FELL if fell(unit) else TITLE_NONE_LAGS)(unit=unit)
        return (TITLE_FELL if fell(unit) else TITLE_LAGS)(unit=unit, rows=clear)

    def rows(view: View) -> Rows:
        return _of_unit(view, unit)

    levels = (changes.ends, changes.bases_before) if fell(unit) else ()
    first, *base = levels or (columns.row(),)
    base += [columns.bases, *([] if fell(unit) else [others.bases])]
    fields = columns.row(columns.DIMENSION, first, columns.with_ends(unit.kind, signed=True), *base)

    def key(view: View) -> Claim | None:
        return note(view, unit.segment_by) if unit.kind is GAP else None

    return TableSpec(
        "unit_dimensions", (unit.kind,), rows, fields, words, differences=lambda _view, rows: rows, key=key
    )
