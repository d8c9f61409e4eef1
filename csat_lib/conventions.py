"""Conventional limits, each once, with its source: read by statistics, sentences, tables and charts alike.

A convention is no law: where a figure lies against one is told with its interval, and the limit is named.
"""

from __future__ import annotations

ENOUGH_ALPHA = 0.70
"""Minimum of alpha for comparing groups (Nunnally and Bernstein 1994)."""
GOOD_ALPHA = 0.80
"""Alpha called good (Nunnally and Bernstein 1994)."""
REPETITIVE_ALPHA = 0.95
"""Alpha from which items repeat one another (Streiner 2003)."""
ENOUGH_ITEM_REST = 0.30
"""Minimum of an item's correlation with the rest of its scale (Nunnally and Bernstein 1994)."""
