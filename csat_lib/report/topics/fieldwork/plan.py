"""The plan of the sample and how far the fieldwork kept to it: sentences, table of strata, chart."""

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, stack
from csat_lib.charts.legend import key_bar, key_target, legend
from csat_lib.charts.marks import Axis, bar, bar_fill, draw_axis, target_tick
from csat_lib.charts.page import paper
from csat_lib.charts.rows import rows_of
from csat_lib.charts.scale import fitted_scale
from csat_lib.charts.words import labelled, series, tell
from csat_lib.findings.catalogue import plan as of
from csat_lib.findings.measure import Measure
from csat_lib.report.columns import Of
from csat_lib.report.declared import ChartSpec, Field, Finding, Rows, TableSpec, View, columns, known, known_row
from csat_lib.report.topics.fieldwork.response import rate_of
from csat_lib.report.wording import Claim, Label, Limit, Wording, Words, percent, some

ALL = "respondents"
AIMS = {
    of.FOR_PRECISION: Wording(
        zh="全体均分的区间半宽不超过 {points:given} 分，需 {row} 份",
        en="{row.count:response} for {points:given} points either side of everybody's mean",
    ),
    of.FOR_EACH: Wording(
        zh="每层均分的区间半宽不超过 {points:given} 分，需 {row} 份",
        en="{row.count:response} for {points:given} points either side of each stratum's mean",
    ),
    of.FOR_CHANGE: Wording(
        zh="以 {power} 的把握发现两期之间 {points:given} 分的变化，每期需 {row} 份",
        en="{row.count:response} a wave to find a change of {points:given} points with a power of {power}",
    ),
    of.CENSUS: Wording(zh="普查，总体共 {row} 人", en="a census of all {row}"),
}
PLANNED = Wording(
    zh="样本计划：{aims:;}。计划 {n} 份，实收有效 {reached} 份。",
    en="The plan of the sample takes {aims:;}. {n} responses were planned, {reached} counted.",
)
SHORT = Wording(zh="未达到计划数的有：{rows:;}。", en="Short of their planned number: {rows:;}.")
OF_STRATUM = Wording(zh="{n.level}（计划 {n}，实收 {reached}）", en="{n.level} ({reached} of {n})")
OTHERS = Wording(zh="另 {n} 层", en="{n} more")
COVERED = Wording(
    zh="抽样框覆盖率为 {covered}{cover}。", en="{covered} of the frame's people are in strata that were asked{cover}."
)
COVER = Wording(zh="，目标为 {wanted}", en=" ({wanted} wanted)")
ANSWER = Wording(zh="各渠道的回收率目标：{rows:;}。", en="Response was to be {rows:;}.")
OF_CHANNEL = Wording(
    zh="{channel.quoted} {row}，即邀请 {invited} 人{rate}", en="{row} by {channel.label} ({invited} invitations){rate}"
)
RATE = Wording(zh="，实际 {rate:.1}", en=", and was {rate:.1}")
TITLE_MET = Wording(zh="各层都达到计划的样本量", en="Every stratum has as many responses as planned")
TITLE_SHORT = Wording(
    zh="{n} 层的样本量未达到计划", en="{n:word} {n|stratum has|strata have} fewer responses than planned"
)
PEOPLE, PLANNED_HEAD, COUNTED = Words("总体人数", "People"), Words("计划", "Planned"), Words("实收有效", "Counted")
AXIS = Words("有效答卷（份）", "responses counted")
ALT = Words("各层计划与实收的样本量", "Responses planned and counted, by stratum")


