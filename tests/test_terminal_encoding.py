"""A locale that is not UTF-8 changes nothing but the encoding of what is printed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
TOLD = """
import locale, os, sys
from csat_lib.terminal_encoding import ensure_utf8
ensure_utf8()
print(locale.getpreferredencoding(False), sys.stdout.encoding, sys.argv[1:], os.environ.get("PYTHONUTF8"))
print("北京")
"""


def told(folder: Path, **around: str) -> bytes:
    folder.mkdir(exist_ok=True)
    (folder / "told.py").write_text(TOLD, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PYTHON"))} | around
    command = [sys.executable, folder / "told.py", "--set", "a b=我"]
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


def test_a_command_in_another_locale_starts_anew_in_utf8_mode(tmp_path):
    expected = "utf-8 utf-8 ['--set', 'a b=我'] 1\n北京\n"
    assert told(tmp_path / "我的 项目", **ASCII).decode("utf-8") == expected


def test_a_command_in_utf8_goes_on_as_it_is(tmp_path):
    for around in ({"LC_ALL": "C.UTF-8"}, {"LC_ALL": "C"}):
        assert told(tmp_path, **around).decode("utf-8").lower() == "utf-8 utf-8 ['--set', 'a b=我'] none\n北京\n"


@pytest.mark.parametrize(("terminal", "printed"), [("GBK", "北京".encode("gbk")), ("ISO-8859-1", b"\\u5317\\u4eac")])
def test_what_is_printed_keeps_the_encoding_of_the_terminal(tmp_path, terminal, printed):
    """Few machines have such a locale: the answer that it would give is put in its place."""
    given = TOLD.replace("ensure_utf8()", f"locale.getencoding = lambda: {terminal!r}; ensure_utf8()", 1)
    code = given.replace("from csat_lib", "import locale; from csat_lib", 1)
    around = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    for more, expected in (({}, printed), ({"PYTHONIOENCODING": "utf-8"}, "北京".encode())):
        environment = around | {"PYTHONUTF8": "1"} | more
        told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True).stdout
        assert told.splitlines()[1] == expected


def test_csat_itself_does_so(tmp_path):
    around = os.environ | ASCII
    command = [sys.executable, "-m", "csat_lib.cli", "run", tmp_path / "没有.yaml"]
    ended = subprocess.run(command, env=around, capture_output=True, check=False)
    assert ended.returncode == 2
    assert str(tmp_path / "没有.yaml").encode("utf-8") in ended.stderr
