"""Tables as a Word file for papers and theses: three lines (APA 7, 三线表), number and title above, a note below.

Fonts are named, not embedded. The same tables give the same bytes: the file carries the wave's date alone.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as File
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from csat_lib.findings.measure import Words
from csat_lib.report.assemble import Report, assemble
from csat_lib.report.blocks import Cover, Table
from csat_lib.report.labels import GAPS, LANGUAGE_TAGS, STOPS, Language
from csat_lib.report.paper import paper_tables
from csat_lib.report.view import View
from csat_lib.report.widths import Page, Widths, share_width
from csat_lib.report.written import Head, WrittenTable, em_width, write_table

LATIN, CHINESE, CHINESE_HEAD = "Times New Roman", "宋体", "黑体"
SIZE: dict[Language, float] = {"zh": 10.5, "en": 11.0}
NOTE = Words("注：", "Note. ")
ABOUT = Words(
    "论文常用的三线表。数字与报告及其附件完全一致；表号与表题在上，注在下，可整表复制。",
    "Tables as papers and theses set them, with the figures of the report and its annex: number and title above, note "
    "below, to be copied whole.",
)
SAME_AS = Words("数字同{there}", "Figures as in {there}")
WIDER = 1.2
"""What letters may take beyond those measured: a machine without the fonts named sets wider ones."""
THICK, THIN = 12, 6
"""Width of the outer lines and of the line below the heads, in eighths of a point."""
_WHOLE, _WITH_NOTE = 18, 2
"""Rows that are kept on one page, and last ones of a longer table that are kept with its note."""
_SIDES = {"left": "left", "right": "right", "centre": "center"}
_MARGIN, _SHORT, _LONG = Mm(24), Mm(210), Mm(297)
_STAMP = (1980, 1, 1, 0, 0, 0)


def render_tables_docx(reports: Sequence[Report], view: View, dated: dt.date) -> bytes:
    """The tables that a paper needs of this wave; a note says where the same figures stand in the reports.

    Nothing (no bytes) of a wave that has none.
    """
    language, found = reports[0].language, list(paper_tables(view))
    if not found:
        return b""
    tables = assemble([reports[0].cover, *found], language)
    there = {anchor: words for report in reports for anchor, words in report.labels.items()}
    file = _opened(tables.cover, language, dated)
    page: Page = "portrait"
    for item in tables.items:
        if not isinstance(item.block, Table):
            continue
        written = write_table(item.block, language)
        shared = share_width([_with_brackets(head) for head in written.heads])
        page = _turned(file, page, shared.page)
        _add_title(file, item.number, item.block.title, language)
        file.element.body.insert_element_before(_drawn(written, shared), "w:sectPr")
        same = there.get(item.block.anchor)
        own = [f"{SAME_AS[language].format(there=same)}{STOPS[language]}"] if same else []
        _add_note(file, GAPS[language].join([tables.plain(written.foot), *own]), language)
    return _saved(file)


def _with_brackets(head: Head) -> Head:
    """A unit stands in brackets on a line of its own, which does not break, in whatever letters it is set."""
    needed = max(head.width, em_width(f"({head.unit})") if head.unit else 0.0) * WIDER
    return replace(head, width=needed, natural=max(head.natural, needed))


def _opened(cover: Cover, language: Language, dated: dt.date) -> File:
    """An empty file with its fonts, its properties and what it is about."""
    file = Document()
    size = SIZE[language]
    _dress(file.styles["Normal"], size, CHINESE)
    _dress(file.styles["Caption"], size, CHINESE_HEAD)
    _dress(file.styles["Title"], size + 5, CHINESE_HEAD)
    _unlined(file.styles["Title"])
    for spoken in file.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:eastAsia"), LANGUAGE_TAGS["zh"])
    section = file.sections[0]
    section.page_width, section.page_height = _SHORT, _LONG
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    told = file.core_properties
    told.title, told.author, told.language = f"{cover.title} · {cover.period}", cover.client, LANGUAGE_TAGS[language]
    told.created = told.modified = dt.datetime.combine(dated, dt.time())
    told.last_modified_by, told.comments, told.revision = cover.client, "", 1
    file.add_paragraph(f"{cover.title} · {cover.period}", style="Title")
    for text in (cover.banner, ABOUT[language]):
        if text:
            file.add_paragraph(text)
    return file


def _dress(style: Any, size: float, chinese: str) -> None:
    """Letters of a style: black, in the usual fonts of papers; Chinese ones are named beside the Latin."""
    style.font.name, style.font.size, style.font.color.rgb = LATIN, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), chinese)


def _unlined(style: Any) -> None:
    """Take the line away that Word draws under a title."""
    looks = style.element.get_or_add_pPr()
    for border in looks.findall(qn("w:pBdr")):
        looks.remove(border)


def _turned(file: File, page: Page, wanted: Page) -> Page:
    """Turn the paper where a table is too wide for it, and back."""
    if page != wanted:
        section = file.add_section(WD_SECTION.NEW_PAGE)
        across = wanted == "landscape"
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (_LONG, _SHORT) if across else (_SHORT, _LONG)
    return wanted


def _add_title(file: File, number: str, title: str, language: Language) -> None:
    """APA: the number in bold, the title below it in italics; in Chinese both in one line, in the middle."""
    line = file.add_paragraph(style="Caption")
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(18), Pt(4)
    line.paragraph_format.keep_with_next = True
    line.add_run(number).bold = True
    if language == "zh":
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(f"\u3000{title}").bold = True
        return
    line.add_run().add_break()
    run = line.add_run(title)
    run.bold, run.italic = False, True


def _add_note(file: File, text: str, language: Language) -> None:
    line = file.add_paragraph()
    line.paragraph_format.space_before = Pt(3)
    mark, words = line.add_run(NOTE[language]), line.add_run(text)
    mark.italic = language == "en"
    mark.font.size = words.font.size = Pt(SIZE[language] - 1.5)


def _drawn(table: WrittenTable, widths: Widths) -> Any:
    """The table as Word's XML: a thick line above and below, a thin one under the heads, which every page repeats."""
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths.columns)
    looks = (
        f'<w:tblW w:w="{_twips(sum(widths.columns))}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{_line('top', THICK)}{_line('bottom', THICK)}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        "</w:tblCellMar>"
    )
    rows = "".join(_rows(table, widths))
    return parse_xml(f"<w:tbl {nsdecls('w')}><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")


