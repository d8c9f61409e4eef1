"""CPU time of ``csat run`` against an older commit. Run by hand.

    uv run python tests/benchmarks/whole_run.py e765f53

From nothing: the demo's last wave with its eleven earlier ones, one language, an empty cache and output folder, by the
older commit and by this working tree in turn, both with the packages of this environment, their modules compiled. CPU
time is user + system of the whole process tree, from the kernel's accounting. Another load makes the seconds of one and
the same run differ by a third, so the least of several rounds is compared, and the medians too; ``ROUNDS`` (3) sets how
many. The table beside this file is what a run printed.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("ROUNDS", "3"))
WAVE = Path("params") / "hotel" / "2025-12.yaml"
GOAL = 0.60


def cpu_of(tree: Path) -> float:
    """User + system seconds of ``csat run`` as that tree has it."""
    command = [sys.executable, "-m", "csat_lib.cli", "run", str(WAVE), "--language", "en"]
    with tempfile.TemporaryDirectory() as outputs:
        around = os.environ | {"CSAT_OUTPUTS": str(Path(outputs) / "new"), "PYTHONPATH": str(tree)}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, env=around, cwd=tree, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    """That commit in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(tree), commit], check=True, cwd=ROOT)
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], check=True, cwd=ROOT)


def main(commit: str) -> None:
    rounds = []
    with checked_out(commit) as older:
        for tree in (older, ROOT):
            subprocess.run([sys.executable, "-m", "compileall", "-q", str(tree / "csat_lib")], check=True)
        for number in range(1, ROUNDS + 1):
            rounds.append((cpu_of(older), cpu_of(ROOT)))
            print(told(f"round {number}", commit, *rounds[-1]), flush=True)
    old, new = zip(*rounds, strict=True)
    print(told("least  ", commit, min(old), min(new)))
    print(told("median ", commit, statistics.median(old), statistics.median(new)), f"(goal: at most {GOAL:.2f})")


def told(what: str, commit: str, old: float, new: float) -> str:
    return f"{what}: {commit} {old:5.1f} s CPU, now {new:5.1f} s, ratio {new / old:.2f}"


if __name__ == "__main__":
    main(sys.argv[1])
