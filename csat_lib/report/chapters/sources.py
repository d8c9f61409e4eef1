"""What stands behind each number of a sentence, and the table of those that no other table of the annex holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from csat_lib.findings import ALL, Finding
from csat_lib.findings.measure import Unit, Words
from csat_lib.report import columns
from csat_lib.report.blocks import Block, Source, Sources
from csat_lib.report.chapters.annex import EXAMINED, FOUND
from csat_lib.report.chapters.arrange import Part, Told, apart, here, lead
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec, make, slug
from csat_lib.report.methods import told as method_told
from csat_lib.report.slots import tell
from csat_lib.report.traced import rows_in, told_in
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

Chapters = Callable[[str], Sequence[Told]]
IN_REPORT = ("page_one", *FOUND, "trust")
IN_ANNEX = (*EXAMINED, "numbers", "method")
SOURCE = Wording(
    zh="{measure}（{about}）：{value}{interval}{base}。方法：{method}",
    en="{measure} ({about}): {value}{interval}{base}. Method: {method}",
)
ABOUT = Wording(zh="{about:,}", en="{about:,}")
LABEL = Wording(zh="{row.label}", en="{row.label}")
OTHER = Wording(zh="{row.other}", en="{row.other}")
GROUP = Wording(zh="{row.level}", en="{row.level}")
PERIOD = Wording(zh="{row.period}", en="{row.period}")
VALUE = Wording(zh="{row}", en="{row}")
NO_VALUE = Wording(zh="没有给出", en="not shown")
INTERVAL = Wording(zh="，{row.interval}", en=", {row.interval}")
BASE = Wording(zh="，{row.base}", en=", {row.base}")
LEAD = Wording(
    zh="报告和本附录的句子里出现、而其他表中没有的数字，逐一列在下表。",
    en="Numbers that stand in a sentence of the report or of this annex and in no other table are listed here.",
)
TITLE = Wording(zh="句中的其他数字：{unit}", en="Further numbers in sentences: {unit}")
TITLE_BARE = Wording(zh="句中的其他数字", en="Further numbers in sentences")


def of_report(view: View, told: Chapters) -> list[Block]:
    """What the numbers in the report's sentences are."""
    return _sources(view, _told_in(view, told, IN_REPORT))


def of_annex(view: View, told: Chapters) -> list[Block]:
    """The same of the annex."""
    return _sources(view, _told_in(view, told, IN_ANNEX))


def told(view: View, chapters: Chapters) -> Iterator[Part]:
    """The findings told in sentences alone."""
    apart_tables = [table for name in FOUND for table in apart(chapters(name))]
    in_tables = {of for name in EXAMINED for of, _ in rows_in(here(chapters(name)))} | {
        of for of, _ in rows_in(apart_tables)
    }
    by_unit: dict[Unit, list[Finding]] = {}
    for row in _told_in(view, chapters, (*IN_REPORT, *IN_ANNEX)):
        if row.id not in in_tables:
            by_unit.setdefault(row.kind.unit, []).append(row)
    yield from [lead(LEAD())] if by_unit else []
    yield from (table for unit, rows in by_unit.items() if (table := make(view, _spec(unit, rows))))


def _told_in(view: View, told: Chapters, names: Iterable[str]) -> list[Finding]:
    blocks = [block for name in names for block in here(told(name))]
    return [view.by_id[of] for of in told_in(blocks, view.by_id)]


def _sources(view: View, rows: Iterable[Finding]) -> list[Block]:
    items = tuple(Source(row.id, tell(view, _source(view, row))) for row in rows)
    return [Sources(items)] if items else []


def _source(view: View, row: Finding) -> Claim:
    how = method_told([row.method], view.language)
    return SOURCE(
        about=_about(view, row),
        measure=row.kind.words,
        value=VALUE(row=row) if row.value is not None else NO_VALUE(),
        interval=INTERVAL(row=row) if row.low is not None and row.high is not None else None,
        base=BASE(row=row) if row.n is not None else None,
        method=Words(how, how),
    )


def _about(view: View, row: Finding) -> Claim:
    """What a figure is about: its subject and what else it relates to (as far as these have words), group, wave."""
    told = [
        LABEL(row=row) if view.label(row.subject) != row.subject else None,
        OTHER(row=row) if row.other and view.label(row.other) != row.other else None,
        GROUP(row=row) if row.segment_by != ALL else None,
        PERIOD(row=row),
    ]
    return ABOUT(about=told)


def _spec(unit: Unit, rows: Rows) -> TableSpec:
    title = TITLE(unit=unit.words) if unit.words.en else TITLE_BARE()
    return TableSpec(f"told_{slug(unit.name)}", (), lambda _: rows, _fields, lambda _: title)


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    kind = rows[0].kind
    return (
        columns.text(view, columns.MEASURE, lambda row: row.kind.words[view.language]),
        columns.text(view, columns.SUBJECT, lambda row: tell(view, _about(view, row))),
        columns.figure(view, kind, head=columns.VALUE),
        *([columns.interval(view, kind)] if any(row.low is not None for row in rows) else []),
        *columns.bases(view, rows),
    )
