"""What holds for all tests."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from .dearest import Dearest
from .schedule import BySharedRun

# As the command line has it, and before numpy is imported: the workers already use the processors.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

# The same examples on every machine, however slow it is: a test must not fail by the clock or by a draw.
settings.register_profile(
    "house", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


def pytest_configure(config):
    config.pluginmanager.register(Dearest())


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return BySharedRun(config, log) if config.getoption("dist") == "loadfile" else None


WAVE = Path(__file__).resolve().parents[1] / "params" / "hotel" / "2025-12.yaml"
OVERRIDES = {"responses": "{simulate: {n: 120, seed: 4}}", "earlier": "[2025-11]"}


@pytest.fixture(scope="session")
def outputs(tmp_path_factory):
    """Folder of the cache, so that a wave is collected once for all tests."""
    return tmp_path_factory.mktemp("outputs")


@pytest.fixture
def work(tmp_path, outputs, monkeypatch):
    """A run's folder, as `csat run` prepares it for its notebooks."""
    monkeypatch.setattr("csat_lib.cache.OUTPUTS", outputs)
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "run.json").write_text(json.dumps({"overrides": OVERRIDES, "provenance": {}}))
    monkeypatch.setenv("CSAT_WORK", str(tmp_path / "work"))
    return tmp_path / "work"
