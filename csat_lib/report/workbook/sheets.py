"""Sheets: how a grid is written and printed, and what a sheet is called. No text can become a formula or a link."""

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from csat_lib.charts.colours import ink_on
from csat_lib.report.labels import Language, label
from csat_lib.report.workbook.grid import TEXT, ColumnHead, Entry, Grid
from csat_lib.report.written import em_width

HEAD_ROW = 3
_HEAD_HEIGHT = 32
_SHORT, _MANY = 12, 1000
"""Rows that need no filter, and so many that a table of Excel's own would be dear."""
_WIDEST, _NARROWEST = 60.0, 11.0
_A4 = 9


class Style:
    """The workbook's formats, each made once; a number's format says decimals, percent, sign and mark."""

    def __init__(self, workbook: Workbook, accent: str, language: Language) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, bool, bool, str], Format] = {}
        self.language = language
        self.title = workbook.add_format({"bold": True, "font_size": 13, "font_color": accent})
        self.note = workbook.add_format({"font_color": "#59616a"})
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.term = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.link = workbook.add_format({"font_color": accent, "underline": 1})
        head = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "top": 1}
        self.head = {is_number: workbook.add_format(head | _aligned(is_number)) for is_number in (True, False)}

    def cell(self, entry: Entry, head: ColumnHead, *, strong: bool = False) -> Format:
        """The format of a body cell; a sign in a column of numbers stands to the right as they do."""
        key = (entry.code, head.numeric, strong, entry.fill)
        if key not in self._made:
            look = {"num_format": entry.code, "valign": "top", "bold": strong, "text_wrap": entry.code == TEXT}
            look |= _aligned(head.numeric)
            look |= {"bg_color": entry.fill, "font_color": ink_on(entry.fill)} if entry.fill else {}
            self._made[key] = self._workbook.add_format(look)
        return self._made[key]

    def number(self, code: str) -> Format:
        """The format of a plain number."""
        if (code, True, False, "") not in self._made:
            self._made[code, True, False, ""] = self._workbook.add_format({"num_format": code})
        return self._made[code, True, False, ""]


def _aligned(is_number: bool) -> dict[str, object]:  # noqa: FBT001 - a key of the two formats
    return {"align": "right"} if is_number else {"align": "left", "indent": 1}


def write_heads(sheet: Worksheet, heads: Sequence[ColumnHead], rows: int, style: Style) -> None:
    """One row of heads over a table of Excel's own: to be filtered, sorted and pivoted as it stands."""
    columns = [{"header": head.title, "header_format": style.head[head.numeric]} for head in heads]
    last = HEAD_ROW + max(rows, 1)
    options = {"columns": columns, "style": None, "autofilter": rows > _SHORT}
    if rows > _MANY:
        for place, head in enumerate(heads):
            sheet.write_string(HEAD_ROW, place, head.title, style.head[head.numeric])
        sheet.autofilter(HEAD_ROW, 0, last, len(columns) - 1)
    else:
        sheet.add_table(HEAD_ROW, 0, last, len(columns) - 1, options)
    sheet.set_row(HEAD_ROW, _HEAD_HEIGHT)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.repeat_rows(HEAD_ROW)
    sheet.print_area(0, 0, last, len(columns) - 1)


def write_grid(sheet: Worksheet, grid: Grid, style: Style) -> None:
    """Heads and rows, each column as wide as it needs."""
    write_heads(sheet, grid.heads, len(grid.rows), style)
    for line, row in enumerate(grid.rows):
        strong = line in grid.strong
        for place, (entry, head) in enumerate(zip(row, grid.heads, strict=True)):
            if isinstance(entry.value, str):
                sheet.write_string(HEAD_ROW + 1 + line, place, entry.value, style.cell(entry, head, strong=strong))
            elif entry.value is not None:
                sheet.write_number(HEAD_ROW + 1 + line, place, entry.value, style.cell(entry, head, strong=strong))
    for place in range(len(grid.heads)):
        sheet.set_column(place, place, _width(grid, place))


def write_top(sheet: Worksheet, title: str, foot: str, style: Style) -> None:
    """Title, what stands below the table or figure on the page, and the way back to the contents."""
    sheet.write_string(0, 0, title, style.title)
    sheet.write_string(1, 0, foot, style.note)
    contents = label("contents", style.language)
    sheet.write_url(2, 0, f"internal:'{contents}'!A1", style.link, string=label("back", style.language))
    printed(sheet, style.language)


def printed(sheet: Worksheet, language: Language) -> None:
    """A4, across, one page wide, with the sheet's name and number below."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&A&R{label('pages', language, '&P', '&N')}")


def _width(grid: Grid, place: int) -> float:
    """In letters: texts as wide as they are, up to a limit; numbers as wide as half their head."""
    head = em_width(grid.heads[place].title)
    if grid.heads[place].numeric:
        return max(_NARROWEST, head + 1)
    texts = dict.fromkeys(row[place].value for row in grid.rows)
    widest = max((em_width(text) for text in texts if isinstance(text, str)), default=0.0)
    return min(max(widest * 1.9, head) + 3, _WIDEST)
