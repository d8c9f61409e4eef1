"""What do they say?"""

from __future__ import annotations

from csat_lib.report.topics.voice.topics_mentioned import say

__all__ = ["say"]
