import io
from dataclasses import replace
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import load_workbook

from csat_lib.findings import Finding, way
from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cover
from csat_lib.report.look import Look
from csat_lib.report.workbook import render_workbook
from csat_lib.report.workbook.recorded import drawn
from tests.report.fake_wave import all_figures, make_view
from tests.report.sample import DATED

ROW = Finding(
    topic="scores",
    subject="room",
    other="=1+1",
    measure="index",
    value=71.84321,
    low=70.0,
    high=73.5,
    confidence=0.95,
    method=way("taylor"),
    n=1134,
    period="2025-12",
)
GROUP = Finding(
    topic="scores",
    subject="room",
    measure="index",
    value=None,
    reason="small_base",
    method=way("taylor"),
    segment_by="store",
    segment="S01",
    period="2025-12",
)


def listed(rows, language):
    view = make_view(language, rows)
    file = render_workbook([assemble([Cover("A", "B")], language)], Look(), DATED, view)
    head, *found = load_workbook(io.BytesIO(file)).worksheets[-1].iter_rows(min_row=4, values_only=True)
    return [dict(zip(head, line, strict=True)) for line in found]


def test_all_findings_stand_in_words_unrounded_with_codes_beside():
    whole, group = listed([ROW, GROUP], "zh")
    assert (whole["主题"], whole["指标"], whole["对象"], whole["期次"]) == ("得分", "指数", "客房", "2025 年 12 月")
    assert (whole["数值"], whole["区间下限"], whole["样本量"], whole["置信水平"]) == (71.84321, 70.0, 1134, 0.95)
    assert (whole["期次（代码）"], group["对比期（代码）"]) == ("2025-12", None)
    assert (whole["主题（代码）"], whole["对象（代码）"], whole["相关对象"]) == ("scores", "room", "=1+1")
    assert (group["分组题"], group["组"], group["组（代码）"], group["数值"]) == ("门店", "海港店", "S01", None)
    assert (group["缺失原因"], group["缺失原因（代码）"]) == ("样本过少，不予展示", "small_base")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_of_a_wave_is_listed_once(language):
    rows = listed(all_figures(), language)
    assert len(rows) == len(make_view(language).all_figures())
    assert len(rows[0]) == 33


def test_a_chinese_list_has_english_in_no_head_and_in_no_word_of_its_own():
    rows = listed(all_figures(), "zh")
    assert [head for head in rows[0] if head.isascii()] == []
    assert {row["主题"] for row in rows if row["主题"].isascii()} == set()
    assert {row["组"] for row in rows if row["组"].isascii()} == set()


def test_what_a_change_of_the_model_frees_is_told_in_words():
    change = replace(ROW, topic="model", measure="modification", unit="", subject="q01", other="food", path="loading")
    (row,) = listed([change], "zh")
    assert (row["对象"], row["相关对象"], row["细目"]) == ("客房整洁", "餐饮", "载荷")


def test_what_a_figure_draws_has_no_idle_column():
    grid = drawn(make_view("en", [ROW]), [ROW])
    assert [head.title for head in grid.heads] == [
        "Measure", "Subject", "Other subject", "Period", "Value", "Interval, low", "Interval, high", "Base", "Unit",
    ]  # fmt: skip
    groups = drawn(make_view("en", [ROW, GROUP]), [ROW, GROUP])
    assert [row[3].value for row in groups.rows] == [None, "Store"]
    assert [row[4].value for row in groups.rows] == ["Everybody", "Harbour"]


def test_the_list_is_whole_for_programs_that_trust_its_stated_size():
    view = make_view("en")
    figures = view.all_figures()
    file = render_workbook([assemble([Cover("A", "B")], "en")], Look(), DATED, view)
    found = pd.read_excel(io.BytesIO(file), sheet_name="All findings", header=3, engine="openpyxl")
    assert found.shape == (len(figures), 33)
    assert found["Value"].sum() == pytest.approx(sum(row.value or 0.0 for row in figures))
    assert "<dimension ref=" in (xml := ZipFile(io.BytesIO(file)).read("xl/worksheets/sheet3.xml").decode())
    assert f'ref="A1:AG{4 + len(figures)}"' in xml
