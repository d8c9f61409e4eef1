"""The Pareto chart: the share of each class, and what all classes so far make up, against the line of 80%."""

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Bands, Setting
from csat_lib.charts.beside import Beside, draw_columns, stack_beside
from csat_lib.charts.colours import INK, MUTED
from csat_lib.charts.dots import FIGURE
from csat_lib.charts.legend import key_bar, key_dot, key_upright, legend
from csat_lib.charts.marks import VALUE, Axis, bar, bar_fill, draw_axis, reference, value_dot
from csat_lib.charts.page import Page, Stroke, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.charts.scale import Scale, fixed_scale
from csat_lib.charts.words import listed, reading, series, tell
from csat_lib.conventions import FEW_MAKE_MOST
from csat_lib.findings.catalogue.complaints import CUMULATIVE, NUMBER, SHARE
from csat_lib.report.declared import ChartSpec, Rows, Shown, View, known_row
from csat_lib.report.topics.complaints.pareto import few
from csat_lib.report.wording import Claim, Wording, Words

AXIS = Words("占全部投诉的 %", "% of all complaints")
OF_CLASS = Words("该类占比", "this class")
SO_FAR = Words("累计占比", "cumulative")
LINE = Words("80% 线", "80% line")
COUNT = Words("件数", "Number")
ALT = Words("件数最多的是“{label}”（{value}）", "Most frequent: {label} ({value})")
TITLE = Wording(
    zh="{m} 类投诉中，前 {k} 类合计占 {most:.1}",
    en="{k:word} of {m:class/classes} {k|makes|make} up {most:.1} of complaints",
)
TITLE_NUMBERS = Wording(zh="各类投诉的占比", en="Complaints by class")
TICKS = (0.0, 0.2, 0.4, 0.6, FEW_MAKE_MOST, 1.0)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Bars of the shares and dots of the cumulative ones, the most frequent class on top."""
    shares = known_rows(everybody(figures, look, SHARE))
    if not shares:
        return None
    so_far, counts = (by_subject(everybody(figures, look, measure)) for measure in (CUMULATIVE, NUMBER))
    columns = [Beside(look.say(OF_CLASS)), _column(look, SO_FAR, so_far, numbers.percent)]
    columns += [_column(look, COUNT, counts, numbers.whole)]
    with paper(look) as page:
        keys = [(key_bar(bar_fill(page.accent)), look.say(OF_CLASS)), (key_dot(INK), look.say(SO_FAR))]
        top = legend(page, [*keys, (key_upright(Stroke(MUTED, 0.8, "--")), look.say(LINE))])
        labels = [BandLabel(look.label(row.subject)) for row in shares]
        bands, right = stack_beside(page, labels, (shares, columns), top, Setting())
        scale = fixed_scale(TICKS, bands.gutter, right - FIGURE)
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), numbers.share))
        reference(page, scale.at(FEW_MAKE_MOST), bands.top, bands.bottom)
        _marks(page, scale, bands, shares, so_far)
        for band, row in zip(bands.rows, shares, strict=True):
            page.text(right, band.centre, numbers.percent(row), VALUE, "right")
        draw_columns(page, bands, shares, columns)
        bands.draw(page)
        return page.chart(bottom, _alt(look, shares, so_far))


def _column(look: Look, head: Words, found: dict[str, Row], write: numbers.Write) -> Beside:
    return Beside(look.say(head), lambda row: write(found[row.subject]) if row.subject in found else "")


def _marks(page: Page, scale: Scale, bands: Bands, shares: list[Row], so_far: dict[str, Row]) -> None:
    """The bars, and the line of what they add up to."""
    places = [(scale.at(so_far[row.subject].value), band.centre) for band, row in zip(bands.rows, shares, strict=True)]
    for band, row in zip(bands.rows, shares, strict=True):
        bar(page, scale, band.centre, row, page.accent)
    page.line(places, Stroke(INK, 0.8))
    for place in places:
        value_dot(page, place, INK)


def _alt(look: Look, shares: list[Row], so_far: dict[str, Row]) -> str:
    first = look.say(ALT, label=look.label(shares[0].subject), value=numbers.percent(shares[0]))

    def told(row: Row) -> str:
        own = reading(look, look.label(row.subject), row, numbers.percent)
        return listed(look, [own, reading(look, look.say(SO_FAR), so_far[row.subject], numbers.percent)])

    return tell(look, first, series(look, map(told, shares)))


def _title(view: View, shown: Shown) -> Claim:
    del shown
    shares = few(view)
    if not shares:
        return TITLE_NUMBERS()
    so_far = known_row(view, CUMULATIVE, shares[-1].subject)
    return TITLE(m=len(view.rows(SHARE)), k=len(shares), most=so_far)


CHART = ChartSpec("pareto", (SHARE, CUMULATIVE, NUMBER), _draw, _title)
