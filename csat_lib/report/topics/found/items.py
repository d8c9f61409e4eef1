"""Which questions carry what a group's score shows: the items behind a dimension that is told, and any others.

An item of a dimension that is clear of the same group, the same way, is no finding of its own: it is told as the part
that carries it.
"""

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.segments import GAP, ITEM_GAP
from csat_lib.findings.catalogue.trends import ITEM_CHANGE
from csat_lib.findings.measure import Measure
from csat_lib.report.clear import clearly, direction, size, valued
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns
from csat_lib.report.sections import by_construct, owners
from csat_lib.report.topics.found import changes, others
from csat_lib.report.view import ANY
from csat_lib.report.wording import Claim, Label, Slot, Wording, Words, some

BEHIND = {
    ITEM_CHANGE: Wording(
        zh="与 {row.before}相比，“{dimension}”的 {n} 道题{all}明显{way}，幅度最大的是{row.quoted}"
        "（{row:size} 分，{row.sizes} 分）。",
        en="{all} questions of {dimension} {way} clearly from {row.before}, {row.quoted} most ({row:size} points, "
        "{row.sizes}){n||}.",
    ),
    ITEM_GAP: Wording(
        zh="{row.level}“{dimension}”的 {n} 道题{all}{clear||}明显{way}{row.rest}，差距最大的是{row.quoted}"
        "（{row:size} 分，{row.sizes} 分）。",
        en="{all} {dimension} questions at {row.level} {clear|is|are} clearly {way} {row.rest}, {row.quoted} furthest "
        "({row:size} points, {row.sizes}){n||}.",
    ),
}
ALL_OF = Wording(zh="全部{n||}", en="all {n:word}")
SOME_OF = Wording(zh="中有 {clear} 道{n||}", en="{clear:word} of the {n:word}")
ALONE = {
    ITEM_CHANGE: Wording(
        zh="{where}{row.quoted}{way} {row:size} 分（{row.sizes} 分）",
        en="{row.quoted} {way} by {row:size} points ({row.sizes}) {where}",
    ),
    ITEM_GAP: Wording(
        zh="{where}{row.quoted}{way}其他各组合计 {row:size} 分（{row.sizes} 分）",
        en="{row.quoted} lies {row:size} points ({row.sizes}) {way} all others combined {where}",
    ),
}
WAYS = {
    (ITEM_CHANGE, "down"): Words("下降", "fell"),
    (ITEM_CHANGE, "up"): Words("上升", "rose"),
    (ITEM_GAP, "down"): Words("低于", "below"),
    (ITEM_GAP, "up"): Words("高于", "above"),
}
IN_GROUP, OVERALL = Wording(zh="{row.level}的", en="at {row.level}"), Wording(zh="总体的", en="overall")
BEYOND = Wording(zh="单看题目：{told:,}。", en="In single questions: {told}.")
MORE = Wording(zh="另有 {n} 项", en="{n:other}")
TITLE = {
    (ITEM_CHANGE, True): Wording(
        zh="{unit.level}：与 {unit.before}相比，{n} 道题中有 {clear} 道明显下降",
        en="{unit.level}: {clear:word} of {n:question} fell clearly from {unit.before}",
    ),
    (ITEM_CHANGE, False): Wording(
        zh="{unit.level}：与 {unit.before}相比，没有哪道题明显下降",
        en="{unit.level}: no single question fell clearly from {unit.before}",
    ),
    (ITEM_GAP, True): Wording(
        zh="{unit.level}：{n} 道题中有 {clear} 道明显低于{unit.rest}",
        en="{unit.level}: {clear:word} of {n:question} {clear|lies|lie} clearly below {unit.rest}",
    ),
    (ITEM_GAP, False): Wording(
        zh="{unit.level}：没有哪道题明显低于{unit.rest}",
        en="{unit.level}: no single question lies clearly below {unit.rest}",
    ),
}


def of_items(row: Finding) -> Measure:
    """The measure of the items behind a score's difference or change."""
    return ITEM_GAP if row.kind is GAP else ITEM_CHANGE


