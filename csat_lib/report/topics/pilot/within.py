"""How each item goes with its own dimension: sentence and table."""

from __future__ import annotations

from csat_lib.findings.catalogue import pilot
from csat_lib.findings.catalogue.pilot import CRITICAL_RATIO, ITEM_REST
from csat_lib.report import sections
from csat_lib.report.declared import TableSpec, View, columns
from csat_lib.report.topics.pilot.judged import item_rows, with_signs
from csat_lib.report.wording import Claim, Wording

NONE = Wording(
    zh="决断值、删除后的 α 与载荷都没有对任何题项提出疑问。",
    en="Critical ratio, alpha without the item and loading speak against no item.",
)
SOME = Wording(
    zh="决断值、删除后的 α 或载荷不理想的有{items.quoted}。",
    en="Critical ratio, alpha without the item or loading {items|speaks|speak} against {items.quoted}.",
)
TITLE = Wording(zh="各题在本维度中的表现", en="How each item goes with its own dimension")


def within(view: View) -> Claim:
    """Items that other signs of their own dimension speak against."""
    found = with_signs(view, "critical_ratio_low", "alpha_rises", "loading_low")
    return SOME(items=found) if found else NONE()


FIELDS = columns.row(
    columns.ITEM,
    CRITICAL_RATIO,
    columns.probability,
    pilot.CRITICAL_RATIO_WELCH,
    columns.with_ends(ITEM_REST),
    pilot.ALPHA_IF_DROPPED,
    pilot.LOADING,
    pilot.COMMUNALITY,
)
TABLE = TableSpec(
    "pilot_within",
    (ITEM_REST, CRITICAL_RATIO),
    item_rows(CRITICAL_RATIO),
    FIELDS,
    lambda _view: TITLE(),
    sections=sections.by_construct,
)
