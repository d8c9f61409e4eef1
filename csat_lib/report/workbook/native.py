"""Charts of Excel's own beside a figure's data, for slides: dots with their intervals, bars, a line, stacked answers.

What a chart shows stands above it as a small table of its own, which may be changed: names down, series across.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from csat_lib.charts.colours import shade
from csat_lib.findings import Finding
from csat_lib.findings.catalogue.scores import ANSWER_SHARE
from csat_lib.report.labels import label
from csat_lib.report.workbook.grid import EMPTY, ColumnHead, Entry, Grid
from csat_lib.report.workbook.sheets import HEAD_ROW, Style

MOST_DOTS, MOST_BARS = 15, 40
_VARYING = ("subject", "segment", "period")
_WIDTH, _PER_ROW, _AROUND, _LEAST = 700, 20, 160, 8
_SMALL = {"size": 9}
_BLUE, _GREY = shade(1.0), "#dde1e5"
Kind = Literal["dots", "line", "bars", "stacked"]


@dataclass(frozen=True)
class ChartData:
    """What a chart shows: a row a name, a column a series; of dots and lines also how far each interval reaches."""

    kind: Kind
    heads: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]


def chart_data(rows: Sequence[Finding], grid: Grid) -> ChartData | None:
    """What a plain chart can show of a figure, whose rows are those of the grid: its first measure; or nothing."""
    first = next((row.kind for row in rows if row.value is not None), None)
    own = [
        (row, line) for row, line in zip(rows, grid.rows, strict=True) if row.kind is first and row.value is not None
    ]
    at = {head.of: place for place, head in enumerate(grid.heads)}
    if first is ANSWER_SHARE and "other" in at:
        return _answers(own, at, grid.heads)
    shown = [row for row, _ in own]
    varying = _varying(shown)
    if varying not in at or len(own) < 2:
        return None
    are_held = all(row.low is not None and row.high is not None for row in shown)
    if len(own) > (MOST_DOTS if are_held else MOST_BARS):
        return None
    named = tuple((line[at[varying]], line[at["value"]]) for _, line in own)
    heads = tuple(grid.heads[at[name]].title for name in (varying, "value"))
    if not are_held:
        return ChartData("bars", heads, named)
    arms = (tuple(Entry(arm, values[1].code) for arm in _arms(row)) for row, values in zip(shown, named, strict=True))
    held = tuple((*values, *own_arms) for values, own_arms in zip(named, arms, strict=True))
    return ChartData("line" if varying == "period" else "dots", (*heads, "−", "+"), held)


def _varying(shown: Sequence[Finding]) -> str:
    """In what the figures differ: in the subject, the group or the wave alone; else nothing."""
    told = [name for name in (*_VARYING, "other", "path", "against") if len({getattr(row, name) for row in shown}) > 1]
    return told[0] if len(told) == 1 and told[0] in _VARYING else ""


def _arms(row: Finding) -> tuple[float, float]:
    """How far the interval reaches below and above the value, as error bars take it."""
    value = row.value or 0.0
    return value - (row.low or 0.0), (row.high or 0.0) - value


def _answers(own: Sequence[tuple[Finding, Any]], at: dict[str, int], heads: Sequence[ColumnHead]) -> ChartData | None:
    """A row a question, a column an answer; an answer that nobody gave is an empty cell."""
    answers = {row.other: str(line[at["other"]].value) for row, line in own}
    order = sorted(answers, key=lambda code: (not _is_number(code), float(code) if _is_number(code) else 0.0))
    questions: dict[str, dict[str, Entry]] = {}
    for row, line in own:
        questions.setdefault(str(line[at["subject"]].value), {})[row.other] = line[at["value"]]
    if len(questions) > MOST_BARS:
        return None
    rows = tuple((Entry(name), *(given.get(code, EMPTY) for code in order)) for name, given in questions.items())
    return ChartData("stacked", (heads[at["subject"]].title, *(answers[code] for code in order)), rows)


def _is_number(code: str) -> bool:
    return code.replace(".", "", 1).lstrip("-").isdigit()


def add_chart(book: tuple[Workbook, Style], sheet: Worksheet, title: str, data: ChartData, column: int) -> None:
    """The chart's table from that column on, the chart below it."""
    workbook, style = book
    sheet.write_string(HEAD_ROW - 1, column, label("chart", style.language), style.note)
    for place, head in enumerate(data.heads):
        sheet.write_string(HEAD_ROW, column + place, head, style.head[place > 0])
    for line, row in enumerate(data.rows, start=HEAD_ROW + 1):
        sheet.write_string(line, column, str(row[0].value))
        for place, entry in enumerate(row[1:], start=column + 1):
            if isinstance(entry.value, (int, float)):
                sheet.write_number(line, place, entry.value, style.number(entry.code))
    sheet.set_column(column, column, 28)
    chart = _MAKERS[data.kind](workbook, _Range(sheet.name, column, len(data.rows)), data)
    chart.set_title({"name": title, "overlay": False, "name_font": {"size": 11, "bold": True}})
    tall = len(data.rows) if data.kind in ("bars", "stacked") else 0
    chart.set_size({"width": _WIDTH, "height": _AROUND + _PER_ROW * max(tall, _LEAST)})
    sheet.insert_chart(HEAD_ROW + len(data.rows) + 2, column, chart, {"description": title})


