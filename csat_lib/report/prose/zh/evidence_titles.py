"""Active titles of the figures and tables about factors, model, validity and comparability."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.clear import ranked
from csat_lib.report.prose import evidence
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, fixed

MOST_NAMED = 2


def model(view: View, subject: str = "") -> str:
    """Between which values the items load."""
    del subject
    rows = sorted(evidence.item_loadings(view), key=lambda row: row.value or 0.0)
    if not rows:
        return "测量模型"
    return f"题项在所属维度上的载荷为 {coefficient(rows[0].value or 0.0)} 至 {coefficient(rows[-1].value or 0.0)}"


def structure(view: View, subject: str = "") -> str:
    """Between which values the dimensions correlate."""
    del subject
    order = ranked(view.figures("model", "construct_correlation"))
    if not order:
        return "各维度之间的关系"
    low, high = coefficient(order[-1].value or 0.0), coefficient(order[0].value or 0.0)
    return f"维度间相关为 {low} 至 {high}" if low != high else f"维度间相关为 {low}"


def model_loadings(view: View, subject: str = "") -> str:
    """How many items load weakly in the model."""
    del subject
    poor, line = evidence.weak(view), coefficient(evidence.WEAK_LOADING)
    return f"有 {len(poor)} 个题项的载荷低于 {line}" if poor else f"每个题项在所属维度上的载荷都不低于 {line}"


def model_fit(view: View) -> str:
    """Whether the model fits by convention."""
    found, missed = evidence.fit(view), evidence.misses(view)
    if not found:
        return "测量模型的拟合"
    names = "、".join(name.upper() for name in missed)
    told = f"模型的 {names} 未达到惯用界限" if missed else "模型拟合达到惯用界限"
    return told if "cfi" not in found else f"{told}（CFI 为 {fixed(found['cfi'].value or 0.0, 3)}）"


def modification(view: View) -> str:
    """Which single path would improve the fit most."""
    row = evidence.best_change(view)
    if row is None:
        return "没有哪条路径对拟合的改善超出偶然"
    return f"增加一条路径，χ² 最多约降低 {fixed(row.value or 0.0)}"


TITLES: dict[str, Callable[..., str]] = {
    "path_model": model,
    "path_structure": structure,
    "model_loadings": model_loadings,
    "model_fit": model_fit,
    "modification": modification,
}
