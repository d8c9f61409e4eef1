"""What the suite costs: its dearest tests in seconds of CPU with their fixtures, and the whole beside what is intended.

It only prints: a test never fails by the clock, as a loaded machine would fail it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

INTENDED = 330
SHOWN = 10


_SERVING = set[int]()


@contextmanager
def counted(process: int) -> Iterator[None]:
    """Count what that process spends while it is alive; when it has ended, the system counts it as seen to end."""
    _SERVING.add(process)
    try:
        yield
    finally:
        _SERVING.remove(process)


def spent() -> float:
    """Seconds of CPU of this process, of those it has started and seen end, and of those that serve it."""
    return sum(os.times()[:4]) + sum(map(_spent_by, _SERVING))


def _spent_by(process: int) -> float:
    """Seconds of a living process and of those it has seen end, where the system tells them."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0.0
    of_process = told.read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, of_process[11:15])) / os.sysconf("SC_CLK_TCK")


def told(costs: Mapping[str, float], whole: float) -> list[str]:
    """The lines: the dearest tests, then the whole, what is no test's being imports and collection."""
    dearest = sorted(costs.items(), key=lambda cost: (-cost[1], cost[0]))[:SHOWN]
    return [
        *(f"{seconds:7.1f} s  {name}" for name, seconds in dearest),
        f"{whole:7.0f} s  all, of which {sum(costs.values()):.0f} s in tests; {INTENDED} s are intended",
    ]


class Dearest:
    """Adds up what the phases of each test cost; under xdist over all workers."""

    def __init__(self) -> None:
        self._costs = Counter[str]()
        self._of_workers = 0.0
        self._before = 0.0

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self) -> Iterator[None]:
        """A test begins."""
        self._before = spent()
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self) -> Iterator[None]:
        """A phase of it has ended: its report, which xdist hands on, carries the cost."""
        report: Any = yield
        now = spent()
        report.cpu, self._before = now - self._before, now
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A report has come in, perhaps from a worker."""
        self._costs[report.nodeid] += getattr(report, "cpu", 0.0)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A worker says what it has spent."""
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["cpu"] = spent()

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """The workers' parts; a worker that crashed has none."""
        self._of_workers += getattr(node, "workeroutput", {}).get("cpu", 0.0)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print."""
        own = sum(os.times()[: 2 if self._of_workers else 4])  # the children of a run with workers are these
        terminalreporter.section(f"the {SHOWN} dearest tests, CPU with fixtures")
        for line in told(self._costs, own + self._of_workers):
            terminalreporter.write_line(line)
