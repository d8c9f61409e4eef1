"""Answers from a database."""

from __future__ import annotations

import sqlite3

import pytest

from csat_lib.answers.query import fetched
from csat_lib.answers.read import open_answers
from csat_lib.errors import CsatError

SQL = "select id, q1 from answers where wave = '2026-01' order by id"


@pytest.fixture
def database(tmp_path, monkeypatch):
    path = tmp_path / "answers.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table answers (id integer, q1 integer, wave text)")
        rows = [(2, 5, "2026-01"), (1, 3, "2026-01"), (3, 1, "2025-12")]
        connection.executemany("insert into answers values (?, ?, ?)", rows)
    connection.close()
    monkeypatch.setenv("CSAT_TEST_DATABASE", f"sqlite:///{path}")
    monkeypatch.delenv("CSAT_WORK", raising=False)
    fetched.cache_clear()
    return path


def test_a_query_is_an_answers_file(database, tmp_path):
    source = open_answers(fetched(SQL, "CSAT_TEST_DATABASE", tmp_path / "kept"), ["q1"])
    (batch,) = source.batches(["id", "q1"])
    assert batch.table.to_pydict() == {"id": [1, 2], "q1": [3, 5]}


def test_it_is_asked_once_a_run_and_anew_by_the_next(database, tmp_path, monkeypatch):
    path = fetched(SQL, "CSAT_TEST_DATABASE", tmp_path)
    with sqlite3.connect(database) as connection:
        connection.execute("insert into answers values (9, 4, '2026-01')")
    connection.close()
    assert open_answers(fetched(SQL, "CSAT_TEST_DATABASE", tmp_path)).n_rows == 2
    fetched.cache_clear()
    monkeypatch.setenv("CSAT_WORK", "in a run")
    assert open_answers(fetched(SQL, "CSAT_TEST_DATABASE", tmp_path)).n_rows == 2
    fetched.cache_clear()
    monkeypatch.delenv("CSAT_WORK")
    assert fetched(SQL, "CSAT_TEST_DATABASE", tmp_path) == path
    assert open_answers(path).n_rows == 3


def message(address, sql=SQL, folder=None):
    with pytest.raises(CsatError) as caught:
        fetched(sql, address, folder)
    return str(caught.value)


def test_what_is_missing_is_told_and_never_the_address(database, tmp_path, monkeypatch):
    assert message("CSAT_NO_DATABASE", folder=tmp_path) == (
        "The answers come from a database, and the environment variable CSAT_NO_DATABASE does not hold its address. "
        "Set it, such as to sqlite:///answers.db or postgresql://host/name."
    )
    told = message("CSAT_TEST_DATABASE", "select q9 from answers", tmp_path)
    assert told.startswith("The database of CSAT_TEST_DATABASE does not answer the query: ")
    assert "no such column: q9" in told
    assert str(database) not in told
    monkeypatch.setenv("CSAT_TEST_DATABASE", "oracle://user:secret@host/name")
    assert message("CSAT_TEST_DATABASE", folder=tmp_path) == (
        "The address in CSAT_TEST_DATABASE is of a database `oracle`, and the package adbc-driver-oracle is not "
        "installed. Install it (the extra `sql` holds those of sqlite and postgresql)."
    )
