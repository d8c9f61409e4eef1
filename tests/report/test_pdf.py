import io

import pytest
import typst
from pypdf import PdfReader

from csat_lib.errors import CsatError
from csat_lib.report import pdf
from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cell, Column, Cover, Figure, Heading, Paragraph, Table
from csat_lib.report.html import render_html
from csat_lib.report.look import Look
from tests.report.sample import DATED, SVG, sample, table


def rendered(blocks, language="en", look=None):
    return pdf.render_pdf(assemble(blocks, language), look or Look(), DATED)


def words(reader):
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\u200b", "").split())


@pytest.fixture(scope="module")
def english():
    return rendered(sample("en"), look=Look("#7a1f3d", SVG))


@pytest.fixture(scope="module")
def reader(english):
    return PdfReader(io.BytesIO(english))


def test_the_same_report_gives_the_same_bytes(english):
    assert rendered(sample("en"), look=Look("#7a1f3d", SVG)) == english


def test_the_page_is_a4_tagged_and_dated_by_the_wave(reader):
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata.title == "Guest tracking · December 2025"
    assert reader.metadata.creation_date.date() == DATED
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_all_words_of_the_report_can_be_read_out(reader):
    text = words(reader)
    expected = ["Guest tracking", "Demo Hotels", "On one page", "Contents", "Figure 1", "Table 1", "Base: 1,134 guests"]
    expected += [
        "76.4, see Figure 1",
        "69.2 to 74.4",
        "−2.1",
        "fewer than 10 responses",
        "太慢了，换了一次",
        "Feldt, L. S.",
    ]
    assert [phrase for phrase in expected if phrase not in text] == []


def test_chinese_can_be_read_out():
    text = words(PdfReader(io.BytesIO(rendered(sample("zh"), "zh"))))
    expected = [
        "宾客满意度追踪",
        "目录",
        "图 1",
        "表 1",
        "69.2 至 74.4",
        "喆堃镕",
        "不足 10 份答卷",
        "第 3 页，共 3 页",
    ]
    assert [phrase for phrase in expected if phrase not in text.replace("\xa0", " ")] == []


def test_bookmarks_name_the_chapters_and_lead_to_their_pages(reader):
    titles = [mark.title for mark in reader.outline if not isinstance(mark, list)]
    assert titles[-3:] == ["1 Scores", "2 Who differs", "3 Method"]


def test_every_font_is_embedded(reader):
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    descriptors = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in descriptors)
    assert {str(font["/BaseFont"]).split("+")[1].split("-")[0] for font in fonts} >= {"NotoSansSC", "DejaVuSans"}


def test_hostile_texts_are_letters(reader):
    text = words(reader)
    assert "=cmd|'/C calc'!A0" in text
    assert "#set page(fill: red) $ \\ {{ x }} ]] **[[ &amp;" in text
    assert not [page for page in reader.pages if "/JavaScript" in str(page.get_object())]


def test_the_head_of_a_long_table_is_repeated():
    pages = PdfReader(io.BytesIO(rendered([Cover("A", "B"), Heading(1, "C", "c"), table(60)]))).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    with_rows = [text for text in texts if "Store S" in text]
    assert len(with_rows) == 2
    assert all("Change" in text and "Score" in text for text in with_rows)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_typesetter_has_nothing_to_complain_about(monkeypatch, language):
    complaints = []

    def compile_and_listen(*given, **options):
        made, warned = typst.compile_with_warnings(*given, **options)
        complaints.extend(warning.message for warning in warned)
        return made

    monkeypatch.setattr(pdf.typst, "compile", compile_and_listen)
    rendered(sample(language), language)
    assert complaints == []


def test_what_the_typesetter_refuses_is_said():
    broken = Figure("fig-a", "A", "<svg", "alt")
    with pytest.raises(CsatError) as caught:
        rendered([Cover("A", "B"), broken])
    assert str(caught.value) == (
        "The PDF cannot be made; the typesetter says: failed to parse SVG (missing root node at 1:1). "
        "Mend the figure or text that it names, then run the report again."
    )


def test_a_report_without_contents_begins_with_its_cover_and_goes_on():
    pages = PdfReader(io.BytesIO(rendered([Cover("Title", "Period"), Heading(1, "Chapter", "chapter"), table()]))).pages
    assert len(pages) == 2
    assert pages[0].extract_text().startswith("Title")
    assert "Chapter" in pages[1].extract_text()


def test_what_moves_a_number_into_line_is_not_in_the_text():
    column = Column("Figure", kind="number", decimals=4)
    shown = Table("tab-a", "A", (Column("Item"), column), (("chi2", 85.3055), ("df", Cell(24, decimals=0))))
    text = PdfReader(io.BytesIO(rendered([Cover("A", "B"), shown]))).pages[1].extract_text()
    assert "24" in text
    assert "24.0000" not in text.replace(" ", "").replace("\n", "")


