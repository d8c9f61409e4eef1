"""The figures that lines over the waves are drawn from, and what such a line says."""

from __future__ import annotations

from csat_lib.charts import Look, numbers
from csat_lib.charts.rows import Row, by_wave, rows_of
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.trends import BREAK, INDEX, NPS
from csat_lib.findings.measure import Words
from csat_lib.report.declared import Rows, Shown, every
from csat_lib.report.view import View

MEASURES = (INDEX, NPS, BREAK)
FROM_TO = Words(
    "“{subject}”从{first}的 {start} 到{last}的 {end}", "{subject} from {start} in {first} to {end} in {last}"
)
LAST = Words("“{subject}”在{last}为 {end}", "{subject} is {end} in {last}")


def figures_of(view: View, shown: Shown) -> Rows:
    """A subject (the index, unless named) in all waves, and where its line breaks."""
    subject = shown.subject or view.study.root
    return [row for row in every(view, MEASURES) if row.segment_by == ALL and row.subject == subject]


def points(figures: Rows, look: Look) -> list[Row]:
    """The values, wave by wave."""
    return by_wave(figures, look, INDEX, NPS)


def breaks(figures: Rows, look: Look) -> frozenset[tuple[str, str]]:
    """(subject, wave) of each break: that wave does not compare with the one before it."""
    return frozenset((row.subject, row.period) for row in rows_of(figures, look, BREAK))


def summary(look: Look, shown: list[Row], *, is_whole: bool) -> str:
    """Where the line of the values shown begins and ends; of a broken one, where it ends."""
    first, last = shown[0], shown[-1]
    return look.say(
        FROM_TO if len(shown) > 1 and is_whole else LAST,
        subject=look.label(last.subject),
        first=look.period(first.period),
        start=numbers.index(first.value),
        last=look.period(last.period),
        end=numbers.index(last.value),
    )
