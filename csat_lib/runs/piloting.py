"""What a run of a pilot leaves besides its report: the revised study file, and what the terminal tells."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from csat_lib.findings import TEXT_SCHEMA, pick, read
from csat_lib.report.topics.pilot.judged import SIGNS
from csat_lib.study import Study, WavePlan
from csat_lib.study.revise import REVISED_FILE, revise_study

DECISIONS = ("keep", "review", "drop")


def write_revised(plan: WavePlan, work: Path) -> None:
    """The study file without the items that the pilot's texts drop, into ``work``; notes say why."""
    dropped, reviewed = notes(read([work / "texts.parquet"], TEXT_SCHEMA), plan)
    revised = revise_study(plan.study_path, dropped, reviewed)
    (work / REVISED_FILE).write_text(revised.text, encoding="utf-8", newline="")


def notes(texts: pd.DataFrame, plan: WavePlan) -> tuple[dict[str, str], dict[str, str]]:
    """(item -> note) of the items dropped, and of those to be reviewed."""
    final = _by_item(texts, "final", "text")
    reasons, overruled = _by_item(texts, "decision", "other"), plan.study.pilot.overrule
    told = {item: f"{word} after the pilot {plan.period}: " for word, item in ((final[item], item) for item in final)}
    why = {
        item: f"overruled, {overruled[item].why.get(_worded(plan.study))}"
        if item in overruled
        else "; ".join(SIGNS[code].en for code in reasons[item].split())
        for item in final
    }
    noted = {item: (told[item] + why[item]).replace("\n", " ") for item in final}
    dropped = {item: noted[item].replace("drop ", "dropped ", 1) for item in final if final[item] == "drop"}
    return dropped, {item: noted[item] for item in final if final[item] == "review"}


def told(findings: pd.DataFrame, texts: pd.DataFrame) -> list[str]:
    """How many items stay, are to be reviewed and go; how many answers the main study needs."""
    final = _by_item(texts, "final", "text")
    lines = [_counted(name, [item for item in final if final[item] == name]) for name in DECISIONS]
    sizes = pick(findings, topic="pilot", measure="sample_size")
    sizes = sizes[sizes["reason"] != "one_item"]
    for subject, words in (("consistency", "answers needed for alpha"), ("model", "answers needed for the model")):
        own = pick(sizes, subject=subject, path="" if subject == "model" else "cautious")
        known = len(own) > 0 and own["value"].notna().all()
        value = f"{own['value'].max():,.0f}" if known else "cannot be told, see the report"
        lines.append(f"  {words:<36} {value}")
    return lines


def _counted(decision: str, items: list[str]) -> str:
    named = f"  ({', '.join(items)})" if items and decision != "keep" else ""
    return f"  {'items to ' + decision:<36} {len(items)}{named}"


def _by_item(texts: pd.DataFrame, kind: str, column: str) -> Mapping[str, str]:
    rows = pick(texts, topic="pilot", kind=kind)
    return dict(zip(rows["subject"], rows[column], strict=True))


def _worded(study: Study) -> str:
    return "en" if "en" in study.languages else study.languages[0]
