"""What stands behind each number of a sentence, and the table of those that no other table of the annex holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from csat_lib.findings import ALL, Finding
from csat_lib.findings.catalogue.trends import BEFORE, BEFORE_NPS
from csat_lib.findings.measure import Words
from csat_lib.findings.setting import COMMA, SEMICOLON, set_text
from csat_lib.findings.told import Told, joined, wording
from csat_lib.report import columns
from csat_lib.report.blocks import Block, Source, Sources
from csat_lib.report.chapters.annex import EXAMINED
from csat_lib.report.chapters.arrange import Part, apart, here, lead, titles_of
from csat_lib.report.chapters.arrange import Told as Arranged
from csat_lib.report.chapters.front import FOUND
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec, make
from csat_lib.report.methods import told as method_told
from csat_lib.report.number import DASH
from csat_lib.report.slots import phrase
from csat_lib.report.traced import rows_in, told_in
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

Chapters = Callable[[str], Sequence[Arranged]]
IN_REPORT = ("page_one", *FOUND, "actions", "trust")
IN_ANNEX = (*EXAMINED, "numbers", "method")
FIGURE = Wording(zh="{value}{interval}{base}", en="{value}{interval}{base}")
VALUE = Wording(zh="{row}", en="{row}")
NO_VALUE = Wording(zh="没有给出", en="not shown")
INTERVAL = Wording(zh="，{row.interval}", en=", {row.interval}")
LIMITS = Wording(zh="，界限 {row.ends}", en=", limits {row.ends}")
BASE = Wording(zh="，{row.base}", en=", {row.base}")
ABOUT = (Words("（", " ("), Words("）：", "): "))
METHOD = Words("。方法：", ". Method: ")
LEAD = Wording(
    zh="报告和本附录的句子里出现、而在其他表中没有单独一行的数字，逐一列在下表，并注明所在的章。",
    en="Numbers told in a sentence of the report or of this annex that have no row of their own in another table, "
    "each with the chapters that tell it.",
)
TITLE = Words("只见于句中的数字及其所在各章", "Numbers told in sentences alone, and the chapters that tell them")
CLAIM = Wording(zh="{title}", en="{title}")
FIGURE_HEAD, UNIT, WHERE = Words("数值", "Figure"), Words("单位", "Unit"), Words("所在章", "Told in")


def of_report(view: View, told: Chapters) -> list[Block]:
    """What the numbers in the report's sentences are."""
    return _sources(view, _told_in(view, told, IN_REPORT))


def of_annex(view: View, told: Chapters) -> list[Block]:
    """The same of the annex."""
    return _sources(view, _told_in(view, told, IN_ANNEX))


def told(view: View, chapters: Chapters) -> Iterator[Part]:
    """The findings told in sentences alone."""
    apart_tables = [one.table for name in FOUND for one in apart(chapters(name))]
    in_tables = {of for name in EXAMINED for of, _ in rows_in(here(chapters(name)))} | {
        of for of, _ in rows_in(apart_tables)
    }
    where: dict[Finding, list[str]] = {}
    for name in (*IN_REPORT, *EXAMINED):
        for row in _told_in(view, chapters, [name]):
            if row.id not in in_tables:
                where.setdefault(row, []).append(name)
    if table := make(view, _spec(where)):
        yield from (lead(LEAD()), table)


def _told_in(view: View, told: Chapters, names: Iterable[str]) -> list[Finding]:
    blocks = [block for name in names for block in here(told(name))]
    return [view.by_id[of] for of in told_in(blocks, view.by_id)]


def _sources(view: View, rows: Iterable[Finding]) -> list[Block]:
    items = tuple(Source(row.id, _source(view, row)) for row in rows)
    return [Sources(items)] if items else []


def _source(view: View, row: Finding) -> Told:
    """Index (Room, December 2025): 81.2, 95% interval 80.1 to 82.3, 1,134 responses. Method: Taylor linearisation."""
    figure = _figure(row, BASE(row=row) if row.n is not None else None)
    before, after = (words[view.language] for words in ABOUT)
    measure, how = wording(row.kind.words[view.language]), method_told([row.method], view.language)
    said = joined([measure, before, _about(view, row), after, phrase(view, figure), METHOD[view.language], how], "")
    return said.as_text(set_text(said, view.language))


def _figure(row: Finding, base: Claim | None = None) -> Claim:
    ends = LIMITS if row.confidence is None else INTERVAL
    interval = ends(row=row) if row.low is not None and row.high is not None else None
    return FIGURE(value=VALUE(row=row) if row.value is not None else NO_VALUE(), interval=interval, base=base)


def _about(view: View, row: Finding) -> Told:
    """What a figure is about: its subject and what else it relates to (as far as these have words), group, wave."""
    worded = [view.label(name) for name in (row.subject, row.other) if name and view.label(name) != name]
    group = [view.level(row.segment_by, row.segment)] if row.segment_by != ALL else []
    wave = row.against if row.kind in (BEFORE, BEFORE_NPS) else row.period
    return joined([*worded, *group, view.wave(wave)], COMMA[view.language])


def _spec(where: Mapping[Finding, Sequence[str]]) -> TableSpec:
    """One row per finding, with the chapters in which its numbers are told."""

    def fields(view: View, rows: Rows) -> tuple[Field, ...]:
        def chapters(row: Finding) -> str:
            return SEMICOLON[view.language].join(titles_of(view)[name][view.language] for name in where[row])

        def unit(row: Finding) -> str:
            return DASH if row.kind.unit.sign else row.kind.unit.words[view.language] or DASH

        return (
            columns.text(view, columns.MEASURE, lambda row: row.kind.words[view.language]),
            columns.text(view, columns.SUBJECT, lambda row: _about(view, row)),
            columns.text(view, FIGURE_HEAD, lambda row: phrase(view, _figure(row))),
            columns.text(view, UNIT, unit),
            columns.text(view, WHERE, chapters),
            *(columns.bases(view, rows) or columns.bases(view, rows[:1])),
        )

    return TableSpec("told", (), lambda _: tuple(where), fields, lambda _: CLAIM(title=TITLE))
