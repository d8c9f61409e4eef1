"""What the build hook does: every template is in the wheel; an editable install starts in every locale."""

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

from csat_lib.study.template import templates

ROOT = Path(__file__).resolve().parents[1]
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


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
        maker = hook["Wheel"]()
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


def test_the_wheel_carries_every_template_and_an_editable_install_reads_them_where_they_are(hook):
    maker = hook["Wheel"]()
    maker.root = str(ROOT)
    given = {"standard": {"force_include": {"notebooks": "csat_lib/notebooks"}}, "editable": {"force_include": {}}}
    for version, data in given.items():
        maker.initialize(version, data)
    expected = {str(folder): f"csat_lib/study/templates/{name}" for name, folder in templates().items()}
    assert len(expected) > 1
    assert given["standard"]["force_include"] == {"notebooks": "csat_lib/notebooks"} | expected
    assert given["editable"]["force_include"] == {}
