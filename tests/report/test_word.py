import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cover
from csat_lib.report.by_name import make
from csat_lib.report.paper import TITLES, paper_tables
from csat_lib.report.word import CHINESE, LATIN, render_tables_docx
from csat_lib.report.written import write_table
from csat_lib.study.words import StudyText
from tests.report import fake_evidence
from tests.report.fake_wave import all_figures, make_view
from tests.report.sample import DATED, HOSTILE

ROWS = [*all_figures(), *fake_evidence.figures()]


def rendered(language="en", view=None):
    view = view or make_view(language, ROWS)
    annex = assemble([Cover("Guests", "December 2025"), make(view, "reliability")], language)
    return render_tables_docx([annex], view, DATED)


@pytest.fixture(scope="module", params=["en", "zh"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def file(language):
    return Document(io.BytesIO(rendered(language)))


def test_every_cell_is_that_of_the_declared_table(file, language):
    made = list(paper_tables(make_view(language, ROWS)))
    assert len(made) == len(file.tables) > 10
    for given, table in zip(made, file.tables, strict=True):
        written = write_table(given, language)
        rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        sections = dict(given.sections)
        expected = []
        for place, row in enumerate(written.rows):
            expected += [[sections[place]] * len(row.cells)] if place in sections else []
            expected.append([cell.text + cell.sign for cell in row.cells])
        assert rows == expected


def test_number_and_title_stand_above_and_the_note_below(file, language):
    captions = [line.text for line in file.paragraphs if line.style.name == "Caption"]
    notes = [line.text for line in file.paragraphs if line.text.startswith(("Note. ", "注："))]
    assert len(captions) == len(notes) == len(file.tables)
    word, between = ("表", "\u3000") if language == "zh" else ("Table", "\n")
    assert [line.split(between)[0] for line in captions] == [f"{word} {n + 1}" for n in range(len(captions))]
    place = next(n for n, line in enumerate(captions) if line.endswith(TITLES["reliability"][language]))
    assert notes[place].endswith("数字同表 1。" if language == "zh" else "Figures as in Table 1.")
    assert not notes[place - 1].endswith(("表 1。", "Table 1."))


def test_a_table_has_three_lines_and_none_upright(file):
    for table in file.tables:
        borders = table._tbl.tblPr.find(qn("w:tblBorders"))
        assert [line.tag for line in borders] == [qn("w:top"), qn("w:bottom")]
        lined = {
            place
            for place, row in enumerate(table._tbl.tr_lst)
            if row.findall(f".//{qn('w:tcBorders')}/{qn('w:bottom')}")
        }
        assert lined == {0}
        assert table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None


def test_fonts_are_named_in_latin_and_chinese_and_none_is_embedded(file, language):
    fonts = file.styles["Normal"].element.rPr.rFonts
    assert (fonts.get(qn("w:ascii")), fonts.get(qn("w:eastAsia"))) == (LATIN, CHINESE)
    assert not [
        name for name in zipfile.ZipFile(io.BytesIO(rendered(language))).namelist() if "font" in name.split("/")[1:2]
    ]


def test_the_same_wave_gives_the_same_bytes_and_carries_its_own_date(file):
    assert rendered("zh") == rendered("zh")
    told = file.core_properties
    assert told.created.date() == told.modified.date() == DATED


def test_words_of_the_study_are_letters():
    view = make_view("en", ROWS)
    store = view.study.questions["store"]
    options = store.options | {"S01": StudyText(zh=HOSTILE, en=HOSTILE)}
    questions = view.study.questions | {"store": store.model_copy(update={"options": options})}
    study = view.study.model_copy(update={"questions": questions})
    found = Document(io.BytesIO(rendered(view=replace(view, study=study))))
    assert "<script>" in " ".join(cell.text for table in found.tables for cell in table._cells)