def planned(view: View) -> list[Claim | None]:
    """What was planned and why, who is short of it, how much of the frame was covered, and response by channel."""
    n, reached = known_row(view, of.N_NEEDED, ALL, other=""), known_row(view, of.REACHED, ALL, other="")
    plan = view.study.plan
    if n is None or reached is None or plan is None:
        return []
    given = {of.FOR_PRECISION: plan.half_width, of.FOR_EACH: plan.each, of.FOR_CHANGE: plan.change}
    aims = []
    for measure, wording in AIMS.items():
        slots = {"row": known_row(view, measure, ALL), "points": Limit(given.get(measure) or 0.0)}
        slots["power"] = percent(plan.power)
        if slots["row"] is not None:
            aims.append(wording(**{name: slots[name] for name in wording.slots}))
    covered = known_row(view, of.COVERED, ALL)
    cover = COVER(wanted=percent(plan.cover)) if plan.cover else None
    short = [OF_STRATUM(n=row, reached=other) for row, other in _short(view)]
    return [
        PLANNED(aims=aims, n=n, reached=reached),
        SHORT(rows=some(short, OTHERS)) if short else None,
        COVERED(covered=covered, cover=cover) if covered else None,
        ANSWER(rows=[_channel(view, row) for row in known(view, of.TARGET)]) if plan.response else None,
    ]


def _channel(view: View, row: Finding) -> Claim:
    invited, rate = known_row(view, of.INVITATIONS, ALL, other=row.other), rate_of(view, row.other)
    return OF_CHANNEL(channel=Label(row.other), row=row, invited=invited, rate=RATE(rate=rate) if rate else None)


def strata(view: View) -> Rows:
    """What was planned of each stratum."""
    return view.rows(of.N_NEEDED, segment_by="*".join(view.study.plan.strata)) if view.study.plan else ()


def _beside(view: View, measure: Measure) -> Of:
    return lambda row: view.row(measure, ALL, segment_by=row.segment_by, segment=row.segment)


def _short(view: View) -> list[tuple[Finding, Finding]]:
    """Strata with fewer than planned, the furthest from it first."""
    pairs = [(row, _beside(view, of.REACHED)(row)) for row in strata(view)]
    found = [(row, got) for row, got in pairs if got is not None and (got.value or 0) < (row.value or 0)]
    return sorted(found, key=lambda pair: (pair[1].value or 0) / (pair[0].value or 1))


def _title(view: View) -> Claim:
    short = _short(view)
    return TITLE_SHORT(n=len(short)) if short else TITLE_MET()


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    heads = {of.FRAME_SIZE: PEOPLE, of.N_NEEDED: PLANNED_HEAD, of.REACHED: COUNTED}
    figures = (columns.figure(view, measure, _beside(view, measure), head) for measure, head in heads.items())
    return (columns.segment(view, rows[0].segment_by), *figures)


TABLE = TableSpec("sample_plan", (of.N_NEEDED,), strata, _fields, _title)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Counted answers of each stratum as bars, the planned number as a tick on each."""
    wanted = {row.cell: row for row in rows_of(figures, look, of.N_NEEDED) if row.segment and row.known}
    reached = {row.cell: row for row in rows_of(figures, look, of.REACHED) if row.cell in wanted and row.known}
    if not wanted:
        return None
    with paper(look) as page:
        keys = [(key_bar(bar_fill(page.accent)), look.say(COUNTED)), (key_target, look.say(PLANNED_HEAD))]
        bands = stack(page, [BandLabel(look.level(*cell)) for cell in wanted], legend(page, keys))
        ends = [0.0, *(row.value for row in (*wanted.values(), *reached.values()))]
        scale = fitted_scale(ends, bands.gutter, page.width - 4.0)
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), numbers.tick))
        for band, (cell, row) in zip(bands.rows, wanted.items(), strict=True):
            if cell in reached:
                bar(page, scale, band.centre, reached[cell], page.accent)
            target_tick(page, scale.at(row.value), band.centre)
        bands.draw(page)
        both = {cell: (row, reached.get(cell)) for cell, row in wanted.items()}
        told = [
            labelled(look.level(*cell), " / ".join(map(numbers.whole, filter(None, rows))))
            for cell, rows in both.items()
        ]
        return page.chart(bottom, tell(look, look.say(ALT), series(look, told)))


CHART = ChartSpec("sample_plan", (of.N_NEEDED, of.REACHED), _draw, lambda view, _: _title(view))
