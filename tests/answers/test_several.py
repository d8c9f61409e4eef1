"""Answers in several files: one after another, or the same ones side by side."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from csat_lib.answers.binding import Wanted
from csat_lib.answers.match import Matcher
from csat_lib.answers.needs import wanted_of
from csat_lib.answers.platforms import AsTold
from csat_lib.answers.several import expanded, open_files
from csat_lib.errors import CsatError

from .test_platforms import WJX_COLUMNS, WJX_INDEX, WJX_TEXT, check, study


def write(folder: Path, **files: str) -> list[tuple[Path, AsTold]]:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return [(folder / f"{name}.csv", AsTold()) for name in files]


def message(files, wanted=(), join="") -> str:
    with pytest.raises(CsatError) as caught:
        list(open_files(files, Wanted.of(wanted), join).batches(wanted))
    return str(caught.value)


@pytest.mark.parametrize("first", ["text", "index"])
def test_two_downloads_of_the_same_answers_are_joined_by_their_number_and_time(tmp_path, first):
    turned = "\n".join([WJX_INDEX.splitlines()[0], *reversed(WJX_INDEX.splitlines()[1:])])  # another order of the rows
    files = sorted(write(tmp_path, text=WJX_TEXT, index=turned), key=lambda file: file[0].stem != first)
    asked = study(**WJX_COLUMNS)
    source = open_files(files, wanted_of(asked))
    matcher = Matcher.of(asked, source, b"key")
    (found,) = matcher.batches(10)
    matcher.faults.raise_any()
    order = [0, 1, 2] if first == "text" else [2, 1, 0]
    assert found.rows.tolist() == [2, 3, 4]
    assert [[2, 3, 4][at] for at in order] == [row + 2 for row in order]
    if first == "text":
        check(found)
        assert found.words["uses.other_words"].to_pylist() == ["airport", None, None]
    joined = " and ".join(("序号", "提交答卷时间"))
    assert source.told[0] == f"{files[0][0].name}, {files[1][0].name} as the same answers, joined by {joined}"


def test_what_only_one_of_them_has_is_taken_from_it(tmp_path):
    files = write(tmp_path, a="id,q1\n1,5\n2,3\n", b="id,q2\n2,b\n1,a\n")
    source = open_files(files, Wanted.of(["q1", "q2"]), "id")
    (batch,) = source.batches(["q1", "q2"])
    assert batch.table.to_pydict() == {"q1": ["5", "3"], "q2": ["a", "b"]}
    assert batch.rows.tolist() == [2, 3]


def test_files_that_cannot_be_joined(tmp_path):
    files = write(tmp_path, a="id,q1\n1,5\n2,3\n", b="id,q2\n2,b\n3,a\n")
    assert message(files, ["q1"], "id") == (
        f"The answers {tmp_path / 'b.csv'} cannot be joined to a.csv: of 2 rows 1 have a counterpart among 2, each by "
        "itself. Download both anew at once, or leave `join` out."
    )
    assert message(files, ["q1"], "nr").startswith(
        f"The answers {tmp_path / 'a.csv'} have no column `nr` to be joined by; they have id, q1. "
    )
    twice = write(tmp_path, a="id,q1\n1,5\n1,3\n", b="id,q2\n1,b\n1,a\n")
    assert "of 2 rows 1 have a counterpart" in message(twice, ["q1"], "id")


def test_files_of_which_some_answers_are_the_same(tmp_path):
    lines = WJX_TEXT.splitlines()
    files = write(tmp_path, a="\n".join(lines[:3]), b="\n".join([lines[0], *lines[2:]]))
    assert message(files) == (
        f"The answers a.csv, b.csv in {tmp_path} hold some rows of equal 序号 and 提交答卷时间, and not all: they are "
        "neither the same answers nor others. Download them anew at once, or take the rows out of one of them."
    )


@pytest.mark.parametrize("size", [1, 2, 100])
def test_files_one_after_another(tmp_path, size):
    files = write(tmp_path, a="q1,x\n5,1\n\n3,1\n", b="y,Q1\n,2\n1,1\n")
    source = open_files(files, Wanted.of(["q1"]))
    batches = list(source.batches(["q1"], size))
    assert [cell for batch in batches for cell in batch.table.to_pydict()["q1"]] == ["5", "3", "2", "1"]
    rows = np.concatenate([batch.rows for batch in batches])
    assert [source.locate(row) for row in rows] == ["a.csv:2", "a.csv:4", "b.csv:2", "b.csv:3"]
    assert len(set(rows)) == 4
    assert source.told == ("a.csv, b.csv one after another",)


def test_a_wrong_cell_is_told_by_its_file_and_row(tmp_path, make_study):
    rating = {"text": {"zh": "甲", "en": "A"}, "scale": "ten", "role": "perception"}
    asked = make_study(questions={"q1": rating}, constructs={}, index={}, segments=[])
    files = write(tmp_path, a="q1\n5\n", b="q1\n5\n11\n")
    matcher = Matcher.of(asked, open_files(files, wanted_of(asked)), b"key")
    list(matcher.batches(100))
    with pytest.raises(CsatError, match=r"column `q1`, row b\.csv:3: `11` is not on the scale"):
        matcher.faults.raise_any()


def test_files_that_do_not_hold_the_same(tmp_path):
    files = write(tmp_path, a="q1,q2\n5,1\n", b="q1\n2\n", c="q2,q1,q3\n2,1,1\n")
    assert message(files, ["q1", "q2", "q3"]) == (
        f"The files of answers in {tmp_path} do not hold the same; mend them or name fewer: 2 faults.\n"
        "  b.csv: there is no column `q2`, which a.csv has.\n"
        "  a.csv: there is no column `q3`, which c.csv has."
    )


def test_files_with_other_labels_for_the_same_codes(tmp_path):
    files = [(tmp_path / f"{name}.sav", AsTold()) for name in "ab"]
    for (path, _), words in zip(files, ({1: "bad", 5: "good"}, {1: "good", 5: "bad"}), strict=True):
        pyreadstat.write_sav(pd.DataFrame({"q1": [1.0, 5.0]}), path, variable_value_labels={"q1": words})
    assert "b.sav: `q1` has other labels, or stands in other columns, than in a.sav." in message(files, ["q1"])


def test_a_folder_and_a_pattern_mean_their_files(tmp_path):
    for name in ("b.csv", "a.CSV", "notes.docx", "stay.sss", "stay.csv"):
        (tmp_path / name).write_text("q1\n1\n", encoding="utf-8")
    assert [path.name for path in expanded(tmp_path)] == ["a.CSV", "b.csv", "stay.sss"]
    assert [path.name for path in expanded(tmp_path / "[ab]*")] == ["a.CSV", "b.csv"]
    assert expanded(tmp_path / "b.csv") == [tmp_path / "b.csv"]
    with pytest.raises(CsatError) as caught:
        expanded(tmp_path / "*.sav")
    assert str(caught.value) == (
        f"There are no answers at {tmp_path / '*.sav'}: no file there ends in .csv, .tsv, .txt, .zip, .xlsx, .xlsm, "
        ".xls, .ods, .sav, .zsav, .por, .dta, .parquet, .arrow, .feather, .ipc, .sss. "
        "Put files there, or change `responses` in the wave file."
    )


def test_two_downloads_that_contradict_each_other_say_where(tmp_path):
    rows = 40
    words = pd.DataFrame(
        {
            "序号": range(1, rows + 1),
            "提交答卷时间": "2026/1/5 9:03:27",
            "所用时间": "85秒",
            "1、性别": ["男", "女"] * 20,
        }
    )
    words["2、原因"] = ["好", "其他〖远〗"] * 19 + ["(空)", "好"]
    codes = words.assign(**{"1、性别": [1, 2] * 20, "2、原因": ["好", "其他"] * 19 + [-2, "好"]})
    told = {}
    for name, at in (("alike", []), ("apart", [4, 9])):
        codes.loc[at, "1、性别"] = 3 - codes.loc[at, "1、性别"]
        codes.loc[at[:1], "所用时间"] = "86秒"
        words.to_csv(tmp_path / "a.csv", index=False)
        codes.iloc[::-1].to_csv(tmp_path / "b.csv", index=False)
        files = [(tmp_path / "a.csv", AsTold()), (tmp_path / "b.csv", AsTold())]
        told[name] = open_files(files, Wanted.of(["1、性别"])).told[1:]
    assert told["alike"] == ()
    assert told["apart"] == (
        "1 cells of `所用时间` that b.csv contradicts (rows 6)",
        "2 cells of `1、性别` that b.csv contradicts (rows 6, 11)",
    )


def test_the_one_table_in_a_zip_is_read(tmp_path):
    with ZipFile(tmp_path / "a.zip", "w") as box:
        box.writestr("回答.csv", "q1,q2\n5,a\n3,b\n")
        box.writestr("syntax.txt", "VALUE LABELS q1 5 'good'.")
    (batch,) = open_files([(tmp_path / "a.zip", AsTold())], Wanted.of(["q1", "q2"])).batches(["q1", "q2"])
    assert batch.table.to_pydict() == {"q1": ["5", "3"], "q2": ["a", "b"]}
    assert expanded(tmp_path) == [tmp_path / "a.zip"]
    with ZipFile(tmp_path / "b.zip", "w") as box:
        box.writestr("a.csv", "q1\n5\n")
        box.writestr("b.csv", "q1\n5\n")
    with ZipFile(tmp_path / "c.zip", "w") as box:
        box.writestr("notes.txt", "none")
    assert message([(tmp_path / "b.zip", AsTold())]) == (
        f"The answers {tmp_path / 'b.zip'} are a zip that holds 2 tables (a.csv, b.csv). Unpack it, and name "
        "the file that is meant."
    )
    assert "a zip that holds no table (.csv)" in message([(tmp_path / "c.zip", AsTold())])
