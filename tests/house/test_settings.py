"""Settings that must agree with each other do."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

from csat_lib.cache import INSTALLED
from tests.schedule import SHARED

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_conda_users_get_the_same_names_and_bounds():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    *conda, pip = environment["dependencies"]
    assert conda == ["python" + PROJECT["project"]["requires-python"], "pip"]
    development = PROJECT["dependency-groups"]["dev"]
    assert pip["pip"] == [*PROJECT["project"]["dependencies"], *development, "-e ."]


def test_every_dependency_has_its_reason():
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    names = [re.split(r"[<>=~]", entry)[0] for entry in PROJECT["project"]["dependencies"]]
    assert [name for name in names if f"| {name} |" not in contributing] == []


def test_the_bootstrap_pins_the_uv_that_wrote_the_lock():
    bootstrap = (ROOT / "run.py").read_text(encoding="utf-8")
    continuous = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r'UV_VERSION = "\d+\.\d+\.\d+"', bootstrap)
    assert "python3 run.py test" in continuous
    assert "python3 run.py report" in continuous
    scripts = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "wheel").glob("*.sh")]
    assert len(scripts) > 0
    assert [script for script in scripts if script not in continuous] == []


def test_the_wheel_carries_the_notebooks_where_an_installed_package_looks_for_them():
    carried = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert carried["notebooks"] == "csat_lib/notebooks"
    assert not INSTALLED


def test_the_tests_that_run_under_every_kernel_are_there():
    kernels = (ROOT / ".ci" / "kernels").read_text(encoding="utf-8")
    listed = {name: found.split() for name, found in re.findall(r"^(numeric|slow)=\(([^)]*)\)", kernels, re.MULTILINE)}
    assert ".ci/kernels" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "tests/measurement" in listed["numeric"]
    assert [name for name in listed["numeric"] if not list((ROOT / name).rglob("test_*.py"))] == []
    assert [name for name in listed["slow"] if not list((ROOT / "tests").rglob(name))] == []


def test_files_that_share_a_run_are_those_that_ask_for_it():
    files = [
        path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py") if path != Path(__file__)
    ]
    asking = {file for file in files if "(small_run" in (ROOT / file).read_text(encoding="utf-8")}
    assert asking == SHARED.keys()


def test_both_readmes_have_the_same_commands():
    def commands(name: str) -> list[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        blocks = re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL)
        return [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]

    assert commands("README.md") == commands("README.zh-CN.md")
    assert "python3 run.py report" in commands("README.md")


def test_no_file_names_a_machine():
    suspicious = re.compile(r"/(?:work|root)/\w+")
    tracked = [p for folder in ("csat_lib", "notebooks", "params", "tests") for p in (ROOT / folder).rglob("*")]
    texts = [p for p in tracked if p.suffix in {".py", ".ipynb", ".yaml", ".md", ".R", ".csv", ".txt"}]
    assert [str(p) for p in texts if suspicious.search(p.read_text(encoding="utf-8", errors="replace"))] == []
