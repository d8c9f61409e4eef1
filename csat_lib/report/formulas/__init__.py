"""The formulas of the appendix, in the notations of page and print, spoken, and each with its source."""

from __future__ import annotations

from collections.abc import Collection

from csat_lib.report.blocks import Formula
from csat_lib.report.formulas.equation import Equation
from csat_lib.report.formulas.measurement import MEASUREMENT
from csat_lib.report.formulas.scores import SCORES
from csat_lib.report.references import resolve
from csat_lib.report.words import set_text

EQUATIONS: dict[str, Equation] = SCORES | MEASUREMENT

__all__ = ["EQUATIONS", "formulas", "spoken", "symbols"]


def formulas(used: Collection[str], language: str) -> tuple[Formula, ...]:
    """The formulas of the measures and methods that a wave recorded, their sources as a reader meets them."""
    return tuple(
        Formula(
            set_text(_in(equation.name, language), language),
            equation.latex,
            equation.typst,
            set_text(resolve(_in(equation.spoken, language), language), language),
        )
        for equation in _of(used)
    )


def spoken(used: Collection[str], language: str) -> list[str]:
    """How they are spoken, works still as keys."""
    return [_in(equation.spoken, language) for equation in _of(used)]


def symbols(used: Collection[str], language: str) -> str:
    """What the letters of these formulas stand for, in one sentence."""
    told = list(dict.fromkeys(words for equation in _of(used) if (words := _in(equation.symbols, language))))
    if not told:
        return ""
    return f"式中：{'；'.join(told)}。" if language == "zh" else f"Symbols: {'; '.join(told)}."


def _of(used: Collection[str]) -> list[Equation]:
    return [equation for name, equation in EQUATIONS.items() if name in used]


def _in(both: tuple[str, str], language: str) -> str:
    return both[0] if language == "zh" else both[1]
