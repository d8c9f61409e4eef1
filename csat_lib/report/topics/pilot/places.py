"""Whether an item belongs to another dimension, and dimensions without a factor of their own: sentences and table."""

from __future__ import annotations

from csat_lib.findings.catalogue.pilot import CROSS_LOADING, ITEM_REST, OTHER_R, OWN_LOADING, TOPIC
from csat_lib.findings.measure import Measure
from csat_lib.report import sections
from csat_lib.report.columns import Part
from csat_lib.report.declared import Finding, TableSpec, View, columns, known_row
from csat_lib.report.topics.pilot.decisions import STOP
from csat_lib.report.topics.pilot.judged import item_rows, with_signs
from csat_lib.report.wording import Claim, Label, Wording, Words

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
    found = with_signs(view, "loads_elsewhere", "nearer_other")
    return SOME_LEAN(items=found, end=end) if found else NONE_LEANS(end=end)


def merged(view: View) -> Claim | None:
    """Dimensions that were found to have no factor of their own."""
    names = [Label(text.subject) for text in view.words(TOPIC.name, "merged")]
    return MERGED(names=names) if names else None


def _toward(measure: Measure) -> Part:
    def named(view: View, row: Finding) -> str:
        found = known_row(view, measure, row.subject)
        return view.label(found.other) if found else ""

    return columns.worded(TOWARD, named)


FIELDS = columns.row(
    columns.ITEM, ITEM_REST, OTHER_R, _toward(OTHER_R), OWN_LOADING, CROSS_LOADING, _toward(CROSS_LOADING)
)
TABLE = TableSpec(
    "pilot_places",
    (OTHER_R,),
    item_rows(OTHER_R),
    FIELDS,
    lambda view: elsewhere(view, None),
    sections=sections.by_construct,
)
