"""The strategy matrix: total effects on the outcome against indices, parted at the means of both."""

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.findings.catalogue.structure import LATENT_INDEX, TOTAL_EFFECT
from csat_lib.report.declared import ChartSpec, Rows, View
from csat_lib.report.topics.drivers.priority_map import MapWords, draw_map
from csat_lib.report.topics.structure import told
from csat_lib.report.wording import Claim, Label, Wording, Words

IMPROVE = Wording(
    zh="战略矩阵中，{rows.quoted}总效应明显高于平均、指数明显低于平均，可先看这里。",
    en="On the strategy matrix {rows.label} lies clearly above average in total effect and clearly below it in index: "
    "look there first.",
)
NONE = Wording(
    zh="战略矩阵中，没有哪个维度的总效应明显高于平均而指数明显低于平均。",
    en="On the strategy matrix no dimension lies clearly above average in total effect and clearly below it in index.",
)
TITLE = Wording(
    zh="各维度对{outcome.quoted}的总效应与指数", en="Total effects on {outcome.among}, and the indices behind them"
)
AXIS, ACROSS = Words("总效应", "total effect"), Words("指数（0–100 分）", "index, 0–100")
ALT = Words(
    "总效应与指数对照，以平均总效应 {importance}、平均指数 {performance} 为界",
    "Total effect against index, split at the means {importance} and {performance}",
)
PLACE = Words("{label} 总效应 {effect}，指数 {index}", "{label} total effect {effect}, index {index}")


def reading(view: View, _: str = "") -> Claim | None:
    """What lies where the total effect is high and the index low; nothing where no place could be looked for."""
    fields = {text.subject: text.text for text in view.words("structure", "field")}
    found = [row for row in told.effects(view) if fields.get(row.subject) == "improve"]
    return (IMPROVE(rows=found) if found else NONE()) if fields else None


def _draw(figures: Rows, look: Look) -> Chart | None:
    indices = by_subject(known_rows(everybody(figures, look, LATENT_INDEX)))
    effects = known_rows(everybody(figures, look, TOTAL_EFFECT))
    points = [(row, indices[row.subject]) for row in effects if row.subject in indices]
    return draw_map(points, look, MapWords(AXIS, ACROSS, numbers.coefficient, ALT, _told))


def _told(look: Look, effect: Row, index: Row) -> str:
    label = look.label(effect.subject)
    return look.say(PLACE, label=label, effect=numbers.coefficient(effect), index=numbers.index(index))


CHART = ChartSpec(
    "strategy_map",
    (TOTAL_EFFECT, LATENT_INDEX),
    _draw,
    lambda view, _: TITLE(outcome=Label(told.outcome(view))),
    lambda view, _: (*told.effects(view), *view.rows(LATENT_INDEX)),
)
