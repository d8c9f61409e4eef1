"""How many gave each answer, question by question: those that tell of no group, as a chart."""

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import Setting
from csat_lib.charts.dots import Dot, DotChart, DotLine, Kind, draw_dots
from csat_lib.charts.rows import everybody, gathered, known_rows
from csat_lib.charts.scale import round_ticks
from csat_lib.findings.catalogue.questions import SHARE
from csat_lib.report.declared import ChartSpec, Rows, Shown, View
from csat_lib.report.topics.questions.choices import title
from csat_lib.report.topics.questions.shares import is_day, of_others
from csat_lib.report.wording import Words

AXIS = Words("占作答者的 %", "% of those who answered the question")
ALT = Words("{n} 道题各个回答的占比", "Shares of the answers to {n} questions")


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Each question under its wording, the answers in the order of the form."""
    rows = known_rows(everybody(figures, look, SHARE))
    if not rows:
        return None
    share = Kind(look.say(SHARE.words), look.ink, write=numbers.share)
    found = gathered(rows, lambda row: row.subject)
    groups = [
        (look.label(name), [DotLine(look.level(name, row.other), [Dot(row, share)]) for row in own])
        for name, own in found.items()
    ]
    ticks = round_ticks([0.0, *(max(row.ends) for row in rows)], 4)
    drawn = DotChart(
        groups=groups,
        title=look.say(AXIS),
        ticks=ticks,
        write=numbers.share,
        setting=Setting(pitch=6.2, share=0.4),
        head=look.say(SHARE.words),
    )
    return draw_dots(look, drawn, look.say(ALT, n=len(found)))


def _figures(view: View, _: Shown) -> Rows:
    return [row for row in of_others(view) if not is_day(view, row.subject)]


CHART = ChartSpec("choices", (SHARE,), _draw, lambda view, _: title(view), _figures)
