"""Answers of a study as platforms export them: built from simulated answers by what the format sheets say."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd

from csat_lib.forms.limesurvey import code_of
from csat_lib.forms.shown import points, say, shown
from csat_lib.study.model import Study
from csat_lib.study.questions import MultipleChoice


def codes(one, record: dict) -> list[str]:
    """The codes that somebody gave to a question; none where there is no answer."""
    if isinstance(one, MultipleChoice) and one.columns:
        return [code for code, column in one.columns.items() if plain(record[column]) == "1"]
    given = plain(record[one.column])
    return given.split(one.separator) if isinstance(one, MultipleChoice) and given else [given] if given else []


def plain(value) -> str:
    if pd.isna(value):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value).removesuffix(" 00:00:00")


def worded(one, given: list[str], language: str) -> list[str]:
    words = {point.code: say(point, [language]) for point in points(one)}
    return [words.get(code, code) for code in given]


def wenjuanxing(study: Study, raw: pd.DataFrame, path: Path, language: str = "zh") -> None:
    """By text: numbered headings, wordings, ``┋`` between options, ``〖〗`` around added words, ``(空)``."""
    records = raw.to_dict("records")
    out = {
        "序号": range(1, len(raw) + 1),
        "提交答卷时间": [f"{r[study.fields.finished]:%Y/%-m/%-d %H:%M:%S}" for r in records],
    }
    out |= {"所用时间": [f"{plain(r[study.fields.duration])}秒" for r in records], "来自IP": "192.0.2.7(上海-上海)"}
    for number, together in enumerate(shown(study), start=1):
        for name in together.names:
            one = study.questions[name]
            heading = f"{number}、{say(together.stem, [language])}"
            heading += f"—{say(one.text, [language])}" if together.block else ""
            cells = []
            for record in records:
                given = worded(one, codes(one, record), language)
                added = plain(record.get(one.other, "")) if getattr(one, "other", None) else ""
                cells.append(
                    "┋".join([*given[:-1], given[-1] + (f"〖{added}〗" if added else "")]) if given else "(空)"
                )
            out[heading] = cells
    pd.DataFrame(out).to_csv(path, index=False, encoding="utf-8-sig")


def qualtrics(study: Study, raw: pd.DataFrame, path: Path) -> None:
    """Three heading rows; scales and choices as wordings, a column an option of a multiple choice."""
    names, words, rows = (
        ["EndDate", "Duration (in seconds)", "ResponseId"],
        ["End Date", "Duration (in seconds)", "Response ID"],
        [],
    )
    plan = []
    for together in shown(study):
        for at, name in enumerate(together.names, start=1):
            one, tag = study.questions[name], f"{together.block}_{at}" if together.block else name
            stem = say(together.stem, ["en"]) + (f" - {say(one.text, ['en'])}" if together.block else "")
            if isinstance(one, MultipleChoice):
                plan += [
                    (f"{tag}_{at}", f"{stem} - {say(p, ['en'])}", one, p) for at, p in enumerate(points(one), start=1)
                ]
            else:
                plan.append((tag, stem, one, None))
            if getattr(one, "other", None):
                plan.append((f"{tag}_{len(one.options)}_TEXT", f"{stem} - Other - Text", one, "other"))
    for at, record in enumerate(raw.to_dict("records")):
        row = [f"{record[study.fields.finished]:%Y-%m-%d %H:%M:%S}", plain(record[study.fields.duration]), f"R_{at}"]
        for _, _, one, point in plan:
            given = codes(one, record)
            if point == "other":
                row.append(plain(record[one.other]))
            elif point is None:
                row.append("".join(worded(one, given, "en")))
            else:
                row.append(say(point, ["en"]) if point.code in given else "")
        rows.append(row)
    names, words = [*names, *(each[0] for each in plan)], [*words, *(each[1] for each in plan)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, words, [json.dumps({"ImportId": name}) for name in names], *rows])


def limesurvey(study: Study, raw: pd.DataFrame, path: Path, language: str = "zh") -> None:
    """Full answers under codes: ``room[q01]``, ``uses[spa]`` with Yes or nothing, ``q1[other]``."""
    out = {"id": range(1, len(raw) + 1), "submitdate": [f"{at:%Y-%m-%d %H:%M:%S}" for at in raw[study.fields.finished]],
           "lastpage": 3, "startlanguage": "zh-Hans", "seed": 7}  # fmt: skip
    for together in shown(study):
        for name in together.names:
            one, code = study.questions[name], code_of(together.block or name)
            given = [codes(one, record) for record in raw.to_dict("records")]
            if isinstance(one, MultipleChoice):
                for point in points(one):
                    out[f"{code}[{code_of(point.code)}]"] = ["Yes" if point.code in each else "" for each in given]
            elif together.block:
                out[f"{code}[{code_of(name)}]"] = ["".join(each) for each in given]
            else:
                out[code] = ["".join(worded(one, each, language)) for each in given]
            if getattr(one, "other", None):
                out[f"{code}[other]"] = [plain(each) for each in raw[one.other]]
    out["interviewtime"] = [f"{plain(each)}.1" for each in raw[study.fields.duration]]
    pd.DataFrame(out).to_csv(path, index=False, quoting=csv.QUOTE_ALL)


def kobo(study: Study, raw: pd.DataFrame, path: Path) -> None:
    """``;`` between quoted cells, ``group/name``, chosen names joined by a blank and once more as 1 and 0."""
    out = {}
    for together in shown(study):
        for name in together.names:
            one, column = study.questions[name], f"{together.block}/{name}" if together.block else name
            given = [codes(one, record) for record in raw.to_dict("records")]
            out[column] = [" ".join(each) for each in given]
            if isinstance(one, MultipleChoice):
                for point in points(one):
                    out[f"{column}/{point.code}"] = [str(int(point.code in each)) if each else "" for each in given]
            if getattr(one, "other", None):
                out[f"{column}_other"] = [plain(each) for each in raw[one.other]]
    times = raw[study.fields.finished]
    out |= {"_id": range(1, len(raw) + 1), "_submission_time": [f"{at:%Y-%m-%dT%H:%M:%S}" for at in times]}
    pd.DataFrame(out).to_csv(path, index=False, sep=";", quoting=csv.QUOTE_ALL)
