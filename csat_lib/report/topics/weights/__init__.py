"""Whom do they speak for, and what counts how much in the index?"""

from __future__ import annotations

from csat_lib.report.topics.weights.respondents import say

__all__ = ["say"]
