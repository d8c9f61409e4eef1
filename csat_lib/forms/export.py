"""``csat export``: the cleaned answers of a wave with labels, weight and scores, to go on with in another program."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pandas as pd

from csat_lib.collect.collected_wave import collected
from csat_lib.collect.kept_answers import frames_of
from csat_lib.forms.shown import Point, points, said
from csat_lib.forms.spss import code_number, sav_of, syntax, variable_of, variables
from csat_lib.study import WavePlan
from csat_lib.study.questions import Date, MultipleChoice, OpenText
from csat_lib.voice.masking import mask

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that make a spreadsheet take a text for a formula."""


def export_frame(
    plan: WavePlan, languages: Sequence[str], kept_only: bool = False, words: bool = False
) -> pd.DataFrame:  # noqa: FBT001, FBT002
    """One row a respondent: answers by code (or in ``words``), scores, weight, whether and why not he counts; no ids.

    Open answers are masked as in reports.
    """
    study, folder = plan.study, collected(plan)
    answers = pd.concat(frames_of(plan, tuple(study.questions), folder))
    respondents = pd.read_parquet(folder / "respondents.parquet").set_index("row")
    found: dict[str, pd.Series] = {}
    for name, variable, level in variables(study):
        one = study.questions[name]
        given = answers.get(f"{name}.{level}" if level else name, pd.Series(index=answers.index, dtype="float64"))
        if isinstance(one, OpenText):
            found[variable] = given.map(lambda text: mask(text) if isinstance(text, str) else text)
        elif isinstance(one, MultipleChoice | Date):
            found[variable] = given
        else:
            worded: dict[str, Point] = {point.code: point for point in points(one)}
            texts = {
                code: said(point, languages) if words else code_number(one, code) for code, point in worded.items()
            }
            found[variable] = given.map(lambda value, texts=texts: texts.get(_code(value), value), na_action="ignore")
        other = f"{name}.other"
        if other in answers and not level:
            found[variable_of(other)] = answers[other].map(lambda text: mask(text) if isinstance(text, str) else text)
    frame = pd.DataFrame(found).join(respondents[[name for name in respondents if _is_told(str(name))]])
    frame = frame.rename(columns=lambda name: variable_of(str(name))).assign(
        kept=respondents["kept"].astype(int), reason=respondents["reason"].astype("str")
    )
    return frame[frame["kept"] == 1] if kept_only else frame


def _code(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _is_told(name: str) -> bool:
    return name in {"weight", "seconds", "finished"} or name.startswith("score.")


def export(plan: WavePlan, to: str, languages: Sequence[str], kept_only: bool = False) -> dict[str, bytes]:  # noqa: FBT001, FBT002
    """Ending -> content of the files: with a .sav its .sps for multiple response sets and weight."""
    frame = export_frame(plan, languages, kept_only, words=to != "sav")
    return _WRITERS[to](plan, frame, languages)


def _sav(plan: WavePlan, frame: pd.DataFrame, languages: Sequence[str]) -> dict[str, bytes]:
    plain = frame.assign(**{name: frame[name].fillna("") for name in frame if frame[name].dtype in ("str", "object")})
    numbers = {
        name: pd.to_numeric(plain[name])
        for _, name, level in variables(plan.study)
        if plain[name].dtype == "object" and pd.to_numeric(plain[name], errors="coerce").notna().any()
    }
    return {
        ".sav": sav_of(plain.assign(**numbers), plan.study, languages),
        ".sps": b"\xef\xbb\xbf" + syntax(plan.study, frame, languages).encode(),
    }


def _csv(_: WavePlan, frame: pd.DataFrame, __: Sequence[str]) -> dict[str, bytes]:
    safe = frame.map(lambda cell: f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell)
    return {".csv": safe.to_csv(index=False).encode("utf-8-sig")}


def _xlsx(_: WavePlan, frame: pd.DataFrame, __: Sequence[str]) -> dict[str, bytes]:
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(out, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        frame.to_excel(writer, index=False, sheet_name="answers")
    return {".xlsx": out.getvalue()}


_WRITERS: dict[str, Callable[[WavePlan, pd.DataFrame, Sequence[str]], dict[str, bytes]]] = {
    "sav": _sav,
    "xlsx": _xlsx,
    "csv": _csv,
}
