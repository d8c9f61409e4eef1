"""What a run was made from and how: hashes, versions, parameters, rows, variants and, apart, durations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from csat_lib.answers.table_use import table_facts
from csat_lib.collect.passes import TAKEN
from csat_lib.collect.wave_answers import answer_paths
from csat_lib.fingerprints import code_hash, file_hash, versions
from csat_lib.study import WavePlan
from csat_lib.study.table_kinds import OF_RESPONDENTS

_PACKAGES = (
    "python",
    "csat-workbench",
    "numpy",
    "scipy",
    "pandas",
    "pyarrow",
    "factor-analyzer",
    "matplotlib",
    "seaborn",
    "typst",
)


def provenance(plan: WavePlan, folder: Path) -> dict[str, Any]:
    """The facts that the report's appendix prints: the same inputs give the same facts, whenever it runs.

    ``folder``: the collected wave. ``read``: what of the answers was settled or taken by what they hold.
    """
    ledger, taken = (pd.read_parquet(folder / name) for name in ("ledger.parquet", TAKEN))
    joined = any(table.kind == OF_RESPONDENTS for table in plan.study.tables.values())
    people = pd.read_parquet(folder / "respondents.parquet", columns=["id"])["id"] if joined else None
    return {
        "study": plan.study.study,
        "period": str(plan.period),
        "earlier": [str(period) for period in plan.earlier],
        "inputs": _inputs(plan),
        "tables": table_facts(plan, people),
        "library": code_hash(),
        "versions": {name: versions()[name] for name in _PACKAGES},
        "parameters": {"seed": plan.seed, "set": _named(plan.overrides)},
        "read": taken.to_dict("records"),
        "rows": {"in": int(ledger["before"].iloc[0]), "kept": int(ledger["after"].iloc[-1])},
    }


def _named(overrides: Mapping[str, str]) -> dict[str, str]:
    """The settings of the command line; a file is told by its name, not by where it lay."""
    return {key: Path(value).name if key == "responses" else value for key, value in overrides.items()}


def _inputs(plan: WavePlan) -> list[dict[str, str]]:
    answers = [("responses", path) for path in answer_paths(plan)]
    files = [("study", plan.study_path), ("wave", plan.path), *answers]
    hashed = [{"input": role, "file": path.name, "sha256": file_hash(path)} for role, path in files]
    if not answers:
        hashed.append({"input": "responses", "file": str(plan.responses), "sha256": ""})
    return hashed


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write JSON that a person can read, keys in order."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
