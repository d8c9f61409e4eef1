"""One notebook to execute."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from csat_lib.runs import chapters


@dataclass(frozen=True)
class Sheet:
    """Which chapter, on which wave file (if it has one), in which language, written where; ``plain``: in a kernel."""

    chapter: str
    wave_file: Path | None
    language: str
    target: Path
    plain: bool = False

    @property
    def parameters(self) -> dict[str, str]:
        """What the notebook is told; the wave file as seen from the notebooks' folder."""
        wave = {} if self.wave_file is None else {"wave_file": os.path.relpath(self.wave_file, chapters.NOTEBOOKS)}
        return {**wave, "language": self.language}
