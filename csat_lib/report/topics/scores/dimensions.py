"""The index and its dimensions: which is strong, which is weak; the table; bars with earlier wave and target."""

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Bands, stack
from csat_lib.charts.colours import INK, WHITE
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_bar, key_earlier, key_target, legend
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis, earlier_tick, masked_sign, target_tick, whisker
from csat_lib.charts.page import Box, Fill, Page, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.charts.scale import Scale, fixed_scale
from csat_lib.charts.words import reading, say, series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.scores import INDEX
from csat_lib.findings.catalogue.trends import CHANGE
from csat_lib.findings.told import joined
from csat_lib.report.blocks import Cell
from csat_lib.report.cells import column_of
from csat_lib.report.clear import leaders, trailers
from csat_lib.report.declared import ChartSpec, Field, Finding, Rows, Shown, TableSpec, View, columns, one_each, ranked
from csat_lib.report.standing import standing
from csat_lib.report.topics.scores import targets
from csat_lib.report.topics.trends import changes, titles
from csat_lib.report.wording import MOST_NAMED, Claim, Wording, Words

ALONE = Wording(zh="指数只由{row.quoted}一个维度构成。", en="The index rests on one dimension, {row.label}.")
NONE_APART = Wording(zh="各维度之间没有明显的高低之分。", en="No dimension stands clearly apart from the others.")
HIGHER = Wording(zh="{top}得分明显高于{bottom}。", en="{top} scored clearly higher than {bottom}.")
ENDS = Wording(zh="{top}；{bottom}。", en="{top}; {bottom}.")
HIGHEST = Wording(zh="{row}得分明显最高", en="{row} scored clearly highest")
LOWEST = Wording(zh="{row}得分明显最低", en="{row} clearly lowest")
HIGH = Wording(zh="{row}得分最高，但与{rivals}差距不明显", en="{row} scored highest, not clearly ahead of {rivals}")
LOW = Wording(zh="{row}得分最低，但与{rivals}差距不明显", en="{row} lowest, not clearly below {rivals}")
NAMED = Wording(zh="{row.quoted}（{row.scored}）", en="{row.named}")
OTHERS = Wording(zh="另外 {n} 个维度", en="{n:other dimension}")
RANGE = Wording(
    zh="各维度实测在 {lowest.scored}（{lowest.quoted}）与 {highest.scored}（{highest.quoted}）之间",
    en="Dimensions measured from {lowest} ({lowest.label}) to {highest} ({highest.label})",
)
WHOLE = Wording(zh="{row.label}为 {row.scored}{alone}", en="{row.label}: {row.scored}{alone}")
RESTS_ON = Wording(zh="，只由{row.quoted}构成", en=", resting on {row.label} alone")
UNKNOWN = Wording(zh="各维度的指数", en="Index of every dimension")
TARGET = Words("目标", "Target")


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
    return ENDS(top=_end(top, HIGHEST, HIGH), bottom=_end(bottom, LOWEST, LOW))


def _end(rows: Rows, clear: Wording, beside: Wording) -> Claim:
    """Clearly highest, or not clearly ahead of others: only the first is set against them."""
    rivals = rows[1:]
    if not rivals:
        return clear(row=_named(rows[0]))
    named = [_named(row) for row in rivals] if len(rivals) <= MOST_NAMED else [OTHERS(n=len(rivals))]
    return beside(row=_named(rows[0]), rivals=named)


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


def _target(view: View, rows: Rows) -> tuple[Field, ...]:
    aims = view.study.targets
    column = column_of(view, INDEX.unit, TARGET)
    aim = Field(column, lambda row: Cell(aims[row.subject], of="limit") if row.subject in aims else None)
    return (aim,) if any(row.subject in aims for row in rows) else ()


def _changes(view: View, rows: Rows) -> Rows:
    return [row for row in (changes.of(view, row.subject) for row in rows) if row is not None]


def _root(view: View, rows: Rows) -> tuple[int, ...]:
    return tuple(place for place, row in enumerate(rows) if row.subject == view.study.root)


TABLE = TableSpec(
    "scores",
    (INDEX,),
    _rows,
    columns.row(columns.DIMENSION, columns.with_ends(INDEX), titles.changed, _target, columns.bases),
    _title,
    strong=_root,
    differences=_changes,
)


