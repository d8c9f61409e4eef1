"""How far every group is from the rest: sentences, and the table of one segment question."""

from csat_lib.findings.catalogue.segments import GAP
from csat_lib.report import detectable
from csat_lib.report.clear import clearly
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, absent, columns, valued
from csat_lib.report.detectable import seen
from csat_lib.report.topics.comparability.groups import note
from csat_lib.report.topics.found import others
from csat_lib.report.topics.segments.levels import indices, segments_shown
from csat_lib.report.view import ANY
from csat_lib.report.wording import Claim, Label, Wording

MOST_NAMED = 2
UNTOLD = Wording(
    zh="按{by}分组，各组不作比较：各组对同样题目的作答方式不同。",
    en="By {by.among}, groups are not compared: they answer the same questions in different ways.",
)
DIFFERENCES = Wording(zh="{apart}{seen}。", en="{apart}{seen}.")
BY = Wording(zh="按{by}看{subject.quoted}，{told}", en="by {by.among}, on {subject.the}, {told}")
PAIR = Wording(
    zh="{first.level}比{second.level}高 {first:size} 分（{first.sizes} 分）",
    en="{first.level} scored {first:size} points ({first.sizes}) above {second.level}",
)
PAIR_ALIKE = Wording(zh="两组之间没有明显差别", en="the two groups do not differ clearly")
NONE_APART = Wording(zh="没有哪一{by.one}明显不同于{by.rest}", en="none differs clearly from {by.rest}")
BOTH = Wording(zh="{below}，{above}", en="{below} and {above}")
BOTH_LONG = Wording(zh="{below}，{above}", en="{below}, and {above}")
LOW = Wording(
    zh="{row.level}低 {row:size} 分（{row.sizes} 分）",
    en="{row.level} scored {row:size} points ({row.sizes})",
)
HIGH = Wording(
    zh="{row.level}高 {row:size} 分（{row.sizes} 分）",
    en="{row.level} scored {row:size} points ({row.sizes})",
)
TWO = Wording(zh="{one}，{two}", en="{one} and {two}")
BELOW = Wording(zh="与{by.rest}相比，{told}", en="{told} below {by.rest}")
ABOVE = Wording(zh="与{by.rest}相比，{told}", en="{told} above {by.rest}")
MANY_BELOW = Wording(
    zh="有 {n} 组明显低于{row.rest}，其中{row.level}相差最大（{row:size} 分，{row.sizes} 分）",
    en="{n:group} scored clearly below {row.rest}, {row.level} furthest ({row:size} points, {row.sizes})",
)
MANY_ABOVE = Wording(
    zh="有 {n} 组明显高于{row.rest}，其中{row.level}相差最大（{row:size} 分，{row.sizes} 分）",
    en="{n:group} scored clearly above {row.rest}, {row.level} furthest ({row:size} points, {row.sizes})",
)
SIDES = {"down": (LOW, BELOW, MANY_BELOW), "up": (HIGH, ABOVE, MANY_ABOVE)}
TITLE = Wording(zh="按{by}的指数", en="Index by {by.among}")
TITLE_PAIR = Wording(
    zh="按{by}看{subject.quoted}，两组之间有明显差别",
    en="On {subject.the}, the two groups differ clearly, by {by.among}",
)
TITLE_ALIKE = Wording(
    zh="按{by}看{subject.quoted}，两组之间没有明显差别",
    en="On {subject.the}, the two groups do not differ clearly, by {by.among}",
)
TITLE_APART = Wording(
    zh="按{by}看{subject.quoted}，{n} 组中有 {apart} 组明显不同于{by.rest}",
    en="On {subject.the}, {apart:word} of {n:group} {apart|differs|differ} clearly from {by.rest}, by {by.among}",
)
TITLE_NONE = Wording(
    zh="按{by}看{subject.quoted}，{n} 组中没有哪一组明显不同于{by.rest}",
    en="On {subject.the}, none of {n:group} differs clearly from {by.rest}, by {by.among}",
)


def gaps(view: View, segment_by: str, subject: str = "") -> tuple[Finding, ...]:
    """How far every segment is from the rest, on a subject (the index, unless named)."""
    return view.rows(GAP, subject=subject or view.study.root, segment_by=segment_by)


def gap(view: View, row: Finding, subject: str = "") -> Finding | None:
    """How far the group of a figure is from the rest, on the figure's subject unless another is named."""
    return view.row(GAP, subject or row.subject, segment_by=row.segment_by, segment=row.segment)


def compared(view: View) -> str:
    """The segment that a table compares: the unit when it has figures, else the first that has."""
    found = dict.fromkeys(row.segment_by for row in view.rows(GAP, segment_by=ANY))
    named = (name for name in segments_shown(view) if name in found or not found)
    return next(named, next(iter(found), ""))


