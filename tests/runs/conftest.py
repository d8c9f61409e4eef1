"""A small wave of the demo study, run once for all tests of this folder."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest

from csat_lib import cache
from csat_lib.cli import main

ROOT = Path(__file__).resolve().parents[2]
WAVE = ROOT / "params" / "hotel" / "2025-12.yaml"
SMALL = ("--set", "responses={simulate: {n: 300, seed: 5}}", "--set", "earlier=[2025-11]", "--language", "en")


@pytest.fixture(scope="session")
def csat(outputs):
    """Run the command line in a process of its own, its cache apart; returns the finished process."""

    def csat(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "csat_lib.cli", *map(str, arguments)]
        around = os.environ | {"CSAT_OUTPUTS": str(outputs)} | environment
        return subprocess.run(command, capture_output=True, text=True, check=False, env=around, cwd=ROOT)

    return csat


@pytest.fixture(scope="session")
def small_run(csat, tmp_path_factory):
    """Folder of the outputs of the small wave, English, all chapters."""
    out = tmp_path_factory.mktemp("small") / "out"
    done = csat("run", WAVE, *SMALL, "--out", out)
    assert done.returncode == 0, done.stderr
    return out, done


@pytest.fixture
def start(outputs, tmp_path) -> Callable[..., ForkProcess]:
    """Start the command line in a child that leads a group of processes and has everything imported already.

    For runs that are stopped before they set type: a process that has set type must not be forked to set more.
    What it says goes to the file ``told`` of the test's folder.
    """

    def start(*arguments: str | Path) -> ForkProcess:
        child = multiprocessing.get_context("fork").Process(target=_run, args=(arguments, outputs, tmp_path / "told"))
        child.start()
        return child

    return start


def _run(arguments: tuple[str | Path, ...], outputs: Path, told: Path) -> None:
    os.setsid()
    cache.OUTPUTS = outputs
    with told.open("w", encoding="utf-8") as sys.stderr:
        code = main([*map(str, arguments)])
    sys.exit(code)
