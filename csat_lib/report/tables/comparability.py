"""Tables of comparability: the fit lost at each step, the verdicts, and what differs in the questionnaire."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import ALL, Finding, Text
from csat_lib.report.blocks import Column, Table
from csat_lib.report.prose.captions import source_of
from csat_lib.report.prose.carry import valued
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import ANY, View
from csat_lib.report.words import LEXICONS

STEPS = ("configural", "threshold", "metric", "scalar")


def _step_rows(view: View) -> Rows:
    """Every step, but the first, of the comparison with the wave before and of those between groups."""
    rows = valued(view.figures("comparability", "delta_cfi", segment_by=ANY))
    against = view.previous.text if view.previous else ""
    return [row for row in rows if row.segment_by != ALL or row.against == against]


def _step_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def of(row: Finding, measure: str) -> Finding | None:
        where = {"other": row.other, "against": row.against, "segment_by": row.segment_by, "segment": row.segment}
        return view.figure("comparability", measure, row.subject, **where)

    def number(measure: str, decimals: int) -> Field:
        """A measure of the step, in its own decimals."""

        def cell(row: Finding) -> float | None:
            found = of(row, measure)
            return found.value if found is not None else None

        return Field(Column(fields.head(view, measure), kind="number", decimals=decimals), cell)

    names = LEXICONS[view.language].steps
    decimals = {"chi2": 1, "cfi": 3, "delta_cfi": 3, "rmsea": 3, "delta_rmsea": 3}
    known = [name for name in decimals if any(of(row, name) is not None for row in rows)]
    step = fields.text(view, "step", lambda row: names.get(row.other, row.other))
    return (step, *(number(name, decimals[name]) for name in known), *fields.bases(view, rows))


def _comparisons(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    """A line above each comparison: what is compared with what."""
    first: dict[tuple[str, str], int] = {}
    for place, row in enumerate(rows):
        first.setdefault((row.segment_by, row.subject), place)
    return tuple((place, _compared(view, by, name)) for (by, name), place in first.items())


def _compared(view: View, by: str, name: str) -> str:
    subject = view.label(name)
    if by != ALL:
        return f"{subject} · {view.label(by)}"
    return f"{subject} · {view.previous.label(view.language)}" if view.previous else subject


def verdict_table(view: View, texts: Sequence[Text]) -> Table:
    """What compares, what does not, and why, one row each."""
    lexicon, several = LEXICONS[view.language], len({text.segment_by for text in texts}) > 1
    periods = {period.text: period.label(view.language) for period in (*view.earlier, view.period)}

    def compared(text: Text) -> str:
        return view.label(text.segment_by) if text.segment_by != ALL else periods.get(text.segment, text.segment)

    columns = [Column(fields.head(view, "subject"))]
    columns += [Column(fields.head(view, "compared"))] if several or texts[0].segment else []
    columns += [Column(fields.head(view, "verdict")), Column(fields.head(view, "reason"))]
    rows = []
    for text in texts:
        why = lexicon.steps.get(text.other) or lexicon.reasons.get(text.other, text.other)
        rows.append(
            (
                view.label(text.subject),
                *([compared(text)] if len(columns) == 4 else []),
                lexicon.verdicts[text.text],
                why,
            )
        )
    name = title("verdicts")(view)
    return Table("tbl-verdicts", name, tuple(columns), tuple(rows), source=source_of(view))


def difference_table(view: View, texts: Sequence[Text]) -> Table:
    """The questionnaire's differences from the wave before, question by question, in the view's language."""
    kinds = LEXICONS[view.language].differences
    own = [text for text in texts if text.language in {"", view.language}]
    columns = (
        Column(fields.head(view, "question")),
        Column(fields.head(view, "measure")),
        Column(fields.head(view, "difference")),
    )
    rows = tuple((view.label(text.subject), kinds.get(text.other, text.other), text.text) for text in own)
    return Table("tbl-differences", title("differences")(view), columns, rows, source=source_of(view))


STEP_TABLE = Declaration(
    "comparability",
    _step_rows,
    _step_fields,
    title("comparability_table"),
    (("comparability", "delta_cfi"),),
    sections=_comparisons,
    key=lambda view: fields.key(view, "delta_cfi"),
)
DECLARED = (STEP_TABLE,)
TEXT_TABLES = {
    ("comparability", "verdict"): verdict_table,
    ("comparability", "difference"): difference_table,
}
"""Tables of texts, by their topic and kind."""