DRAWN_NONE = Wording(zh="各维度都没有得分", en="No dimension has a score")
DRAWN_ONE = Wording(zh="{row.quoted}得 {row.scored}", en="{row.label} scored {row.scored}")
ALIKE = Wording(zh="各维度得分接近，分不出高低", en="The dimensions lie too close together to rank")
BOTH_ENDS = Wording(
    zh="{top.quoted}明显最高，{bottom.quoted}明显最低", en="{top.label} scored clearly highest, {bottom.label} lowest"
)
LOW_END = Wording(
    zh="{bottom.quoted}明显最低；最高的是哪个，尚难断定",
    en="{bottom.label} scored clearly lowest; which scored highest is open",
)
HIGH_END = Wording(
    zh="{top.quoted}明显最高；最低的是哪个，尚难断定",
    en="{top.label} scored clearly highest; which scored lowest is open",
)
APART = Wording(zh="{top.quoted}明显高于{bottom.quoted}", en="{top.label} scored clearly above {bottom.label}")
ALT = Words(
    "{period}指数：最高为“{best}”（{high}），最低为“{worst}”（{low}）",
    "Index, {period}: highest {best} ({high}), lowest {worst} ({low})",
)
ALT_ALIKE = Words("{period}指数", "Index, {period}")

_BAR = 3.6


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Bars of the index for everybody; the changes give the earlier wave, the look the targets."""
    rows = everybody(figures, look, INDEX)
    if not known_rows(rows):
        return None
    moved = by_subject(known_rows(everybody(figures, look, CHANGE)))
    with paper(look) as page:
        labels = [BandLabel(look.label(row.subject)) for row in rows]
        bands = stack(page, labels, legend(page, _legend(page, rows, moved)))
        scale = fixed_scale((0, 20, 40, 60, 80, 100), bands.gutter, page.width - (11 if look.is_narrow else 32))
        bottom = draw_axis(page, scale, bands, Axis(say(look, "index_axis"), numbers.whole))
        _bars(page, scale, bands, rows, moved)
        bands.draw(page)
        return page.chart(bottom, _alt(look, rows))


def _bars(page: Page, scale: Scale, bands: Bands, rows: list[Row], moved: dict[str, Row]) -> None:
    for band, row in zip(bands.rows, rows, strict=True):
        if row.known:
            _bar(page, scale, band.centre, row)
            if row.subject in moved:
                earlier_tick(page, scale.at(row.value - moved[row.subject].value), band.centre)
            whisker(page, scale, band.centre, row)
        else:
            masked_sign(page, scale.start + 1, band.centre)
        if row.subject in page.look.targets:
            target_tick(page, scale.at(page.look.targets[row.subject]), band.centre)


def _bar(page: Page, scale: Scale, y: float, row: Row) -> None:
    fill = Fill(WHITE, page.accent, 1.2) if row.is_small(page.look) else Fill(page.accent)
    page.box(Box(scale.start, y - _BAR / 2, scale.at(row.value) - scale.start, _BAR), fill)
    page.text(scale.end + 10, y, numbers.index(row), VALUE, "right")
    if row.has_interval and not page.look.is_narrow:
        ends = joined([numbers.index(row, "low"), numbers.index(row, "high")], "–")
        page.text(page.width, y, ends, NOTE, "right")


def _legend(page: Page, rows: list[Row], moved: dict[str, Row]) -> list[Entry]:
    look = page.look
    entries: list[Entry] = [(key_bar(Fill(page.accent)), say(look, "actual")), *interval_entry(page, rows, INK)]
    against = next((moved[row.subject].against for row in rows if row.subject in moved), "")
    if against:
        entries.append((key_earlier, say(look, "earlier", period=look.period(against))))
    if any(row.subject in look.targets for row in rows):
        entries.append((key_target, say(look, "target")))
    return entries + base_entries(page, rows, key_bar(Fill(WHITE, page.accent, 1.2)))


def _alt(look: Look, rows: list[Row]) -> str:
    shown = known_rows(rows)
    best, worst = max(shown, key=lambda row: row.value), min(shown, key=lambda row: row.value)
    first = look.say(
        ALT if best.value > worst.value else ALT_ALIKE,
        period=look.period(best.period),
        best=look.label(best.subject),
        high=numbers.index(best),
        worst=look.label(worst.subject),
        low=numbers.index(worst),
    )
    return tell(look, first, series(look, [reading(look, look.label(r.subject), r, numbers.index) for r in rows]))


def _drawn_title(view: View, _shown: Shown) -> Claim:
    """Best and lowest dimension, as far as they stand apart."""
    order = ranked(dimensions(view))
    if len(order) < 2:
        return DRAWN_ONE(row=order[0]) if order else DRAWN_NONE()
    top, bottom = leaders(order), trailers(order)
    if len(top) == len(order):
        return ALIKE()
    if len(bottom) == 1:
        return BOTH_ENDS(top=top[0], bottom=bottom[0]) if len(top) == 1 else LOW_END(bottom=bottom[0])
    return HIGH_END(top=top[0]) if len(top) == 1 else APART(top=top[0], bottom=bottom[0])


CHART = ChartSpec(
    "scores",
    (INDEX, CHANGE),
    _draw,
    _drawn_title,
    lambda view, _shown: (*view.rows(INDEX, segment_by=ALL), *changes.every(view)),
)
