"""Alpha and omega of each dimension against the customary minimum: sentences, table, chart."""

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import Setting
from csat_lib.charts.colours import MUTED
from csat_lib.charts.dots import Dot, DotChart, DotLine, Kind, draw_dots
from csat_lib.charts.marks import NOTE
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.conventions import ENOUGH_ALPHA, GOOD_ALPHA, REPETITIVE_ALPHA
from csat_lib.findings.catalogue import reliability
from csat_lib.findings.catalogue.reliability import ALPHA, ALPHA_IF_DROPPED, N_ITEMS, OMEGA
from csat_lib.report.absent import absent, absent_all
from csat_lib.report.clear import beside, on_side, ranked, valued
from csat_lib.report.declared import ChartSpec, Finding, Rows, Shown, TableSpec, View, columns, known, span
from csat_lib.report.wording import Claim, Label, Limit, Wording, Words

MINIMUM = Limit(ENOUGH_ALPHA)

NOT_RECORDED = Wording(zh="本期没有记录“{construct}”的信度。", en="No reliability was recorded for {construct}.")
NOT_EXAMINED = Wording(zh="本期没有检验信度。", en="Reliability was not examined in this wave.")
VERDICT = Wording(
    zh="“{alpha.label}”{items}{together}：α 系数为 {alpha}（{alpha.interval}；{alpha.base}）。",
    en="The {items} {alpha.label} {together}: alpha {alpha} ({alpha.interval}; {alpha.base}).",
)
ITEMS_OF = Wording(zh="的 {n} 个题项", en="{n:item} of")
ITEMS = Words("的各题项", "items of")
ALIKE = Wording(zh="过于相似，可以考虑精简", en="are so alike that some could be dropped")
HOLD = Wording(
    zh="内部一致性良好，明显高于 {minimum} 的惯用下限",
    en="agree well, clearly above the customary minimum of {minimum}",
)
FALL_SHORT = Wording(
    zh="内部一致性不足，明显低于 {minimum} 的惯用下限",
    en="do not agree well enough, clearly below the customary minimum of {minimum}",
)
OPEN = Wording(
    zh="是否达到 {minimum} 的惯用下限尚不能断定", en="may or may not reach the customary minimum of {minimum}"
)
OMEGA_IS = Wording(
    zh="允许各题项权重不同的 ω 系数为 {omega}。", en="Omega, which lets the items weigh differently, is {omega}."
)
BETTER_WITHOUT = Wording(
    zh="如果删去{items.item}，“{alpha.label}”的 α 系数会超出现有区间的上限。",
    en="The alpha of {alpha.label} would rise above its interval without {items.item:or}.",
)
ALL_HOLD = Wording(
    zh="{which}的内部一致性都良好：α 系数均明显高于 {minimum} 的惯用下限，最低的是{lowest.named}。",
    en="{which} agree well: alpha is clearly above {minimum} everywhere, lowest for {lowest.named}.",
)
ALL_MEASURED = Wording(zh="{n} 个多题项维度", en="All {n:dimension} measured by several items")
THOSE_KNOWN = Wording(zh="可给出 α 系数的 {n} 个维度", en="The {n:dimension} whose alpha can be given")
SOME_FALL_SHORT = Wording(zh="{which}中，{reached}；{clauses:,}。", en="Of {which}, {reached}; {clauses}.")
OF_ALL = Wording(zh="{n} 个维度", en="{n:dimension}")
OF_KNOWN = Wording(zh="可给出 α 系数的 {n} 个维度", en="{n:dimension} whose alpha can be given")
SOME_REACH = Wording(
    zh="有 {n} 个的 α 系数明显高于 {minimum} 的惯用下限", en="{n:reaches/reach} an alpha clearly above {minimum}"
)
NONE_REACHES = Wording(zh="没有一个的 α 系数明显高于 {minimum}", en="none reaches an alpha clearly above {minimum}")
BELOW = Wording(zh="{rows.named}明显低于这一下限", en="{rows.named} {rows|is|are} below the customary minimum")
NOT_CLEAR = Wording(zh="{rows.named}是否达到尚不能断定", en="{rows.named} {rows|is|are} not clear of it")
OMEGAS = Wording(
    zh="允许各题项权重不同的 ω 系数在 {lowest} 与 {highest} 之间。{heywood}",
    en="Omega, which lets the items weigh differently, lies between {lowest} and {highest}.{heywood}",
)
HEYWOOD = Wording(
    zh="其中{omegas.quoted}的不可靠：因子解释了某一题项的全部方差（Heywood 情形）。",
    en=" That of {omegas.label} is unsure: the factor takes up one item wholly (a Heywood case).",
)


