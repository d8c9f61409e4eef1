"""How satisfied are they?"""

from __future__ import annotations

from csat_lib.report.topics.scores.standing import say

__all__ = ["say"]
