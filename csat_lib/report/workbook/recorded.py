"""Findings as a tidy table in the reader's words: what each is about by name, its numbers unrounded; codes beside."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from csat_lib.findings import ALL, Finding
from csat_lib.findings.catalogue import MEASURES, REASONS, TOPICS, UNITS
from csat_lib.findings.measure import Words
from csat_lib.report.blocks import Column
from csat_lib.report.inline import bare
from csat_lib.report.labels import label
from csat_lib.report.methods import told
from csat_lib.report.number import of_ends
from csat_lib.report.topics.comparability.verdicts import STEPS
from csat_lib.report.topics.quality.rules import RULES, rule
from csat_lib.report.view import CROSS, View
from csat_lib.report.workbook.grid import EMPTY, ColumnHead, Entry, Grid, number_code, without_empty
from csat_lib.report.workbook.sheets import HEAD_ROW, Style, write_heads


class _Named(NamedTuple):
    """A column of words, by the column of the findings whose codes they stand for."""

    code: str
    head: Words


NAMED = (
    _Named("topic", Words("主题", "Topic")),
    _Named("measure", Words("指标", "Measure")),
    _Named("subject", Words("对象", "Subject")),
    _Named("other", Words("相关对象", "Other subject")),
    _Named("path", Words("细目", "Detail")),
    _Named("segment_by", Words("分组题", "Segment question")),
    _Named("segment", Words("组", "Group")),
    _Named("period", Words("期次", "Period")),
    _Named("against", Words("对比期", "Compared with")),
)
NUMBERS = {
    "value": Words("数值", "Value"),
    "low": Words("区间下限", "Interval, low"),
    "high": Words("区间上限", "Interval, high"),
    "confidence": Words("置信水平", "Confidence"),
    "se": Words("标准误", "Standard error"),
    "df": Words("自由度", "df"),
    "p": Words("p 值", "p"),
    "n": Words("样本量", "Base"),
    "n_weighted": Words("加权样本量", "Weighted base"),
    "n_effective": Words("等效样本量", "Effective base"),
}
SAID = (_Named("unit", Words("单位", "Unit")), _Named("reason", Words("缺失原因", "Why absent")))
METHOD = _Named("method", Words("方法", "Method"))
CODES = (*(column.code for column in NAMED), "unit", "reason")
"""Columns whose codes stand beside their words where all findings are listed: many waves are stacked by them."""
EVERYBODY = Words("全体", "Everybody")
OWN = STEPS | {
    "component": Words("成分", "Component"),
    "factor": Words("因子", "Factor"),
    "device": Words("设备", "Device"),
    "near": Words("高度雷同", "Nearly equal"),
}
"""Codes of statistics that no study and no topic words."""
_IN_UNIT = ("value", "low", "high")
_FORMATS = {
    "confidence": Column("", kind="number", percent=True),
    "p": Column("", kind="p"),
    "se": Column("", kind="number", decimals=3),
    "df": Column("", kind="number", decimals=1),
}
_WHOLE = Column("", kind="number")
_IN_FIGURES = ("value", "low", "high", "se", "p", "n", "n_effective")


def drawn(view: View, rows: Sequence[Finding]) -> Grid:
    """What a figure draws: names and numbers, without columns that hold nothing; groups only where there are any."""
    idle = {"topic"} | ({"segment_by", "segment"} if all(row.segment_by == ALL for row in rows) else set())
    return without_empty(_grid(view, rows, [column for column in (*NAMED, *SAID) if column.code not in idle]))


class Listing(Worksheet):  # type: ignore[misc]  # xlsxwriter is not typed
    """A sheet whose thousands of rows are given as XML: cell by cell they would cost more than all other sheets."""

    lines: Iterable[str] = ()

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.writelines(self.lines)


def write_recorded(sheet: Listing, view: View, style: Style) -> None:
    """Every finding with its method, and the codes behind its words."""
    language, words, rows = style.language, _words(view), view.all_figures()
    titles = {column.code: column.head[language] for column in (*NAMED, *SAID, METHOD)}
    heads = [ColumnHead(titles[column.code], of=column.code) for column in NAMED]
    heads += [ColumnHead(head[language], numeric=True, of=name) for name, head in NUMBERS.items()]
    heads += [ColumnHead(titles[column.code], of=column.code) for column in (*SAID, METHOD)]
    codes = [ColumnHead(label("code", language, titles[code]), of=code) for code in CODES]
    write_heads(sheet, [*heads, *codes], len(rows), style)
    sheet.set_column(0, len(heads) + len(codes) - 1, 13)
    asked = [attrgetter(head.of) if head.numeric else words[head.of] for head in heads]
    columns = [*zip(heads, asked, strict=True), *((code, attrgetter(code.of)) for code in codes)]
    placed = [(xl_col_to_name(place), *column) for place, column in enumerate(columns)]
    sheet.dim_rowmax = HEAD_ROW + len(rows)
    sheet.lines = [
        f'<row r="{line}">{"".join(_cells(sheet, style, (row, line), placed))}</row>'
        for line, row in enumerate(rows, start=HEAD_ROW + 2)
    ]


_Placed = tuple[str, ColumnHead, Callable[[Finding], Any]]
"""A column's letter, its head, what it asks of a finding."""


