"""The look that a study chooses: its accent colour and its logo."""

from __future__ import annotations

import re
from dataclasses import dataclass

from csat_lib.charts.colours import legible
from csat_lib.errors.report import bad_accent

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Look:
    """``accent`` as #rrggbb; ``logo`` the text of an SVG file, or nothing."""

    accent: str = "#1f5a7a"
    logo: str = ""

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.accent):
            raise bad_accent(self.accent)

    @property
    def ink(self) -> str:
        """The accent as words and rules are set in it: darkened where a light one could not be read on white."""
        return legible(self.accent)