def _compared(view: View, measure: Measure) -> tuple[Finding, ...]:
    """Every comparison of items that was made; of two groups that mirror each other that of the lower one."""
    against = {"against": view.previous.text} if measure is ITEM_CHANGE and view.previous else {}
    rows = valued(view.rows(measure, segment_by=ANY, **against))
    pairs: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        pairs.setdefault((row.subject, row.segment_by), []).append(row.value or 0.0)
    mirrored = {key for key, values in pairs.items() if len(values) == 2 and abs(sum(values)) < 1e-9}
    return tuple(row for row in rows if (row.subject, row.segment_by) not in mirrored or (row.value or 0.0) <= 0)


def _behind(view: View, row: Finding) -> tuple[Finding, ...]:
    """The items of a dimension, of the same group, compared as the dimension is."""
    items = view.study.constructs[row.subject].items if row.subject in view.study.constructs else ()
    where = {"segment_by": row.segment_by, "segment": row.segment, "against": row.against}
    return valued(view.rows(of_items(row), subject=tuple(items), **where))


def carrying(view: View, row: Finding) -> Claim | None:
    """Of the questions of a dimension that is clear, how many are clear by themselves and which the most."""
    way = direction(row)
    own = _behind(view, row)
    clear = clearly(own, way)
    if way == "unclear" or not clear:
        return None
    of = of_items(row)
    told: dict[str, Slot] = {"dimension": Label(row.subject), "n": len(own), "clear": len(clear), "row": clear[0]}
    told["all"] = ALL_OF(n=len(own)) if len(clear) == len(own) else SOME_OF(n=len(own), clear=len(clear))
    return BEHIND[of](way=WAYS[of, way], **{name: told[name] for name in BEHIND[of].slots - {"way"}})


def beyond(view: View, measure: Measure) -> Claim | None:
    """Items that are clear where their dimension is not: they are told anew, the largest first."""
    found = sorted(_new(view, measure), key=size, reverse=True)
    told = [ALONE[row.kind](row=row, where=_where(row), way=WAYS[row.kind, direction(row)]) for row in found]
    return BEYOND(told=some(told, MORE)) if told else None


def looked_at(view: View, measure: Measure) -> tuple[int, list[Finding]]:
    """How many comparisons of groups' items there are, and which are clear within a dimension that is."""
    single, new = [row for row in _compared(view, measure) if row.segment_by != ALL], _new(view, measure)
    return len(single), [row for row in single if direction(row) != "unclear" and row not in new]


def _new(view: View, measure: Measure) -> list[Finding]:
    """Those of them that no clear dimension of the same group and way holds."""
    scores = changes.every(view, segment_by=ANY) if measure is ITEM_CHANGE else view.rows(GAP, segment_by=ANY)
    named = {(row.subject, row.segment_by, row.segment, direction(row)) for row in scores}
    of = owners(view)
    clear = [row for row in _compared(view, measure) if direction(row) != "unclear"]
    return [row for row in clear if (of.get(row.subject), row.segment_by, row.segment, direction(row)) not in named]


def _where(row: Finding) -> Claim:
    return IN_GROUP(row=row) if row.segment_by != ALL else OVERALL()


def table(unit: Finding) -> TableSpec:
    """Every question of a unit: its change, or its difference from all others; ``unit`` is that of its index."""
    measure = of_items(unit)

    def rows(view: View) -> Rows:
        where = {"segment_by": unit.segment_by, "segment": unit.segment, "against": unit.against}
        return view.rows(measure, subject=view.study.items, **where)

    def title(view: View) -> Claim:
        known = valued(rows(view))
        clear = len(clearly(known, "down"))
        wording = TITLE[measure, clear > 0]
        slots: dict[str, Slot] = {"unit": unit, "n": len(known), "clear": clear}
        return wording(**{name: slots[name] for name in wording.slots})

    def fields(view: View, shown: Rows) -> tuple[Field, ...]:
        parts = (columns.with_ends(measure, signed=True), changes.bases_before, columns.bases, others.bases)
        return columns.row(columns.ITEM, changes.ends, *parts)(view, shown)

    return TableSpec(
        "items_of_unit" if measure is ITEM_CHANGE else "item_gaps_of_unit",
        (measure,),
        rows,
        fields,
        title,
        sections=by_construct,
        differences=lambda _view, shown: shown,
    )
