"""Sentences made from findings, written apart for Chinese and for English.

Nothing is claimed that its interval does not carry.
"""

from __future__ import annotations

from csat_lib.report.prose.scope import TOPICS
from csat_lib.report.prose.spoken import say

__all__ = ["TOPICS", "say"]
