"""How each item goes with its own dimension: sentence and table."""

from __future__ import annotations

from csat_lib.findings.catalogue.pilot import (
    ALPHA_IF_DROPPED,
    COMMUNALITY,
    CRITICAL_RATIO,
    CRITICAL_RATIO_WELCH,
    ITEM_REST,
    LOADING,
)
from csat_lib.report import columns
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec
from csat_lib.report.topics.pilot.judged import by_construct, item_rows, same_item, with_signs
from csat_lib.report.view import View
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


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows
    rest = same_item(view, ITEM_REST)
    others = (ALPHA_IF_DROPPED, LOADING, COMMUNALITY)
    return (
        columns.subject(view, columns.ITEM),
        columns.figure(view, CRITICAL_RATIO),
        columns.number(view, columns.P, "p"),
        columns.figure(view, CRITICAL_RATIO_WELCH, same_item(view, CRITICAL_RATIO_WELCH)),
        columns.figure(view, ITEM_REST, rest),
        columns.interval(view, ITEM_REST, rest),
        *(columns.figure(view, measure, same_item(view, measure)) for measure in others),
    )


TABLE = TableSpec(
    "pilot_within",
    (ITEM_REST, CRITICAL_RATIO),
    item_rows(CRITICAL_RATIO),
    _fields,
    lambda _view: TITLE(),
    sections=by_construct,
)
