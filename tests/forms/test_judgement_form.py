"""The form for experts: every pair or part of what they weigh, and what comes back is read by the reader of tables."""

from __future__ import annotations

import io

import openpyxl
import pytest

from csat_lib.answers.judgements import judgements_of
from csat_lib.answers.table_use import with_tables
from csat_lib.errors import CsatError
from csat_lib.forms.form_kinds import lost, write_form
from csat_lib.forms.judgement_form import write_workbook
from csat_lib.period import parse
from csat_lib.study import Study, WavePlan

NAMES = {"goods": ("商品", "Goods"), "people": ("人员", "People"), "shop": ("店面", "Shop")}


def words(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def study(rule: str, **more) -> Study:
    rating = {"scale": {"from": 1, "to": 5}, "role": "perception"}
    return Study.model_validate(
        {
            "study": "shops",
            "title": words("店", "Shops"),
            "questions": {f"q_{name}": {"text": words(*text), **rating} for name, text in NAMES.items()},
            "constructs": {name: {"title": words(*text), "items": [f"q_{name}"]} for name, text in NAMES.items()},
            "index": {"csi": {"title": words("指数", "Index"), "parts": dict.fromkeys(NAMES, rule)}},
        }
        | more
    )


def sheet(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def cells(content: bytes) -> list[tuple]:
    return [tuple(cell.value for cell in row) for row in sheet(content).iter_rows()]


def test_every_pair_is_asked_once_in_the_language_of_the_form():
    head, *rows = cells(write_workbook(study("ahp"), ["zh", "en"]))
    assert head[:6] == ("node", "expert", "part_a", "part_b", "judgement", "round")
    assert [row[:4] for row in rows] == [
        ("指数", None, "商品", "人员"),
        ("指数", None, "商品", "店面"),
        ("指数", None, "人员", "店面"),
    ]
    assert cells(write_workbook(study("ahp"), ["en"]))[1][:4] == ("Index", None, "Goods", "People")


def test_points_are_asked_of_each_part_and_a_combination_asks_both():
    assert [row[2:4] for row in cells(write_workbook(study("delphi"), ["en"]))[1:]] == [
        ("Goods", None),
        ("People", None),
        ("Shop", None),
    ]
    both = study("combined", weights_of={"csi": {"method": "combined", "rules": ["fahp", "experts"]}})
    assert len(cells(write_workbook(both, ["en"]))) == 1 + 3 + 3


def test_judgements_are_chosen_from_a_list_and_stay_text():
    page = sheet(write_workbook(study("ahp"), ["en"]))
    listed = [one for one in page.data_validations.dataValidation if one.type == "list"]
    assert len(listed) == 3
    assert '"9,8,7,6,5,4,3,2,1,1/2,1/3,1/4,1/5,1/6,1/7,1/8,1/9"' in {one.formula1 for one in listed}
    assert {page[f"E{row}"].number_format for row in (2, 3, 4)} == {"@"}
    assert all(not str(cell.value or "").startswith("=") for row in page.iter_rows() for cell in row)


def test_what_experts_filled_in_is_read_back(tmp_path):
    asked = study("ahp", tables={"ahp": {"kind": "judgements", "file": "back.xlsx"}})
    book = openpyxl.load_workbook(io.BytesIO(write_form(asked, "judgements", ["zh"], tmp_path / "form.xlsx")))
    for place, value in ((2, "3"), (3, "1/5"), (4, None)):
        book.active[f"B{place}"], book.active[f"E{place}"] = "Wang", value
    book.save(tmp_path / "back.xlsx")
    plan = WavePlan(asked, parse("2025-03"), tmp_path / "2025-03.yaml", tmp_path / "answers.csv")
    found = judgements_of(with_tables(plan))["csi"]
    assert found[["part_a", "part_b", "judgement"]].to_numpy().tolist() == [
        ["goods", "people", 3.0],
        ["goods", "shop", 0.2],
    ]


def test_an_index_that_needs_no_expert_has_no_form():
    assert [*lost(study("ahp"), "judgements", ["zh", "en"])] == []
    with pytest.raises(CsatError) as caught:
        write_workbook(study("equal"), ["en"])
    assert str(caught.value) == (
        "No node of the index is weighed by judgements of experts, so there is nothing to ask them. Give the parts of "
        "one (of csi) the word ahp, fahp, precedence, experts or delphi."
    )
