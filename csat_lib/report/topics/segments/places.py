"""Which unit to look at first, and in which of its dimensions: picked by intervals that hold for all units together."""

from csat_lib.findings.catalogue.trends import CHANGE
from csat_lib.report.clear import clearly
from csat_lib.report.declared import Finding, Rows, TableSpec, View, columns, valued
from csat_lib.report.topics.segments.gaps import gaps
from csat_lib.report.topics.trends.changes import of_groups
from csat_lib.report.wording import Claim, Wording

NO_DIMENSION_FELL = Wording(
    zh="{unit.level}没有哪个维度明显下降。", en="Within {unit.level}, no single dimension fell clearly."
)
NO_DIMENSION_LAGS = Wording(
    zh="{unit.level}没有哪个维度明显低于其余各组。",
    en="Within {unit.level}, no single dimension is clearly below the rest.",
)
WITHIN = Wording(zh="{unit.level}的各维度中，{told:,}。", en="Within {unit.level}, {told}.")
FELL = Wording(
    zh="{row.quoted}下降 {row:size} 分（{row.sizes} 分）", en="{row.label} fell {row:size} points ({row.sizes})"
)
LAGS = Wording(
    zh="{row.quoted}比其余各组低 {row:size} 分（{row.sizes} 分）",
    en="{row.label} is {row:size} points ({row.sizes}) below the rest",
)
TITLE_NONE_FELL = Wording(zh="{unit.level}：没有哪个维度明显下降", en="{unit.level}: no single dimension fell clearly")
TITLE_NONE_LAGS = Wording(
    zh="{unit.level}：没有哪个维度明显低于其余各组", en="{unit.level}: no single dimension is clearly below the rest"
)
TITLE_FELL = Wording(zh="{unit.level}：{rows.quoted}明显下降", en="{unit.level}: {rows.label} fell clearly")
TITLE_LAGS = Wording(
    zh="{unit.level}：{rows.quoted}明显低于其余各组",
    en="{unit.level}: {rows.label} {rows|is|are} clearly below the rest",
)


def fallen(view: View) -> tuple[Finding, ...]:
    """Units whose index clearly fell, the furthest first."""
    return clearly(of_groups(view, view.study.unit or ""), "down")


def behind(view: View) -> tuple[Finding, ...]:
    """Units clearly below the rest, the furthest first; of two units the lower one."""
    return clearly(gaps(view, view.study.unit), "down") if view.study.unit else ()


def troubled(view: View) -> tuple[Finding, ...]:
    """Units that clearly fell; when none did, those clearly below the rest."""
    return fallen(view) or behind(view)


def fell(unit: Finding) -> bool:
    """Whether the unit comes first because it fell, not because it lags."""
    return unit.kind is CHANGE


def _of_unit(view: View, unit: Finding) -> list[Finding]:
    where = {"segment_by": unit.segment_by, "segment": unit.segment, "against": unit.against}
    found = (view.row(unit.kind, name, **where) for name in view.study.constructs)
    return [row for row in found if row is not None]


def dimensions(view: View, unit: Finding) -> tuple[Finding, ...] | None:
    """The dimensions of a unit that clearly go the way of its index, furthest first; None when there is only one."""
    known = valued(_of_unit(view, unit))
    return clearly(known, "down") if known and len(view.study.constructs) > 1 else None


def within(view: View, unit: Finding) -> Claim | None:
    """Which dimensions of a unit clearly fell or lag, for the unit that page one begins with."""
    found = dimensions(view, unit)
    if found is None:
        return None
    if not found:
        return (NO_DIMENSION_FELL if fell(unit) else NO_DIMENSION_LAGS)(unit=unit)
    one = FELL if fell(unit) else LAGS
    return WITHIN(unit=unit, told=[one(row=row) for row in found])


def table(unit: Finding) -> TableSpec:
    """The change, or the difference from the rest, of every dimension of a unit; ``unit`` is that of its index."""

    def words(view: View) -> Claim:
        found = dimensions(view, unit)
        if not found:
            return (TITLE_NONE_FELL if fell(unit) else TITLE_NONE_LAGS)(unit=unit)
        return (TITLE_FELL if fell(unit) else TITLE_LAGS)(unit=unit, rows=found)

    def rows(view: View) -> Rows:
        return _of_unit(view, unit)

    fields = columns.row(columns.DIMENSION, columns.with_ends(unit.kind, signed=True), columns.bases)
    return TableSpec("unit_dimensions", (unit.kind,), rows, fields, words, differences=lambda _view, rows: rows)
