"""What they say: how often each code is mentioned, the running total, and how those who mention it score."""

from itertools import accumulate

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Bands, stack
from csat_lib.charts.colours import EARLIER, INK
from csat_lib.charts.dots import Kind, estimate
from csat_lib.charts.legend import base_entries, interval_entry, key_dot, legend
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis, masked_sign
from csat_lib.charts.page import Box, Fill, Page, Stroke, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.charts.scale import fitted_scale, fixed_scale
from csat_lib.charts.words import series, tell
from csat_lib.findings.catalogue.voice import MENTIONS, SCORE, SHARE
from csat_lib.report.clear import leaders
from csat_lib.report.declared import ChartSpec, Rows, Shown, View
from csat_lib.report.topics.voice.topics_mentioned import UNCODED, ranking
from csat_lib.report.wording import Claim, Wording, Words

NOT_CODED = Words("未归类", "Not coded")
SCORE_AXIS = Words("总体评价（0–100 分）", "overall score, 0–100")
SHARE_AXIS = Words("提及比例（占留言者的 %）", "mentioned by, % of those who wrote")
TOTAL_AXIS = Words("累计（%）", "running total, %")
PEOPLE = Words("人数", "people")
ALT = Words("提及最多的是“{label}”（{value}）", "Mentioned most: {label} ({value})")
CODE = Words("{label} {share}（{n} 人），得分 {score}", "{label} {share} ({n} people), score {score}")
TITLE_NONE = Wording(zh="没有可供归类的开放式回答", en="No open answer was coded")
TITLE_MOST = Wording(zh="提到“{top.label}”的人最多（{top}）", en="Mentioned most: {top.named}")
TITLE_TIED = Wording(
    zh="提到“{top.label}”的人最多（{top}），但领先不明显",
    en="Mentioned most: {top.named}, not clearly ahead of the next",
)

_BAR = 3.6
_BETWEEN = 9.0


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Shares by code, most mentioned on top (what no code fits last, light, outside the running total), with scores."""
    shares = sorted(known_rows(everybody(figures, look, SHARE)), key=lambda row: (row.subject == UNCODED, -row.value))
    if not shares:
        return None
    people = by_subject(known_rows(everybody(figures, look, MENTIONS)))
    scores = by_subject(everybody(figures, look, SCORE))
    with paper(look) as page:
        rated = list(scores.values())
        entries = interval_entry(page, rated, INK) + base_entries(page, rated, key_dot(page.accent, hollow=True))
        top = legend(page, entries) + (0 if look.is_narrow else 2.4)
        bands = stack(page, [BandLabel(_name(look, row)) for row in shares], top)
        ends = _ends(page, bands, bool(known_rows(scores.values())))
        bottoms = [_bars(page, bands, (shares, people), ends[0])]
        if ends[1]:
            bottoms.append(_running(page, bands, shares, (ends[0] + _BETWEEN, ends[1])))
        if known_rows(scores.values()):
            beside = [scores.get(row.subject) for row in shares]
            bottoms.append(_scores(page, bands, beside, max(ends) + _BETWEEN))
        bands.draw(page)
        return page.chart(max(bottoms), _alt(look, shares, people, scores))


def _name(look: Look, row: Row) -> str:
    return look.say(NOT_CODED) if row.subject == UNCODED else look.label(row.subject)


def _ends(page: Page, bands: Bands, has_scores: bool) -> tuple[float, float]:  # noqa: FBT001
    """Where the bars and the running total end; 0 when there is no room for a running total."""
    room = page.width - bands.gutter
    if page.look.is_narrow:
        return (bands.gutter + room * 0.46 if has_scores else page.width), 0.0
    return bands.gutter + room * (0.38 if has_scores else 0.66), bands.gutter + room * (0.62 if has_scores else 1) - 6


def _bars(page: Page, bands: Bands, rows: tuple[list[Row], dict[str, Row]], right: float) -> float:
    shares, people = rows
    room = 8 if page.look.is_narrow else 17
    scale = fitted_scale([0, *(row.value for row in shares)], bands.gutter, right - room, 4)
    bottom = draw_axis(page, scale, bands, Axis(page.look.say(SHARE_AXIS), numbers.share, right - bands.gutter))
    if people and not page.look.is_narrow:
        page.text(right, bands.top - 1.4, page.look.say(PEOPLE), NOTE, "right")
    for band, row in zip(bands.rows, shares, strict=True):
        page.box(
            Box(scale.start, band.centre - _BAR / 2, scale.at(row.value) - scale.start, _BAR),
            Fill(EARLIER if row.subject == UNCODED else page.accent),
        )
        page.text(scale.at(row.value) + 1.3, band.centre, numbers.share(row), VALUE)
        if row.subject in people and not page.look.is_narrow:
            page.text(right, band.centre, numbers.whole(people[row.subject]), NOTE, "right")
    return bottom


def _running(page: Page, bands: Bands, shares: list[Row], ends: tuple[float, float]) -> float:
    """The running total of mentions: a line that climbs from code to code."""
    coded = [row for row in shares if row.subject != UNCODED]
    total = sum(row.value for row in coded) or 1.0  # nobody mentions a code: the total stays at 0
    scale = fixed_scale((0, 0.5, 1), *ends)
    axis = Axis(page.look.say(TOTAL_AXIS), numbers.share, ends[1] - ends[0] + 4)
    bottom = draw_axis(page, scale, bands, axis)
    sums = accumulate(row.value / total for row in coded)
    points = [(scale.at(share), band.centre) for share, band in zip(sums, bands.rows, strict=False)]
    if len(points) > 1:
        page.line(points, Stroke(EARLIER, 1.4))
    for point in points:
        page.dot(*point, Fill(EARLIER), 5.0)
    return bottom


def _scores(page: Page, bands: Bands, rows: list[Row | None], left: float) -> float:
    scale = fixed_scale((0, 50, 100), left, page.width - 10.0)
    bottom = draw_axis(page, scale, bands, Axis(page.look.say(SCORE_AXIS), numbers.whole))
    score = Kind("", page.accent, write=numbers.index, line=INK)
    for band, row in zip(bands.rows, rows, strict=True):
        if row is None:
            masked_sign(page, page.width, band.centre, "right")
        else:
            estimate(page, scale, (page.width, band.centre), row, score)
    return bottom


def _alt(look: Look, shares: list[Row], people: dict[str, Row], scores: dict[str, Row]) -> str:
    first = look.say(ALT, label=_name(look, shares[0]), value=numbers.share(shares[0]))

    def code(row: Row) -> str:
        score, count = scores.get(row.subject), people.get(row.subject)
        told = (
            numbers.whole(count) if count else "–",
            numbers.index(score) if score and score.known else "–",
        )
        return look.say(CODE, label=_name(look, row), share=numbers.share(row), n=told[0], score=told[1])

    return tell(look, first, series(look, map(code, shares)))


def _title(view: View, _: Shown) -> Claim:
    """What is mentioned most, if its lead is clear."""
    order = ranking(view, SHARE)
    if not order:
        return TITLE_NONE()
    return TITLE_MOST(top=order[0]) if len(leaders(order)) == 1 else TITLE_TIED(top=order[0])


CHART = ChartSpec("pareto", (SHARE, MENTIONS, SCORE), _draw, _title)
