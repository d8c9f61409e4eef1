"""The index and its dimensions as dots with intervals on the range in use, the earlier wave and the target beside."""

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Setting
from csat_lib.charts.beside import Beside, draw_columns, stack_beside
from csat_lib.charts.colours import INK
from csat_lib.charts.columns import interval_column
from csat_lib.charts.dots import FIGURE, Kind, estimate
from csat_lib.charts.legend import (
    Entry,
    base_entries,
    interval_entry,
    key_dot,
    key_earlier,
    key_line,
    key_target,
    legend,
)
from csat_lib.charts.marks import Axis, draw_axis, earlier_tick, target_tick
from csat_lib.charts.page import Page, Stroke, paper
from csat_lib.charts.rows import Row, by_subject, by_wave, everybody, known_rows
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.words import listed, reading, say, series, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue import trends
from csat_lib.findings.catalogue.scores import INDEX
from csat_lib.report.clear import leaders, trailers
from csat_lib.report.declared import ChartSpec, Rows, Shown, View, every, ranked
from csat_lib.report.notes import MEETS_NO_OTHER
from csat_lib.report.topics.found import changes
from csat_lib.report.topics.scores import targets
from csat_lib.report.topics.scores.dimensions import dimensions
from csat_lib.report.wording import Claim, Wording, Words

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
APART = Wording(
    zh="实测从{bottom.quoted}的 {bottom.scored} 到{top.quoted}的 {top.scored}，两端各有相近的维度",
    en="Measured from {bottom.label} ({bottom}) to {top.label} ({top}), with others close to either end",
)
JUDGED = Wording(
    zh="是否达标看细线：它是与目标比较所用的联合调整区间，不含目标才说“明显”",
    en="Targets are judged by the thin line, the jointly adjusted interval: clear means that the target is left out",
)
BOTH = Wording(zh="{apart}；{judged}", en="{apart}. {judged}")
JOINT = Words("与目标比较的区间", "interval against the target")
ALT = Words("{period}指数", "Index, {period}")
AIMED = Words("目标 {value}", "target {value}")

BEFORE = Words("{period}：{value}", "{period}: {value}")

AIM = targets.TABLE.measures[0]
THIN = Stroke(INK, 0.6)
_SETTING = Setting(pitch=5.5)
_LEAST_SPAN = 10.0
"""Points that the axis spans at least: no hair's breadth looks like a difference."""


def _draw(figures: Rows, look: Look) -> Chart | None:
    """The index of everybody; the earlier wave where it compares, and the look's targets."""
    rows = everybody(figures, look, INDEX)
    if not known_rows(rows):
        return None
    before = _before(figures, look)
    drawn = {row.subject for row in rows}.intersection(look.targets)
    joint = by_subject(row for row in everybody(figures, look, AIM) if row.has_interval and row.subject in drawn)
    with paper(look) as page:
        columns = _columns(look, rows, before)
        labels = [BandLabel(look.label(row.subject)) for row in rows]
        top = legend(page, _legend(page, rows, before, joint))
        bands, right = stack_beside(page, labels, (rows, columns), top, _SETTING)
        scale = fitted_scale(_held(look, rows, before, joint), bands.gutter, right - FIGURE)
        bottom = draw_axis(page, scale, bands, Axis(say(look, "index_axis"), numbers.tick))
        for band, row in zip(bands.rows, rows, strict=True):
            _beside(page, scale, band.centre, (row.subject, before))
            if row.subject in joint:
                ends = (scale.at(look.targets[row.subject] + end) for end in joint[row.subject].ends[1:])
                page.line([(end, band.centre) for end in ends], THIN)
            estimate(page, scale, (right, band.centre), row, Kind("", page.accent, write=numbers.index))
        draw_columns(page, bands, rows, columns)
        bands.draw(page)
        return page.chart(bottom, _alt(look, rows, before))


def _before(figures: Rows, look: Look) -> dict[str, Row]:
    """The earlier wave's index by subject, of what compares with it."""
    moved = {row.subject: row.against for row in known_rows(everybody(figures, look, trends.CHANGE))}
    waves = known_rows(by_wave(figures, look, trends.INDEX))
    return by_subject(row for row in waves if moved.get(row.subject) == row.period)


