"""What a reader must not conclude, whatever the wave."""

from __future__ import annotations

LIMITS = (
    (
        "Those who did not answer may think otherwise. No interval in this report covers that: intervals tell the "
        "error of sampling, nothing else."
    ),
    (
        "What goes together need not be cause and effect. Importance is an association within one wave; whether a "
        "measure works is for the next wave to show."
    ),
    (
        "A rank is not a difference. Neighbours in a ranking are rarely told apart; only differences called clear in "
        "the text have an interval that excludes zero."
    ),
    "“No clear change” is not proof of no change: it means that these answers cannot tell.",
    "An index of 80 does not mean that 80% are satisfied, and index points are not percentage points.",
)
