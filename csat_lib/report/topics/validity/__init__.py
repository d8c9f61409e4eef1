"""Do the items measure what they are to measure, and each dimension something of its own?"""

from __future__ import annotations

from csat_lib.report.topics.validity.dimension import say

__all__ = ["say"]
