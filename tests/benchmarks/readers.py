"""CPU time of reading answers: 问卷星's CSV, a workbook, an SPSS file, each beside the peer's own fast path.

    uv run python tests/benchmarks/readers.py > tests/benchmarks/readers.txt     (RUNS=1: one process a side)

Every side works in fresh processes, in turn; the time is that of the work, without imports. Ours: the file is opened,
bound to the study and matched: every cell checked and turned into an answer. Peers: pandas.read_csv (C engine, all
columns as text), ``replace`` of the wordings by codes, ``str.split`` of the lists; pandas with openpyxl, frame alone;
pyreadstat.read_sav alone, frame alone (its codes are never checked). The answers are drawn with a fixed seed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

WORDS = ["很不满意", "不满意", "一般", "满意", "很满意"]
USES = ["水疗", "酒吧", "泳池", "餐厅", "健身房", "接送"]
N_RATINGS, N_LISTS = 50, 4
RUNS = int(os.environ.get("RUNS", "3"))


def drawn(n_rows: int) -> pd.DataFrame:
    """Number, time, seconds, source; ratings by their wordings, lists of options, a day, an open answer: 60 columns."""
    rng = np.random.default_rng(20260105)
    moments = pd.Timestamp("2026-01-05") + pd.to_timedelta(rng.integers(0, 20 * 86400, n_rows), unit="s")
    columns = {
        "序号": np.arange(1, n_rows + 1),
        "提交答卷时间": moments.strftime("%Y/%m/%d %H:%M:%S"),
        "所用时间": [f"{seconds}秒" for seconds in rng.integers(30, 900, n_rows)],
        "来源": rng.choice(["微信", "链接"], n_rows),
    }
    for at in range(N_RATINGS):
        columns[f"{at + 1}、第{at + 1}项"] = np.where(rng.random(n_rows) < 0.03, "(空)", rng.choice(WORDS, n_rows))
    for at in range(N_LISTS):
        chosen = rng.random((n_rows, len(USES))) < 0.4
        lists = ["┋".join(use for use, yes in zip(USES, row, strict=True) if yes) or "(空)" for row in chosen]
        columns[f"{N_RATINGS + at + 1}、用过{at}"] = lists
    columns[f"{N_RATINGS + N_LISTS + 1}、推荐"] = rng.integers(0, 11, n_rows)
    columns[f"{N_RATINGS + N_LISTS + 2}、原因"] = rng.choice(["服务好", "房间，干净", "(空)", "太吵"], n_rows)
    return pd.DataFrame(columns)


def study():
    from csat_lib.study import Study

    rating = {"scale": "five", "role": "perception"}
    questions = {f"q{at}": {"text": {"zh": f"第{at}项"}, **rating, "column": f"{at}、第{at}项"} for at in range(1, 51)}
    for at in range(N_LISTS):
        options = {str(place): {"zh": use} for place, use in enumerate(USES)}
        column = f"{N_RATINGS + at + 1}、用过{at}"
        questions[f"u{at}"] = {"text": {"zh": "用过"}, "kind": "multiple", "options": options, "column": column}
    questions["nps"] = {"text": {"zh": "推荐"}, "kind": "nps", "column": f"{N_RATINGS + N_LISTS + 1}、推荐"}
    questions["why"] = {"text": {"zh": "原因"}, "kind": "text", "column": f"{N_RATINGS + N_LISTS + 2}、原因"}
    labels = {place: {"zh": words} for place, words in enumerate(WORDS, start=1)}
    return Study.model_validate(
        {
            "study": "speed",
            "title": {"zh": "速度"},
            "languages": ["zh"],
            "scales": {"five": {"from": 1, "to": 5, "labels": labels}},
            "questions": questions,
            "fields": {"id": "序号", "finished": "提交答卷时间", "duration": "所用时间", "source": "来源"},
        }
    )


def of_numbers():
    from csat_lib.study import Study

    rating = {"text": {"en": "x"}, "scale": "five", "role": "perception"}
    return Study.model_validate(
        {
            "study": "speed",
            "title": {"en": "Speed"},
            "languages": ["en"],
            "scales": {"five": {"from": 1, "to": 5, "missing": [9]}},
            "questions": {f"q{at}": rating for at in range(40)},
        }
    )


def write(path: Path) -> None:
    """The file of a contest."""
    if path.suffix == ".csv":
        drawn(100_000).to_csv(path, index=False, encoding="utf-8-sig")
    elif path.suffix == ".xlsx":
        drawn(50_000).to_excel(path, index=False, engine="xlsxwriter")
    else:
        import pyreadstat

        rng = np.random.default_rng(20260105)
        frame = pd.DataFrame({f"q{at}": rng.choice([1.0, 2, 3, 4, 5, 9], 1_000_000) for at in range(40)})
        pyreadstat.write_sav(frame, path, missing_ranges={name: [9] for name in frame})


def ours(path: Path) -> float:
    from csat_lib.answers.match import Matcher
    from csat_lib.answers.needs import wanted_of
    from csat_lib.answers.read import open_answers
    from csat_lib.answers.source import BATCH

    asked = of_numbers() if path.suffix == ".sav" else study()
    if path.suffix == ".sav":
        import pyreadstat  # noqa: F401 - imports are no part of the work
    start = time.process_time()
    matcher = Matcher.of(asked, open_answers(path, wanted_of(asked)), b"key")
    rows = sum(len(matched.rows) for matched in matcher.batches(BATCH))
    matcher.faults.raise_any()
    assert rows in {50_000, 100_000, 1_000_000}
    return time.process_time() - start


def theirs(path: Path) -> float:
    import pyreadstat

    start = time.process_time()
    if path.suffix == ".csv":
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        codes = dict(zip(WORDS, "12345", strict=True)) | {"(空)": ""}
        ratings = list(frame.columns[4 : 4 + N_RATINGS])
        frame[ratings] = frame[ratings].replace(codes)
        lists = [frame[name].str.split("┋") for name in frame.columns[4 + N_RATINGS : 4 + N_RATINGS + N_LISTS]]
        assert len(lists[0]) == len(frame)
    elif path.suffix == ".xlsx":
        frame = pd.read_excel(path, engine="openpyxl", dtype=str)
    else:
        frame, _ = pyreadstat.read_sav(path, user_missing=True)
    assert len(frame) in {50_000, 100_000, 1_000_000}
    return time.process_time() - start


CONTESTS = {
    ".csv": ("问卷星 CSV, 100,000 x 56, wordings and lists", "pandas read_csv + replace + str.split", 1.0),
    ".xlsx": ("XLSX, 50,000 x 56", "pandas with openpyxl", 5.0),
    ".sav": (".sav, 1,000,000 x 40, read and matched", "pyreadstat alone", 1 / 1.5),
}


def main() -> None:
    if sys.argv[1:2] in (["ours"], ["theirs"]):
        print(json.dumps({"ours": ours, "theirs": theirs}[sys.argv[1]](Path(sys.argv[2]))))
        return
    wanted = sys.argv[1:] or list(CONTESTS)
    print(f"CPU seconds: median of {RUNS} fresh processes a side, in turn; pandas {pd.__version__}.")
    with tempfile.TemporaryDirectory() as folder:
        for ending in wanted:
            title, peer, goal = CONTESTS[ending]
            path = Path(folder) / f"answers{ending}"
            write(path)
            seconds: dict[str, list[float]] = {"ours": [], "theirs": []}
            for _ in range(RUNS):
                for side, found in seconds.items():
                    told = subprocess.run([sys.executable, __file__, side, str(path)], capture_output=True, check=True)
                    found.append(json.loads(told.stdout))
            mine, other = median(seconds["ours"]), median(seconds["theirs"])
            met = "met" if other / mine >= goal else "not met"
            print(f"\n{title}\n  csat_lib  {mine:8.2f}\n  {peer}  {other:8.2f}")
            print(f"  {other / mine:.2f} times as fast; goal {goal:.2f}: {met}", flush=True)
            path.unlink()


if __name__ == "__main__":
    main()
