"""Whether an item belongs to another dimension, and dimensions without a factor of their own: sentences and table."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.pilot import CROSS_LOADING, ITEM_REST, OTHER_R, OWN_LOADING, TOPIC
from csat_lib.findings.measure import Measure, Words
from csat_lib.report import columns
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec
from csat_lib.report.topics.pilot.decisions import STOP
from csat_lib.report.topics.pilot.judged import by_construct, item_rows, same_item, with_signs
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Label, Wording

SOME_LEAN = Wording(
    zh="偏向其他维度的有{items.quoted}{end}", en="{items.quoted} {items|leans|lean} towards another dimension{end}"
)
NONE_LEANS = Wording(
    zh="没有题项偏向其他维度，现有的交叉载荷都在偶然范围之内{end}",
    en="No item leans towards another dimension more than chance would have it{end}",
)
MERGED = Wording(
    zh="{names.quoted}没有形成自己的因子：试测答卷中无法与其他维度区分，这不是个别题项的问题。",
    en="The items of {names} have no factor of their own: in these answers {names|this dimension|these dimensions} "
    "cannot be told apart from the others, which is no fault of a single item.",
)
TOWARD = Words("所指维度", "Toward")


def elsewhere(view: View, end: Words | None = STOP) -> Claim:
    """Items that lean towards another dimension."""
    found = with_signs(view, "cross_loading", "nearer_other")
    return SOME_LEAN(items=found, end=end) if found else NONE_LEANS(end=end)


def merged(view: View) -> Claim | None:
    """Dimensions that were found to have no factor of their own."""
    names = [Label(text.subject) for text in view.words(TOPIC.name, "merged")]
    return MERGED(names=names) if names else None


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows
    return (
        columns.subject(view, columns.ITEM),
        columns.figure(view, ITEM_REST, same_item(view, ITEM_REST)),
        columns.figure(view, OTHER_R),
        _toward(view, OTHER_R),
        columns.figure(view, OWN_LOADING, same_item(view, OWN_LOADING)),
        columns.figure(view, CROSS_LOADING, same_item(view, CROSS_LOADING)),
        _toward(view, CROSS_LOADING),
    )


def _toward(view: View, measure: Measure) -> Field:
    def named(row: Finding) -> str:
        found = view.row(measure, row.subject)
        return view.label(found.other) if found is not None and found.value is not None else ""

    return columns.text(view, TOWARD, named)


TABLE = TableSpec(
    "pilot_places",
    (OTHER_R,),
    item_rows(OTHER_R),
    _fields,
    lambda view: elsewhere(view, None),
    sections=by_construct,
)
