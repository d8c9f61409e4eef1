"""What respondents felt by what they expected: ratios of two means, with the difference beside."""

from csat_lib.findings.catalogue.questions import RATIO, RATIO_GAP
from csat_lib.report.declared import TableSpec, View, columns, known, known_row
from csat_lib.report.wording import Claim, Wording

ONE = Wording(
    zh="{row.quoted}为 {row}（{row.interval}；{row.base}），两者相差 {gap:signed}（{gap.signed_ends}）。",
    en="{row.quoted} is {row} ({row.interval}; {row.base}); the difference is {gap:signed} ({gap.signed_ends}).",
)
TITLE = Wording(zh="两项均值之比", en="Ratios of two means")


def told_of(view: View, subject: str = "") -> list[Claim | None]:
    """One sentence a ratio, or that of one."""
    rows = [row for row in known(view, RATIO) if subject in {"", row.subject}]
    return [ONE(row=row, gap=known_row(view, RATIO_GAP, row.subject)) for row in rows]


TABLE = TableSpec(
    "ratios",
    (RATIO, RATIO_GAP),
    lambda view: view.rows(RATIO),
    columns.row(
        columns.SUBJECT,
        columns.with_ends(RATIO),
        columns.with_ends(RATIO_GAP, signed=True),
        columns.bases,
    ),
    lambda _view: TITLE(),
)
