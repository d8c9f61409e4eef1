"""Groups by dimensions: where a group is clearly apart from the rest, and the table."""

from csat_lib.findings.catalogue.scores import INDEX
from csat_lib.findings.catalogue.segments import GAP
from csat_lib.report.clear import clearly, direction, size
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, valued
from csat_lib.report.topics.segments.gaps import compared
from csat_lib.report.wording import Claim, Label, Wording, Words

TITLE = Wording(zh="各{by}的各维度得分", en="Dimensions by {by.among}")
TITLE_GAP = {
    "down": Wording(
        zh="差距最大的是{row.level}的{row.quoted}：比{row.rest}低 {row:size} 分（{row.sizes} 分）",
        en="Furthest apart: {row.label} at {row.level}, {row:size} points ({row.sizes}) below {row.rest}",
    ),
    "up": Wording(
        zh="差距最大的是{row.level}的{row.quoted}：比{row.rest}高 {row:size} 分（{row.sizes} 分）",
        en="Furthest apart: {row.label} at {row.level}, {row:size} points ({row.sizes}) above {row.rest}",
    ),
}
TITLE_ALIKE = Wording(
    zh="按{by}看，{n} 个维度中都没有哪一{by.one}明显不同于{by.rest}",
    en="By {by.among}, none differs clearly from {by.rest} in any of {n:dimension}",
)
READING = {
    "down": Wording(
        zh="着色表示该项得分明显低于{by.rest}；未着色的，有无差别尚难断定。",
        en="A coloured cell is clearly below {by.rest}; in the others no difference can be told.",
    ),
    "up": Wording(
        zh="着色表示该项得分明显高于{by.rest}；未着色的，有无差别尚难断定。",
        en="A coloured cell is clearly above {by.rest}; in the others no difference can be told.",
    ),
    "both": Wording(
        zh="着色表示该项得分明显低于或高于{by.rest}；未着色的，有无差别尚难断定。",
        en="A coloured cell is clearly below or above {by.rest}; in the others no difference can be told.",
    ),
}


def gaps(view: View, segment_by: str) -> Rows:
    """How far every group is from the rest, in every dimension."""
    return view.rows(GAP, subject=tuple(view.study.constructs), segment_by=segment_by)


def title(view: View, segment_by: str) -> Claim:
    """The largest clear difference of a group from the rest; that there is none; or what is shown, uncompared."""
    found = gaps(view, segment_by)
    for row in sorted([*clearly(found, "down"), *clearly(found, "up")], key=size, reverse=True):
        return TITLE_GAP[direction(row)](row=row)
    n = len({row.subject for row in valued(found)})
    return TITLE_ALIKE(by=Label(segment_by), n=n) if n else TITLE(by=Label(segment_by))


def reading(view: View, segment_by: str) -> Claim | None:
    """What the colours of the map say."""
    found = {direction(row) for row in valued(gaps(view, segment_by))} - {"unclear"}
    return READING["both" if len(found) > 1 else found.pop()](by=Label(segment_by)) if found else None


def table(segment_by: str = "") -> TableSpec:
    """The index of every group and construct, by one segment question."""

    def rows(view: View) -> Rows:
        first: dict[str, Finding] = {}
        for row in view.rows(INDEX, segment_by=segment_by or compared(view)):
            first.setdefault(row.segment, row)
        return list(first.values())

    def words(view: View) -> Claim:
        return title(view, segment_by or compared(view))

    return TableSpec(f"heat_{segment_by}" if segment_by else "heat", (INDEX,), rows, _fields, words)


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    by = rows[0].segment_by
    cells = {(row.subject, row.segment): row for row in view.rows(INDEX, segment_by=by)}
    subjects = [name for name in (view.study.root, *view.study.constructs) if any(key[0] == name for key in cells)]

    def column(name: str) -> Field:
        label = view.label(name)
        return columns.figure(view, INDEX, lambda row: cells.get((name, row.segment)), Words(label, label))

    return (columns.segment(view, by), *map(column, subjects), *columns.bases(view, rows))


TABLE = table()
