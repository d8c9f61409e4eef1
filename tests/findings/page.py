"""Writes the tables of measures and reasons into ARCHITECTURE.md: ``python -m tests.findings.page``."""

from __future__ import annotations

import re
from pathlib import Path

from csat_lib.findings.catalogue import MEASURES, REASONS, TOPICS
from csat_lib.findings.measure import Measure

PAGE = Path(__file__).parents[2] / "csat_lib" / "ARCHITECTURE.md"
_PART = re.compile(r"(<!-- catalogue -->\n).*?(<!-- end of catalogue -->)", re.DOTALL)


def catalogue_tables() -> str:
    """One row a topic, its measures by what they are about; then the reasons."""
    rows = [f"| {name} | {_measures(name)} |" for name in TOPICS]
    reasons = " ".join(f"`{code}`" for code in REASONS)
    head = "| topic | measures (unit): what subject, other and path mean |\n|---|---|\n"
    return head + "\n".join(rows) + f"\n\nReasons why a figure is absent: {reasons}\n"


def _measures(topic: str) -> str:
    about: dict[tuple[str, str], list[Measure]] = {}
    for measure in MEASURES.values():
        if measure.topic.name == topic:
            about.setdefault((measure.unit.name, measure.about), []).append(measure)
    parts = [
        f"{' '.join(f'`{measure.name}`' for measure in alike)} ({unit}): {words}"
        for (unit, words), alike in about.items()
    ]
    return " · ".join(parts)


def with_tables(page: str) -> str:
    """The page with its tables as the catalogue has them."""
    return _PART.sub(lambda match: f"{match[1]}{catalogue_tables()}{match[2]}", page)


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
