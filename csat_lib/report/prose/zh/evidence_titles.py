"""Active titles of the figures and tables about factors, model, validity and comparability."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.prose import evidence
from csat_lib.report.prose.zh.grammar import listed, quoted
from csat_lib.report.view import View

MOST_NAMED = 2


def comparability(view: View, subject: str = "") -> str:
    """What does not compare."""
    del subject
    bad = evidence.verdicts(view).of("not_comparable", [*view.study.constructs, evidence.MODEL])
    if not bad:
        found = evidence.verdicts(view).of("comparable")
        return "经检验的各项均可比" if found else "令各期相等时 CFI 的损失"
    return f"{listed([quoted(view.label(row.subject)) for row in bad])}不可比"


def verdicts(view: View) -> str:
    """How many of the figures compare."""
    rows = view.words("comparability", "verdict")
    counts = {kind: sum(row.text == kind for row in rows) for kind in ("comparable", "not_comparable", "not_tested")}
    told = f"{counts['comparable']} 项可比，{counts['not_comparable']} 项不可比"
    return f"{told}，{counts['not_tested']} 项未检验" if rows else "哪些可以比较"


def differences(view: View) -> str:
    """How many questions differ from the wave before."""
    found = {row.subject for row in evidence.differences(view)}
    since = f"与 {view.previous.label('zh')}的问卷相比，" if view.previous else ""
    return f"{since}有 {len(found)} 道题改动" if found else "问卷没有改动"


TITLES: dict[str, Callable[..., str]] = {
    "comparability": comparability,
    "comparability_table": comparability,
    "verdicts": verdicts,
    "differences": differences,
}
