"""What the benchmarks share: answers to work on, fresh processes that are timed, and the table they print.

A script names its sides; a side is a function that loads what it needs and returns ``(work, figures)``: ``work(frame)``
is timed, ``figures(result)`` says what came out, by name. R's sides stand in the ``.R`` file beside the script.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

P, TRAITS, RUNS = 30, 6, 5
ITEMS = [f"q{j}" for j in range(P)]
MODEL = {f"trait{t}": ITEMS[5 * t : 5 * t + 5] for t in range(TRAITS)}
PEERS, OLD_PEERS = "requirements-peers.txt", "requirements-peers-old.txt"
NOTE = """CPU seconds: median of {runs} fresh processes a side, taken in turn; BLAS on one thread; fresh data.
{cores} cores, shared with other work: only CPU seconds, and ratios within one table, can be compared."""

Figures = dict[str, Any]
Work = Callable[[pd.DataFrame], Any]
PythonSide = Callable[[], tuple[Work, Callable[[Any], Figures]]]


@dataclass(frozen=True)
class Side:
    """One line of a table: what is run, or the sentence why it cannot be."""

    name: str
    command: tuple[str, ...] = ()
    absent: str = ""


@dataclass(frozen=True)
class Table:
    """A comparison. The first side is this library's; ``show`` says a side's figures, ``differ`` how two sides differ.

    ``goal`` (times, names): how many times faster than the fastest of the sides named the first side shall be.
    """

    title: str
    n: int
    sides: list[Side]
    show: Callable[[Figures], str]
    differ: Callable[[Figures, Figures], str]
    goal: tuple[float, tuple[str, ...]]
    missing: float = 0.0

    def print(self, runs: int = RUNS) -> None:
        """Make the data, run every side ``runs`` times, and print the table."""
        seed = secrets.randbelow(2**31)
        print(f"\n{self.title}: {self.n:,} x {P}, {self.missing:.0%} missing, seed {seed}")
        print(f"{'':26}{'calls':>9}{'ratio':>8}{'loading':>9}{'process':>9}")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "answers"
            generate(path, (self.n, self.missing), seed)
            results = self._measure(path, runs)
        first = results[self.sides[0].name]
        for side in self.sides:
            self._print_side(side, results, first)
        self._print_goal({name: result["seconds"] / first["seconds"] for name, result in results.items()})

    def _measure(self, path: Path, runs: int) -> dict[str, Figures]:
        able = [side for side in self.sides if not side.absent]
        found: dict[str, list[Figures]] = {side.name: [] for side in able}
        for _ in range(runs):
            for side in able:
                found[side.name].append(measured(side, path))
        times = ("seconds", "loading", "process")
        return {
            name: {**each[0], **{time: median(run[time] for run in each) for time in times}}
            for name, each in found.items()
        }

    def _print_side(self, side: Side, results: dict[str, Figures], first: Figures) -> None:
        if side.absent:
            print(f"{side.name:26}not measured: {side.absent}")
            return
        result = results[side.name]
        times = f"{result['loading']:9.2f}{result['process']:9.2f}   {result['version']}"
        print(f"{side.name:26}{result['seconds']:9.4f}{result['seconds'] / first['seconds']:8.1f}{times}")
        print(f"    {self.show(result['figures'])}")
        if result is not first:
            print(f"    difference: {self.differ(first['figures'], result['figures'])}")

    def _print_goal(self, ratios: Mapping[str, float]) -> None:
        times, names = self.goal
        if not names:
            return
        given = [name for name in names if name in ratios]
        if len(given) < len(names):
            lacking = ", ".join(name for name in names if name not in ratios)
            print(f"goal: not judged, as {lacking} was not measured")
            return
        fastest = min(given, key=lambda name: ratios[name])
        verdict = "met" if ratios[fastest] >= times else "missed"
        print(f"goal: {times:g} times the fastest of {', '.join(names)}; {ratios[fastest]:.1f} ({fastest}): {verdict}")


def generate(path: Path, shape: tuple[int, float], seed: int) -> None:
    """Write (n, 30) answers 1-5, a share of them missing at random; doubles, one item after the other.

    Six traits that correlate .4, five items each, loadings .5 to .8; every seventh item shares something of its own,
    so that no model of six factors fits quite.
    """
    n, missing = shape
    rng = np.random.default_rng(seed)
    together = np.full((TRAITS, TRAITS), 0.4) + 0.6 * np.eye(TRAITS)
    traits = rng.normal(size=(n, TRAITS)) @ np.linalg.cholesky(together).T
    loadings = np.tile([0.8, 0.75, 0.7, 0.6, 0.5], TRAITS)
    latent = np.repeat(traits, 5, axis=1) * loadings + rng.normal(size=(n, P)) * np.sqrt(1 - loadings**2)
    latent[:, ::7] += 0.3 * rng.normal(size=(n, 1))
    answers = np.clip(np.round(3.4 + 1.1 * latent), 1, 5)
    answers[rng.random((n, P)) < missing] = np.nan
    path.write_bytes(answers.tobytes(order="F"))


def this_library(script: str, side: str = "ours") -> Side:
    """This library, by the interpreter that runs the script."""
    return Side("csat_lib", (sys.executable, script, "--side", side))


def python_peer(name: str, side: str, script: str, given: tuple[str | None, str, str]) -> Side:
    """A peer in Python; ``given``: its interpreter or None, the option that names it, what must be installed there."""
    interpreter, option, requirements = given
    if interpreter is None or shutil.which(interpreter) is None:
        return Side(name, absent=f"{option} names no Python with {requirements} installed")
    return Side(name, (interpreter, script, "--side", side))


def r_peer(name: str, way: str, script: str) -> Side:
    """A peer in R: the way of that name in the ``.R`` file beside the script."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return Side(name, absent="there is no Rscript on the path")
    return Side(name, (rscript, str(Path(script).with_suffix(".R")), way))