@dataclass(frozen=True)
class _Range:
    """Where a chart's table stands: the column of its names, and how many there are."""

    sheet: str
    column: int
    lines: int

    def of(self, series: int) -> list[Any]:
        """The cells of a series; the names are series 0."""
        return [self.sheet, HEAD_ROW + 1, self.column + series, HEAD_ROW + self.lines, self.column + series]

    def cells(self, series: int) -> dict[str, Any]:
        """Names, values and head of a series."""
        head = [self.sheet, HEAD_ROW, self.column + series]
        return {"categories": self.of(0), "values": self.of(series), "name": head}


def _with_intervals(workbook: Workbook, cells: _Range, data: ChartData) -> Any:
    """Dots, or a line of waves, with error bars."""
    chart = workbook.add_chart({"type": "line"})
    line = {"color": _BLUE, "width": 1.5} if data.kind == "line" else {"none": True}
    arms = {"minus_values": _named(cells.of(2)), "plus_values": _named(cells.of(3))}
    looks = {
        "line": line,
        "marker": {"type": "circle", "size": 7, "fill": {"color": _BLUE}, "border": {"color": _BLUE}},
        "data_labels": {"value": True, "position": "right", "font": _SMALL},
        "y_error_bars": {"type": "custom", "line": {"color": _BLUE, "width": 1}} | arms,
    }
    chart.add_series(cells.cells(1) | looks)
    chart.set_x_axis({"num_font": _SMALL, "label_position": "low"})
    chart.set_y_axis({"num_font": _SMALL, "major_gridlines": {"visible": True, "line": {"color": _GREY}}})
    chart.set_legend({"none": True})
    return chart


def _named(cells: list[Any]) -> str:
    """Cells as a formula names them."""
    sheet, first, column, last, _ = cells
    ends = (xl_rowcol_to_cell(line, column, row_abs=True, col_abs=True) for line in (first, last))
    return f"='{sheet}'!{':'.join(ends)}"


def _bars(workbook: Workbook, cells: _Range, _: ChartData) -> Any:
    """Bars from nought, the first on top."""
    chart = workbook.add_chart({"type": "bar"})
    labels = {"value": True, "font": _SMALL}
    chart.add_series(cells.cells(1) | {"fill": {"color": _BLUE}, "gap": 60, "data_labels": labels})
    chart.set_y_axis({"reverse": True, "num_font": _SMALL})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    return chart


def _stacked(workbook: Workbook, cells: _Range, data: ChartData) -> Any:
    """One bar a question, one part an answer, from orange to blue."""
    chart = workbook.add_chart({"type": "bar", "subtype": "percent_stacked"})
    answers = len(data.heads) - 1
    for series in range(1, answers + 1):
        tone = shade(2 * (series - 1) / max(answers - 1, 1) - 1)
        chart.add_series(cells.cells(series) | {"fill": {"color": tone}, "gap": 40})
    chart.set_y_axis({"reverse": True, "num_font": _SMALL})
    chart.set_x_axis({"num_font": _SMALL, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": _SMALL})
    return chart


_MAKERS = {"dots": _with_intervals, "line": _with_intervals, "bars": _bars, "stacked": _stacked}
