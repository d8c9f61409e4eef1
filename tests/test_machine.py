"""What is particular to an operating system: both branches, the other system's by fakes."""

from __future__ import annotations

import ctypes
import io
import locale
import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from csat_lib import machine, terminal_encoding
from csat_lib.answers.read import open_answers
from csat_lib.atomic import fresh_file, fresh_folder
from csat_lib.errors import CsatError


@pytest.fixture
def on(monkeypatch):
    """Another system, as far as Python says."""
    return lambda platform: monkeypatch.setattr(sys, "platform", platform)


@pytest.mark.parametrize(
    ("platform", "asked", "started"),
    [("linux", "", "fork"), ("linux", "spawn", "spawn"), ("darwin", "", "spawn"), ("win32", "", "spawn")],
)
def test_workers_are_forked_on_linux_alone_and_only_if_nobody_wants_otherwise(
    on, monkeypatch, platform, asked, started
):
    on(platform)
    monkeypatch.setenv("CSAT_WORKERS", asked)
    assert machine.worker_context().get_start_method() == started
    assert machine.forks() == (started == "fork")


def test_a_worker_ends_with_its_parent_where_the_system_can_see_to_it(on, monkeypatch):
    asked = []
    library = SimpleNamespace(prctl=lambda *given: asked.append(given), renameat2=lambda *_: -1)
    monkeypatch.setattr(ctypes, "CDLL", lambda _: library)
    machine.die_with_parent()
    assert asked == [(1, 9, 0, 0, 0)]
    for platform in ("darwin", "win32"):
        on(platform)
        machine.die_with_parent()
        assert not machine.exchange(Path("a"), Path("b"))
    assert len(asked) == 1


def test_folders_are_exchanged_where_the_system_can(tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if machine.exchange(tmp_path / "a", tmp_path / "b"):  # the file system may refuse
        assert os.listdir(tmp_path / "a") == ["b"]
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())
    assert not machine.exchange(tmp_path / "a", tmp_path / "b")


def test_a_process_is_asked_for_and_never_disturbed(on, monkeypatch):
    assert machine.is_alive(os.getpid())
    assert not machine.is_alive(2**22 + 1)
    monkeypatch.setattr(os, "kill", lambda *_: (_ for _ in ()).throw(PermissionError()))
    assert machine.is_alive(1)
    on("win32")
    kernel = SimpleNamespace(OpenProcess=lambda _, __, process: 8 if process == 5 else 0, CloseHandle=lambda _: 1)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert machine.is_alive(5)
    assert not machine.is_alive(6)


def test_another_command_takes_our_place_or_is_waited_for(on, monkeypatch):
    started = []
    monkeypatch.setattr(os, "execve", lambda *given: started.append(given))
    machine.become(["python", "-V"], {"A": "b"})
    assert started == [("python", ["python", "-V"], {"A": "b"})]
    on("win32")
    monkeypatch.setattr(subprocess, "call", lambda command, env: 7 if (command, env) == (["python"], {}) else 1)
    with pytest.raises(SystemExit) as ended:
        machine.become(["python"], {})
    assert ended.value.code == 7


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("CON", "`CON` is the name of a device on Windows"),
        ("nul.csv", "`nul.csv` is the name of a device on Windows"),
        ("com1", "`com1` is the name of a device on Windows"),
        ("report.", "`report.` ends with a dot or a space, which Windows drops"),
        ("report ", "`report ` ends with a dot or a space, which Windows drops"),
        ("a:b", "`a:b` holds a character that no file has on Windows"),
        ("console", ""),
        ("2025-12", ""),
        ("opening@2025-03-01", ""),
        ("2025-11-01..2025-12-15", ""),
        ("我的 项目", ""),
        ("..", ""),
    ],
)
def test_names_that_windows_has_not(name, why):
    assert machine.why_no_folder(name) == why


