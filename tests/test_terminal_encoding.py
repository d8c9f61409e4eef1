"""A locale that is not UTF-8 changes nothing but the encoding of what is printed."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from base64 import urlsafe_b64encode
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]
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


@pytest.fixture
def hook(monkeypatch):
    """What the build hook defines; hatchling, which it imports, is there only while a wheel is built."""
    names = ["hatchling", "builders", "hooks", "plugin", "interface"]
    for depth in range(1, len(names) + 1):
        module = ModuleType(".".join(names[:depth]))
        module.BuildHookInterface = object
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return runpy.run_path(str(ROOT / "hatch_build.py"))


def test_a_path_in_chinese_is_found_in_every_locale(hook, tmp_path):
    project, site = tmp_path / "我的 项目", tmp_path / "site"
    project.mkdir()
    site.mkdir()
    (project / "there.py").write_text("print('found')")
    (site / "project.pth").write_bytes(hook["pth"](str(project)))
    code = f"import site; site.addsitedir({str(site)!r}); import there"
    for around in (ASCII, {"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}):
        command = [sys.executable, "-c", code]
        told = subprocess.run(command, env=os.environ | around, capture_output=True, text=True, check=False)
        assert (told.stdout, told.stderr) == ("found\n", "")


def test_the_wheel_of_an_editable_install_gets_the_path_in_ascii_and_a_true_list_of_its_files(hook, tmp_path):
    wheel = tmp_path / "a-1-py3-none-any.whl"
    record = "_a.pth,sha256=old,9\na/b.py,sha256=kept,3\na-1.dist-info/RECORD,,\n"
    files = {"_a.pth": "/我的 项目", "a/b.py": "b=1", "a-1.dist-info/RECORD": record}
    for version in ("standard", "editable"):
        with ZipFile(wheel, "w") as made:
            for name, text in files.items():
                made.writestr(name, text)
        maker = hook["PathInAscii"]()
        maker.root = "/我"
        maker.finalize(version, {}, str(wheel))
        with ZipFile(wheel) as made:
            found = {name: made.read(name).decode() for name in made.namelist()}
        assert version == "editable" or found == files
    line = "import os, sys; sys.path.append(os.fsdecode(b'/\\xe6\\x88\\x91'))\n"
    digest = urlsafe_b64encode(sha256(line.encode()).digest()).decode().rstrip("=")
    assert found == files | {
        "_a.pth": line,
        "a-1.dist-info/RECORD": record.replace("sha256=old,9", f"sha256={digest},{len(line)}"),
    }


def test_this_checkout_was_installed_so(hook):
    installed = [path for path in distribution("csat-workbench").files if path.suffix == ".pth"]
    assert [path.read_binary() for path in installed] == [hook["pth"](str(ROOT))]
