"""The kinds of extra tables, each declared once: its columns, what stands in them, what they must be known to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import Field

from csat_lib.study.words import FileName, Model, Names

TableKind = Literal[
    "unit_kpis", "third_party", "complaints", "population", "roster",
    "targets", "judgements", "events", "dispositions", "experts", "respondent_figures",
]  # fmt: skip
OF_RESPONDENTS: TableKind = "respondent_figures"
Meaning = Literal[
    "unit", "level", "item", "subject", "figure", "node", "part", "class",  # known to the study
    "person", "member",  # hashed; a member is a person of the roster
    "text", "choice", "period", "day", "moment", "number", "positive", "count", "hundred", "rating",
]  # fmt: skip


class ExtraTable(Model):
    """A file of figures that no respondent gives, beside the study file.

    ``columns``: how the file heads a column of the kind, where it is not by its own name. ``totals``: a printed total
    (heading, or the number it must be) -> the headings of its parts.
    """

    kind: TableKind
    file: FileName
    columns: dict[str, str] = Field(default_factory=dict)
    totals: dict[str, Names] = Field(default_factory=dict)


@dataclass(frozen=True)
class TableColumn:
    """What a column holds. ``key``: with the other keys it names a row, of which there is one.

    ``needed``: the file must have it; ``blank``: cells may be empty. ``adds``: its rows add up, so that a printed total
    can be checked. ``unit``: what a number counts. ``words``: what a choice may be, by its name and in Chinese.
    """

    means: Meaning
    key: bool = False
    needed: bool = True
    blank: bool = False
    adds: bool = False
    unit: str = ""
    words: Mapping[str, str] | None = None


@dataclass(frozen=True)
class TableForm:
    """A kind of table. ``either``: groups of columns of which a row fills one; ``ordered``: days in their order.

    ``dated``: the day that lies in the row's period, which it tells where there is no column of that.
    ``of_choices``: single choices of the study may be columns as well; ``others``: what every further column holds,
    ``of_questions``: of those that questions of the study name.
    ``within``: a row of a longer period holds in each period inside it, unless one of its own is there.
    """

    columns: Mapping[str, TableColumn]
    either: tuple[tuple[str, ...], ...] = ()
    ordered: tuple[str, ...] = ()
    dated: str = ""
    of_choices: bool = False
    of_questions: bool = False
    others: Meaning | None = None
    within: bool = False


DISPOSITIONS = ("I", "P", "R", "NC", "O", "UH", "UO", "NE")
"""AAPOR's Standard Definitions (10th edition, 2023): complete, partial, refusal or break-off, no contact, other,
unknown whether eligible (household, other), not eligible."""


def _may(means: Meaning, unit: str = "", **more: str) -> TableColumn:
    """A column that a file need not have; ``more``: the words of a choice."""
    return TableColumn(means, needed=False, blank=True, unit=unit, words=more or None)


def _key(means: Meaning) -> TableColumn:
    return TableColumn(means, key=True)


_UNIT, _PERIOD, _ANY_UNIT = _key("unit"), replace(_key("period"), needed=False), replace(_may("unit"), key=True)
_OF_PERIOD = _key("period")  # of KPIs, which without one would be those of every wave
_SUM = replace(_may("count", "cases"), adds=True)
KINDS: dict[TableKind, TableForm] = {
    "unit_kpis": TableForm({
        "unit": _UNIT, "period": _OF_PERIOD, "kpi": _key("text"), "value": _may("number"), "n": _SUM,
        "numerator": replace(_may("number"), adds=True), "denominator": replace(_may("number"), adds=True),
        "sd": _may("positive"),
    }, either=(("value",), ("numerator", "denominator"))),
    "third_party": TableForm({
        "unit": _UNIT, "period": _OF_PERIOD, "indicator": _key("subject"), "score": TableColumn("hundred"),
        "date": replace(_may("day"), key=True), "visitor": replace(_may("person"), key=True),
    }),
    "complaints": TableForm({
        "id": _key("person"), "unit": _may("unit"), "period": _PERIOD, "class": TableColumn("class"),
        "severity": _may("choice", high="高", medium="中", low="低"),
        "opened": TableColumn("moment"), "answered": _may("moment"), "closed": _may("moment"), "owner": _may("member"),
        "status": _may("choice", open="处理中", answered="已回复", closed="已关闭"),
        "founded": _may("choice", yes="是", no="否"),
    }, ordered=("opened", "answered", "closed"), dated="opened"),
    "population": TableForm({
        "unit": _ANY_UNIT, "stratum": replace(_may("text"), key=True), "period": _PERIOD,
        "N": TableColumn("count", adds=True, unit="people"), "invited": _SUM, "attempts": _SUM,
    }, of_choices=True, within=True),
    "roster": TableForm({
        "person": _key("person"), "unit": _UNIT, "role": _may("text"), "from": replace(_may("day"), key=True),
        "to": _may("day"), "reads": _may("member"), "pay_base": _may("positive", "money"),
    }, ordered=("from", "to")),
    "targets": TableForm({
        "subject": _key("figure"), "unit": _ANY_UNIT, "period": _PERIOD,
        "target": TableColumn("number", unit="points"), "floor": _may("number", "points"),
    }, within=True),
    "judgements": TableForm({
        "node": _key("node"), "expert": _key("person"), "part_a": _key("part"),
        "part_b": replace(_may("part"), key=True),
        "judgement": TableColumn("positive", blank=True), "round": replace(_may("count", "rounds"), key=True),
    }),
    "events": TableForm({"name": _key("text"), "unit": _ANY_UNIT, "date": _key("day"), "text": _may("text")}),
    "dispositions": TableForm({
        "channel": TableColumn("text"), "period": replace(_PERIOD, key=False),
        "disposition": TableColumn("choice", words=dict.fromkeys(DISPOSITIONS, "")),
        "count": TableColumn("count", adds=True, unit="cases"),
    }),
    "experts": TableForm({"item": _key("item"), "period": _PERIOD}, others="rating"),
    "respondent_figures": TableForm({"id": _key("person"), "period": _PERIOD}, others="number", of_questions=True),
}  # fmt: skip


def columns_of(kind: TableKind, choices: tuple[str, ...]) -> dict[str, TableColumn]:
    """The columns that a table of the kind may have; ``choices``: the single choices of the study."""
    further = choices if KINDS[kind].of_choices else ()
    return {**dict.fromkeys(further, replace(_may("level"), key=True)), **KINDS[kind].columns}
