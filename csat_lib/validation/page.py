"""The checks as blocks: what a client's statistician reads, in Chinese or English."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from csat_lib.report.blocks import Cell, Column, Paragraph, Table
from csat_lib.report.display import Display
from csat_lib.report.labels import Language
from csat_lib.validation.case import Case, Check

HEADS = {
    "zh": ("数字", "已发表", "本库", "差", "允许", "判定"),
    "en": ("Figure", "Published", "Library", "Difference", "Tolerance", "Verdict"),
}
VERDICTS = {"zh": ("不符", "相符"), "en": ("differs", "agrees")}


def page(checks: Sequence[Check], language: Language) -> Display:
    """A sentence that counts the verdicts, and one table with a section per case."""
    return Display.of([summary(checks, language), table(checks, language)], language)


def summary(checks: Sequence[Check], language: Language) -> Paragraph:
    """How many published figures the library reproduces, and which it does not."""
    held = sum(each.holds for each in checks)
    if language == "zh":
        rest = "" if held == len(checks) else f"，{len(checks) - held} 个不符，见表中“不符”各行"
        return Paragraph(f"{len(checks)} 个已发表的数字中，{held} 个在印出的位数内相符{rest}。", "lead")
    rest = "" if held == len(checks) else f"; {len(checks) - held} differ, in the rows marked so"
    return Paragraph(f"Of {len(checks)} published figures {held} agree to the decimals printed{rest}.", "lead")


def table(checks: Sequence[Check], language: Language) -> Table:
    """Every figure with what was published, what the library gives, and how far they may be apart."""
    rows: list[tuple[Any, ...]] = []
    sections = []
    for case, each in groupby(checks, key=attrgetter("case")):
        sections.append((len(rows), _heading(case, language)))
        rows += [_row(one, language) for one in each]
    room = checks[0].case.room if checks else "none"
    return Table(
        anchor=f"tab-validation-{room}",
        title=_title(language),
        columns=tuple(Column(head, align="left" if at == 0 else "right") for at, head in enumerate(HEADS[language])),
        rows=tuple(rows),
        sections=tuple(sections),
        note=_note(language),
    )


def _row(one: Check, language: Language) -> tuple[Any, ...]:
    own = f"{one.value:.{one.decimals + 2}f}"
    verdict = Cell(VERDICTS[language][one.holds], shade=None if one.holds else -1.0)
    return (one.figure, one.published, own, f"{one.difference:.1e}", f"{one.tolerance:.0e}", verdict)


def _heading(case: Case, language: Language) -> str:
    return f"{case.title[0]} — {case.source}" if language == "zh" else f"{case.title[1]} — {case.source}"


def _title(language: Language) -> str:
    return "已发表的数字与本库的结果" if language == "zh" else "Published figures and the library's"


def _note(language: Language) -> str:
    if language == "zh":
        return "允许的差为印出末位的半个单位；来源本身偏离更远时放宽，理由见来源。"
    return (
        "The tolerance is half a unit of the last decimal printed, and wider only where the source itself is further "
        "off, which is said beside it."
    )
