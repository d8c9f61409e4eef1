"""How each item goes with the rest of its dimension: the table."""

from csat_lib.conventions import ENOUGH_ITEM_REST
from csat_lib.findings.catalogue.reliability import ALPHA_IF_DROPPED, ITEM_REST
from csat_lib.report import sections
from csat_lib.report.declared import Finding, TableSpec, View, columns, known
from csat_lib.report.wording import Claim, Limit, Wording

EACH_FITS = Wording(
    zh="每个题项与同维度其余题项的相关都不低于 {minimum}",
    en="Every item goes with the rest of its dimension (item-rest correlation of {minimum} or more)",
)
MANY_UNFIT = Wording(
    zh="有 {n} 个题项与同维度其余题项的相关低于 {minimum}",
    en="{n:item} go little with the rest of their dimensions (under {minimum})",
)
FEW_UNFIT = Wording(
    zh="{items.quoted}与同维度其余题项的相关低于 {minimum}",
    en="{items.quoted} {items|goes|go} little with the rest of the dimension (under {minimum})",
)
MOST_NAMED = 2


def opposed(view: View) -> list[Finding]:
    """Items that go against the rest of their dimension, the most opposed first."""
    return sorted((row for row in known(view, ITEM_REST) if (row.value or 0.0) < 0), key=lambda row: row.value or 0.0)


def _unfit(view: View) -> Claim:
    """Items that do not fit their scale."""
    low = [row for row in known(view, ITEM_REST) if (row.value or 0.0) < ENOUGH_ITEM_REST]
    minimum = Limit(ENOUGH_ITEM_REST)
    if not low:
        return EACH_FITS(minimum=minimum)
    return MANY_UNFIT(n=len(low), minimum=minimum) if len(low) > MOST_NAMED else FEW_UNFIT(items=low, minimum=minimum)


TABLE = TableSpec(
    "item_reliability",
    (ITEM_REST,),
    lambda view: view.rows(ITEM_REST),
    columns.row(columns.ITEM, ITEM_REST, ALPHA_IF_DROPPED, columns.bases),
    _unfit,
    sections=sections.by_other,
)
