"""Do the items of a dimension hold together?"""

from __future__ import annotations

from csat_lib.report.topics.reliability.alpha import say

__all__ = ["say"]
