"""What a notebook shows of what it has just recorded: the table declared for it, else a plain tidy one; quotes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from csat_lib.findings import ALL, Finding, Text, to_frame
from csat_lib.findings.catalogue.units import RATIO
from csat_lib.findings.measure import Words
from csat_lib.report import columns, topics
from csat_lib.report.blocks import Block, Paragraph, Table
from csat_lib.report.declared import make
from csat_lib.report.notes import base_of, notes_on, source_of
from csat_lib.report.slots import tell
from csat_lib.report.topics.comparability import questionnaire, verdicts
from csat_lib.report.topics.voice.quotes import quotes
from csat_lib.report.view import View, as_findings
from csat_lib.report.wording import Wording

TEXT_TABLES = {("comparability", "verdict"): verdicts.table, ("comparability", "difference"): questionnaire.table}
"""Tables of texts, by their topic and kind."""
OF = Words("所属", "Of")
IDLE = Wording(zh="{claim}。", en="{claim}.")


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
    """The declaration of most measures comes first."""
    unshown = {row.kind for row in found}
    made: list[Table | Paragraph] = []
    for declared in sorted(topics.tables().values(), key=lambda spec: -len(spec.measures)):
        if not unshown.issuperset(declared.measures):
            continue
        table = make(view, declared)
        if table is not None:
            made.append(table)
        elif declared.idle is not None:
            made.append(Paragraph(tell(view, IDLE(claim=declared.idle(view)))))
        else:
            continue
        unshown.difference_update(declared.measures)
    return tuple(made)


def plain_table(view: View, found: Sequence[Finding]) -> Table:
    """Findings one by one: subject, measure, value, interval, base; figures of several units with two decimals."""
    are_alike = len({row.kind.unit for row in found}) == 1
    kind = found[0].kind if are_alike else replace(found[0].kind, unit=RATIO)
    shown = [columns.text(view, columns.SUBJECT, lambda row: _name(view, row))]
    if any(row.other for row in found):
        shown.append(columns.text(view, OF, lambda row: view.label(row.other)))
    shown.append(columns.text(view, columns.MEASURE, lambda row: row.kind.words[view.language]))
    shown.append(columns.figure(view, kind, head=columns.VALUE))
    shown += [columns.interval(view, kind)] if any(row.low is not None for row in found) else []
    shown += columns.bases(view, found)
    return Table(
        anchor=f"tbl-{found[0].topic}",
        title=" · ".join(dict.fromkeys(row.kind.words[view.language] for row in found)),
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
