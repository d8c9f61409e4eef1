"""Tables of who counts: the ledger, the effect of its rules, what was left blank; and of what was said."""

from __future__ import annotations

from dataclasses import replace

from csat_lib.findings import HIDDEN, Finding
from csat_lib.report.blocks import Column
from csat_lib.report.prose import facts
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS


def _ledger_rows(view: View) -> Rows:
    received, kept = view.figures("quality", "rows_in"), view.figures("quality", "rows_kept")
    return [*received, *facts.left_out(view), *kept]


def _ledger_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    lexicon = LEXICONS[view.language]
    ends = {"rows_in": "rows", "rows_kept": "kept"}
    rule = fields.text(view, "rule", lambda row: lexicon.rule(ends.get(row.measure, row.other)))
    total = view.figure("quality", "rows_in", "answers")
    whole = total.value if total is not None and total.value else None
    number = fields.own(view, rows, "answers")
    part = Field(
        fields.share_column(view, "share"), lambda row: row.value / whole if whole and row.value is not None else None
    )
    return (rule, number, part)


def _ends_strong(view: View, rows: Rows) -> tuple[int, ...]:
    del view
    return tuple(place for place, row in enumerate(rows) if row.measure in {"rows_in", "rows_kept"})


def _effect_rows(view: View) -> Rows:
    """The effects told, and where there are any the rules whose effect is hidden."""
    told = facts.effects(view)
    return [row for row in view.figures("quality", "index_effect") if told and (row in told or row.reason in HIDDEN)]


def _effect_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    lexicon = LEXICONS[view.language]
    shown = fields.own(view, rows, "index_effect", finer=1)
    shown = replace(shown, column=replace(shown.column, signed=True))
    return (fields.text(view, "rule", lambda row: lexicon.rule(row.other)), shown, *fields.bases(view, rows))


def _missing_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    return (fields.subject(view, "item"), fields.own(view, rows, "missing_share", finer=1), *fields.bases(view, rows))


def _blank_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    blank = Field(Column(fields.head(view, "missing_items"), kind="number"), lambda row: int(row.other))
    number, share = fields.own(view, rows, "answers"), fields.share_column(view, "share")
    return (blank, number, Field(share, lambda row: row.value / row.n if row.n and row.value is not None else None))


def _code_rows(view: View) -> Rows:
    shares, first = view.figures("voice", "share"), facts.topics(view, "share")
    return [*first, *(row for row in shares if row not in first)]


def _code_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def score(row: Finding) -> Finding | None:
        return view.figure("voice", "score", row.subject)

    def mentions(row: Finding) -> Finding | None:
        return view.figure("voice", "mentions", row.subject)

    shown = [
        fields.subject(view, "code"),
        fields.own(view, rows, "mentions", mentions),
        fields.value(view, "share", "share"),
        fields.interval(view, "share"),
        fields.value(view, "0-100", "score", score),
        fields.interval(view, "0-100", score),
    ]
    return (*shown, *fields.bases(view, rows))


LEDGER = Declaration("ledger", _ledger_rows, _ledger_fields, title("ledger"), (("quality", "left_out"),), _ends_strong)
MISSING = Declaration(
    "missing",
    lambda view: view.figures("quality", "missing_share"),
    _missing_fields,
    title("missing"),
    (("quality", "missing_share"),),
)
BLANKS = Declaration("blanks", facts.blanks, _blank_fields, title("blanks"), (("quality", "missing_items"),))
EFFECTS = Declaration(
    "effects",
    _effect_rows,
    _effect_fields,
    title("effects"),
    (("quality", "index_effect"),),
    idle=title("effects"),
)
CODES = Declaration("codes", _code_rows, _code_fields, title("codes"), (("voice", "share"),))
DECLARED = (LEDGER, MISSING, BLANKS, EFFECTS, CODES)