def _held(look: Look, rows: list[Row], before: dict[str, Row], joint: dict[str, Row]) -> list[float]:
    """What the scale must hold: values and their intervals, the earlier values, the targets of these subjects."""
    targets = [look.targets[row.subject] for row in rows if row.subject in look.targets]
    ends = [*(end for row in rows for end in row.ends), *(row.value for row in before.values()), *targets]
    ends += [look.targets[name] + end for name, row in joint.items() for end in row.ends]
    middle = (min(ends) + max(ends)) / 2
    return [min(max(end, 0.0), 100.0) for end in (*ends, middle - _LEAST_SPAN / 2, middle + _LEAST_SPAN / 2)]


def _beside(page: Page, scale: Scale, y: float, of: tuple[str, dict[str, Row]]) -> None:
    """The target and the earlier wave on the row's line, under this wave's value; columns give all three."""
    subject, before = of
    if subject in before:
        earlier_tick(page, scale.at(before[subject].value), y)
    if subject in page.look.targets:
        target_tick(page, scale.at(page.look.targets[subject]), y)


def _columns(look: Look, rows: list[Row], before: dict[str, Row]) -> list[Beside]:
    """The values, the ends of their intervals, earlier values and targets, as far as there are any."""

    def earlier(row: Row) -> str:
        return numbers.index(before[row.subject]) if row.subject in before else ""

    def aim(row: Row) -> str:
        return numbers.target(look.targets[row.subject], 1) if row.subject in look.targets else ""

    columns = [Beside(say(look, "actual")), *interval_column(look, rows, numbers.index, lambda row: row)]
    if first := next(iter(before.values()), None):
        columns.append(Beside(look.period(first.period), earlier))
    columns += [Beside(say(look, "target"), aim)] if any(map(aim, rows)) else []
    return columns


def _legend(page: Page, rows: list[Row], before: dict[str, Row], joint: dict[str, Row]) -> list[Entry]:
    look = page.look
    entries = interval_entry(page, rows, page.accent)
    if first := next(iter(before.values()), None):
        entries.insert(0, (key_dot(page.accent), say(look, "actual")))
        entries.append((key_earlier, say(look, "earlier", period=look.period(first.period))))
    if any(row.subject in look.targets for row in rows):
        entries.append((key_target, say(look, "target")))
        entries += [(key_line(THIN), look.say(JOINT))] if joint else []
    return entries + base_entries(page, rows, key_dot(page.accent, hollow=True))


def _alt(look: Look, rows: list[Row], before: dict[str, Row]) -> str:
    head = look.say(ALT, period=look.period(known_rows(rows)[0].period))
    return tell(look, series(look, (_reading(look, row, before.get(row.subject)) for row in rows), head))


def _reading(look: Look, row: Row, before: Row | None) -> str:
    told = [reading(look, look.label(row.subject), row, numbers.index)]
    if before is not None:
        told.append(look.say(BEFORE, period=look.period(before.period), value=numbers.index(before)))
    if row.subject in look.targets:
        told.append(look.say(AIMED, value=numbers.target(look.targets[row.subject], 1)))
    return listed(look, told)


def _drawn_title(view: View, _shown: Shown) -> Claim:
    """Best and lowest dimension, as far as they stand apart."""
    order = ranked(dimensions(view))
    if len(order) < 2:
        alone = order or ranked(view.rows(INDEX, subject=view.study.root))
        return DRAWN_ONE(row=alone[0]) if alone else DRAWN_NONE()
    top, bottom = leaders(order), trailers(order)
    if len(top) == len(order):
        return ALIKE()
    if len(bottom) == 1:
        return BOTH_ENDS(top=top[0], bottom=bottom[0]) if len(top) == 1 else LOW_END(bottom=bottom[0])
    return HIGH_END(top=top[0]) if len(top) == 1 else APART(top=top[0], bottom=bottom[0])


def _figures(view: View, _shown: Shown) -> Rows:
    earlier = [row for row in every(view, (trends.INDEX,)) if row.segment_by == ALL]
    return (*view.rows(INDEX, segment_by=ALL), *changes.every(view), *earlier, *view.rows(AIM))


def _note(view: View, rows: Rows) -> Claim | None:
    """What clearly highest is, and that a target beside an interval is judged by another one."""
    judged = JUDGED() if any(targets.side(view, row) for row in rows if row.kind is INDEX) else None
    apart = MEETS_NO_OTHER() if len(ranked(dimensions(view))) > 1 else None
    return BOTH(apart=apart, judged=judged) if apart and judged else apart or judged


CHART = ChartSpec("scores", (INDEX, trends.CHANGE, trends.INDEX, AIM), _draw, _drawn_title, _figures, _note)
