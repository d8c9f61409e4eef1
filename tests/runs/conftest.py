"""A small wave of the demo study, run once for all tests of this folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.dearest import counted

ROOT = Path(__file__).resolve().parents[2]
WAVE = ROOT / "params" / "hotel" / "2025-12.yaml"
SMALL = ("--set", "responses={simulate: {n: 300, seed: 5}}", "--set", "earlier=[2025-11]", "--language", "en")


@pytest.fixture(scope="session")
def warm_csat(outputs, tmp_path_factory):
    """The command in a child of a process that has imported all that a run needs, its cache apart."""
    around = {"env": os.environ | {"CSAT_OUTPUTS": str(outputs)}, "cwd": ROOT, "text": True}
    command = [sys.executable, "-m", "tests.runs.warm"]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **around) as warm,
        counted(warm.pid),
    ):

        def warm_csat(arguments: list[str]) -> subprocess.CompletedProcess[str]:
            folder = tmp_path_factory.mktemp("told")
            print(json.dumps([arguments, str(folder)]), file=warm.stdin, flush=True)
            code = int(warm.stdout.readline())
            told = [(folder / name).read_text(encoding="utf-8") for name in ("out", "err")]
            return subprocess.CompletedProcess(arguments, code, *told)

        yield warm_csat


@pytest.fixture(scope="session")
def csat(warm_csat):
    """Run the command line in a process of its own, from nothing where its environment is another; it, finished."""

    def csat(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        given = [str(argument) for argument in arguments]
        if not environment:
            return warm_csat(given)
        command = [sys.executable, "-m", "csat_lib.cli", *given]
        return subprocess.run(
            command, capture_output=True, text=True, check=False, env=os.environ | environment, cwd=ROOT
        )

    return csat


@pytest.fixture(scope="session")
def small_run(csat, tmp_path_factory):
    """Folder of the outputs of the small wave, English, all chapters."""
    out = tmp_path_factory.mktemp("small") / "out"
    done = csat("run", WAVE, *SMALL, "--out", out)
    assert done.returncode == 0, done.stderr
    return out, done
