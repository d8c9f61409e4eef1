"""run.py: what it hands on to the command, on machines that are not set up as one would wish."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).resolve().parents[1] / "run.py"
NAMES = ("LC_ALL", "PYTHONUTF8", "UV_CACHE_DIR", "UV_COMPILE_BYTECODE", "VIRTUAL_ENV")
UTF_8 = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
SHOWN = "#!/bin/sh\n" + "".join(f'echo "{name}=${name}"\n' for name in NAMES) + 'echo "$@"\nexit 7\n'
STOPPED = "#!/bin/sh\ntrap 'sleep 0.3; echo tidied up; exit 130' INT\necho started\nwhile :; do sleep 0.05; done\n"


@pytest.fixture
def bootstrap(tmp_path):
    """A copy of run.py in a Chinese folder, with a program in the place of uv; returns its path."""
    version = re.search(r'UV_VERSION = "(.*)"', RUN.read_text(encoding="utf-8")).group(1)

    def bootstrap(program: str) -> Path:
        uv = tmp_path / "我的 项目" / ".uv" / version / "bin" / "uv"
        uv.parent.mkdir(parents=True)
        uv.write_text(program, encoding="utf-8")
        uv.chmod(0o755)
        return Path(shutil.copy(RUN, tmp_path / "我的 项目"))

    return bootstrap


def started(script: Path, **around: str) -> dict[str, str]:
    given = {"PATH": os.environ["PATH"], "HOME": str(script.parent)} | around
    told = subprocess.run([sys.executable, script, "csat", "--version"], env=given, capture_output=True, check=False)
    assert (told.returncode, told.stderr) == (7, b"")
    *lines, arguments = told.stdout.decode("utf-8").splitlines()
    locale = f"LC_ALL={given['LC_ALL']}" if "LC_ALL" in given else "-u LC_ALL"
    assert arguments == f"--project {script.parent} run --frozen env {locale} csat --version"
    return {name: value for name, value in (line.split("=", 1) for line in lines) if value}


def test_names_of_files_are_utf8_whatever_the_locale_and_the_command_knows_that_of_the_user(bootstrap):
    script = bootstrap(SHOWN)
    assert started(script) == UTF_8
    other = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "VIRTUAL_ENV": "elsewhere"}
    assert started(script, **other) == UTF_8


def test_a_home_that_cannot_be_written_moves_the_packages_below_this_folder(bootstrap):
    script = bootstrap(SHOWN)
    below = str(script.parent / ".uv" / "cache")
    assert started(script, HOME="/dev/null/nobody")["UV_CACHE_DIR"] == below
    assert started(script, XDG_CACHE_HOME="/dev/null")["UV_CACHE_DIR"] == below
    assert started(script, HOME="/dev/null", UV_CACHE_DIR="/given")["UV_CACHE_DIR"] == "/given"
    assert started(script, HOME="/dev/null", XDG_CACHE_HOME=str(script.parent)) == UTF_8


def test_where_python_keeps_no_compiled_files_all_packages_are_compiled_once(bootstrap):
    script = bootstrap(SHOWN)
    assert started(script, PYTHONDONTWRITEBYTECODE="1")["UV_COMPILE_BYTECODE"] == "1"
    (script.parent / ".venv").mkdir()
    assert started(script, PYTHONDONTWRITEBYTECODE="1") == UTF_8


def test_a_stop_from_the_keyboard_waits_for_the_command_to_tidy_up(bootstrap):
    started_by_hand = (
        "import runpy, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); del sys.argv[0]; "
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    command = [sys.executable, "-c", started_by_hand, bootstrap(STOPPED), "report"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as run:
        assert run.stdout.readline() == b"started\n"
        os.killpg(run.pid, signal.SIGINT)
        assert run.communicate() == (b"tidied up\n", b"")
    assert run.returncode == 130


TOLD = "#!/bin/sh\n" + 'echo "$UV_DEFAULT_INDEX|$PIP_INDEX_URL|$UV_INDEX_URL|$@" >> "$0.log"\nexit ${STOP_AT:-0}\n'
"""A program in the place of uv that writes down how it was called."""


def called(script: Path, *arguments: str, **around: str) -> tuple[int, str, list[str]]:
    """(exit code, what was said, the calls of uv, with the folder cut off) of one command."""
    given = {"PATH": os.environ["PATH"], "HOME": str(script.parent)} | around
    ended = subprocess.run([sys.executable, script, *arguments], env=given, capture_output=True, check=False)
    log = next(script.parent.glob(".uv/*/*/uv.log"), None)
    lines = log.read_text(encoding="utf-8").splitlines() if log else []
    if log:
        log.unlink()
    return ended.returncode, ended.stderr.decode("utf-8"), [line.replace(f"{script.parent}/", "") for line in lines]


@pytest.mark.parametrize("variable", ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"])
def test_a_mirror_is_asked_for_everything_once_and_the_lock_keeps_its_hashes(bootstrap, variable):
    script, mirror = bootstrap(TOLD), "https://mirror.example/simple"
    (script.parent / "uv.lock").write_text("locked")
    (script.parent / ".venv").mkdir()
    code, said, calls = called(script, "csat", "check", **{variable: mirror})
    assert (code, said) == (0, "")
    assert {call.rpartition("|")[0] for call in calls} == {f"{mirror}|{mirror}|"}
    *steps, command = (call.rpartition("|")[2].removeprefix(f"--project {script.parent} ") for call in calls)
    assert steps == [
        "export --quiet --frozen --no-emit-project --output-file .uv/locked.txt",
        "venv --quiet --allow-existing .venv",
        "pip install --require-hashes -r .uv/locked.txt --python .venv",
        f"pip install --no-deps --editable {script.parent} --python .venv",
    ]
    assert command == "run --no-sync env -u LC_ALL csat check"
    assert len(called(script, "csat", "check", **{variable: mirror})[2]) == 1
    (script.parent / "uv.lock").write_text("changed")
    assert len(called(script, "csat", "check", **{variable: mirror})[2]) == 5


def test_a_mirror_that_does_not_answer_is_named(bootstrap):
    script = bootstrap(TOLD)
    (script.parent / "uv.lock").write_text("locked")
    code, said, _ = called(script, "report", PIP_INDEX_URL="https://mirror.example/simple", STOP_AT="2")
    assert code == 1
    assert said == (
        "The packages could not be installed from the mirror https://mirror.example/simple; the lines above say why.\n"
    )


def test_on_windows_the_program_may_lie_in_scripts_and_no_env_is_needed(bootstrap):
    """The system is a fake: os.name alone says Windows."""
    script = bootstrap(TOLD)
    program = next(script.parent.glob(".uv/*/bin/uv"))
    scripts = program.parents[1] / "Scripts"
    scripts.mkdir()
    program.rename(scripts / "uv.exe")
    code = (
        "import os, sys, runpy, subprocess, hashlib, shutil; os.name = 'nt'; del sys.argv[0]; "
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    given = {"PATH": os.environ["PATH"], "HOME": str(script.parent), "LOCALAPPDATA": str(script.parent), "LC_ALL": "C"}
    started = [sys.executable, "-c", code, script]
    ended = subprocess.run([*started, "csat", "check"], env=given, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
    told = (scripts / "uv.exe.log").read_text(encoding="utf-8")
    assert told.rpartition("|")[2] == f"--project {script.parent} run --frozen csat check\n"
    ended = subprocess.run([*started, "nothing"], env=given, capture_output=True, check=False)
    assert ended.stderr == b"Usage: py run.py report | test | csat ... | uv ...\n"
