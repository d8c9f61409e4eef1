"""Which lines are followed over the waves, which of them left their control limits, and what came last all along."""

from collections.abc import Sequence

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.trends import BREAK
from csat_lib.period import parse
from csat_lib.report.clear import ranked, valued
from csat_lib.report.declared import Finding, View
from csat_lib.report.topics.found import listed, usual
from csat_lib.report.topics.segments.places import troubled
from csat_lib.report.topics.trends.waves import FEWEST_WAVES
from csat_lib.report.view import ANY
from csat_lib.report.wording import MOST_NAMED, Claim, Wording, Words

LIMITS, waves_of, limits_of = usual.LIMITS, usual.waves_of, usual.limits
"""The limits of a measure's lines."""
MOST_LINES = 12
LOWEST = Wording(
    zh="近 {n} 期，各维度中每期估计值最低的都是{low.quoted}（{low} 至 {high} 分）。",
    en="In each of {n:wave}, {low.label} was measured lowest of the dimensions ({low} to {high}).",
)
BELOW = Wording(
    zh="{row.name}（{row}）低于自身的控制限（{limits.ends}）",
    en="{row.name} ({row}) lies below the control limits of its own line ({limits.ends})",
)
ABOVE = Wording(
    zh="{row.name}（{row}）高于自身的控制限（{limits.ends}）",
    en="{row.name} ({row}) lies above the control limits of its own line ({limits.ends})",
)
OUTSIDE = Wording(zh="{told:,}。", en="{told}.")
INSIDE = Wording(
    zh="图中 {n} 条线本期都在各自的控制限之内。", en="This wave, all {n:line} shown lie within their control limits."
)
TITLE_OUTSIDE = Wording(
    zh="{rows.name}本期{side}控制限", en="{rows.name} {rows|lies|lie} {side} {rows|its|their} control limits this wave"
)
TITLE_MANY = Wording(
    zh="{n} 条线中有 {out} 条本期越出控制限", en="{out:word} of {n:line} lie outside their control limits this wave"
)
TITLE_LOWEST = Wording(zh="近 {n} 期{row.quoted}一直最低", en="{row.label} was measured lowest in each of {n:wave}")
TITLE_INSIDE = Wording(zh="本期没有哪条线越出控制限", en="No line lies outside its control limits this wave")
TITLE = Wording(zh="{n} 条线的历期走势", en="{n:line}, wave by wave")
OF_UNIT = Wording(
    zh="{row.quoted}（{row}）{side}自身的控制限（{limits.ends}）",
    en="{row.label} ({row}) {side} ({limits.ends})",
)
SIDES = {True: Words("低于", "below"), False: Words("高于", "above"), None: Words("越出", "outside")}
"""Where lines lie that left their limits: all below, all above, or some of them here and some there."""
BELOW_OWN = Words("低于", "lies below its control limits")
ABOVE_OWN = Words("高于", "lies above its control limits")
UNIT_OUTSIDE = Wording(zh="{unit.level}：{told:,}。", en="At {unit.level}, {told}.")
UNIT_INSIDE = Wording(
    zh="{unit.level}的 {n} 条线本期都在各自的控制限之内。",
    en="At {unit.level}, all {n:line} lie within their control limits this wave.",
)
TITLE_UNIT_OUTSIDE = Wording(
    zh="{unit.level}：{n} 条线中{only}{rows.quoted}本期{side}控制限",
    en="{unit.level}: of {n:line}, {only}{rows.label} {rows|lies|lie} {side} {rows|its|their} control limits this wave",
)
ONLY = Words("只有", "only ")
TITLE_UNIT_INSIDE = Wording(
    zh="{unit.level}：本期没有哪条线越出控制限", en="{unit.level}: no line lies outside its control limits this wave"
)
TITLE_UNIT = Wording(zh="{unit.level}：{n} 条线的历期走势", en="{unit.level}: {n:line}, wave by wave")
NOTE = Wording(
    zh="控制限是只按此前{waves}预计本期应落入的范围；是否越出，与“比上一期有无变化”是两个问题",
    en="Control limits are the range to be expected of this wave after {waves}; whether it changed from the wave "
    "before is a different question",
)
BEFORE = Wording(
    zh=" {n} 期（{first.period}至 {last.period}）", en="the {n:wave} before it alone, {first.period} to {last.period}"
)
ANY_BEFORE = Words("可比的各期", "the comparable waves before it alone")


def breaks(view: View, subjects: tuple[str, ...]) -> tuple[Finding, ...]:
    """Where the lines of subjects break."""
    return view.rows(BREAK, subject=subjects, period=ANY)


def before(view: View, limits: Finding) -> tuple[Finding, ...]:
    """The waves that made control limits, oldest first: before this one, since the last break of the line."""
    since = max((parse(row.period).last for row in breaks(view, (limits.subject,))), default=None)
    line = valued(waves_of(view, limits.subject, (limits.segment_by, limits.segment)))
    known = [row for row in line if row.period != view.period.text]
    return tuple(row for row in known if since is None or parse(row.period).last >= since)


def is_outside(row: Finding, limits: Finding | None) -> bool:
    """Whether a wave lies outside the limits of its line."""
    if limits is None or row.value is None or limits.low is None or limits.high is None:
        return False
    return not limits.low <= row.value <= limits.high


def lines(view: View) -> list[tuple[Finding, ...]]:
    """Everybody's: dimensions, headline, NPS; of several waves each."""
    study = view.study
    names = dict.fromkeys([*study.constructs, *filter(None, (study.headline, study.nps))])
    several = _several(view, [(name, (ALL, "")) for name in names])
    return several if len(several) > 1 else []


