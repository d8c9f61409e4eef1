"""Tables of who counts: the ledger, the effect of its rules, what was left blank; and of what was said."""

from __future__ import annotations

from csat_lib.findings import Finding
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
    del rows
    lexicon = LEXICONS[view.language]
    ends = {"rows_in": "rows", "rows_kept": "kept"}
    rule = fields.text(view, "rule", lambda row: lexicon.rule(ends.get(row.measure, row.other)))
    total = view.figure("quality", "rows_in", "answers")
    whole = total.value if total is not None and total.value else None
    number = Field(Column(fields.head(view, "answers"), kind="number"), lambda row: row.value)
    share = Column(fields.head(view, "share"), kind="number", decimals=1, percent=True)
    part = Field(share, lambda row: row.value / whole if whole and row.value is not None else None)
    return (rule, number, part)


def _ends_strong(view: View, rows: Rows) -> tuple[int, ...]:
    del view
    return tuple(place for place, row in enumerate(rows) if row.measure in {"rows_in", "rows_kept"})


def _effect_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    lexicon = LEXICONS[view.language]
    column = fields.number_column(view, "points", "index_effect", signed=True)
    shown = Field(Column(column.title, column.unit, "number", 2, signed=True), lambda row: row.value)
    return (fields.text(view, "rule", lambda row: lexicon.rule(row.other)), shown, *fields.bases(view, rows))


def _missing_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    share = Column(fields.head(view, "missing_share"), kind="number", decimals=1, percent=True)
    return (fields.subject(view, "item"), Field(share, lambda row: row.value), *fields.bases(view, rows))


def _blank_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows
    blank = Field(Column(fields.head(view, "missing_items"), kind="number"), lambda row: int(row.other))
    number = Field(Column(fields.head(view, "answers"), kind="number"), lambda row: row.value)
    share = Column(fields.head(view, "share"), kind="number", decimals=1, percent=True)
    return (blank, number, Field(share, lambda row: row.value / row.n if row.n and row.value is not None else None))


def _code_rows(view: View) -> Rows:
    shares, first = view.figures("voice", "share"), facts.topics(view, "share")
    return [*first, *(row for row in shares if row not in first)]


def _code_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def score(row: Finding) -> Finding | None:
        return view.figure("voice", "score", row.subject)

    def mentions(row: Finding) -> float | None:
        found = view.figure("voice", "mentions", row.subject)
        return found.value if found is not None else None

    shown = [
        fields.subject(view, "code"),
        Field(Column(fields.head(view, "mentions"), kind="number"), mentions),
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
    facts.effects,
    _effect_fields,
    title("effects"),
    (("quality", "index_effect"),),
    idle=title("effects"),
)
CODES = Declaration("codes", _code_rows, _code_fields, title("codes"), (("voice", "share"),))
DECLARED = (LEDGER, MISSING, BLANKS, EFFECTS, CODES)
