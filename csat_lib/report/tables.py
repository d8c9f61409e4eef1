"""What a notebook shows of the findings it has just recorded: the table declared for them, else a plain tidy one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from csat_lib.findings import ALL, Finding, Text, to_frame
from csat_lib.findings.catalogue import units
from csat_lib.findings.measure import Words
from csat_lib.report import columns, topics
from csat_lib.report.blocks import Block, Paragraph, Quote, Quotes, Table
from csat_lib.report.columns import Field
from csat_lib.report.declared import make
from csat_lib.report.notes import base_of, notes_on, source_of
from csat_lib.report.slots import tell
from csat_lib.report.told import joined
from csat_lib.report.topics.comparability import questionnaire, verdicts
from csat_lib.report.view import View, as_findings

OTHER = Words("所属", "Of")
TEXT_TABLES = {("comparability", "verdict"): verdicts.table, ("comparability", "difference"): questionnaire.table}
"""Tables of texts, by their topic and kind."""

_STOPS = {"en": ".", "zh": "。"}


def show(view: View, recorded: pd.DataFrame | Iterable[Finding] | Iterable[Text]) -> tuple[Block, ...]:
    """Tables of recorded findings, quotes of recorded texts.

    Every declaration whose measures were all recorded makes its table, from the recorded findings alone, unless an
    earlier one has shown one of these measures; findings that fit none are shown plainly, one row each. Nothing
    recorded shows nothing.
    """
    if not isinstance(recorded, pd.DataFrame):
        rows = list(recorded)
        if rows and isinstance(rows[0], Text):
            return _texts(view, [row for row in rows if isinstance(row, Text)])
        recorded = to_frame([row for row in rows if isinstance(row, Finding)])
    found = as_findings(recorded)
    if not found:
        return ()
    narrow = replace(view, findings=recorded)
    return _declared(narrow, found) or (plain_table(narrow, found),)


def _texts(view: View, texts: Sequence[Text]) -> tuple[Block, ...]:
    """Tables of the kinds that have one, quotes of the quotes."""
    tables = tuple(
        table(view, own)
        for (topic, kind), table in TEXT_TABLES.items()
        if (own := [text for text in texts if (text.topic, text.kind) == (topic, kind)])
    )
    return (*tables, *quotes(view, texts))


def _declared(view: View, found: Sequence[Finding]) -> tuple[Table | Paragraph, ...]:
    open_measures = {(row.topic, row.measure) for row in found}
    made: list[Table | Paragraph] = []
    for spec in sorted(topics.tables().values(), key=lambda spec: -len(spec.measures)):
        measures = {measure.key for measure in spec.measures}
        if not measures <= open_measures:
            continue
        table = make(view, spec)
        if table is not None:
            made.append(table)
        elif spec.idle is not None:
            made.append(Paragraph(joined([tell(view, spec.idle(view)), _STOPS[view.language]], "")))
        else:
            continue
        open_measures -= measures
    return tuple(made)


def plain_table(view: View, found: Sequence[Finding]) -> Table:
    """Findings one by one: subject, measure, value, interval, base."""
    of_units = {row.kind.unit for row in found}
    measure = replace(found[0].kind, unit=of_units.pop() if len(of_units) == 1 else units.RATIO)
    shown = [columns.text(view, columns.SUBJECT, lambda row: _name(view, row))]
    if any(row.other for row in found):
        shown.append(columns.text(view, OTHER, lambda row: view.label(row.other)))
    shown.append(columns.text(view, columns.MEASURE, lambda row: row.kind.words[view.language]))
    shown.append(columns.figure(view, measure, head=columns.VALUE))
    shown += [columns.interval(view, measure)] if any(row.low is not None for row in found) else []
    return _table(view, found, [*shown, *columns.bases(view, found)])


def _table(view: View, found: Sequence[Finding], shown: Sequence[Field]) -> Table:
    title = " · ".join(dict.fromkeys(row.kind.words[view.language] for row in found))
    return Table(
        anchor=f"tbl-{found[0].topic}",
        title=title,
        columns=tuple(part.column for part in shown),
        rows=tuple(tuple(part.cell(row) for part in shown) for row in found),
        base=base_of(view, found),
        note=notes_on(view, found),
        source=source_of(view),
        minimum_base=view.study.minimum_base,
        small_base=view.study.small_base,
    )


def _name(view: View, row: Finding) -> str:
    numbered = f"{view.label(row.subject)} {row.path}" if row.path else view.label(row.subject)
    return numbered if row.segment_by == ALL else f"{numbered}, {view.level(row.segment_by, row.segment)}"


def quotes(view: View, texts: Sequence[Text], most: int = 0) -> tuple[Quotes, ...]:
    """Masked quotes with what they speak of, in their own words; ``most`` of each code when given."""
    told: dict[str, int] = {}
    shown = []
    for text in texts:
        told[text.subject] = told.get(text.subject, 0) + 1
        if text.kind == "quote" and (not most or told[text.subject] <= most):
            shown.append(Quote(text.text, view.label(text.subject), text.language))
    return (Quotes(tuple(shown)),) if shown else ()
