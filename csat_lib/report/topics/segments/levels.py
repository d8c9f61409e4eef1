"""The index of every group: which groups are shown, which are masked, and which are to be read with care."""

from csat_lib.findings import HIDDEN
from csat_lib.findings.catalogue.scores import INDEX
from csat_lib.report.clear import is_small
from csat_lib.report.declared import Finding, Rows, View, valued
from csat_lib.report.wording import Claim, Limit, Wording

MASKED = Wording(
    zh="{rows.level}的样本量不足 {minimum}，不予展示",
    en="{rows.level} {rows|is|are} not shown (fewer than {minimum} responses)",
)
BESIDE = Wording(
    zh="{rows.level}也一并不展示，以免由其推算出样本过少的组",
    en="{rows.level} {rows|is|are} not shown either, so that no group of so few can be worked out",
)
SMALL = Wording(
    zh="{rows.level}的样本量不足 {small}，解读时请谨慎",
    en="{rows.level} {rows|is|are} to be read with caution (fewer than {small} responses)",
)
NOTE = Wording(zh="{clauses:;}。", en="{clauses:;}.")


def indices(view: View, segment_by: str, subject: str = "") -> tuple[Finding, ...]:
    """The index of every level of a segment question (of the root, unless a subject is named)."""
    return view.rows(INDEX, subject=subject or view.study.root, segment_by=segment_by)


def of_constructs(view: View, segment_by: str) -> tuple[Finding, ...]:
    """The index of every construct in every level; of everybody for ``ALL``."""
    return view.rows(INDEX, subject=tuple(view.study.constructs), segment_by=segment_by)


def best_first(view: View, rows: Rows) -> Rows:
    """Figures of groups in the order of the groups' index, as the ranking has them; those without one last."""
    by = next((row.segment_by for row in rows), "")
    order = {row.segment: -(row.value or 0.0) for row in valued(indices(view, by))}
    return sorted(rows, key=lambda row: order.get(row.segment, 1.0))


def segments_shown(view: View) -> tuple[str, ...]:
    """The segments of the study that have figures, the unit first."""
    unit = [view.study.unit] if view.study.unit else []
    named = dict.fromkeys([*unit, *view.study.segments])
    return tuple(name for name in named if view.rows(INDEX, segment_by=name))


def hidden(view: View, segment_by: str, subject: str = "") -> Claim | None:
    """Groups that are masked, and groups to be read with care."""
    rows = indices(view, segment_by, subject)
    masked, beside = ([row for row in rows if row.reason == reason] for reason in HIDDEN)
    small = [row for row in valued(rows) if is_small(row, view.study.small_base)]
    clauses = [MASKED(rows=masked, minimum=Limit(view.study.minimum_base, "respondents"))] if masked else []
    clauses += [BESIDE(rows=beside)] if beside else []
    clauses += [SMALL(rows=small, small=Limit(view.study.small_base, "respondents"))] if small else []
    return NOTE(clauses=clauses) if clauses else None


def thin(view: View) -> tuple[Finding, ...]:
    """Units whose base is small or too small to show."""
    rows = indices(view, view.study.unit or "")
    return tuple(row for row in rows if row.reason == HIDDEN[0] or is_small(row, view.study.small_base))
