"""Tables of the fieldwork: cases by channel and disposition, response rates, signs of carelessness and of haste."""

from __future__ import annotations

from dataclasses import replace

from csat_lib.findings import ALL, Finding
from csat_lib.report.blocks import Column
from csat_lib.report.clear import valued
from csat_lib.report.methods import told
from csat_lib.report.prose.titles import title
from csat_lib.report.tables import fields
from csat_lib.report.tables.declared import Declaration, Rows
from csat_lib.report.tables.fields import Field
from csat_lib.report.view import ANY, View
from csat_lib.report.words import LEXICONS

WHOLE = "answers"
CODES = ("I", "P", "R", "NC", "O", "UH", "UO", "NE")


def channel(view: View, name: str) -> str:
    """A channel's name; that of all together."""
    return LEXICONS[view.language].columns["all_channels"] if name == WHOLE else view.label(name)


def _case_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    names = LEXICONS[view.language].dispositions
    cases = {(row.subject, row.other): row.value for row in view.figures("fieldwork", "disposition")}
    used = [code for code in CODES if any(key[1] == code for key in cases)]

    def column(code: str) -> Field:
        return Field(Column(names[code], kind="number"), lambda row: cases.get((row.subject, code), 0))

    rate = fields.own(
        view, rows, "response_rate", lambda row: view.figure("fieldwork", "response_rate", row.subject), finer=1
    )
    return (
        fields.text(view, "channel", lambda row: channel(view, row.subject)),
        fields.own(view, rows, "invited"),
        *(column(code) for code in used),
        replace(rate, column=replace(rate.column, unit="RR1, %")),
    )


def _whole_strong(view: View, rows: Rows) -> tuple[int, ...]:
    del view
    return tuple(place for place, row in enumerate(rows) if row.subject == WHOLE)


def _flag_rows(view: View) -> Rows:
    return valued(view.figures("quality", "flagged"))


def _flag_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    lexicon = LEXICONS[view.language]
    chance = {row.subject: row for row in view.figures("quality", "flagged_by_chance")}
    expected = fields.own(view, rows, "flagged_by_chance", lambda row: chance.get(row.subject), finer=1)
    return (
        fields.text(view, "indicator", lambda row: lexicon.rule(row.subject)),
        fields.own(view, rows, "flagged"),
        Field(fields.share_column(view, "share"), lambda row: (row.value or 0.0) / row.n if row.n else None),
        *((expected,) if chance else ()),
        fields.text(view, "line", lambda row: told([row.method], view.language, row.method.keys[:1])),
        fields.text(view, "use", lambda row: told([row.method], view.language, row.method.keys[1:2])),
    )


def in_use(row: Finding) -> bool:
    """Whether the study leaves out whom the sign points at."""
    return row.noted("rule of the study")


def _line_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    return (fields.subject(view), fields.own(view, rows, "straight_lined", finer=1), *fields.bases(view, rows))


def _burst_rows(view: View) -> Rows:
    found = valued(view.figures("fieldwork", "burst", segment_by=ANY))
    return sorted(found, key=lambda row: row.p if row.p is not None else 1.0)


def _burst_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    return (
        fields.text(view, "subject", lambda row: _group(view, row)),
        fields.text(view, "time", lambda row: row.path.replace("T", " ")),
        fields.own(view, rows, "answers"),
        Field(Column(fields.head(view, "p"), kind="p"), lambda row: row.p),
    )


def _sign_rows(view: View) -> Rows:
    names = ("night_share", "ends_share", "same_seconds")
    found = valued([row for name in names for row in view.figures("fieldwork", name, segment_by=ANY)])
    return sorted(found, key=lambda row: row.p if row.p is not None else 1.0)


def _sign_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def shown(row: Finding) -> str:
        value = row.value or 0.0
        return f"{100 * value:.1f}%" if row.unit == "share" else f"{value:,.0f}"

    return (
        fields.text(view, "subject", lambda row: _group(view, row)),
        fields.text(view, "indicator", lambda row: fields.head(view, row.measure)),
        Field(Column(fields.head(view, "value"), align="right"), shown),
        Field(Column(fields.head(view, "p"), kind="p"), lambda row: row.p),
        *fields.bases(view, rows),
    )


def _repeat_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def most(row: Finding) -> Finding | None:
        return view.figure("fieldwork", "most_alike", row.subject)

    names = LEXICONS[view.language].repeats
    known = any(found.value is not None for row in rows if (found := most(row)) is not None)
    alike = (fields.own(view, rows, "most_alike", most),) if known else ()
    return (
        fields.text(view, "indicator", lambda row: names.get(row.subject, row.subject)),
        fields.own(view, rows, "duplicates"),
        *alike,
        *fields.bases(view, rows),
    )


def _group(view: View, row: Finding) -> str:
    if row.segment_by != ALL:
        return view.level(row.segment_by, row.segment)
    return channel(view, row.subject)


CASES = Declaration(
    "dispositions",
    lambda view: view.figures("fieldwork", "invited"),
    _case_fields,
    title("dispositions"),
    (("fieldwork", "disposition"),),
    _whole_strong,
)
FLAGS = Declaration("flagged", _flag_rows, _flag_fields, title("flagged"), (("quality", "flagged"),))
LINES = Declaration(
    "straight_lined",
    lambda view: valued(view.figures("quality", "straight_lined")),
    _line_fields,
    title("straight_lined"),
    (("quality", "straight_lined"),),
)
BURSTS = Declaration("bursts", _burst_rows, _burst_fields, title("bursts"), (("fieldwork", "burst"),))
SIGNS = Declaration("signs", _sign_rows, _sign_fields, title("signs"), (("fieldwork", "night_share"),))
REPEATS = Declaration(
    "repeats",
    lambda view: valued(view.figures("fieldwork", "duplicates")),
    _repeat_fields,
    title("repeats"),
    (("fieldwork", "duplicates"),),
)
DECLARED = (CASES, FLAGS, LINES, BURSTS, SIGNS, REPEATS)