def measured(side: Side, path: Path) -> Figures:
    """What a fresh process found, with CPU seconds: of the calls, of loading before them, of the whole process."""
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([*side.command, str(path)], env=os.environ | threads, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{side.name} stopped; it said: {done.stderr.strip()[-1000:]}")
    process = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {**json.loads(done.stdout), "process": process}


def run_side(side: PythonSide, path: Path) -> Figures:
    """Load, read, work on the clock, and say what came out."""
    work, figures = side()
    loading = time.process_time()
    frame = pd.DataFrame(np.frombuffer(path.read_bytes()).reshape(P, -1).T, columns=ITEMS)
    before = time.process_time()
    result = work(frame)
    seconds = time.process_time() - before
    found = figures(result)
    return {"seconds": seconds, "loading": loading, "version": found.pop("version", ours_version()), "figures": found}


def ours_version() -> str:
    """What this library ran on."""
    return f"Python {sys.version.split()[0]}, numpy {np.__version__}"


def peer_version(package: str) -> str:
    """The peer's version, and numpy's."""
    from importlib.metadata import version

    return f"{package} {version(package)}, Python {sys.version.split()[0]}, numpy {np.__version__}"


def farthest(mine: Figures, theirs: Figures, names: tuple[str, ...]) -> float:
    """The largest absolute difference of the figures of these names."""
    return max(float(np.abs(np.subtract(mine[name], theirs[name])).max()) for name in names)


def farthest_relative(mine: Figures, theirs: Figures, names: tuple[str, ...]) -> float:
    """The largest difference of the figures of these names, as a share of them."""
    return max(float(np.abs(np.divide(mine[name], theirs[name]) - 1).max()) for name in names)


def main(sides: Mapping[str, PythonSide], tables: Callable[[argparse.Namespace], list[Table]]) -> None:
    """The command line of a benchmark: all its tables, or (for the fresh processes) one side on one file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", metavar="PYTHON", help=f"an interpreter with {PEERS} installed")
    parser.add_argument("--old-peers", metavar="PYTHON", help=f"an interpreter with {OLD_PEERS} installed")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--only", help="tables whose title has this in it", default="")
    parser.add_argument("--side", nargs=2, metavar=("SIDE", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        print(json.dumps(run_side(sides[given.side[0]], Path(given.side[1]))))
        return
    print(NOTE.format(runs=given.runs, cores=os.cpu_count()))
    for table in tables(given):
        if given.only in table.title:
            table.print(given.runs)
