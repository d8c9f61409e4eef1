"""`csat validate`: the page in both languages; an error code as soon as one figure differs."""

import subprocess
import sys

import pytest
from openpyxl import load_workbook

from csat_lib.atomic import fresh_folder

WRONG = """
import sys
from dataclasses import replace
import csat_lib.runs.validating
import csat_lib.validation.page
from csat_lib.cli import main
from csat_lib.validation import cases
first, second, *others = cases.validate()
checks = (replace(first, value=0.71), replace(second, value=float("nan")), *others)
topics = {topic: tuple(one for one in checks if one.case.topic == topic) for topic in cases.TOPICS}
for module in (csat_lib.runs.validating, csat_lib.validation.page):
    module.validate = lambda topic="": topics.get(topic, checks)
sys.exit(main(["validate", *sys.argv[1:]]))
"""


@pytest.fixture(scope="module")
def page(csat, tmp_path_factory):
    """Folder of the page in both languages, and the finished command."""
    out = tmp_path_factory.mktemp("validation") / "page"
    return out, csat("validate", "--out", out)


def test_all_figures_agree_and_the_page_lies_in_two_languages(page):
    out, done = page
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("400 of 400 figures agree with their sources.\n")
    assert sorted(path.name for path in out.iterdir()) == [
        "manifest.json",
        "notebooks",
        *(f"validation.{language}.{form}" for language in ("en", "zh") for form in ("html", "pdf", "xlsx")),
    ]
    html = (out / "validation.en.html").read_text(encoding="utf-8")
    assert "All 400 figures agree." in html
    assert "differs</td>" not in html


def test_the_workbook_has_a_sheet_per_table_and_the_figures_unrounded(page):
    book = load_workbook(page[0] / "validation.en.xlsx")
    named = [" ".join(name.split()[:2]) for name in book.sheetnames[2:]]
    assert named == [f"Table {number}" for number in range(1, 11)]
    alpha = next(row for row in book.worksheets[3].iter_rows(values_only=True) if "Alpha, agreeableness" in row)
    place = alpha.index("Alpha, agreeableness")
    assert alpha[place + 1] == 0.703018
    assert alpha[place + 2] == pytest.approx(0.703018446057304, rel=1e-12)


def test_a_wrong_figure_ends_with_code_1_and_is_named(tmp_path):
    """The library gives a wrong alpha, and no interval at all."""
    command = [sys.executable, "-c", WRONG, "--language", "en", "--out", str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (1, "")
    first, alpha, low = ended.stdout.splitlines()[:3]
    scales = "differs: bfi, five scales: alpha with Feldt interval; pairwise, n = 2,800"
    assert first == "398 of 400 figures agree with their sources."
    assert alpha == f"  {scales}: Alpha, agreeableness: .703018 in psych 2.2.9 (R): alpha, 0.71 here"
    assert low == f"  {scales}: Lower limit, agreeableness: .6853 in psych 2.2.9 (R): alpha, none here"
    html = (tmp_path / "validation.en.html").read_text(encoding="utf-8")
    assert html.count(">differs</td>") == 2
    assert "398 of 400 figures agree, 2 not." in html


def test_a_place_that_cannot_be_written_is_told_with_code_2(csat, tmp_path):
    (tmp_path / "taken").write_text("")
    done = csat("validate", "--out", tmp_path / "taken")
    assert (done.returncode, done.stdout) == (2, "")
    assert str(tmp_path / "taken") in done.stderr
    assert "Traceback" not in done.stderr


def test_the_page_never_takes_the_place_of_a_report_or_of_a_users_files(csat, tmp_path):
    with fresh_folder(tmp_path / "report", "hotel-gsts") as fresh:
        (fresh / "report.en.html").write_text("good")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "validation.en.html").write_text("my notes")
    for folder, reason in (("report", "it holds those of the study `hotel-gsts`"), ("mine", "no run has written")):
        done = csat("validate", "--out", tmp_path / folder)
        assert (done.returncode, done.stdout) == (2, "")
        assert reason in done.stderr
    assert (tmp_path / "report" / "report.en.html").read_text() == "good"
    assert (tmp_path / "mine" / "validation.en.html").read_text() == "my notes"
