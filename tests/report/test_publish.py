import pytest

from csat_lib.errors import Faults
from csat_lib.report.blocks import Paragraph
from csat_lib.report.publish import Edition, publish
from tests.report.sample import DATED, sample

EDITION = Edition("en", DATED)


def test_a_report_lies_in_three_forms_and_nothing_else(tmp_path):
    published = publish(sample("en"), EDITION, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "report.en.html",
        "report.en.pdf",
        "report.en.xlsx",
    ]
    assert published.pdf.read_bytes().startswith(b"%PDF-1.7")
    assert published.html.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert published.xlsx.read_bytes().startswith(b"PK")


def test_a_faulty_report_leaves_the_last_good_one(tmp_path):
    published = publish(sample("en"), EDITION, tmp_path)
    before = published.html.read_bytes()
    with pytest.raises(Faults):
        publish([*sample("en"), Paragraph("See [[nowhere]].")], EDITION, tmp_path)
    assert published.html.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 3


def test_an_edition_may_have_a_name_of_its_own(tmp_path):
    publish(sample("en"), Edition("en", DATED, name="validation"), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "validation.en.html",
        "validation.en.pdf",
        "validation.en.xlsx",
    ]
