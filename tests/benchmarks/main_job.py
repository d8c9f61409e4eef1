"""CPU time of the main job against the plain way on the same notebooks. Run by hand: needs Chromium.

    uv run python tests/benchmarks/main_job.py

Ours: ``csat run`` of the demo's last wave, one language, HTML + PDF + XLSX + the chapters' HTML.
Plain: the ``papermill`` command per notebook (one kernel each), ``jupyter nbconvert --to html`` of each executed
notebook, Chromium printing the report's HTML to PDF. Both start from the same collected waves and from nothing else in
the cache; both are fresh processes; the CPU time is that of the whole process tree (user + system, from the kernel's
accounting).
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from csat_lib import cache
from csat_lib.collect.collected_wave import collected
from csat_lib.findings import read
from csat_lib.runs.chapters import CHAPTERS, NOTEBOOKS
from csat_lib.study import load_earlier, load_wave

ROOT = Path(__file__).resolve().parents[2]
WAVE = ROOT / "params" / "hotel" / "2025-12.yaml"
BIN = Path(sys.executable).parent
ROUNDS = 3


def cpu_of(*commands: list[str], **environment: str) -> float:
    """User + system seconds of the commands and everything they started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for command in commands:
        subprocess.run(
            command,
            check=True,
            env=os.environ | environment,
            cwd=NOTEBOOKS,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours(out: Path) -> float:
    return cpu_of([str(BIN / "csat"), "run", str(WAVE), "--language", "en", "--out", str(out)])


def plain(work: Path) -> float:
    """The README of papermill and nbconvert, notebook by notebook."""
    for name in ("findings", "texts"):
        (work / name).mkdir(parents=True)
    facts = {"overrides": {"language": "en"}, "provenance": {}}
    (work / "run.json").write_text(json.dumps(facts))
    commands = []
    for name in [*CHAPTERS.values(), "90_report"]:
        executed = str(work / f"{name}.ipynb")
        commands.append(
            [str(BIN / "papermill"), f"{name}.ipynb", executed, "-p", "language", "en", "--no-progress-bar"]
        )
        commands.append([str(BIN / "jupyter"), "nbconvert", "--to", "html", executed])
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer"]
    page = (work / "90_report.html").as_uri()
    commands.append(["chromium", *flags, f"--print-to-pdf={work / 'report.pdf'}", page])
    return cpu_of(*commands, CSAT_WORK=str(work))


def main() -> None:
    plan = load_wave(WAVE, {"language": "en"})
    rounds = []
    for number in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            cache.OUTPUTS = Path(folder) / "outputs"
            os.environ["CSAT_OUTPUTS"] = str(cache.OUTPUTS)
            for each in (plan, *load_earlier(plan)):
                collected(each)
            fast = ours(Path(folder) / "ours")
            slow = plain(Path(folder) / "plain")
            mine = read([Path(folder) / "ours" / "findings.parquet"])
            theirs = read(sorted((Path(folder) / "plain" / "findings").glob("*.parquet")))
            same = (
                mine.sort_values(list(mine.columns[:10]))
                .reset_index(drop=True)
                .equals(theirs.sort_values(list(theirs.columns[:10])).reset_index(drop=True))
            )
            rounds.append((fast, slow))
            print(f"round {number + 1}: csat run {fast:.1f} s CPU, plain {slow:.1f} s CPU, ratio {slow / fast:.1f}")
            print(f"         {len(mine)} findings, the same in both: {same}")
            shutil.rmtree(folder, ignore_errors=True)
    fast, slow = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"median: csat run {fast:.1f} s CPU, plain {slow:.1f} s CPU, ratio {slow / fast:.2f} (goal: at least 3)")


if __name__ == "__main__":
    main()