def test_simulated_data_are_called_so_on_every_page():
    notice = Paragraph("Nobody answered.", "notice")
    pages = PdfReader(io.BytesIO(rendered([Cover("A", "B", banner="Nobody answered."), notice, table(60)]))).pages
    texts = [page.extract_text() for page in pages]
    assert len(texts) > 2
    assert ["Nobody answered." in text for text in texts[:2]] == [True, True]
    assert all("Simulated data" in text for text in texts[1:])


TALL = '<svg xmlns="http://www.w3.org/2000/svg" width="160mm" height="130mm" viewBox="0 0 160 130"></svg>'


@pytest.mark.parametrize(("lines", "page"), [(1, 0), (20, 1)])
def test_a_chapter_begins_on_the_page_of_its_first_figure(lines, page):
    before = [Heading(1, "First", "first"), *(Paragraph("Some words. " * 9) for _ in range(lines))]
    figure = Figure(anchor="fig-tall", title="Tall figure", svg=TALL, alt="A tall figure.", base="", source="")
    blocks = [*before, Heading(1, "Second", "second"), Paragraph("It opens so.", "lead"), figure]
    pages = [found.extract_text() for found in PdfReader(io.BytesIO(rendered([Cover("A", "B"), *blocks]))).pages[1:]]
    assert [at for at, text in enumerate(pages) if "Second" in text] == [page]
    assert "Tall figure" in pages[page]


def test_the_contents_begin_with_page_one(reader):
    page = next(text for text in (found.extract_text() for found in reader.pages) if "Contents" in text)
    named = page[page.index("Contents") :]
    assert named.index("On one page") < named.index("\n1")


def test_tables_too_wide_for_a_page_stand_together_on_a_turned_one():
    def wide(name):
        columns = tuple(Column(f"Column {number}", kind="number", decimals=2) for number in range(15))
        return Table(f"tbl-{name}", f"Wide {name}", columns, ((1.25,) * 15,) * 3)

    cover, first, second = Cover("A study", "2025"), Heading(1, "First", "ch-first"), Heading(1, "Second", "ch-second")
    told = (Paragraph("Before"), wide("one"), wide("two"), second, Paragraph("After"))
    pages = PdfReader(io.BytesIO(rendered([cover, first, *told]))).pages
    texts = [page.extract_text() for page in pages]
    assert [round(float(page.mediabox[2])) for page in pages] == [595, 595, 842, 595]
    assert "Before" in texts[1]
    assert [name in texts[2] for name in ("Wide one", "Wide two", "After")] == [True, True, False]


def test_a_figure_gives_up_a_little_of_its_size_so_that_what_is_said_on_it_stands_on_its_page():
    before = [Heading(1, "First", "first"), *(Paragraph("Some words. " * 9) for _ in range(9))]
    figure = Figure(anchor="fig-tall", title="Tall figure", svg=TALL, alt="A tall figure.", base="", source="")
    blocks = [Cover("A", "B"), *before, figure, Paragraph("We judge so. " * 14, "judgement")]
    (page,) = PdfReader(io.BytesIO(rendered(blocks))).pages[1:]
    assert "Tall figure" in page.extract_text()
    assert "We judge so." in page.extract_text()


FOREIGN = "सेवा 서비스 🔥"


TOLD = {
    "en": "This PDF has no font for 12 letters and prints □ in their place: Hangul 6, Devanagari 4, signs and emoji 2. "
    "The HTML shows them as they are.",
    "zh": "有 12 个字符本 PDF 没有字体，以 □ 代替：谚文 6、天城文 4、符号与表情 2。HTML 版照原样显示。",
}


@pytest.mark.parametrize(("language", "told"), TOLD.items())
def test_letters_without_a_font_are_printed_as_squares_and_told_once_with_the_method(language, told):
    drawing = SVG.replace("</svg>", f'<text x="1" y="9">{FOREIGN}</text></svg>')
    blocks = [
        Cover("T", "P"),
        Heading(1, "Trust", "ch-trust"),
        Table("tab-a", "Levels", (Column("Level", "", "text"),), ((FOREIGN,),)),
        Heading(1, "After", "ch-after"),
        Figure("fig-a", "Chart", drawing, f"A chart of {FOREIGN}."),
    ]
    read = words(PdfReader(io.BytesIO(rendered(blocks, language))))
    assert FOREIGN not in read
    assert read.count("□□ □□□ □") == 2
    assert "".join(read.split()).count("".join(told.split())) == 1
    assert read.index("Trust") < read.rindex("HTML") < read.rindex("After")
    assert FOREIGN in render_html(assemble(blocks, language), Look())


def test_a_report_whose_letters_all_have_a_font_tells_of_none(reader):
    assert "prints □" not in words(PdfReader(io.BytesIO(rendered([Cover("T", "P"), Paragraph("喆 Łódź β")]))))
