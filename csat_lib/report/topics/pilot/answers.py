"""How the items are answered: spread, blanks, dimensions at the end of their scale: sentences and table."""

from __future__ import annotations

from csat_lib.conventions import SCALE_END
from csat_lib.findings.catalogue.pilot import CEILING, FLOOR, MEAN, MISSING_SHARE, SD, SKEWNESS
from csat_lib.report import sections
from csat_lib.report.clear import size
from csat_lib.report.declared import TableSpec, View, columns, known
from csat_lib.report.topics.pilot.judged import item_rows, with_signs
from csat_lib.report.wording import Claim, Wording, Words

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
    shares = [row for measure in ENDS for row in known(view, measure) if row.subject in view.study.constructs]
    told += [CAPPED(share=row, end=ENDS[row.kind]) for row in shares if size(row) > SCALE_END]
    return told or [SPREAD()]


FIELDS = columns.row(columns.ITEM, MEAN, SD, SKEWNESS, FLOOR, CEILING, MISSING_SHARE, columns.bases)
TABLE = TableSpec(
    "pilot_answers", (MEAN,), item_rows(MEAN), FIELDS, lambda _view: TITLE(), sections=sections.by_construct
)
