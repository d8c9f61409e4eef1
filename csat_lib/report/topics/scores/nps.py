"""Would they recommend: promoters, passives and detractors behind the NPS, in words, in a table and as a chart."""

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.colours import BLUE, INK, MUTED, ORANGE, RULE, WHITE, ink_on
from csat_lib.charts.legend import interval_words
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Box, Fill, Page, Type, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows, with_interval
from csat_lib.charts.typeset import width_mm
from csat_lib.charts.words import ends, reading, tell
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.scores import DETRACTORS, NPS, PASSIVES, PROMOTERS
from csat_lib.findings.measure import Measure
from csat_lib.findings.told import joined
from csat_lib.report.declared import ChartSpec, Field, Finding, Rows, TableSpec, View, columns, known, known_row
from csat_lib.report.topics.scores import targets
from csat_lib.report.wording import Claim, Wording, Words

GROUP_NAME, EVERYBODY = Words("群体", "Group"), Words("全体受访者", "All respondents")
GROUPS = (PROMOTERS, PASSIVES, DETRACTORS)
ANSWERS = {PROMOTERS: (9, 10), PASSIVES: (7, 8), DETRACTORS: (0, 6)}
"""The lowest and the highest answer that makes a respondent one of them (Reichheld 2003)."""
SHARES = Wording(zh="其中{groups:,}。", en="{groups}.")
SHARE = {
    PROMOTERS: Wording(
        zh="推荐者（{low}–{high} 分）占 {share}{ends}", en="{share}{ends} were promoters ({low} or {high})"
    ),
    PASSIVES: Wording(
        zh="中立者（{low}–{high} 分）占 {share}{ends}", en="{share}{ends} were passives ({low} or {high})"
    ),
    DETRACTORS: Wording(
        zh="贬损者（{low}–{high} 分）占 {share}{ends}", en="{share}{ends} were detractors ({low} to {high})"
    ),
}
BETWEEN = Wording(zh="（{share.ends}）", en=" ({share.ends})")
AGAINST = Wording(
    zh="推荐者占 {promoters}，贬损者占 {detractors}{scored}",
    en="{promoters} promoters against {detractors} detractors{scored}",
)
SCORED = Wording(zh="，NPS 为 {row}{aim}", en=": an NPS of {row}{aim}")
UNKNOWN = Wording(zh="推荐意愿", en="Willingness to recommend")
SCORE = Words("NPS", "NPS")
ENDS = Words("{low} 至 {high}", "{low} to {high}")
AIM = targets.TABLE.measures[0]
AIMED = Words("目标 {value}（相差 {ends}）", "target {value} (distance {ends})")
ALT = Words(
    "{period} NPS {reading}：推荐者 {promoters}，中立者 {passives}，贬损者 {detractors}",
    "NPS {reading}, {period}: promoters {promoters}, passives {passives}, detractors {detractors}",
)
NAMES = {
    DETRACTORS: Words("贬损者（{low}–{high} 分）", "detractors ({low}–{high})"),
    PASSIVES: Words("中立者（{low}–{high} 分）", "passives ({low}–{high})"),
    PROMOTERS: Words("推荐者（{low}–{high} 分）", "promoters ({low}–{high})"),
}
"""From the left to the right of the bar."""
_FILLS = {DETRACTORS: ORANGE, PASSIVES: RULE, PROMOTERS: BLUE}
_BAR = Box(0, 6.2, 0, 11.0)
_SCORE = 30.0


def behind(view: View, subject: str) -> Rows:
    """The shares of the three groups, or none when one of them is missing."""
    found = [row for group in GROUPS for row in known(view, group, subject=subject)]
    return found if len(found) == len(GROUPS) else ()


def shares(view: View, subject: str) -> Claim | None:
    """The three groups behind an NPS."""
    told = [_share(row, *ANSWERS[row.kind]) for row in behind(view, subject)]
    return SHARES(groups=told) if told else None


def _share(row: Finding, low: int, high: int) -> Claim:
    return SHARE[row.kind](share=row, low=low, high=high, ends=BETWEEN(share=row) if row.low is not None else None)


def title(view: View, subject: str = "") -> Claim:
    """Promoters against detractors, the score that they make, and whether it meets its target."""
    found, row = behind(view, subject or view.study.nps or ""), known_row(view, NPS, subject or view.study.nps or "")
    if not found:
        return UNKNOWN()
    scored = SCORED(row=row, aim=targets.beside_target(view, row, targets.CLAUSES)) if row else None
    return AGAINST(promoters=found[0], detractors=found[-1], scored=scored)


def _rows(view: View) -> Rows:
    """Everybody, and every unit."""
    subject, unit = view.study.nps or "", view.study.unit
    return [*view.rows(NPS, subject=subject), *(view.rows(NPS, subject=subject, segment_by=unit) if unit else ())]


