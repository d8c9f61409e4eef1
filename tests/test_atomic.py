"""Outputs move into place whole."""

from __future__ import annotations

import os
import platform
import re
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from csat_lib.atomic import fresh_file, fresh_folder, near, remove, remove_leftovers
from csat_lib.errors import CsatError
from csat_lib.ownership import mark


def put(folder: Path, text: str) -> None:
    (folder / "report").write_text(text)


def test_a_new_folder_takes_its_place(tmp_path):
    with fresh_folder(tmp_path / "a" / "out", "study") as fresh:
        put(fresh, "new")
        assert not (tmp_path / "a" / "out").exists()
    assert (tmp_path / "a" / "out" / "report").read_text() == "new"
    assert os.listdir(tmp_path / "a") == ["out"]


def test_a_second_run_replaces_the_first_whole(tmp_path):
    for text in ("old", "new"):
        with fresh_folder(tmp_path / "out", "study") as fresh:
            put(fresh, text)
            (fresh / text).touch()
    assert sorted(os.listdir(tmp_path / "out")) == ["manifest.json", "new", "report"]
    assert os.listdir(tmp_path) == ["out"]


def test_a_failing_run_leaves_the_last_good_outputs_untouched(tmp_path):
    with fresh_folder(tmp_path / "out", "study") as fresh:
        put(fresh, "good")
    with pytest.raises(ValueError, match="stop"), fresh_folder(tmp_path / "out", "study") as fresh:
        put(fresh, "half")
        raise ValueError("stop")
    assert (tmp_path / "out" / "report").read_text() == "good"
    assert os.listdir(tmp_path) == ["out"]


def test_a_folder_that_another_run_puts_there_at_the_same_moment_is_replaced(tmp_path, monkeypatch):
    rename = Path.rename

    def later(fresh: Path, target: Path) -> Path:
        if not target.exists():
            shutil.copytree(fresh, target)
            put(target, "sooner")
        return rename(fresh, target)

    monkeypatch.setattr(Path, "rename", later)
    with fresh_folder(tmp_path / "out", "study") as fresh:
        put(fresh, "later")
    assert (tmp_path / "out" / "report").read_text() == "later"
    assert os.listdir(tmp_path) == ["out"]


def test_a_kill_leaves_no_half_output_and_the_next_run_cleans_up(tmp_path):
    with fresh_folder(tmp_path / "out", "study") as fresh:
        put(fresh, "good")
    code = (
        "import os, signal, sys; from pathlib import Path; from csat_lib.atomic import fresh_folder\n"
        "with fresh_folder(Path(sys.argv[1]), 'study') as fresh:\n"
        "    (fresh / 'report').write_text('half'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", code, tmp_path / "out"], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (tmp_path / "out" / "report").read_text() == "good"
    with fresh_folder(tmp_path / "out", "study") as fresh:
        put(fresh, "next")
    assert os.listdir(tmp_path) == ["out"]
    assert (tmp_path / "out" / "report").read_text() == "next"


def leftover(folder: Path, kind: str, process: int = 2**22 + 1) -> Path:
    """A hidden folder as a process of this machine leaves it; by default of a process that no longer lives."""
    return folder / f".out.{process}@{re.sub(r'[^a-zA-Z0-9_]', '-', platform.node())}.1a2b3c4d.{kind}"


def test_a_kill_between_two_renames_is_mended(tmp_path):
    old = leftover(tmp_path, "old")
    old.mkdir()
    put(old, "good")
    remove_leftovers(tmp_path)
    assert (tmp_path / "out" / "report").read_text() == "good"


