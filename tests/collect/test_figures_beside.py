"""Figures of single respondents from a table, joined by the id: what is used, what is missing, what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from csat_lib.answers.table_use import table_facts
from csat_lib.collect.collected_wave import collected_key
from csat_lib.collect.kept_answers import answers_of
from csat_lib.collect.passes import collect
from csat_lib.errors import CsatError
from csat_lib.summary.summary import Summary

from .conftest import words

HOURS = {"text": words("hours of use"), "kind": "number", "role": "profile", "unit": words("h"), "max": 100}
OFTEN = {"text": words("uses it often"), "role": "outcome", "any": [{"question": "hours", "at_least": 10}]}
TABLES = {"usage": {"kind": "respondent_figures", "file": "usage.csv"}}
INDEX = {"top": {"title": words("Index"), "parts": {"room": 0.5, "often": 0.5}}}


@pytest.fixture
def with_usage(study_file):
    """The study with a question that the table answers, a share of it as an outcome, and that outcome in the index."""
    questions = study_file["questions"] | {"hours": HOURS}
    return {"questions": questions, "derived": {"often": OFTEN}, "tables": TABLES, "index": INDEX}


def usage(tmp_path, rows, heads="id,hours,note"):
    (tmp_path / "usage.csv").write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")


def test_figures_are_joined_by_the_id_and_who_has_no_row_is_missing(
    collected, answers, with_usage, make_plan, tmp_path
):
    usage(tmp_path, [f"guest-{at},{at % 20},x" for at in range(100)] + ["stranger,50,x", "another,60,x"])
    folder = collected(answers, **with_usage)
    hours = answers_of(make_plan(answers, **with_usage), folder, ["hours"])["hours"]
    expected = [float(at % 20) if at < 100 else np.nan for at in range(120)]
    np.testing.assert_array_equal(hours, expected)
    people = pd.read_parquet(folder / "respondents.parquet")
    often = [np.nan if np.isnan(value) else 100.0 * (value >= 10) for value in expected]
    np.testing.assert_array_equal(people["y.often"].astype(float), often)
    summary = Summary.load(folder / "summary")
    assert summary.scores.mean("often").n == 100
    assert summary.scores.mean("often").value == pytest.approx(50)
    told = pd.read_parquet(folder / "taken.parquet")["taken"].tolist()
    assert (
        "usage.csv: 100 of 102 rows belong to a respondent, 2 to nobody who answered; 20 answers have no row there"
        in told
    )
    plan = make_plan(answers, **with_usage)
    assert [(one["rows"], one["unused"]) for one in table_facts(plan, people["id"])] == [(102, 2)]
    assert [(one["rows"], one["unused"]) for one in table_facts(plan)] == [(102, 0)]


@pytest.mark.parametrize("size", [7, 50])
def test_the_size_of_a_batch_and_the_order_of_the_table_change_nothing(collected, answers, with_usage, tmp_path, size):
    rows = [f"guest-{at},{at % 20},x" for at in range(100)]
    usage(tmp_path, rows)
    whole = pd.read_parquet(collected(answers, **with_usage) / "respondents.parquet")
    usage(tmp_path, rows[::-1])
    parts = pd.read_parquet(collected(answers, size=size, **with_usage) / "respondents.parquet")
    pd.testing.assert_frame_equal(whole, parts)


def test_nothing_that_is_written_holds_an_id(collected, answers, with_usage, tmp_path):
    usage(tmp_path, [f"guest-{at},5,x" for at in range(120)])
    folder = collected(answers, **with_usage)
    for path in folder.rglob("*.parquet"):
        assert "guest-" not in pq.read_table(path).to_pandas().to_csv()
    assert all(b"guest-" not in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_another_table_is_another_wave_in_the_cache(answers, with_usage, make_plan, tmp_path):
    usage(tmp_path, ["guest-1,5,x"])
    first = collected_key(make_plan(answers, **with_usage))
    assert collected_key(make_plan(answers, **with_usage)) == first
    usage(tmp_path, ["guest-1,6,x"])
    assert collected_key(make_plan(answers, **with_usage)) != first


WRONG = {
    "an id twice": (
        ["guest-1,5,x", "guest-2,6,x", "guest-1,7,x"],
        "id,hours,note",
        {},
        ["usage.csv, row 4: row 2 has the same id already. Keep one of them."],
    ),
    "no number and no id": (
        ["guest-1,many,x", ",6,x"],
        "id,hours,note",
        {},
        [
            "usage.csv, row 3, column `id`: the cell is empty. Fill it in, or take the row out.",
            (
                "usage.csv, row 2, column `hours`: `many` is no number that can stand here. "
                "Write a number, with % where it is a percentage."
            ),
        ],
    ),
    "a column of the answers": (
        ["guest-1,5,3"],
        "id,hours,a1",
        {},
        [
            (
                "usage.csv: the column `a1` is in the answers, or in another such table, as well. Take it out of one "
                "of the two, or head it differently and name that under the question's `column`."
            ),
        ],
    ),
    "no field id": (
        ["guest-1,5,x"],
        "id,hours,note",
        {"fields": {}},
        [
            (
                "tables.usage: its figures are joined to answers by the id, and the study names none. "
                "Add `fields: {id: <column of the answers>}`, or take the table out."
            ),
        ],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_joined_is_told(answers, with_usage, make_plan, tmp_path, case):
    rows, heads, changes, told = WRONG[case]
    usage(tmp_path, rows, heads)
    with pytest.raises(CsatError) as raised:
        collect(make_plan(answers, **with_usage, **changes), tmp_path / "work")
    assert [line.strip() for line in str(raised.value).splitlines()[1:]] == told
    assert "guest-" not in str(raised.value)


def test_a_figure_beyond_what_is_plausible_is_told_with_the_row_of_the_answers(
    answers, with_usage, make_plan, tmp_path
):
    usage(tmp_path, ["guest-3,500,x"])
    with pytest.raises(CsatError) as raised:
        collect(make_plan(answers, **with_usage), tmp_path / "work")
    assert str(raised.value).splitlines()[1:] == ["  answers.csv, column `hours`, row 5: `500` is more than 100."]


def test_a_column_that_the_table_lacks_is_told_as_one_that_the_answers_lack(answers, with_usage, make_plan, tmp_path):
    usage(tmp_path, ["guest-3,5"], "id,minutes")
    with pytest.raises(CsatError) as raised:
        collect(make_plan(answers, **with_usage), tmp_path / "work")
    told = "  answers.csv: there is no column `hours`, which the question `hours` needs."
    assert str(raised.value).splitlines()[1:] == [told]
