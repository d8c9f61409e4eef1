"""The workbook of a wave: contents, notes, a sheet for each figure and table of its reports, all findings.

The same reports give the same bytes: the workbook carries the wave's date.
"""

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook

from csat_lib.findings import Finding
from csat_lib.report.assemble import Item, Report
from csat_lib.report.blocks import Cover, Figure, Quotes, Table
from csat_lib.report.labels import label
from csat_lib.report.look import Look
from csat_lib.report.view import View
from csat_lib.report.workbook.front import Listed, write_contents, write_notes
from csat_lib.report.workbook.grid import ColumnHead, Entry, Grid, tidy
from csat_lib.report.workbook.names import sheet_names, short_title
from csat_lib.report.workbook.native import ChartData, add_chart, chart_data
from csat_lib.report.workbook.notes import notes
from csat_lib.report.workbook.recorded import Listing, drawn, write_recorded
from csat_lib.report.workbook.sheets import Style, write_grid, write_top
from csat_lib.report.written import figure_foot, write_table

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FONTS = {"zh": "Microsoft YaHei", "en": "Calibri"}


@dataclass(frozen=True)
class _Sheet:
    """What one sheet holds: its short and full title, its foot, its data, the chart of Excel's own."""

    short: str
    title: str
    foot: str
    grid: Grid
    charted: ChartData | None = None


def render_workbook(reports: Sequence[Report], look: Look, dated: dt.date, view: View | None = None) -> bytes:
    """The workbook of these reports, which tell of one wave in one language.

    ``view`` is that wave: without it there are tables alone, no data of figures, no findings.
    """
    file = io.BytesIO()
    cover, language = reports[0].cover, reports[0].language
    workbook = Workbook(
        file, _OPTIONS | {"default_format_properties": {"font_name": _FONTS[language], "font_size": 11}}
    )
    created = dt.datetime.combine(dated, dt.time())
    workbook.set_properties({"title": _title(cover), "author": cover.client, "created": created})
    style = Style(workbook, look.ink, language)
    parts = [_sheets(report, view) for report in reports]
    fixed = [label(name, language) for name in ("contents", "notes", "findings")]
    contents, noted, last, *names = sheet_names([*fixed, *(one.short for part in parts for one in part)])
    front, left = workbook.add_worksheet(contents), iter(names)
    write_notes(workbook.add_worksheet(noted), notes(reports[0], view), style)
    lines = [Listed(noted, noted)]
    for report, part in zip(reports, parts, strict=True):
        lines += [Listed(report.cover.subtitle or report.cover.title)] if len(reports) > 1 else []
        for one in part:
            lines.append(Listed(one.title, next(left)))
            _write(workbook, lines[-1].sheet, one, style)
    if view is not None and view.all_figures():
        lines += [Listed(""), Listed(last, last)]
        sheet = workbook.add_worksheet(last, Listing)
        write_top(sheet, last, label("findings_note", language), style)
        write_recorded(sheet, view, style)
    simulated = label("simulated", language) if cover.banner else ""
    write_contents(front, (_title(cover), simulated, cover.client, cover.base), lines, style)
    workbook.close()
    return file.getvalue()


def _title(cover: Cover) -> str:
    return f"{cover.title} · {cover.period}"


def _write(workbook: Workbook, name: str, one: _Sheet, style: Style) -> None:
    sheet = workbook.add_worksheet(name)
    write_top(sheet, one.title, one.foot, style)
    write_grid(sheet, one.grid, style)
    if one.charted is not None:
        add_chart((workbook, style), sheet, one.title, one.charted, len(one.grid.heads) + 1)


def _sheets(report: Report, view: View | None) -> list[_Sheet]:
    """The report's figures, where their data are known, and its tables, in their order."""
    known = {row.id: row for row in view.all_figures()} if view else {}
    return list(_made(report, view, known))


def _made(report: Report, view: View | None, known: Mapping[str, Finding]) -> Iterator[_Sheet]:
    for item in report.items:
        if isinstance(item.block, Table):
            foot = report.plain(write_table(item.block, report.language).foot)
            yield _Sheet(
                short_title(item, known, view), _numbered(report, item), foot, tidy(item.block, report.language)
            )
        elif isinstance(item.block, Figure) and view is not None:
            rows = [known[name] for name in item.block.data if name in known]
            if not rows:
                continue
            grid = drawn(view, rows)
            foot = report.plain(figure_foot(item.block, report.language))
            yield _Sheet(short_title(item, known, view), _numbered(report, item), foot, grid, chart_data(rows, grid))
    said = [quote for item in report.items if isinstance(item.block, Quotes) for quote in item.block.items]
    if said:
        title, *heads = (label(name, report.language) for name in ("quotes", "quote_about", "quote_said"))
        rows_said = tuple((Entry(quote.meta), Entry(quote.text)) for quote in said)
        yield _Sheet(title, title, "", Grid(tuple(map(ColumnHead, heads)), rows_said))


def _numbered(report: Report, item: Item) -> str:
    return f"{item.number}  {report.plain(item.block.title)}"  # type: ignore[union-attr]  # a figure or a table