def unit_lines(view: View) -> list[tuple[Finding, ...]]:
    """Of the unit that comes first: its index, and all in which it clearly changed or differs from the rest."""
    unit = next(iter(troubled(view)), None)
    if unit is None:
        return []
    cell = (unit.segment_by, unit.segment)
    own = next(one for one in listed.found(view) if one.group == cell)
    names = dict.fromkeys([view.study.root, *(row.subject for row in own.rows)])
    last = sorted(names, key=lambda name: name == view.study.nps)
    return _several(view, [(name, cell) for name in last])


def _several(view: View, named: Sequence[tuple[str, tuple[str, str]]]) -> list[tuple[Finding, ...]]:
    """Lines of subjects in cells, those of several waves."""
    waves = (waves_of(view, name, cell) for name, cell in named)
    return [line for line in waves if len(valued(line)) >= FEWEST_WAVES][:MOST_LINES]


def outside(view: View, of: Sequence[tuple[Finding, ...]]) -> list[Finding]:
    """This wave's figures outside the limits of their lines."""
    now = [line[-1] for line in of if line[-1].period == view.period.text]
    return [row for row in now if is_outside(row, limits_of(view, row))]


def always_lowest(view: View) -> tuple[Finding, int] | None:
    """The dimension that was measured lowest in every wave, and in how many; of several waves and dimensions."""
    known = [waves_of(view, name) for name in view.study.constructs]
    periods = [row.period for row in known[0]] if known else []
    if len(known) < 2 or len(periods) < FEWEST_WAVES:
        return None
    lowest = set()
    for period in periods:
        of_wave = valued([row for line in known for row in line if row.period == period])
        if len(of_wave) < len(known):
            return None
        lowest.add(min(of_wave, key=lambda row: row.value or 0.0).subject)
    row = next(line[-1] for line in known if line[-1].subject in lowest)
    return (row, len(periods)) if len(lowest) == 1 else None


def claims(view: View) -> list[Claim | None]:
    """What left its limits in this wave, and which dimension came last all along."""
    followed, lowest = lines(view), always_lowest(view)
    told = [_outside(row, limits) for row in outside(view, followed) if (limits := limits_of(view, row))]
    n = len(_limited(view, followed))
    inside = INSIDE(n=n) if n else None
    return [OUTSIDE(told=told) if told else inside, _lowest(view, *lowest) if lowest else None]


def _lowest(view: View, row: Finding, n: int) -> Claim:
    """That it came last all along, and between which values."""
    order = ranked(waves_of(view, row.subject))
    return LOWEST(n=n, low=order[-1], high=order[0])


def unit_claim(view: View) -> Claim | None:
    """Which lines of the unit that comes first left their limits."""
    followed = unit_lines(view)
    n = len(_limited(view, followed))
    told = [_of_unit(row, limits) for row in outside(view, followed) if (limits := limits_of(view, row))]
    if told:
        return UNIT_OUTSIDE(unit=followed[0][-1], told=told)
    return UNIT_INSIDE(unit=followed[0][-1], n=n) if n else None


def title(view: View) -> Claim:
    """What left its limits; else what came last all along; else that nothing did."""
    followed, lowest = lines(view), always_lowest(view)
    found, limited = outside(view, followed), _limited(view, followed)
    if len(found) > MOST_NAMED:
        return TITLE_MANY(n=len(limited), out=len(found))
    if found:
        return TITLE_OUTSIDE(rows=found, side=_side(view, found))
    if lowest:
        return TITLE_LOWEST(row=lowest[0], n=lowest[1])
    return TITLE_INSIDE() if limited else TITLE(n=len(followed))


def unit_title(view: View) -> Claim:
    """Which lines of the unit left their limits."""
    followed = unit_lines(view)
    found, unit = outside(view, followed), followed[0][-1]
    if found:
        n = len(_limited(view, followed))
        only = ONLY if n > len(found) else None
        return TITLE_UNIT_OUTSIDE(unit=unit, n=n, only=only, rows=found, side=_side(view, found))
    return TITLE_UNIT_INSIDE(unit=unit) if _limited(view, followed) else TITLE_UNIT(unit=unit, n=len(followed))


def note(view: View, figures: Sequence[Finding]) -> Claim | None:
    """Under lines with limits: what these mean, and which waves made them, where they are the same for all."""
    limits = [row for row in figures if row.kind in LIMITS.values() and row.value is not None]
    made = [before(view, row) for row in limits]
    spans = {tuple(row.period for row in rows) for rows in made}
    if not any(spans):
        return None
    same = BEFORE(n=len(made[0]), first=made[0][0], last=made[0][-1]) if len(spans) == 1 else ANY_BEFORE
    return NOTE(waves=same)


def _limited(view: View, followed: Sequence[tuple[Finding, ...]]) -> list[tuple[Finding, ...]]:
    return [line for line in followed if limits_of(view, line[-1])]


def _outside(row: Finding, limits: Finding) -> Claim:
    return (BELOW if _is_below(row, limits) else ABOVE)(row=row, limits=limits)


def _of_unit(row: Finding, limits: Finding) -> Claim:
    return OF_UNIT(row=row, side=BELOW_OWN if _is_below(row, limits) else ABOVE_OWN, limits=limits)


def _side(view: View, rows: Sequence[Finding]) -> Words:
    sides = {_is_below(row, limits) for row in rows if (limits := limits_of(view, row))}
    return SIDES[sides.pop() if len(sides) == 1 else None]


def _is_below(row: Finding, limits: Finding) -> bool:
    return (row.value or 0.0) < (limits.low or 0.0)
