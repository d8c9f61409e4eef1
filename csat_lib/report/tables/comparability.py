"""Tables of comparability: the fit lost at each step, the verdicts, and what differs in the questionnaire."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import ALL, Finding, Text
from csat_lib.report.blocks import Column, Table
from csat_lib.report.clear import valued
from csat_lib.report.prose.captions import source_of
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import ANY, View
from csat_lib.report.words import LEXICONS

STEPS = ("threshold", "metric", "scalar")


def _step_rows(view: View) -> Rows:
    """One row a comparison and subject: with the wave before, and between the groups of each question."""
    against = view.previous.text if view.previous else ""
    first: dict[tuple[str, str], Finding] = {}
    for row in valued(view.figures("comparability", "delta_cfi", segment_by=ANY)):
        if row.segment_by != ALL or row.against == against:
            first.setdefault((row.segment_by, row.subject), row)
    return sorted(first.values(), key=lambda row: row.segment_by != ALL)


def _step_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    """CFI lost and RMSEA gained at each step that was taken."""
    lexicon = LEXICONS[view.language]
    taken = [step for step in STEPS if view.figures("comparability", "delta_cfi", segment_by=ANY, other=step)]

    def column(measure: str, step: str) -> Field:
        head = Column(fields.head(view, measure), lexicon.steps[step], "number", 3)

        def cell(row: Finding) -> float | None:
            where = {"other": step, "against": row.against, "segment_by": row.segment_by}
            found = view.figure("comparability", measure, row.subject, **where)
            return found.value if found is not None else None

        return Field(head, cell)

    measures = [name for name in ("delta_cfi", "delta_rmsea") if view.figures("comparability", name, segment_by=ANY)]
    shown = [column(measure, step) for measure in measures for step in taken]
    return (fields.subject(view, "subject"), *shown, *fields.bases(view, rows))


def _comparisons(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    """A line above each comparison, when there are several."""
    first: dict[tuple[str, str], int] = {}
    for place, row in enumerate(rows):
        first.setdefault((row.segment_by, row.against), place)
    return tuple((place, _compared(view, *what)) for what, place in first.items()) if len(first) > 1 else ()


def _compared(view: View, by: str, against: str) -> str:
    """What is compared: a wave with the one before it, or the groups of a question."""
    words = LEXICONS[view.language].columns
    if by != ALL:
        return words["between_groups"].format(view.label(by))
    periods = {period.text: period.label(view.language) for period in (*view.earlier, view.period)}
    return words["against"].format(periods.get(against, against))


def verdict_table(view: View, texts: Sequence[Text]) -> Table:
    """What compares, what does not, and why: a row a subject, a column a comparison."""
    comparisons = list(dict.fromkeys((text.segment_by, text.segment) for text in texts if _is_now(view, text)))
    comparisons.sort(key=lambda place: place[0] != ALL)
    told = {(text.subject, text.segment_by, text.segment): _verdict(view, text) for text in texts}
    subjects = list(dict.fromkeys(text.subject for text in texts if _is_now(view, text)))
    order = [*view.study.index, *view.study.constructs, "model", *view.study.outcomes]
    subjects.sort(key=lambda name: order.index(name) if name in order else len(order))
    columns = (
        Column(fields.head(view, "subject")),
        *(Column(_compared(view, by, segment)) for by, segment in comparisons),
    )
    rows = tuple((view.label(name), *(told.get((name, *place)) for place in comparisons)) for name in subjects)
    return Table("tbl-verdicts", title("verdicts")(view), columns, rows, source=source_of(view))


def _is_now(view: View, text: Text) -> bool:
    """Whether the verdict is about this wave: against the wave before it, or between groups."""
    return text.segment_by != ALL or view.previous is None or text.segment == view.previous.text


def _verdict(view: View, text: Text) -> str:
    """Comparable; Not tested: a single item."""
    lexicon = LEXICONS[view.language]
    why = lexicon.steps.get(text.other) or lexicon.reasons.get(text.other, text.other)
    word = lexicon.verdicts[text.text]
    return word if text.text == "comparable" or not why else f"{word}{lexicon.colon}{why}"


def difference_table(view: View, texts: Sequence[Text]) -> Table:
    """The questionnaire's differences from the wave before, question by question, in the view's language."""
    kinds = LEXICONS[view.language].differences
    own = [text for text in texts if text.language in {"", view.language}]
    names = ("question", "measure", "difference")
    columns = tuple(Column(fields.head(view, name)) for name in names)
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
