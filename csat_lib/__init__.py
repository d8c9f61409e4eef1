"""Customer-satisfaction workbench."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from csat_lib.wave import open_wave

__all__ = ["open_wave"]


def __getattr__(name: str) -> Any:
    """``open_wave``, imported when it is asked for: the command line must not load the statistics to say its help."""
    if name != "open_wave":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from csat_lib.wave import open_wave

    return open_wave
