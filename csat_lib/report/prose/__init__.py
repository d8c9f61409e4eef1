"""Sentences made from findings, written apart for Chinese and for English.

Nothing is claimed that its interval does not carry.
"""

from __future__ import annotations

from csat_lib.report.prose.spoken import TOPICS, say

__all__ = ["TOPICS", "say"]
