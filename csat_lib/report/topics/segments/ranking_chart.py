"""Who stands where: groups by their difference from the rest, with the intervals that the text speaks of."""

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Setting
from csat_lib.charts.beside import Beside, draw_columns, stack_beside
from csat_lib.charts.colours import MUTED
from csat_lib.charts.columns import base_column, interval_column
from csat_lib.charts.dots import FIGURE, Kind, Sides, estimate
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, legend
from csat_lib.charts.marks import Axis, draw_axis, zero
from csat_lib.charts.page import Page, paper
from csat_lib.charts.rows import Row, groups, known_rows
from csat_lib.charts.scale import fitted_scale
from csat_lib.charts.words import listed, reading, say, series, tell
from csat_lib.findings.catalogue.scores import INDEX
from csat_lib.findings.catalogue.segments import GAP
from csat_lib.findings.told import joined
from csat_lib.report import clear
from csat_lib.report.declared import ChartSpec, Rows, Shown, View
from csat_lib.report.topics.found.others import note
from csat_lib.report.topics.segments import levels
from csat_lib.report.topics.segments.gaps import MOST_NAMED, gaps, pair
from csat_lib.report.topics.segments.untested import marked, untested_entry
from csat_lib.report.wording import Claim, Label, Wording, Words

READING = Wording(
    zh="图中按估计值排列，相邻的名次往往分不出高下。",
    en="Groups are listed by their scores; neighbours can rarely be told apart.",
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
DIFFERENCE = Words(
    "{subject}：与其他各组合计之差（分）", "{subject}: points below (−) or above (+) the others combined"
)
SIDES = Sides(
    Words("明显低于其他各组合计", "clearly below the others combined"),
    Words("无明显差别", "no clear difference"),
    Words("明显高于其他各组合计", "clearly above the others combined"),
)
SCORED, APART_BY = Words("得分", "score"), Words("差距", "difference")
ALT = Words(
    "各群体的“{subject}”与其他各组合计之差：最高为“{best}”（{high}），最低为“{worst}”（{low}）",
    "{subject} by group, points from the others combined: highest {best} ({high}), lowest {worst} ({low})",
)
ALT_LEVELS = Words("各群体的“{subject}”", "{subject} by group")
ALT_HIDDEN = Words("为避免透露样本过少的组，不予展示：{labels}", "Not shown, to tell of no group of too few: {labels}")

_SETTING = Setting(pitch=5.3, lines=2)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """How far every group is from the rest on the first subject, its score and base beside.

    Groups that may not be compared are drawn with their scores alone, in the order in which they were recorded.
    """
    found = groups(figures, look, INDEX)
    scores = [row for row in found if row.subject == found[0].subject]
    if not known_rows(scores):
        return None
    gaps = {row.cell: row for row in groups(figures, look, GAP) if row.subject == scores[0].subject}
    is_compared = bool(known_rows(gaps.values()))
    drawn = {row.cell: gaps.get(row.cell, row) if is_compared else row for row in scores}
    if is_compared:
        scores.sort(key=lambda row: -drawn[row.cell].value if drawn[row.cell].known else float("inf"))
    rows = [drawn[row.cell] for row in scores]
    with paper(look) as page:
        columns = _columns(look, drawn, scores, is_compared=is_compared)
        labels = [BandLabel(marked(look.level(*row.cell), [gaps.get(row.cell)])) for row in scores]
        top = legend(page, _legend(page, rows, is_compared=is_compared))
        bands, right = stack_beside(page, labels, (scores, columns), top, _SETTING)
        ends = [end for row in rows for end in row.ends]
        scale = fitted_scale([0.0, *ends] if is_compared else ends, bands.gutter, right - FIGURE)
        subject = look.label(scores[0].subject)
        levels = joined([subject, say(look, "zero_to_hundred")], say(look, "comma_space"))
        title = look.say(DIFFERENCE, subject=subject) if is_compared else levels
        bottom = draw_axis(page, scale, bands, Axis(title, numbers.tick))
        if is_compared:
            zero(page, scale, bands)
        for band, row in zip(bands.rows, rows, strict=True):
            kind = SIDES.kind(look, row) if is_compared else Kind("", page.accent, write=numbers.index)
            estimate(page, scale, (right, band.centre), row, kind)
        draw_columns(page, bands, scores, columns)
        bands.draw(page)
        return page.chart(bottom, _alt(look, scores, drawn, is_compared=is_compared))


def _columns(look: Look, drawn: dict[tuple[str, str], Row], scores: list[Row], *, is_compared: bool) -> list[Beside]:
    """What is drawn and its interval, of a difference the score, too, and the bases."""
    write = numbers.signed if is_compared else numbers.index
    columns = [Beside(look.say(APART_BY if is_compared else SCORED))]
    columns += interval_column(look, drawn.values(), write, lambda row: drawn[row.cell])
    if is_compared:
        columns.append(Beside(look.say(SCORED), lambda row: numbers.index(row) if row.known else ""))
    return [*columns, base_column(look, scores)]


def _legend(page: Page, rows: list[Row], *, is_compared: bool) -> list[Entry]:
    kinds = SIDES.entries(page.look, rows) if is_compared else []
    hollow = key_dot(MUTED if is_compared else page.accent, hollow=True)
    line = interval_entry(page, rows, MUTED if is_compared else page.accent)
    return kinds + line + untested_entry(page.look, rows) + base_entries(page, rows, hollow)


def _alt(look: Look, scores: list[Row], drawn: dict[tuple[str, str], Row], *, is_compared: bool) -> str:
    shown = [drawn[row.cell] for row in scores if drawn[row.cell].known]
    hidden = [look.level(*row.cell) for row in scores if drawn[row.cell].masked]
    subject = look.label(scores[0].subject)
    first = look.say(
        ALT if is_compared else ALT_LEVELS,
        subject=subject,
        best=look.level(*shown[0].cell),
        high=numbers.signed(shown[0]),
        worst=look.level(*shown[-1].cell),
        low=numbers.signed(shown[-1]),
    )
    write = numbers.signed if is_compared else numbers.index
    values = series(look, [reading(look, look.level(*row.cell), row, write) for row in shown])
    masked = look.say(ALT_HIDDEN, labels=listed(look, hidden)) if hidden else ""
    return tell(look, first, values, masked)


def _figures(view: View, shown: Shown) -> Rows:
    by, subject = shown.segment_by, shown.subject
    return (*levels.indices(view, by, subject), *gaps(view, by, subject))


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


CHART = ChartSpec("ranking", (INDEX, GAP), _draw, _claim, _figures, note, needs_segment="segment", held=(GAP,))
