"""How the items are answered: spread, blanks, dimensions at the end of their scale: sentences and table."""

from __future__ import annotations

from csat_lib.conventions import SCALE_END
from csat_lib.findings import Finding
from csat_lib.findings.catalogue.pilot import CEILING, FLOOR, MEAN, MISSING_SHARE, SD, SKEWNESS
from csat_lib.findings.measure import Words
from csat_lib.report import columns
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec, known
from csat_lib.report.topics.pilot.judged import by_construct, item_rows, same_item, with_signs
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

AT_ONE_END = Wording(
    zh="{items.quoted}的回答绝大多数集中在量表同一端。",
    en="Nearly everybody answers {items.quoted} at the same end of the scale.",
)
BLANK = Wording(zh="漏答偏多的有{items.quoted}。", en="Often left blank: {items.quoted}.")
CAPPED = Wording(
    zh="{share.quoted}有 {share} 的人得到{end}分，量表无法区分这些人之间的差别。",
    en="{share} have the {end} possible score on {share.label}: among them the scale cannot tell differences.",
)
ENDS = {FLOOR: Words("最低", "lowest"), CEILING: Words("最高", "highest")}
SPREAD = Wording(
    zh="各题回答在量表上都有适当分布，漏答也不多。",
    en="Every item spreads its answers over the scale, and none is often left blank.",
)
TITLE = Wording(zh="各题的作答情况", en="How each item is answered")


def answered(view: View) -> list[Claim | None]:
    """Items with too little spread or many blanks, and dimensions at the end of their scale."""
    signs = ((AT_ONE_END, ("one_end", "no_variance")), (BLANK, ("missing_many",)))
    told: list[Claim | None] = [wording(items=items) for wording, codes in signs if (items := with_signs(view, *codes))]
    told += [
        CAPPED(share=row, end=ENDS[row.kind]) for measure in ENDS for row in known(view, measure) if _caps(view, row)
    ]
    return told or [SPREAD()]


def _caps(view: View, row: Finding) -> bool:
    """Whether so many have the lowest, or highest, score of a dimension that it cannot tell them apart."""
    return row.subject in view.study.constructs and (row.value or 0.0) > SCALE_END


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    shown = (MEAN, SD, SKEWNESS, FLOOR, CEILING, MISSING_SHARE)
    figures = (columns.figure(view, measure, same_item(view, measure)) for measure in shown)
    return (columns.subject(view, columns.ITEM), *figures, *columns.bases(view, rows))


TABLE = TableSpec("pilot_answers", (MEAN,), item_rows(MEAN), _fields, lambda _view: TITLE(), sections=by_construct)