def is_apart(view: View, segment_by: str) -> bool:
    """Whether any group differs clearly from the rest on the index."""
    found = gaps(view, segment_by)
    return bool(clearly(found, "up") or clearly(found, "down"))


def pair(found: tuple[Finding, ...]) -> tuple[Finding, Finding] | None:
    """Of two groups in all that differ clearly, the higher and the lower: the one's lead is the other's lag."""
    up, down = clearly(found, "up"), clearly(found, "down")
    return (up[0], down[0]) if _are_two(found) and up and down else None


def _are_two(found: tuple[Finding, ...]) -> bool:
    """Whether a question has two groups, both shown: two shown of several are no pair."""
    return len(valued(found)) == len(found) == 2


def differences(view: View, segment_by: str, subject: str = "") -> Claim | None:
    """Segments clearly above and below the rest, the largest difference first; or that none is; or why it is untold."""
    found = gaps(view, segment_by, subject)
    clause = apart(view, segment_by, subject)
    if clause:
        is_clear = clearly(found, "up") or clearly(found, "down")
        return DIFFERENCES(apart=clause, seen=None if is_clear else seen(found))
    if any(row.reason != "not_comparable" for row in found):
        return absent(view, found[0])
    return UNTOLD(by=Label(segment_by)) if found else None


def none_apart(view: View, segment_by: str) -> Claim | None:
    """The same where it is not told beside all that was found: that none is, with what could have been seen; or why."""
    found = gaps(view, segment_by)
    return None if clearly(found, "up") or clearly(found, "down") else differences(view, segment_by)


def apart(view: View, segment_by: str, subject: str = "") -> Claim | None:
    """The same as a clause: 'by store, on the index, Harbour scored 6.1 points (3.2 to 9.0) below the rest'."""
    found = gaps(view, segment_by, subject)
    if not valued(found):
        return None
    ends = pair(found)
    if ends:
        told = PAIR(first=ends[0], second=ends[1])
    else:
        told = (
            PAIR_ALIKE() if _are_two(found) else _sides(Label(segment_by), clearly(found, "down"), clearly(found, "up"))
        )
    return BY(by=Label(segment_by), subject=Label(subject or view.study.root), told=told)


def _sides(by: Label, below: tuple[Finding, ...], above: tuple[Finding, ...]) -> Claim:
    if below and above:
        is_long = max(len(below), len(above)) > MOST_NAMED
        return (BOTH_LONG if is_long else BOTH)(below=_side(below, "down"), above=_side(above, "up"))
    return _side(below, "down") if below else _side(above, "up") if above else NONE_APART(by=by)


def _side(rows: tuple[Finding, ...], way: str) -> Claim:
    one, few, many = SIDES[way]
    if len(rows) > MOST_NAMED:
        return many(n=len(rows), row=rows[0])
    told = [one(row=row) for row in rows]
    by = Label(rows[0].segment_by)
    return few(told=TWO(one=told[0], two=told[1]) if len(told) == MOST_NAMED else told[0], by=by)


def title(view: View, segment_by: str) -> Claim:
    """How many groups stand apart."""
    found, by, subject = gaps(view, segment_by), Label(segment_by), Label(view.study.root)
    n, clear = len(valued(found)), len(clearly(found, "up")) + len(clearly(found, "down"))
    if not n:
        return TITLE(by=by)
    if _are_two(found):
        return (TITLE_PAIR if clear else TITLE_ALIKE)(by=by, subject=subject)
    if not clear:
        return TITLE_NONE(by=by, subject=subject, n=n)
    return TITLE_APART(by=by, subject=subject, n=n, apart=clear)


def table(segment_by: str = "") -> TableSpec:
    """Index and difference from the rest, by one segment question (the unit, unless named)."""

    def rows(view: View) -> Rows:
        name = segment_by or compared(view)
        return indices(view, name) or gaps(view, name)

    def words(view: View) -> Claim:
        return title(view, segment_by or compared(view))

    def key(view: View) -> Claim | None:
        return note(view, segment_by or compared(view))

    name = f"segments_{segment_by}" if segment_by else "segments"
    return TableSpec(name, (GAP,), rows, _fields, words, differences=_gaps, key=key)


def _gaps(view: View, rows: Rows) -> Rows:
    return [found for row in rows if (found := gap(view, row)) is not None]


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def own(row: Finding) -> Finding | None:
        return gap(view, row)

    index = () if rows[0].kind is GAP else columns.estimate(view, rows[0].kind)
    differ = (*columns.estimate(view, GAP, own, signed=True), *detectable.column(view, own))
    shown = (*index, *(differ if _gaps(view, rows) else ()), *columns.bases(view, rows))
    return (columns.segment(view, rows[0].segment_by), *shown, *others.bases(view, rows, own))


TABLE = table()
