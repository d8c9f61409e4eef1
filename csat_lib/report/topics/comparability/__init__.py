"""May waves and groups be compared?"""

from __future__ import annotations

from csat_lib.report.topics.comparability.waves import say

__all__ = ["say"]