def say(view: View, subject: str = "") -> list[Claim | None]:
    """One dimension with its alpha, or all of them in one verdict."""
    if not subject:
        return overall(view)
    alpha = view.row(ALPHA, subject)
    if alpha is None:
        return [NOT_RECORDED(construct=Label(subject))]
    if alpha.value is None:
        return [absent(view, alpha)]
    return [_verdict(view, alpha), _omega(view, subject), better_without(view, alpha)]


def overall(view: View) -> list[Claim | None]:
    """All dimensions in one verdict, the poor ones by name."""
    found = view.rows(ALPHA)
    values = valued(found)
    if not values:
        return [*absent_all(view, found)] or [NOT_EXAMINED()]
    below, unclear = poor(view), on_side(values, ENOUGH_ALPHA, "open")
    if not below and not unclear:
        return [_all_hold(view, values)]
    good = len(values) - len(below) - len(unclear)
    clauses = [wording(rows=rows) for wording, rows in ((BELOW, below), (NOT_CLEAR, unclear)) if rows]
    reached = SOME_REACH(n=good, minimum=MINIMUM) if good else NONE_REACHES(minimum=MINIMUM)
    which = (OF_KNOWN if untold(view) else OF_ALL)(n=len(values))
    return [SOME_FALL_SHORT(which=which, reached=reached, clauses=clauses)]


def poor(view: View) -> Rows:
    """Alphas clearly under the customary minimum."""
    return on_side(view.rows(ALPHA), ENOUGH_ALPHA, "below")


def clear(view: View) -> Rows:
    """Alphas clearly above the customary minimum, highest first."""
    return on_side(ranked(view.rows(ALPHA)), ENOUGH_ALPHA, "above")


def all_clear(view: View) -> bool:
    """Whether every alpha is, and none is missing."""
    return not untold(view) and len(clear(view)) == len(known(view, ALPHA))


def untold(view: View) -> Rows:
    """Alphas of dimensions of several items that cannot be had."""
    return [row for row in view.rows(ALPHA) if row.value is None and row.reason != "one_item"]


def better_without(view: View, alpha: Finding) -> Claim | None:
    """Items without which alpha would leave its interval upwards."""
    dropped = known(view, ALPHA_IF_DROPPED, other=alpha.subject)
    better = [row for row in dropped if alpha.high is not None and (row.value or 0.0) > alpha.high]
    return BETTER_WITHOUT(alpha=alpha, items=better) if better else None


def overall_omega(view: View) -> Claim | None:
    """Omega of all dimensions, which need not weigh items alike."""
    order = ranked(view.rows(OMEGA))
    if len(order) < 2:
        return None
    heywood = [row for row in reversed(order) if row.noted("heywood")]
    return OMEGAS(lowest=order[-1], highest=order[0], heywood=HEYWOOD(omegas=heywood) if heywood else None)


def _verdict(view: View, alpha: Finding) -> Claim:
    number = view.row(N_ITEMS, alpha.subject)
    items = ITEMS_OF(n=int(number.value)) if number and number.value else ITEMS
    return VERDICT(alpha=alpha, items=items, together=_together(alpha))


def _together(alpha: Finding) -> Claim:
    if beside(alpha, REPETITIVE_ALPHA) == "above":
        return ALIKE()
    return {"above": HOLD, "below": FALL_SHORT, "open": OPEN}[beside(alpha, ENOUGH_ALPHA)](minimum=MINIMUM)


def _omega(view: View, subject: str) -> Claim | None:
    omega = view.row(OMEGA, subject)
    if omega is None:
        return None
    return absent(view, omega) if omega.value is None else OMEGA_IS(omega=omega)


def _all_hold(view: View, alphas: Rows) -> Claim:
    lowest = min(alphas, key=lambda row: row.value or 0.0)
    if len(alphas) == 1:
        return _verdict(view, lowest)
    which = (THOSE_KNOWN if untold(view) else ALL_MEASURED)(n=len(alphas))
    return ALL_HOLD(which=which, minimum=MINIMUM, lowest=lowest)


