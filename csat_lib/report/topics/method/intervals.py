"""Which intervals stand each for itself and which hold together, and how much of the error each comparison has."""

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.drivers import WEIGHTED_GAP
from csat_lib.findings.catalogue.methods import TOGETHER
from csat_lib.findings.catalogue.scores import TARGET_GAP
from csat_lib.findings.catalogue.trends import CONTRIBUTION
from csat_lib.report.blocks import Cell, Column, Table
from csat_lib.report.declared import Finding, View, valued
from csat_lib.report.notes import source_of
from csat_lib.report.slots import tell
from csat_lib.report.wording import Claim, Wording, Words, percent

PLAIN = Wording(
    zh="逐项成立的区间：各项水平（指数、NPS、均值、占比、信度、载荷、主题的占比与得分）的 {confidence} 置信区间只就这一"
    "个数字而言，未作联合调整。各图中得分旁的区间、附录各表中紧跟得分的区间都属此类。",
    en="Intervals each for itself: those of levels (indices, NPS, means, shares, reliabilities, loadings, shares and "
    "scores of topics) are at {confidence} for the one figure and not adjusted. They stand beside the score of a wave "
    "or group in every figure, and next to the score in the annex's tables.",
)
TOGETHER_TOLD = Wording(
    zh="联合成立的区间：所有差距与变化（含与目标之差、构成影响和题目）共 {n} 项比较，区间以 {confidence} 的水平同时成"
    "立；报告和附录中紧跟“差距”或“变化”的区间都属此类。各类比较所占的误差与相应的单项置信水平见{table}。各组对总体变化的贡"
    "献是其变化的一个倍数，与之共用一份，不另计数。",
    en="Intervals that hold together: those of all differences and changes, from targets, of questions and of the mix "
    "too, {n} comparisons in all, at {confidence} jointly. They stand next to every difference and change in the "
    "report and here. What each comparison has of the error, and at what confidence its interval is therefore made, "
    "says {table}. A part of the change of all is a multiple of its group's change and shares that one's part of the "
    "error.",
)
OTHERS = Wording(
    zh="加权差距的 {n} 个区间只在彼此之间同时成立（Sidak），与上述比较分开。",
    en="The {n:interval} of the weighted gaps hold together with one another alone (Sidak), apart from the comparisons "
    "above.",
)
TITLE = Wording(zh="{n} 项比较如何分配误差", en="How {n} comparisons share the error")
KIND = Words("比较", "Comparison")
GIVEN, PART, OWN = (
    Words("给出区间的项数", "Intervals given"),
    Words("每项所占误差", "Error of each"),
    Words("每项的置信水平", "Confidence of each"),
)
NO_INTERVAL = Words("计入总数、但无法给出区间", "Counted, but no interval can be given")
KINDS: dict[tuple[str, str], Words] = {
    ("all", "first"): Words("指数本身的变化", "Change of the index itself"),
    ("all", "named"): Words("其他主要指标本身的变化", "Changes of the other headline figures themselves"),
    ("target", "first"): Words("指数与目标之差", "The index against its target"),
    ("target", "other"): Words("其他得分与目标之差", "Other scores against their targets"),
    ("all", "other"): Words("其他得分本身的变化", "Changes of all other scores themselves"),
    ("unit", "first"): Words("各单位指数的差距与变化", "Index by unit: differences and changes"),
    ("unit", "named"): Words(
        "各单位其他主要指标的差距与变化", "Other headline figures by unit: differences and changes"
    ),
    ("group", "other"): Words(
        "其余各组得分的差距与变化、构成影响", "All other differences and changes of groups' scores, and the mix"
    ),
    ("item", "other"): Words("题项的差距与变化", "Differences and changes of items"),
}


_ANCHOR = "tbl-intervals"


def claims(view: View) -> list[Claim | None]:
    """Which stand alone, which hold together and over how many."""
    level = percent(view.study.confidence)
    together, apart = _together(view), [row for row in valued(view.rows(WEIGHTED_GAP)) if row.low is not None]
    table = Words(f"[[{_ANCHOR}]]", f"[[{_ANCHOR}]]")
    return [
        PLAIN(confidence=level),
        TOGETHER_TOLD(n=together[0].family, confidence=level, table=table) if together else None,
        OTHERS(n=apart[0].family) if apart and apart[0].family > 1 else None,
    ]


def table(view: View) -> Table | None:
    """What each kind of comparison has of the error."""
    together = _together(view)
    if not together:
        return None
    by_kind: dict[tuple[str, str], list[Finding]] = {}
    for row in together:
        by_kind.setdefault(_kind(view, row), []).append(row)
    columns = (
        Column(KIND[view.language]),
        Column(GIVEN[view.language], kind="number"),
        Column(PART[view.language], kind="number", decimals=3, percent=True),
        Column(OWN[view.language], kind="number", decimals=4, percent=True),
    )
    rows = [(words[view.language], *_cells(view, by_kind[kind])) for kind, words in KINDS.items() if kind in by_kind]
    if left := together[0].family - len(together):
        rows.append((NO_INTERVAL[view.language], Cell(left, of="count"), Cell(None), Cell(None)))
    return Table(_ANCHOR, tell(view, TITLE(n=together[0].family)), columns, tuple(rows), source=source_of(view))


def _cells(view: View, rows: list[Finding]) -> tuple[Cell, Cell, Cell]:
    share = next(part.numbers[1] for part in rows[0].method.parts if part.key == TOGETHER)
    alone = view.study.confidence**share
    return Cell(len(rows), of="count"), Cell(share, of="method"), Cell(alone, of="method")


def _together(view: View) -> list[Finding]:
    """Every comparison whose interval holds together with the others; a contribution is none of its own."""
    found = (row for row in view.all_figures() if row.kind is not CONTRIBUTION and row.noted(TOGETHER))
    return [row for row in found if row.low is not None]


def _kind(view: View, row: Finding) -> tuple[str, str]:
    study = view.study
    if row.subject in study.items:
        return "item", "other"
    if row.kind is TARGET_GAP and row.segment_by == ALL:
        return "target", "first" if row.subject == study.root else "other"
    named = [study.root, study.nps, study.headline]
    place = "first" if row.subject == study.root else "named" if row.subject in named else "other"
    if row.other:
        return "group", "other"
    if row.segment_by == ALL:
        return "all", place
    if place != "other" and study.unit in (None, row.segment_by):
        return "unit", place
    return "group", "other"
