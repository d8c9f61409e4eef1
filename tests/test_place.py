"""Outputs move into place whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from csat_lib.errors import CsatError
from csat_lib.place import fresh_file, fresh_folder, near, remove_leftovers, swap


def put(folder: Path, text: str) -> None:
    (folder / "report").write_text(text)


def test_a_new_folder_takes_its_place(tmp_path):
    with fresh_folder(tmp_path / "a" / "out") as fresh:
        put(fresh, "new")
        assert not (tmp_path / "a" / "out").exists()
    assert (tmp_path / "a" / "out" / "report").read_text() == "new"
    assert os.listdir(tmp_path / "a") == ["out"]


def test_a_second_run_replaces_the_first_whole(tmp_path):
    for text in ("old", "new"):
        with fresh_folder(tmp_path / "out") as fresh:
            put(fresh, text)
            (fresh / text).touch()
    assert sorted(os.listdir(tmp_path / "out")) == ["new", "report"]
    assert os.listdir(tmp_path) == ["out"]


def test_a_failing_run_leaves_the_last_good_outputs_untouched(tmp_path):
    with fresh_folder(tmp_path / "out") as fresh:
        put(fresh, "good")
    with pytest.raises(ValueError, match="stop"), fresh_folder(tmp_path / "out") as fresh:
        put(fresh, "half")
        raise ValueError("stop")
    assert (tmp_path / "out" / "report").read_text() == "good"
    assert os.listdir(tmp_path) == ["out"]


def test_a_kill_leaves_no_half_output_and_the_next_run_cleans_up(tmp_path):
    with fresh_folder(tmp_path / "out") as fresh:
        put(fresh, "good")
    code = (
        "import os, signal, sys; from pathlib import Path; from csat_lib.place import fresh_folder\n"
        "with fresh_folder(Path(sys.argv[1])) as fresh:\n"
        "    (fresh / 'report').write_text('half'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", code, tmp_path / "out"], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (tmp_path / "out" / "report").read_text() == "good"
    with fresh_folder(tmp_path / "out") as fresh:
        put(fresh, "next")
    assert os.listdir(tmp_path) == ["out"]
    assert (tmp_path / "out" / "report").read_text() == "next"


def test_a_kill_between_two_renames_is_mended(tmp_path):
    (tmp_path / ".out.old").mkdir()
    put(tmp_path / ".out.old", "good")
    remove_leftovers(tmp_path / "out")
    assert (tmp_path / "out" / "report").read_text() == "good"


def test_without_an_exchange_two_renames_do(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    for name in ("fresh", "out"):
        (tmp_path / name).mkdir()
        put(tmp_path / name, name)
    swap(tmp_path / "fresh", tmp_path / "out")
    assert (tmp_path / "out" / "report").read_text() == "fresh"
    assert os.listdir(tmp_path) == ["out"]


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    target = tmp_path / "file" / "out"
    with pytest.raises(CsatError) as caught, fresh_folder(target):
        raise ValueError("not reached")
    assert str(caught.value) == (
        f"{target} cannot be written: File exists. {target.parent} must be a folder that you may write to. "
        "Mend it, or name another: `--out` for one run, the environment variable CSAT_OUTPUTS for all outputs."
    )


def test_a_folder_of_somebody_else_is_not_cleaned_up(tmp_path):
    (tmp_path / ".out.old-drafts.of-mine.new").mkdir()
    remove_leftovers(tmp_path / "out")
    assert os.listdir(tmp_path) == [".out.old-drafts.of-mine.new"]


def test_a_file_gets_its_name_when_it_is_whole(tmp_path):
    with fresh_file(tmp_path / "a.csv") as fresh:
        fresh.write_text("whole")
        assert not (tmp_path / "a.csv").exists()
    with pytest.raises(ValueError, match="stop"), fresh_file(tmp_path / "b.csv") as fresh:
        fresh.write_text("half")
        raise ValueError("stop")
    assert os.listdir(tmp_path) == ["a.csv"]


def test_paths_are_told_as_the_user_would_type_them(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert near(tmp_path / "outputs" / "a") == "outputs/a"
    assert near(tmp_path.parent / "b") == str(tmp_path.parent / "b")
