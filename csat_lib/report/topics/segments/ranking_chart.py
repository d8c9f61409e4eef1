"""Who stands where: units and segments as dots with intervals, sorted by value, against everybody's average."""

from math import isnan

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Setting, stack
from csat_lib.charts.beside import HEAD, Beside, draw_columns
from csat_lib.charts.colours import MUTED
from csat_lib.charts.dots import FIGURE, UNDER, Kind, estimate, under_width, write_under
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, key_upright, legend
from csat_lib.charts.marks import Axis, draw_axis, reference
from csat_lib.charts.page import Page, Stroke, paper
from csat_lib.charts.rows import Row, everybody, groups, known_rows
from csat_lib.charts.scale import fitted_scale
from csat_lib.charts.words import listed, reading, say, series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.scores import INDEX
from csat_lib.findings.catalogue.segments import GAP
from csat_lib.findings.told import joined
from csat_lib.report import clear
from csat_lib.report.declared import ChartSpec, Rows, Shown, View
from csat_lib.report.topics.comparability.groups import note
from csat_lib.report.topics.segments import levels
from csat_lib.report.topics.segments.gaps import MOST_NAMED, gaps, pair
from csat_lib.report.wording import Claim, Label, Wording, Words

READING = Wording(
    zh="图中按估计值排列，相邻的名次往往分不出高下。",
    en="The order is that of the estimates; neighbours are rarely told apart.",
)
UNCOMPARED = Wording(zh="按{by}分组，各组不作比较", en="By {by.among}, groups are not compared")
AHEAD = Wording(zh="{first.level}明显高于{second.level}", en="{first.level} scored clearly above {second.level}")
ALIKE = Wording(
    zh="按{by}看{subject.quoted}，各组之间没有明显差别", en="By {by.among}, on {subject.the}, no group differs clearly"
)
APART = Wording(zh="{sides:,}", en="{sides}")
BELOW = Wording(zh="{rows.level}明显低于{by.rest}", en="{rows.level} scored clearly below {by.rest}")
ABOVE = Wording(zh="{rows.level}明显高于{by.rest}", en="{rows.level} scored clearly above {by.rest}")
MANY_BELOW = Wording(zh="有 {n} 组明显低于{by.rest}", en="{n:group} scored clearly below {by.rest}")
MANY_ABOVE = Wording(zh="有 {n} 组明显高于{by.rest}", en="{n:group} scored clearly above {by.rest}")
DIFFERENCE = Words("与其他各组合计之差（区间）", "from all others (interval)")
AVERAGE = Words("总体 {value}", "average {value}")
ALT = Words(
    "各群体的“{subject}”：最高为“{best}”（{high}），最低为“{worst}”（{low}）",
    "{subject} by group: highest {best} ({high}), lowest {worst} ({low})",
)
ALT_ONE = Words("各群体的“{subject}”", "{subject} by group")
ALT_HIDDEN = Words("为避免透露样本过少的组，不予展示：{labels}", "Not shown, to tell of no group of too few: {labels}")

_SETTING = Setting(pitch=5.8, lines=2)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """The index of the first subject that the figures hold, by level; everybody's gives the average line.

    Levels that may not be compared keep the order in which they were recorded, without such a line.
    """
    rows = groups(figures, look, INDEX)
    subject = rows[0].subject if rows else ""
    of_subject = [row for row in rows if row.subject == subject]
    gaps = {row.cell: row for row in groups(figures, look, GAP) if row.subject == subject}
    is_compared = bool(known_rows(gaps.values())) or not gaps
    ranked = sorted(of_subject, key=lambda row: (not row.known, -row.value if row.known and is_compared else 0.0))
    if not known_rows(ranked):
        return None
    average = next((row for row in known_rows(everybody(figures, look, INDEX)) if row.subject == subject), None)
    average = average if is_compared else None
    with paper(look) as page:
        columns = [] if look.is_narrow else _columns(look, ranked, gaps)
        top = legend(page, _legend(page, ranked, average)) + (HEAD if columns else 0)
        bands = stack(
            page, [BandLabel(look.level(*row.cell)) for row in ranked], top, UNDER if look.is_narrow else _SETTING
        )
        right = page.width - sum(column.width(ranked) for column in columns)
        ends = [min(max(end, 0.0), 100.0) for row in ranked for end in row.ends]
        room = under_width(_base(look, row) for row in ranked) if look.is_narrow else FIGURE
        scale = fitted_scale(ends, bands.gutter, right - room)
        title = f"{look.label(subject)}{say(look, 'comma_space')}{say(look, 'zero_to_hundred')}"
        bottom = draw_axis(page, scale, bands, Axis(title, numbers.tick))
        if average:
            reference(page, scale.at(average.value), bands.top, bands.bottom + 0.8)
        index = Kind("", page.accent, write=numbers.index)
        for band, row in zip(bands.rows, ranked, strict=True):
            estimate(page, scale, (right, band.centre), row, index)
            if look.is_narrow:
                write_under(page, (right, band.centre), _base(look, row))
        draw_columns(page, bands, ranked, columns)
        bands.draw(page)
        return page.chart(bottom, _alt(look, subject, ranked))