def _cells(sheet: Listing, style: Style, at: tuple[Finding, int], placed: Sequence[_Placed]) -> Iterator[str]:
    """The cells of a row as XML: numbers with their format, texts by their place among the workbook's texts."""
    row, line = at
    for letter, head, asked in placed:
        value = asked(row)
        if value is None or value == "":
            continue
        if head.numeric:
            look = style.number(_look(row, head.of))._get_xf_index()
            yield f'<c r="{letter}{line}" s="{look}"><v>{value!r}</v></c>'
        else:
            yield f'<c r="{letter}{line}" t="s"><v>{sheet.str_table._get_shared_string_index(value)}</v></c>'


def _grid(view: View, rows: Iterable[Finding], columns: Sequence[_Named]) -> Grid:
    """The columns of words with the numbers after those that say what a figure is about."""
    words = _words(view)
    about = [words[column.code] for column in columns if column in NAMED]
    said = [words[column.code] for column in columns if column not in NAMED]
    filled = tuple(
        (
            *(Entry(name_of(row) or None) for name_of in about),
            *_numbers(row),
            *(Entry(name_of(row) or None) for name_of in said),
        )
        for row in rows
    )
    named = [ColumnHead(column.head[view.language], of=column.code) for column in columns]
    numbers = [
        ColumnHead(head[view.language], numeric=True, of=name) for name, head in NUMBERS.items() if name in _IN_FIGURES
    ]
    return Grid((*named[: len(about)], *numbers, *named[len(about) :]), filled)


def _look(row: Finding, name: str) -> str:
    """How a number of a figure is shown: as in the report, ends of intervals visibly clear of zero if they are."""
    if name not in {"low", "high"}:
        return _code(name, row.unit)
    column = _column(row.unit)
    return _code(name, row.unit, of_ends((row.low, row.high), column).decimals - column.decimals)


def _column(unit: str) -> Column:
    shown = UNITS[unit]
    return Column("", kind="number", decimals=shown.decimals, percent=shown.percent)


@cache
def _code(name: str, unit: str, finer: int = 0) -> str:
    """How numbers of a unit are shown, with so many decimals more."""
    own = _column(unit)
    return number_code(replace(own, decimals=own.decimals + finer) if name in _IN_UNIT else _FORMATS.get(name, _WHOLE))


def _numbers(row: Finding) -> Iterable[Entry]:
    for name in _IN_FIGURES:
        value = getattr(row, name)
        yield EMPTY if value is None else Entry(value, _look(row, name))


def _words(view: View) -> dict[str, Callable[[Finding], str]]:
    """Each column's words; what is asked for again and again is looked up once."""
    language = view.language
    waved = cache(view.wave)
    named = cache(lambda name: _own(view, name))
    grouped = cache(lambda by, level: bare(view.level(by, level)))
    asked = cache(lambda by: "" if by == ALL else " × ".join(map(named, by.split(CROSS))))
    method = cache(lambda how: told([how], language))
    of_model = {name: measure for (topic, name), measure in MEASURES.items() if topic == "model"}

    @cache
    def other(subject: str, name: str) -> str:
        words = named(name)
        return grouped(subject, name) if words == name and subject in view.study.variables else words

    return {
        "topic": lambda row: TOPICS[row.topic].words[language],
        "measure": lambda row: row.kind.words[language],
        "subject": lambda row: named(row.subject),
        "other": lambda row: other(row.subject, row.other),
        "path": lambda row: of_model[row.path].words[language] if row.path in of_model else row.path,
        "segment_by": lambda row: asked(row.segment_by),
        "segment": lambda row: grouped(row.segment_by, row.segment) if row.segment else EVERYBODY[language],
        "period": lambda row: waved(row.period),
        "against": lambda row: waved(row.against) if row.against else "",
        "unit": lambda row: row.kind.unit.words[language],
        "reason": lambda row: REASONS[row.reason].short[language] if row.reason else "",
        "method": lambda row: method(row.method),
    }


def _own(view: View, name: str) -> str:
    """The study's words for a name, else the report's own, as of a rule; a name without words stands as it is."""
    words = bare(view.label(name))
    if words != name:
        return words
    if name in OWN:
        return OWN[name][view.language]
    return rule(name)[view.language] if name in RULES or name.rpartition("_")[0] in RULES else name
