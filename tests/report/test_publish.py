import pytest

from csat_lib.errors import Faults
from csat_lib.report.blocks import Cover, Paragraph
from csat_lib.report.publish import Edition, publish
from tests.report.sample import DATED, sample

EDITION = Edition("en", DATED)
ANNEX = [Cover("Study", "2025", subtitle="Technical annex"), Paragraph("See [[tab-stores]].")]


def test_products_lie_in_their_forms_with_one_workbook_and_nothing_else(tmp_path):
    published = publish({"report": sample("en"), "annex": ANNEX}, EDITION, tmp_path / "out")
    names = ["annex.en.html", "annex.en.pdf", "report.en.html", "report.en.pdf", "report.en.xlsx"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    assert sorted(path.name for path in published) == names
    begins = {"pdf": b"%PDF-1.7", "html": b"<!DOCTYPE html>", "xlsx": b"PK"}
    assert all(path.read_bytes().startswith(begins[path.suffix[1:]]) for path in published)
    assert 'href="report.en.html#tab-stores">Table 1</a>' in (tmp_path / "out" / "annex.en.html").read_text("utf-8")


def test_a_faulty_product_leaves_the_last_good_ones(tmp_path):
    published = publish({"report": sample("en"), "annex": ANNEX}, EDITION, tmp_path)
    before = [path.read_bytes() for path in published]
    with pytest.raises(Faults):
        publish({"report": sample("en"), "annex": [*ANNEX, Paragraph("See [[nowhere]].")]}, EDITION, tmp_path)
    assert [path.read_bytes() for path in published] == before
    assert len(list(tmp_path.iterdir())) == len(published)