def test_without_an_exchange_two_renames_do(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    for text in ("old", "new"):
        with fresh_folder(tmp_path / "out", "study") as fresh:
            put(fresh, text)
            (fresh / text).touch()
    assert sorted(os.listdir(tmp_path / "out")) == ["manifest.json", "new", "report"]
    assert os.listdir(tmp_path) == ["out"]


KILLED_AFTER = """
import os, sys
from pathlib import Path
from csat_lib.atomic import fresh_folder
target, left, sys.platform = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
def last(event, _arguments):
    global left
    if event in {"os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir"}:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)
sys.addaudithook(last)
with fresh_folder(target, "study") as fresh:
    (fresh / "report").write_text("next")
    (fresh / "more").write_text("next")
"""


@pytest.mark.parametrize("system", ["linux", "darwin"], ids=["exchange", "two renames"])
def test_a_kill_at_any_step_leaves_one_whole_report_and_everything_of_the_user(tmp_path, system):
    out = tmp_path / "out"
    with fresh_folder(out, "study") as fresh:
        put(fresh, "good")
    (out / "thesis").write_text("mine")
    for steps in range(100):
        put(out, "annotated")
        command = [sys.executable, "-c", KILLED_AFTER, out, str(steps), system]
        ended = subprocess.run(command, check=False).returncode
        remove_leftovers(tmp_path)
        assert os.listdir(tmp_path) == ["out"]
        texts = {path.name: path.read_text() for path in out.iterdir() if path.name != "manifest.json"}
        annotated = [name for name in texts if texts[name] == "annotated"]
        assert len(annotated) == 1
        whole = {"report": "next", "more": "next"} if "more" in texts else {}
        assert texts == whole | {"thesis": "mine", annotated[0]: "annotated"}
        (out / annotated[0]).unlink()
        if ended == 0:
            break
    assert (ended, whole.keys()) == (0, {"report", "more"})
    assert steps > 8


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    target = tmp_path / "file" / "out"
    with pytest.raises(CsatError) as caught, fresh_folder(target, "study"):
        raise ValueError("not reached")
    assert str(caught.value) == (
        f"{target} cannot be written: File exists. {target.parent} must be a folder that you may write to. "
        "Mend it, or name another: `--out` for one run, the environment variable CSAT_OUTPUTS for all outputs."
    )


def test_a_name_that_is_too_long_is_one_sentence(tmp_path):
    with (
        pytest.raises(CsatError, match=r"cannot be written: File name too long\."),
        fresh_folder(tmp_path / ("x" * 300), ""),
    ):
        raise ValueError("not reached")


def test_a_folder_of_somebody_else_is_not_cleaned_up(tmp_path):
    for path in (tmp_path / ".out.old-drafts.of-mine.new", tmp_path / ".out.old", leftover(tmp_path, "new")):
        path.mkdir()
        put(path, "mine")
    (tmp_path / "out").mkdir()
    (leftover(tmp_path, "new") / "manifest.json").write_text('{"name": "web app"}')
    before = sorted(os.listdir(tmp_path))
    remove_leftovers(tmp_path)
    assert sorted(os.listdir(tmp_path)) == before


def test_a_run_that_is_under_way_here_or_on_another_machine_is_left_alone(tmp_path):
    mine = leftover(tmp_path, "new", os.getpid())
    for path in (mine, tmp_path / ".out.4194305@elsewhere.1a2b3c4d.new"):
        path.mkdir()
        mark(path, {"study": "study"})
    before = sorted(os.listdir(tmp_path))
    remove_leftovers(tmp_path)
    assert sorted(os.listdir(tmp_path)) == before


def test_what_a_killed_run_left_is_cleared_by_a_run_of_another_period(tmp_path):
    leftover(tmp_path, "new").mkdir()
    mark(leftover(tmp_path, "new"), {"study": "study"})
    put(leftover(tmp_path, "new"), "half")
    with fresh_folder(tmp_path / "other", "study") as fresh:
        put(fresh, "whole")
    assert os.listdir(tmp_path) == ["other"]


def test_a_removal_that_was_cut_short_is_taken_up_again(tmp_path, monkeypatch):
    old = leftover(tmp_path, "new")
    (old / "summary").mkdir(parents=True)
    mark(old, {"study": "study"})
    put(old, "old respondents")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            remove(old)
    remove_leftovers(tmp_path)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_while_the_old_folder_goes_comes_too_late(tmp_path, monkeypatch, number):
    """The new report is in place by then: the run ends as one that was not stopped, and leaves nothing behind."""
    with fresh_folder(tmp_path / "out", "study") as fresh:
        put(fresh, "old")

    def stopped(folder: Path) -> None:
        os.kill(os.getpid(), number)
        remove(folder)

    monkeypatch.setattr("csat_lib.atomic.remove", stopped)
    before = signal.getsignal(number)
    with fresh_folder(tmp_path / "out", "study") as fresh:
        put(fresh, "new")
    assert (tmp_path / "out" / "report").read_text() == "new"
    assert os.listdir(tmp_path) == ["out"]
    assert signal.getsignal(number) is before


def test_folders_are_opened_to_those_whom_the_umask_or_the_old_folder_lets_in(tmp_path):
    def mode() -> int:
        with fresh_folder(tmp_path / "out", "study") as fresh:
            put(fresh, "text")
        return stat.S_IMODE((tmp_path / "out").stat().st_mode)

    before = os.umask(0o077)
    try:
        assert mode() == 0o700
        os.umask(0o022)
        assert mode() == 0o700
        shutil.rmtree(tmp_path / "out")
        assert mode() == 0o755
    finally:
        os.umask(before)


def test_the_outputs_of_another_study_are_not_replaced(tmp_path):
    with fresh_folder(tmp_path / "out", "hotel") as fresh:
        put(fresh, "good")
    with pytest.raises(CsatError) as caught, fresh_folder(tmp_path / "out", "bank"):
        raise ValueError("not reached")
    assert str(caught.value) == (
        f"The outputs of the study `bank` cannot take the place of {tmp_path / 'out'}: it holds those of the study "
        "`hotel`. Name another folder in `--out`, or delete this one."
    )
    assert (tmp_path / "out" / "report").read_text() == "good"


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
