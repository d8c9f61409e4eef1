"""Which lines are followed over the waves, which of them left their control limits, and what came last all along."""

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.trends import BREAK, CONTROL, CONTROL_NPS, INDEX, NPS
from csat_lib.report.clear import valued
from csat_lib.report.declared import Finding, View
from csat_lib.report.topics.segments.places import troubled
from csat_lib.report.view import ANY
from csat_lib.report.wording import MOST_NAMED, Claim, Wording

LIMITS = {INDEX: CONTROL, NPS: CONTROL_NPS}
"""The limits of a measure's lines."""
ENOUGH_WAVES = 3
MOST_LINES = 12
LOWEST = Wording(
    zh="{n} 期以来，各维度中每期估计值最低的都是{row.quoted}。",
    en="In each of {n:wave}, {row.label} was measured lowest of the dimensions.",
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
    zh="{rows.name}本期越出控制限", en="{rows.name} {rows|lies|lie} outside {rows|its|their} control limits this wave"
)
TITLE_MANY = Wording(
    zh="{n} 条线中有 {out} 条本期越出控制限", en="{out:word} of {n:line} lie outside their control limits this wave"
)
TITLE_LOWEST = Wording(zh="{n} 期以来{row.quoted}一直最低", en="{row.label} was measured lowest in each of {n:wave}")
TITLE_INSIDE = Wording(zh="本期没有哪条线越出控制限", en="No line lies outside its control limits this wave")
TITLE = Wording(zh="{n} 条线的历期走势", en="{n:line}, wave by wave")


def waves_of(view: View, subject: str, cell: tuple[str, str] = (ALL, "")) -> tuple[Finding, ...]:
    """The figures of a subject in all waves that the study names, oldest first."""
    order = {period.text: period.first for period in (*view.earlier, view.period)}
    where = {"subject": subject, "period": ANY, "segment_by": cell[0], "segment": cell[1]}
    found = [row for measure in LIMITS for row in view.rows(measure, **where) if row.period in order]
    return tuple(sorted(found, key=lambda row: order[row.period]))


def breaks(view: View, subjects: tuple[str, ...]) -> tuple[Finding, ...]:
    """Where the lines of subjects break."""
    return view.rows(BREAK, subject=subjects, period=ANY)


def limits_of(view: View, row: Finding) -> Finding | None:
    """The control limits of a line, where they are known."""
    found = view.row(LIMITS[row.kind], row.subject, segment_by=row.segment_by, segment=row.segment)
    return found if found is not None and found.value is not None else None


def is_outside(row: Finding, limits: Finding | None) -> bool:
    """Whether a wave lies outside the limits of its line."""
    if limits is None or row.value is None or limits.low is None or limits.high is None:
        return False
    return not limits.low <= row.value <= limits.high


def label(view: View, row: Finding) -> str:
    """What a line is of: a subject, or the index of a group."""
    return view.measured(row.subject) if row.segment_by == ALL else view.level(row.segment_by, row.segment)


def lines(view: View) -> list[tuple[Finding, ...]]:
    """Dimensions, headline, NPS; the unit that comes first, and units outside their limits: of several waves each."""
    study = view.study
    names = dict.fromkeys([*study.constructs, *filter(None, (study.headline, study.nps))])
    units = [row for row in view.rows(INDEX, subject=study.root, segment_by=study.unit or "") if row.segment]
    first = [row.segment for row in troubled(view)[:1]]
    outside = [row.segment for row in units if is_outside(row, limits_of(view, row))]
    cells = [(study.unit or "", level) for level in dict.fromkeys([*first, *outside])][:MOST_NAMED]
    found = [waves_of(view, name) for name in names] + [waves_of(view, study.root, cell) for cell in cells]
    several = [line for line in found if len(valued(line)) >= ENOUGH_WAVES][:MOST_LINES]
    return several if len(several) > 1 else []


def outside(view: View) -> list[Finding]:
    """This wave's figures outside the limits of their lines, groups first."""
    now = [line[-1] for line in lines(view) if line[-1].period == view.period.text]
    found = [row for row in now if is_outside(row, limits_of(view, row))]
    return sorted(found, key=lambda row: not row.segment)


def always_lowest(view: View) -> tuple[Finding, int] | None:
    """The dimension that was measured lowest in every wave, and in how many; of several waves and dimensions."""
    known = [waves_of(view, name) for name in view.study.constructs]
    periods = [row.period for row in known[0]] if known else []
    if len(known) < 2 or len(periods) < ENOUGH_WAVES:
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
    followed, found, lowest = lines(view), outside(view), always_lowest(view)
    told = [_outside(row, limits) for row in found if (limits := limits_of(view, row))]
    limited = [line for line in followed if limits_of(view, line[-1])]
    inside = INSIDE(n=len(limited)) if limited else None
    return [OUTSIDE(told=told) if told else inside, LOWEST(row=lowest[0], n=lowest[1]) if lowest else None]


def title(view: View) -> Claim:
    """What left its limits; else what came last all along; else that nothing did."""
    followed, found, lowest = lines(view), outside(view), always_lowest(view)
    limited = [line for line in followed if limits_of(view, line[-1])]
    if len(found) > MOST_NAMED:
        return TITLE_MANY(n=len(limited), out=len(found))
    if found:
        return TITLE_OUTSIDE(rows=found)
    if lowest:
        return TITLE_LOWEST(row=lowest[0], n=lowest[1])
    return TITLE_INSIDE() if limited else TITLE(n=len(followed))


def _outside(row: Finding, limits: Finding) -> Claim:
    return (BELOW if (row.value or 0.0) < (limits.low or 0.0) else ABOVE)(row=row, limits=limits)
