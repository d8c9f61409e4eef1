"""Where the answers of a wave lie: every form in which a wave file says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.errors import CsatError
from csat_lib.study import load_wave
from csat_lib.study.responses import AnswerFile, AnswerFiles, AnswerQuery
from csat_lib.study.step_inputs import content_of

STUDY = """study: small
title: {en: Small}
languages: [en]
questions: {why: {text: {en: "Why?"}, kind: text}}
"""


@pytest.fixture
def load(tmp_path):
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")

    def loaded(given: str, **overrides: str):
        wave = tmp_path / "2026.yaml"
        wave.write_text(f"study: small\nperiod: 2026\nresponses: {given}\n", encoding="utf-8")
        return load_wave(wave, overrides)

    return loaded


def files(*names: str, join: str = "", **told: str) -> AnswerFiles:
    return AnswerFiles(files=tuple(AnswerFile(file=str(name), **told) for name in names), join=join)


@pytest.mark.parametrize(
    ("given", "names", "more"),
    [
        ("{file: a.dat, format: csv, encoding: big5}", ["a.dat"], {"format": "csv", "encoding": "big5"}),
        ("{file: a.xlsx, sheet: Answers}", ["a.xlsx"], {"sheet": "Answers"}),
        ("[a.csv, b.csv]", ["a.csv", "b.csv"], {}),
        ("{files: [text.xlsx, index.xlsx], join: 序号}", ["text.xlsx", "index.xlsx"], {"join": "序号"}),
        ("[{file: a.csv, format: wjx-index}]", ["a.csv"], {"format": "wjx-index"}),
    ],
)
def test_files_lie_beside_the_wave_file_whatever_is_told_of_them(load, tmp_path, given, names, more):
    assert load(given).responses == files(*(tmp_path / name for name in names), **more)


def test_of_an_override_they_lie_in_the_current_folder(load):
    assert load("a.csv", responses="[b.csv]").responses == files("b.csv")
    assert load("a.csv", responses="{file: ~/b.csv}").responses == files(Path.home() / "b.csv")


def test_a_query_names_the_variable_with_the_address_and_never_the_address(load):
    assert load("{sql: select 1, address: CSAT_DATABASE}").responses == AnswerQuery(
        sql="select 1", address="CSAT_DATABASE"
    )
    with pytest.raises(CsatError, match=r"sqlite:///a\.db"):
        load("{sql: select 1, address: 'sqlite:///a.db'}")


@pytest.mark.parametrize("given", ["{file: a.csv, sheets: x}", "[]", "{files: []}", "{}", "{sql: x}", "3", "{join: x}"])
def test_what_says_of_no_answers_where_they_lie_is_refused(load, given):
    with pytest.raises(CsatError, match=r"2026\.yaml:3"):
        load(given)


def test_what_is_told_of_files_counts_and_where_they_lie_does_not(load):
    given = ("a.csv", "[a.csv]", "[a.csv, b.csv]", "{file: a.csv, encoding: big5}", "{files: [a.csv, b.csv], join: id}")
    assert len({content_of(load(each)) for each in given}) == len(given)
    assert content_of(load("[a.csv]")) == content_of(load("[b.csv]"))