def _group(view: View, row: Finding) -> str:
    return view.level(row.segment_by, row.segment) if row.segment_by != ALL else EVERYBODY[view.language]


def _shares(view: View, rows: Rows) -> tuple[Field, ...]:
    """The three groups."""

    def of(measure: Measure) -> columns.Of:
        return lambda row: view.row(measure, row.subject, segment_by=row.segment_by, segment=row.segment)

    return tuple(columns.figure(view, group, of(group)) for group in GROUPS if any(map(of(group), rows)))


TABLE = TableSpec(
    "nps",
    (NPS,),
    _rows,
    columns.row(columns.worded(GROUP_NAME, _group), columns.with_ends(NPS), _shares, columns.bases),
    title,
    strong=lambda _view, rows: tuple(at for at, row in enumerate(rows) if row.segment_by == ALL and len(rows) > 1),
)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """The score and the shares of its three groups; nothing when one of them is not known."""
    scores = known_rows(everybody(figures, look, NPS))
    found = {row.measure: row for row in known_rows(everybody(figures, look, *NAMES))}
    if not scores or len(found) < len(NAMES):
        return None
    parts = {group: found[group.name] for group in NAMES}
    with paper(look) as page:
        width = page.width if look.is_narrow else page.width - _SCORE - 6
        _bar(page, parts, width)
        _names(page, parts, width)
        _score(page, scores[0], (0.0, 34.0) if look.is_narrow else (width + 6, _BAR.top + _BAR.height / 2))
        gap, bottom = (
            by_subject(everybody(figures, look, AIM)).get(scores[0].subject),
            49 if look.is_narrow else 25,
        )
        aim = ""
        if gap is not None and gap.has_interval and gap.subject in look.targets:
            aim = look.say(
                AIMED, value=numbers.target(look.targets[gap.subject], 1), ends=ends(look, gap, numbers.signed)
            )
        page.tick(0, bottom + 0.6, aim, NOTE, "left")
        return page.chart(bottom + NOTE.leading * bool(aim), tell(look, _alt(look, scores[0], parts), aim))


def _bar(page: Page, parts: dict[Measure, Row], width: float) -> None:
    left = 0.0
    for group, share in parts.items():
        box = Box(left, _BAR.top, width * share.value, _BAR.height)
        page.box(box, Fill(_FILLS[group], WHITE, 0.8))
        if _fits(share, width):
            kind = Type(11.0, ink_on(_FILLS[group]))
            page.text(left + box.width / 2, box.top + box.height / 2, numbers.share(share), kind, "center")
        left = box.right


def _fits(share: Row, width: float) -> bool:
    """Whether a share can be written on its part of the bar."""
    return width * share.value > width_mm(numbers.share(share), 11.0) + 1


def _names(page: Page, parts: dict[Measure, Row], width: float) -> None:
    """Detractors above at the left, promoters above at the right, passives below the middle: they never meet."""
    low, middle, high = (_name(page.look, group, share, width) for group, share in parts.items())
    page.tick(0, 3, low, Type(8.5, ORANGE), "left")
    page.tick(width, 3, high, Type(8.5, BLUE), "right")
    centre = width * (parts[DETRACTORS].value + parts[PASSIVES].value / 2)
    half = width_mm(middle, 8.5) / 2
    page.tick(min(max(centre, half), width - half), 20.4, middle, Type(8.5, MUTED))


def _name(look: Look, group: Measure, share: Row, width: float) -> str:
    low, high = ANSWERS[group]
    words = look.say(NAMES[group], low=low, high=high)
    told = [] if _fits(share, width) else [numbers.share(share)]
    return joined([words, *told, ends(look, share, numbers.share)], " ")


def _score(page: Page, row: Row, at: tuple[float, float]) -> None:
    left, middle = at
    page.text(left, middle, numbers.index(row), Type(22.0, INK))
    page.text(left, middle - 8.7, page.look.say(SCORE), NOTE)
    if row.has_interval:
        ends = page.look.say(ENDS, low=numbers.index(row, "low"), high=numbers.index(row, "high"))
        words = [interval_words(page.look, row)] if with_interval([row]) else []
        page.lines(left, middle + 9.2, [*words, ends], NOTE)


def _alt(look: Look, score: Row, parts: dict[Measure, Row]) -> str:
    words = {group.name: numbers.share(share) for group, share in parts.items()}
    said = reading(look, "", score, numbers.index)
    return tell(look, look.say(ALT, reading=said, period=look.period(score.period), **words))


CHART = ChartSpec(
    "nps",
    (NPS, *GROUPS, AIM),
    _draw,
    lambda view, shown: title(view, shown.subject),
    lambda view, _: [row for of in (NPS, *GROUPS, AIM) for row in view.rows(of, subject=view.study.nps or "")],
)
