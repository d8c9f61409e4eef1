"""Peak memory of `collect` for 10^6 and 10^7 rows of 30 items, and their ratio. Run by hand:

python tests/benchmarks/collect_memory.py [ROWS ...]

Each size runs in a fresh process on a fresh Parquet file (row groups of 100,000). Memory is the resident set of the
whole process tree, read from /proc every 20 ms. Goal: less than 10 % more from 10^6 to 10^7, and under 1.5 GB.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from csat_lib.collect import collect
from csat_lib.period import parse
from csat_lib.study import Study, WavePlan

ITEMS = [f"q{at:02}" for at in range(1, 31)]
STORES = [f"S{at:02}" for at in range(1, 9)]
MEMBERS = ["none", "silver", "gold"]
ROW_GROUP = 100_000


def words(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


def make_study() -> Study:
    rating = {"scale": "ten", "role": "perception"}
    choices = {"store": STORES, "member": MEMBERS}
    return Study.model_validate(
        {
            "study": "memory",
            "title": words("Memory"),
            "scales": {"ten": {"from": 1, "to": 10, "missing": [99]}},
            "questions": {
                **{item: {"text": words(item), **rating} for item in ITEMS},
                "overall": {"text": words("overall"), "scale": "ten", "role": "outcome"},
                "nps": {"text": words("nps"), "kind": "nps"},
                **{
                    name: {
                        "text": words(name),
                        "kind": "single",
                        "role": "segment",
                        "options": {level: words(level) for level in levels},
                    }
                    for name, levels in choices.items()
                },
            },
            "constructs": {
                f"c{at}": {"title": words(f"c{at}"), "items": ITEMS[at * 6 : at * 6 + 6]} for at in range(5)
            },
            "index": {"satisfaction": {"title": words("s"), "parts": {f"c{at}": "equal" for at in range(5)}}},
            "segments": list(choices),
            "unit": "store",
            "fields": {"id": "id", "duration": "seconds", "device": "device"},
            "exclude": [
                {"rule": "duplicate", "by": ["device"]},
                {"rule": "seconds", "below": 60},
                {"rule": "speed", "below": 0.4},
                {"rule": "straight_line", "block": ITEMS, "at_least": 20},
                {"rule": "missing", "above": 0.5},
            ],
            "weights": {"rake": {"member": {"none": 0.5, "silver": 0.3, "gold": 0.2}}, "trim": 5},
        }
    )


def write_answers(path: Path, n_rows: int) -> None:
    rng = np.random.default_rng(1)
    writer = None
    for start in range(0, n_rows, ROW_GROUP):
        n = min(ROW_GROUP, n_rows - start)
        score = rng.normal(size=n)
        columns = {
            item: np.clip(np.round(6.5 + 1.4 * score + 1.4 * rng.normal(size=n)), 1, 10).astype(np.int8)
            for item in [*ITEMS, "overall", "nps"]
        }
        for item in ITEMS:
            columns[item][rng.random(n) < 0.05] = 99
        columns |= {"store": rng.choice(STORES, n), "member": rng.choice(MEMBERS, n)}
        columns |= {"id": np.arange(start, start + n), "device": rng.integers(0, n_rows, n)}
        columns["seconds"] = np.round(rng.lognormal(5.7, 0.5, n))
        table = pa.table(columns)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table, row_group_size=ROW_GROUP)
    writer.close()


def tree_memory(root: int) -> int:
    """Resident bytes of a process and all below it."""
    parents, resident = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = dict(line.split(":", 1) for line in (entry / "status").read_text().splitlines())
            except OSError:
                continue
            parents[int(entry.name)] = int(status["PPid"])
            resident[int(entry.name)] = int(status.get("VmRSS", "0 kB").split()[0]) * 1024
    tree = {root}
    while more := {pid for pid, parent in parents.items() if parent in tree} - tree:
        tree |= more
    return sum(resident.get(pid, 0) for pid in tree)


def measure(folder: Path, n_rows: int) -> tuple[float, float]:
    """(peak bytes, seconds) of one collect in a fresh process."""
    answers = folder / "answers.parquet"
    subprocess.run([sys.executable, __file__, "--write", answers, str(n_rows)], check=True)
    start, peak = time.perf_counter(), 0
    with subprocess.Popen([sys.executable, __file__, "--collect", answers, folder / "out"]) as process:
        while process.poll() is None:
            peak = max(peak, tree_memory(process.pid))
            time.sleep(0.02)
    if process.returncode:
        sys.exit(f"collect failed for {n_rows} rows")
    return peak, time.perf_counter() - start


def main(sizes: list[int]) -> None:
    print(f"{'rows':>12}  {'peak MB':>8}  {'seconds':>8}")
    peaks = []
    for n_rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            peak, seconds = measure(Path(folder), n_rows)
        peaks.append(peak)
        print(f"{n_rows:>12,}  {peak / 1e6:>8.0f}  {seconds:>8.0f}", flush=True)
    print(f"last / first: {peaks[-1] / peaks[0]:.3f}  (goal < 1.10, and each < 1500 MB)")


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    match sys.argv[1:]:
        case ["--write", path, n_rows]:
            write_answers(Path(path), int(n_rows))
        case ["--collect", path, out]:
            collect(WavePlan(make_study(), parse("2025"), Path("2025.yaml"), Path(path)), Path(out))
        case sizes:
            main([int(size) for size in sizes] or [10**6, 10**7])