def _base(look: Look, row: Row) -> str:
    """Base 169."""
    return "" if isnan(row.n) else joined([say(look, "base"), numbers.whole(row, "n")], " ")


def _columns(look: Look, rows: list[Row], gaps: dict[tuple[str, str], Row]) -> list[Beside]:
    """How far each level is from the rest, with its interval and a sign where that is clear, and its base."""

    def gap(row: Row) -> str:
        own = gaps.get(row.cell)
        if own is None or not own.known:
            return ""
        sign = "" if own.holds(0) else "▼" if own.value < 0 else "▲"
        held = say(look, "range", low=numbers.signed(own, "low"), high=numbers.signed(own, "high"))
        return joined([sign, numbers.signed(own), held if own.has_interval else ""], "")

    def base(row: Row) -> str:
        return "" if isnan(row.n) else numbers.whole(row, "n")

    differ = [Beside(look.say(DIFFERENCE), gap)] if known_rows(gaps.values()) else []
    return differ + ([Beside(say(look, "base"), base)] if any(map(base, rows)) else [])


def _legend(page: Page, rows: list[Row], average: Row | None) -> list[Entry]:
    entries = interval_entry(page, rows, page.accent)
    if average:
        words = page.look.say(AVERAGE, value=numbers.index(average))
        entries.append((key_upright(Stroke(MUTED, 0.8, "--")), words))
    return entries + base_entries(page, rows, key_dot(page.accent, hollow=True))


def _alt(look: Look, subject: str, rows: list[Row]) -> str:
    shown = sorted(known_rows(rows), key=lambda row: -row.value)
    hidden = [look.level(*row.cell) for row in rows if row.masked]
    first = look.say(
        ALT if shown[0].value > shown[-1].value else ALT_ONE,
        subject=look.label(subject),
        best=look.level(*shown[0].cell),
        high=numbers.index(shown[0]),
        worst=look.level(*shown[-1].cell),
        low=numbers.index(shown[-1]),
    )
    values = series(look, [reading(look, look.level(*row.cell), row, numbers.index) for row in rows if row.known])
    masked = look.say(ALT_HIDDEN, labels=listed(look, hidden)) if hidden else ""
    return tell(look, first, values, masked)


def _figures(view: View, shown: Shown) -> Rows:
    by, subject = shown.segment_by, shown.subject
    return (*levels.indices(view, by, subject), *levels.everybody(view, subject), *gaps(view, by, subject))


def _claim(view: View, shown: Shown) -> Claim:
    """Which groups stand apart; of two groups, which is ahead."""
    found, by = gaps(view, shown.segment_by, shown.subject), Label(shown.segment_by)
    if not clear.valued(found):
        return UNCOMPARED(by=by)
    if ends := pair(found):
        return AHEAD(first=ends[0], second=ends[1])
    below, above = clear.clearly(found, "down"), clear.clearly(found, "up")
    sides = [_side(by, below, BELOW, MANY_BELOW), _side(by, above, ABOVE, MANY_ABOVE)]
    return APART(sides=sides) if below or above else ALIKE(by=by, subject=Label(shown.subject or view.study.root))


def _side(by: Label, rows: Rows, few: Wording, many: Wording) -> Claim | None:
    if len(rows) > MOST_NAMED:
        return many(n=len(rows), by=by)
    return few(rows=rows, by=by) if rows else None


def _note(view: View, rows: Rows) -> Claim | None:
    """What does not compare between the groups drawn side by side, and which of them were not tested."""
    by = next((row.segment_by for row in rows if row.segment_by != ALL), "")
    return note(view, by) if by else None


CHART = ChartSpec("ranking", (INDEX, GAP), _draw, _claim, _figures, _note, needs_segment="segment")
