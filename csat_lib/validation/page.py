"""The checks as blocks: what a client's statistician reads, in Chinese or English."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from typing import Any

from csat_lib.findings.catalogue.coverage import coverage
from csat_lib.report.blocks import Block, Cell, Column, Cover, Heading, Paragraph, Points, References, Table
from csat_lib.report.display import Display
from csat_lib.report.labels import Language
from csat_lib.report.topics.method.coverage import table as held_table
from csat_lib.validation.case import ORIGINS, Case, Check
from csat_lib.validation.cases import TOPICS, validate
from csat_lib.validation.figure_words import figure_words

MORE_DECIMALS = 2
"""Decimals of the library's figure beyond those printed."""


def open_validation(language: Language) -> Callable[[str], Display]:
    """What composes the page in a language: ``compose(part)`` shows the cover, the overview, a topic, ..."""
    say = wording(language)
    parts: dict[str, Callable[[], Sequence[Block]]] = {
        "cover": lambda: cover(language),
        "overview": lambda: overview(validate(), language),
        "reading": lambda: [Heading(1, say["reading"], "reading"), Points(tuple(say["how"]))],
        "limits": lambda: [*intervals(language), *limits(language)],
        **{topic: partial(chapter, topic, validate(topic), language) for topic in TOPICS},
    }
    return lambda part: Display.of(parts[part](), language)


@cache
def wording(language: Language) -> dict[str, Any]:
    """Every text of the page but the names of figures, titles and sources."""
    words: dict[str, Any] = _read(language)
    return words


def _read(name: str) -> Any:
    return json.loads((files("csat_lib.validation") / "wording" / f"{name}.json").read_text(encoding="utf-8"))


def cover(language: Language) -> list[Block]:
    """Title, and which version was validated."""
    say = wording(language)
    return [Cover(say["title"], f"csat workbench {version('csat-workbench')}", subtitle=say["subtitle"])]


def overview(checks: Sequence[Check], language: Language) -> list[Block]:
    """How many figures agree, of each part and each kind of source."""
    say = wording(language)
    rows = [_part(say["topics"][topic], [one for one in checks if one.case.topic == topic]) for topic in TOPICS]
    rows.append(_part(say["all"], checks))
    part, cases, figures, agree = say["parts"]
    heads = [cases, figures, *(say["origins"][origin] for origin in ORIGINS), agree]
    table = Table(
        anchor="tab-overview",
        title=say["overview"],
        columns=(Column(part), *(Column(head, kind="number") for head in heads)),
        rows=tuple(rows),
        note=say["by_origin"],
        strong=(len(rows) - 1,),
    )
    return [Heading(1, say["result"], "result"), _lead(checks, language), table]


def chapter(topic: str, checks: Sequence[Check], language: Language) -> list[Block]:
    """Every figure of a topic: the other's, the library's, and how far they may be apart; a section per case."""
    say = wording(language)
    sections: list[tuple[int, str]] = []
    rows: list[tuple[Any, ...]] = []
    for case, each in groupby(checks, key=attrgetter("case")):
        sections.append((len(rows), _heading(case, language)))
        rows += [_row(one, language) for one in each]
    title = say["table"].format(say["topics"][topic])
    table = Table(f"tab-{topic}", title, _columns(checks, language), tuple(rows), sections=tuple(sections))
    return [Heading(1, say["topics"][topic], topic), _lead(checks, language), table]


def intervals(language: Language) -> list[Block]:
    """How often the intervals held the truth in simulations."""
    say = wording(language)
    held = held_table(list(coverage().values()), language)
    return [Heading(1, say["intervals"], "intervals"), Paragraph(say["held"], "lead"), *([held] if held else [])]


def limits(language: Language) -> list[Block]:
    """What agreement does not show, and the works that figures come from."""
    say = wording(language)
    shown = (Heading(1, say["limits"], "limits"), Points(tuple(say["not"])))
    return [*shown, Heading(1, say["works"], "works"), References(tuple(_read("works")))]


def _columns(checks: Sequence[Check], language: Language) -> tuple[Column, ...]:
    say = wording(language)
    figure, reference, own, difference, tolerance, verdict = say["columns"]
    finest = max(one.decimals for one in checks)
    return (
        Column(figure),
        Column(reference, kind="number", decimals=finest),
        Column(own, kind="number", decimals=finest + MORE_DECIMALS),
        Column(difference, say["unit"], "number", 2, signed=True),
        Column(tolerance, say["unit"], "number", 2),
        Column(verdict, align="right"),
    )


def _row(one: Check, language: Language) -> tuple[Any, ...]:
    absent, unit = math.isnan(one.value), 10.0**-one.decimals
    verdict = Cell(wording(language)["verdicts"][one.agrees], shade=None if one.agrees else -1.0)
    return (
        figure_words(one.figure, language),
        Cell(one.reference, decimals=one.decimals),
        Cell(None if absent else one.value, decimals=one.decimals + MORE_DECIMALS),
        None if absent else one.difference / unit,
        one.tolerance / unit,
        verdict,
    )


def _heading(case: Case, language: Language) -> str:
    """Title and source of a case, and why its tolerance is wider, if it is."""
    why = "" if case.why is None else wording(language)["wider"].format(case.why[language])
    return f"{case.title[language]}\N{NO-BREAK SPACE}— {case.source[language]}{why}"


def _lead(checks: Sequence[Check], language: Language) -> Paragraph:
    agree = sum(each.agrees for each in checks)
    words = wording(language)["all_agree" if agree == len(checks) else "some_differ"]
    return Paragraph(words.format(agree, len(checks), len(checks) - agree), "lead")


def _part(name: str, checks: Sequence[Check]) -> tuple[Any, ...]:
    by_origin = [sum(each.case.origin == origin for each in checks) for origin in ORIGINS]
    cases = len({each.case.name for each in checks})
    return (name, cases, len(checks), *by_origin, sum(each.agrees for each in checks))