NONE_KNOWN = Wording(zh="没有可给出的 α 系数", en="No alpha can be given")
ONLY = Wording(zh="“{lowest.label}”的 α 系数为 {lowest}", en="The alpha of {lowest.label} is {lowest}")
RANGE = Wording(
    zh="α 系数在 {lowest}（“{lowest.label}”）与 {highest}（“{highest.label}”）之间",
    en="Alpha runs from {lowest} ({lowest.label}) to {highest} ({highest.label})",
)


TABLE = TableSpec(
    "reliability",
    (ALPHA,),
    lambda view: view.rows(ALPHA),
    columns.row(
        columns.DIMENSION,
        N_ITEMS,
        columns.with_ends(ALPHA),
        OMEGA,
        reliability.ALPHA_ORDINAL,
        reliability.OMEGA_ORDINAL,
        reliability.MEAN_R,
        columns.bases,
    ),
    lambda view: span(view.rows(ALPHA), RANGE, ONLY, NONE_KNOWN),
)


SOME_POOR = Wording(
    zh="{poor.quoted}的 α 系数明显低于 {minimum}",
    en="The {poor|alpha|alphas} of {poor.label} {poor|is|are} clearly below {minimum}",
)
ALL_ABOVE = Wording(zh="各维度的 α 系数均明显高于 {minimum}", en="Every alpha is clearly above {minimum}")
NONE_BELOW = Wording(zh="没有维度的 α 系数明显低于 {minimum}", en="No alpha is clearly below {minimum}")
AXIS = Words("信度系数（0–1）", "reliability coefficient, 0–1")
THRESHOLDS = {ENOUGH_ALPHA: Words("可接受", "acceptable"), GOOD_ALPHA: Words("良好", "good")}
ALT = Words(
    "{count} 个维度中有 {reached} 个的 α 系数达到 {enough}",
    "{reached} of {count} dimensions reach an alpha of {enough}",
)
NAMES = {ALPHA.name: Words("α 系数", "alpha"), OMEGA.name: Words("ω 系数", "omega")}
_SHIFTS = {ALPHA.name: -1.9, OMEGA.name: 1.9}


def _all_hold_together(view: View, _: Shown) -> Claim:
    alphas = known(view, ALPHA)
    if low := poor(view):
        return SOME_POOR(poor=low, minimum=MINIMUM)
    clear = alphas and all(beside(row, ENOUGH_ALPHA) == "above" for row in alphas)
    return (ALL_ABOVE if clear else NONE_BELOW)(minimum=MINIMUM)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Dots of alpha and omega by construct; a construct without a value keeps its row."""
    rows = everybody(figures, look, ALPHA, OMEGA)
    shown = known_rows(rows)
    if not shown:
        return None
    names = {name: look.say(words) for name, words in NAMES.items()}
    kinds = {ALPHA.name: Kind(names[ALPHA.name], look.ink), OMEGA.name: Kind(names[OMEGA.name], MUTED, "D", NOTE)}

    def marks(subject: str) -> list[Dot]:
        own = (row for row in rows if row.subject == subject)
        return [Dot(row, kinds[row.measure], _SHIFTS[row.measure], names[row.measure]) for row in own]

    drawn = DotChart(
        groups=[("", [DotLine(look.label(name), marks(name)) for name in by_subject(rows)])],
        keys=[kind for name, kind in kinds.items() if any(row.measure == name for row in shown)],
        title=look.say(AXIS),
        ticks=_tenths(shown),
        limits=[(value, look.say(words)) for value, words in THRESHOLDS.items()],
        setting=Setting(pitch=8.8),
    )
    reached = sum(row.measure == ALPHA.name and row.value >= ENOUGH_ALPHA for row in shown)
    first = look.say(ALT, reached=reached, count=len(drawn.lines), enough=numbers.limit(ENOUGH_ALPHA))
    return draw_dots(look, drawn, first)


def _tenths(rows: list[Row]) -> tuple[float, ...]:
    """From .4 (or lower, if a figure is) to 1."""
    least = min(0.4, *(end for row in rows for end in row.ends))
    first = max(-10, int(least * 10 // 1))
    step = 1 if first >= 0 else 2
    return tuple(tenth / 10 for tenth in sorted(range(10, first - step, -step)))


CHART = ChartSpec("reliability", (ALPHA, OMEGA), _draw, _all_hold_together)
