"""The lock serves Linux, macOS and Windows: every package of a run has a wheel there, or is named here."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache

import pytest

from .source import ROOT

SOURCE_ONLY = {"factor-analyzer"}
"""Pure Python without a wheel on PyPI: the project was asked to build on it."""
SYSTEMS = {"linux": "manylinux.*x86_64", "macos": "macosx.*arm64|macosx.*universal2", "windows": "win_amd64"}
ELSEWHERE = {"linux": {"win32", "darwin"}, "macos": {"win32"}, "windows": {"darwin"}}
PYTHONS = ("cp311", "cp312", "cp313")


@cache
def packages() -> dict[str, list[dict]]:
    """Name -> its versions in the lock (one may be for older Pythons)."""
    found = defaultdict(list)
    for package in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]:
        found[package["name"]].append(package)
    return found


def needed(system: str) -> set[str]:
    """The packages of a run, without those that markers keep to other systems."""
    found, waiting = set[str](), ["csat-workbench"]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            for need in (need for package in packages()[name] for need in package.get("dependencies", ())):
                only = re.findall(r"(?<![\w.])(?:sys_platform|os_name) == '(\w+)'", need.get("marker", ""))
                foreign = {"nt": "win32"} | {word: word for word in ("win32", "darwin")}
                kept = {foreign.get(word, word) for word in only}
                if not kept or not kept <= ELSEWHERE[system]:
                    waiting.append(need["name"])
    return found - {"csat-workbench"}


def fits(wheel: str, system: str, python: str) -> bool:
    if wheel.endswith("-none-any.whl"):
        return True
    is_for = python in wheel or "abi3" in wheel or "-py3-none-" in wheel
    return is_for and re.search(SYSTEMS[system], wheel) is not None


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_package_has_a_wheel_for_every_system_and_python(system, python):
    without = set()
    for name in needed(system):
        wheels = [wheel["url"] for package in packages()[name] for wheel in package.get("wheels", ())]
        if not any(fits(wheel, system, python) for wheel in wheels):
            without.add(name)
    assert without == SOURCE_ONLY


def test_the_lock_is_for_every_system():
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    assert "supported-markers" not in lock
    assert any("win32" in marker for marker in lock["resolution-markers"])
