"""What opens the statistical appendix."""

from __future__ import annotations

LEAD = "These are the figures behind the chapter on trust. Whoever does not doubt it may pass them over."
