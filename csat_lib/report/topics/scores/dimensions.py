"""The index and its dimensions: which is strong, which is weak, and the table."""

from csat_lib.findings.catalogue.scores import INDEX
from csat_lib.report.clear import leaders, trailers
from csat_lib.report.declared import Finding, Rows, TableSpec, View, columns, one_each, ranked
from csat_lib.report.standing import standing
from csat_lib.report.topics.found import changes
from csat_lib.report.topics.scores import targets
from csat_lib.report.topics.trends import titles
from csat_lib.report.wording import Claim, Wording, Words, some

ALONE = Wording(zh="指数只由{row.quoted}一个维度构成。", en="The index rests on one dimension, {row.label}.")
NONE_APART = Wording(zh="各维度之间没有明显的高低之分。", en="No dimension stands clearly apart from the others.")
HIGHER = Wording(zh="{top}得分明显高于{bottom}。", en="{top} scored clearly higher than {bottom}.")
ENDS = Wording(zh="{top}；{bottom}。", en="{top}; {bottom}.")
HIGHEST = Wording(zh="{row}得分明显最高", en="{row} scored clearly highest")
LOWEST = Wording(zh="{row}得分明显最低", en="{row} clearly lowest")
HIGH = Wording(zh="{rows}得分最高，彼此接近、分不出高低", en="{rows} scored highest, too close to rank")
LOW = Wording(zh="{rows}得分最低，彼此接近、分不出高低", en="{rows} lowest, too close to rank")
NAMED = Wording(zh="{row.quoted}（{row.scored}）", en="{row.named}")
OTHERS = Wording(zh="另外 {n} 个维度", en="{n:other dimension}")
RANGE = Wording(
    zh="各维度实测在 {lowest.scored}（{lowest.quoted}）与 {highest.scored}（{highest.quoted}）之间",
    en="Dimensions measured from {lowest} ({lowest.label}) to {highest} ({highest.label})",
)
WHOLE = Wording(zh="{row.label}为 {row.scored}{alone}", en="{row.label}: {row.scored}{alone}")
RESTS_ON = Wording(zh="，只由{row.quoted}构成", en=", resting on {row.label} alone")
NEITHER = Words("，与相邻的题都差距不明显", ", neither clear of the next")
LARGEST = Words("，领先的幅度不明显", ", the largest not clearly ahead of the next")
SMALLEST = Words("，落后的幅度不明显", ", the smallest not clearly behind the next")
UNKNOWN = Wording(zh="各维度的指数", en="Index of every dimension")


def dimensions(view: View) -> Rows:
    """The index of every dimension, in the study's order."""
    return one_each(view.rows(INDEX), view.study.constructs)


def strengths(view: View) -> Claim | None:
    """The best and the lowest rated dimension, and whether their intervals set them apart."""
    order = ranked(dimensions(view))
    if len(order) < 2:
        return ALONE(row=order[0]) if order else None
    top, bottom = leaders(order), trailers(order)
    if len(top) == len(order):
        return NONE_APART()
    if len(order) == 2:
        return HIGHER(top=_named(top[0]), bottom=_named(bottom[0]))
    if any(row in top for row in bottom):
        return HIGHER(top=_named(order[0]), bottom=_named([row for row in order if row not in top][-1]))
    return ENDS(top=_end(top, HIGHEST, HIGH), bottom=_end(bottom, LOWEST, LOW))


def unclear(order: Rows) -> Words | None:
    """That the largest of several, or the smallest, is not clear of the next."""
    ahead, behind = len(leaders(order)) == 1, len(trailers(order)) == 1
    return (None if ahead else LARGEST) if behind else SMALLEST if ahead else NEITHER


def _end(rows: Rows, clear: Wording, beside: Wording) -> Claim:
    """Clearly highest, or one of several of which none is clearly ahead."""
    if len(rows) == 1:
        return clear(row=_named(rows[0]))
    return beside(rows=some([_named(row) for row in rows], OTHERS))


def _named(row: Finding) -> Claim:
    return NAMED(row=row)


def _title(view: View) -> Claim:
    """What misses or meets its target; without targets, how far apart the dimensions were measured."""
    if told := targets.title(view, view.rows(INDEX)):
        return told
    order = ranked(dimensions(view))
    if len(order) > 1:
        return RANGE(lowest=order[-1], highest=order[0])
    root = standing(view, view.study.root)
    if root is None or root.value is None:
        return UNKNOWN()
    return WHOLE(row=root, alone=RESTS_ON(row=order[0]) if order else None)


def _rows(view: View) -> Rows:
    """Nodes from the root down, then dimensions, then rating outcomes."""
    order = (view.study.root, *view.study.index, *view.study.constructs, *view.study.outcomes)
    return one_each(view.rows(INDEX), dict.fromkeys(order))


def _changes(view: View, rows: Rows) -> Rows:
    return [row for row in (changes.of(view, row.subject) for row in rows) if row is not None]


def _root(view: View, rows: Rows) -> tuple[int, ...]:
    return tuple(place for place, row in enumerate(rows) if row.subject == view.study.root)


TABLE = TableSpec(
    "scores",
    (INDEX,),
    _rows,
    columns.row(columns.DIMENSION, columns.with_ends(INDEX), titles.changed, targets.column, columns.bases),
    _title,
    strong=_root,
    differences=_changes,
)
