"""How the items work: in their own dimension, towards the others, as they are answered: sentences and tables."""

from csat_lib.conventions import SCALE_END
from csat_lib.findings.catalogue import pilot
from csat_lib.findings.catalogue.pilot import CEILING, CROSS_LOADING, FLOOR, ITEM_REST, MISSING_SHARE, OTHER_R
from csat_lib.findings.measure import Measure
from csat_lib.report import sections
from csat_lib.report.clear import size
from csat_lib.report.columns import Part
from csat_lib.report.declared import Finding, TableSpec, View, columns, known, known_row
from csat_lib.report.topics.pilot.decisions import STOP
from csat_lib.report.topics.pilot.judged import item_rows, with_signs
from csat_lib.report.wording import Claim, Label, Wording, Words

NONE_WITHIN = Wording(
    zh="决断值、删除后的 α 与载荷都没有对任何题项提出疑问。",
    en="Critical ratio, alpha without the item and loading speak against no item.",
)
SOME_WITHIN = Wording(
    zh="决断值、删除后的 α 或载荷不理想的有{items.quoted}。",
    en="Critical ratio, alpha without the item or loading {items|speaks|speak} against {items.quoted}.",
)
TITLE_WITHIN = Wording(zh="各题在本维度中的表现", en="How each item goes with its own dimension")


def within(view: View) -> Claim:
    """Items that other signs of their own dimension speak against."""
    found = with_signs(view, "critical_ratio_low", "alpha_rises", "loading_low")
    return SOME_WITHIN(items=found) if found else NONE_WITHIN()


WITHIN_FIELDS = columns.row(
    columns.ITEM,
    pilot.CRITICAL_RATIO,
    columns.probability,
    pilot.CRITICAL_RATIO_WELCH,
    columns.with_ends(ITEM_REST),
    pilot.ALPHA_IF_DROPPED,
    pilot.LOADING,
    pilot.COMMUNALITY,
)
WITHIN = TableSpec(
    "pilot_within",
    (ITEM_REST, pilot.CRITICAL_RATIO),
    item_rows(pilot.CRITICAL_RATIO),
    WITHIN_FIELDS,
    lambda _view: TITLE_WITHIN(),
    sections=sections.by_construct,
)


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
    names = [Label(text.subject) for text in view.words(pilot.TOPIC.name, "merged")]
    return MERGED(names=names) if names else None


def _toward(measure: Measure) -> Part:
    def named(view: View, row: Finding) -> str:
        found = known_row(view, measure, row.subject)
        return view.label(found.other) if found else ""

    return columns.worded(TOWARD, named)


PLACES_FIELDS = columns.row(
    columns.ITEM, ITEM_REST, OTHER_R, _toward(OTHER_R), pilot.OWN_LOADING, CROSS_LOADING, _toward(CROSS_LOADING)
)
PLACES = TableSpec(
    "pilot_places",
    (OTHER_R,),
    item_rows(OTHER_R),
    PLACES_FIELDS,
    lambda view: elsewhere(view, None),
    sections=sections.by_construct,
)


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
TITLE_ANSWERS = Wording(zh="各题的作答情况", en="How each item is answered")


def answered(view: View) -> list[Claim | None]:
    """Items with too little spread or many blanks, and dimensions at the end of their scale."""
    signs = ((AT_ONE_END, ("one_end", "no_variance")), (BLANK, ("missing_many",)))
    told: list[Claim | None] = [wording(items=items) for wording, codes in signs if (items := with_signs(view, *codes))]
    shares = [row for measure in ENDS for row in known(view, measure) if row.subject in view.study.constructs]
    told += [CAPPED(share=row, end=ENDS[row.kind]) for row in shares if size(row) > SCALE_END]
    return told or [SPREAD()]


ANSWERS_FIELDS = columns.row(
    columns.ITEM, pilot.MEAN, pilot.SD, pilot.SKEWNESS, FLOOR, CEILING, MISSING_SHARE, columns.bases
)
ANSWERS = TableSpec(
    "pilot_answers",
    (pilot.MEAN,),
    item_rows(pilot.MEAN),
    ANSWERS_FIELDS,
    lambda _view: TITLE_ANSWERS(),
    sections=sections.by_construct,
)
