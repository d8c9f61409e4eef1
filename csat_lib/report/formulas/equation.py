"""A formula as data: its name, both notations, and how it is spoken with its source, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

Both = tuple[str, str]
"""(Chinese, English)"""


@dataclass(frozen=True)
class Equation:
    """One formula; ``spoken`` ends with the work that it comes from, as ``[@kish1965]``; ``symbols`` may be empty."""

    name: Both
    latex: str
    typst: str
    spoken: Both
    symbols: Both = ("", "")
