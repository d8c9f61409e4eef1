import pytest

from csat_lib.errors import Faults
from csat_lib.report.blocks import Cover, Paragraph
from csat_lib.report.publish import Edition, publish
from tests.report.fake_wave import all_figures, make_view
from tests.report.sample import DATED, sample

EDITION = Edition("en", DATED)
ANNEX = [Cover("Study", "2025", subtitle="Technical annex"), Paragraph("See [[tab-stores]].")]


def test_products_lie_in_their_forms_with_one_workbook_and_nothing_else(tmp_path):
    published = publish({"report": sample("en"), "annex": ANNEX}, EDITION, tmp_path / "out")
    out = tmp_path / "out"
    names = ["annex.en.html", "annex.en.pdf", "figure-01-scores.en.png", "figure-01-scores.en.svg"]
    names += ["report.en.html", "report.en.pdf", "report.en.xlsx"]
    assert sorted(path.name for path in published) == names
    assert sorted(path for path in out.rglob("*") if path.is_file()) == sorted(published)
    assert sorted(path.name for path in (out / "figures").iterdir()) == names[2:4]
    begins = {"pdf": b"%PDF-1.7", "html": b"<!DOCTYPE html>", "xlsx": b"PK", "svg": b"<svg", "png": b"\x89PNG"}
    assert all(path.read_bytes().startswith(begins[path.suffix[1:]]) for path in published)
    assert 'href="report.en.html#tab-stores">Table 1 of the report</a>' in (
        tmp_path / "out" / "annex.en.html"
    ).read_text("utf-8")


def test_a_faulty_product_leaves_the_last_good_ones(tmp_path):
    published = publish({"report": sample("en"), "annex": ANNEX}, EDITION, tmp_path)
    before = [path.read_bytes() for path in published]
    with pytest.raises(Faults):
        publish({"report": sample("en"), "annex": [*ANNEX, Paragraph("See [[nowhere]].")]}, EDITION, tmp_path)
    assert [path.read_bytes() for path in published] == before
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == len(published)


def test_a_wave_has_its_tables_for_papers_too_if_it_has_any(tmp_path):
    for name, rows in (("with", all_figures()), ("without", [])):
        edition = Edition("zh", DATED, view=make_view("zh", rows))
        paths = publish({"report": [Cover("A", "B")]}, edition, tmp_path / name)
        docx = [path for path in paths if path.name == "tables.zh.docx"]
        assert [path.read_bytes()[:2] for path in docx] == ([b"PK"] if rows else [])
