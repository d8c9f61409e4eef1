"""What changed since the wave before, and over all waves?"""

from __future__ import annotations

from csat_lib.report.topics.trends.told import say

__all__ = ["say"]