def _rows(table: WrittenTable, widths: Widths) -> Iterator[str]:
    half = round(widths.size * 2)
    sides = [_SIDES[head.side] for head in table.heads]
    kept = len(table.rows) <= _WHOLE
    heads = [[head.title, *([f"({head.unit})"] if head.unit else [])] for head in table.heads]
    cells = zip(heads, widths.columns, sides, strict=True)
    below = f'<w:tcBorders>{_line("bottom", THIN)}</w:tcBorders><w:vAlign w:val="bottom"/>'
    head = "".join(_cell(lines, (width, below), _Letters(side, half, keep=True)) for lines, width, side in cells)
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    for place, row in enumerate(table.rows):
        letters = [
            _Letters(side, half, strong=row.weight == "bold", keep=kept and place < len(table.rows) - 1)
            for side in sides
        ]
        if row.section:
            span = f'<w:gridSpan w:val="{len(sides)}"/>'
            whole = _Letters("left", half, slanted=row.section.isascii(), keep=True)
            yield f"<w:tr>{_cell([row.section], (sum(widths.columns), span), whole)}</w:tr>"
        drawn = zip(row.cells, widths.columns, letters, strict=True)
        texts = (_cell([cell.text + cell.sign], (width, ""), own) for cell, width, own in drawn)
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(texts)}</w:tr>"


@dataclass(frozen=True)
class _Letters:
    """How a cell's text is set; ``keep``: on the same page as the next row."""

    side: str
    half_points: int
    strong: bool = False
    slanted: bool = False
    keep: bool = False


def _cell(lines: Sequence[str], box: tuple[float, str], letters: _Letters) -> str:
    width, looks = box
    run = ("<w:b/>" if letters.strong else "") + ("<w:i/>" if letters.slanted else "")
    run += f'<w:sz w:val="{letters.half_points}"/>'
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    set_as = ("<w:keepNext/>" if letters.keep else "") + '<w:spacing w:before="20" w:after="20" w:line="240"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{looks}</w:tcPr>'
        f'<w:p><w:pPr>{set_as}<w:jc w:val="{letters.side}"/></w:pPr>'
        f"<w:r><w:rPr>{run}</w:rPr>{words}</w:r></w:p></w:tc>"
    )


def _line(side: str, width: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="000000"/>'


def _twips(points: float) -> int:
    return round(points * 20)


def _saved(file: File) -> bytes:
    """The file with one date on all its parts, so that it is the same whenever it is written."""
    written, stamped = io.BytesIO(), io.BytesIO()
    file.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(stamped, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _STAMP)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return stamped.getvalue()
