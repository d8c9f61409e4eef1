"""What could have been seen: the smallest difference that would have been called clear with a chance of .8.

Half the interval plus .84 standard errors (Bloom 1995, Evaluation Review 19: 547-556).
"""

from collections.abc import Sequence

from csat_lib.report.clear import valued
from csat_lib.report.declared import Finding
from csat_lib.report.wording import Claim, Derived, Wording

RANGE = Wording(
    zh="；以现有样本，差距要到 {least} 至 {most} 分才较有把握（八成）看得出来",
    en="; with these samples, differences of {least} to {most} points or more would probably (4 in 5) have been "
    "noticed",
)
ONE = Wording(
    zh="；以现有样本，差距要到 {most} 分才较有把握（八成）看得出来",
    en="; with this sample, a difference of {most} points or more would probably (4 in 5) have been noticed",
)


def seen(rows: Sequence[Finding]) -> Claim | None:
    """'with these samples, differences of 4.1 to 8.9 points or more would probably (4 in 5) have been noticed'."""
    known = [row for row in valued(rows) if row.low is not None and row.se is not None]
    sizes = sorted((Derived("detectable", row) for row in known), key=lambda size: size.value)
    if not sizes:
        return None
    least, most = sizes[0], sizes[-1]
    return RANGE(least=least, most=most) if most.value - least.value >= 0.05 else ONE(most=most)  # told to a tenth