def test_a_folder_or_file_of_such_a_name_is_refused_on_windows_in_a_sentence(tmp_path, on):
    on("win32")
    target = tmp_path / "aux" / "out"
    for write in (lambda: fresh_folder(target, "s"), lambda: fresh_file(tmp_path / "nul.xlsx")):
        with pytest.raises(CsatError) as caught, write():
            pass
        assert "is the name of a device on Windows. Name another file or folder." in str(caught.value)
    assert machine.no_name(PureWindowsPath(r"C:\data\my study\2025-12")) == ""


def test_such_names_are_names_elsewhere(tmp_path):
    with fresh_folder(tmp_path / "aux", "study"):
        pass
    assert (tmp_path / "aux").is_dir()


def test_an_open_workbook_stops_the_exchange_with_a_sentence_and_the_old_outputs_stay(tmp_path, monkeypatch):
    """Windows renames no folder of which a program has a file open."""
    with fresh_folder(tmp_path / "out", "study") as fresh:
        (fresh / "report.en.xlsx").write_text("old")
    rename = Path.rename

    def refused(path, target):
        if path == tmp_path / "out" or target == tmp_path / "out":
            raise PermissionError(13, "The process cannot access the file")
        return rename(path, target)

    monkeypatch.setattr("csat_lib.atomic.exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(CsatError) as caught, fresh_folder(tmp_path / "out", "study"):
        pass
    assert str(caught.value) == (
        f"{tmp_path}/out cannot be written: The process cannot access the file. "
        f"Close report and workbook if a program has them open. {tmp_path} must be a folder that you may write to. "
        "Mend it, or name another: `--out` for one run, the environment variable CSAT_OUTPUTS for all outputs."
    )
    assert (tmp_path / "out" / "report.en.xlsx").read_text() == "old"


def test_where_the_new_folder_cannot_take_the_place_the_old_one_is_put_back(tmp_path, monkeypatch):
    with fresh_folder(tmp_path / "out", "study") as fresh:
        (fresh / "report").write_text("old")
    rename = Path.rename

    def refused(path, target):
        if path.suffix == ".new":
            raise PermissionError(13, "denied")
        return rename(path, target)

    monkeypatch.setattr("csat_lib.atomic.exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(CsatError, match="cannot be written: denied"), fresh_folder(tmp_path / "out", "study"):
        pass
    assert (tmp_path / "out" / "report").read_text() == "old"


def test_answers_that_excel_has_open_or_that_lie_behind_backslashes_get_a_sentence(tmp_path, monkeypatch):
    answers = tmp_path / "answers.csv"
    answers.write_text("q1\n1\n")

    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refused)
        with pytest.raises(CsatError) as caught:
            open_answers(answers)
    assert str(caught.value) == (
        f"The answers {answers} cannot be opened: Permission denied. Close it if a program has it open. "
        "Put a file there that you may read, or change `responses` in the wave file."
    )
    with pytest.raises(
        CsatError, match=r"No such file or directory\. Folders are separated by `/` here, not by `\\`\."
    ):
        open_answers(tmp_path / r"data\answers.csv")


class Stream(io.TextIOWrapper):
    """A stream that remembers what it was told, on a terminal or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def test_a_gbk_console_of_windows_is_left_alone_and_a_pipe_gets_its_code_page(on, monkeypatch):
    monkeypatch.setattr(locale, "getpreferredencoding", lambda do_setlocale=True: "utf-8")
    monkeypatch.setattr(locale, "getencoding", lambda: "cp936")
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    console, pipe = Stream(terminal=True), Stream(terminal=False)
    monkeypatch.setattr(sys, "stdout", console)
    monkeypatch.setattr(sys, "stderr", pipe)
    on("win32")
    terminal_encoding.ensure_utf8()
    assert (console.encoding, pipe.encoding) == ("utf-8", "cp936")
    pipe.write("北京 α̂ ⚑")
    pipe.flush()
    assert pipe.buffer.getvalue() == "北京 α\\u0302 \\u2691".encode("gbk")
