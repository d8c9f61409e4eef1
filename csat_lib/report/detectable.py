"""What could have been seen: the smallest difference that would have been called clear with a chance of .8.

Half the interval plus .84 standard errors (Bloom 1995, Evaluation Review 19: 547-556).
"""

from collections.abc import Sequence

from csat_lib.report.clear import valued
from csat_lib.report.declared import Finding
from csat_lib.report.wording import Claim, Derived, Wording

RANGE = Wording(
    zh="（相差 {least} 至 {most} 分以上，视样本量而定，才有八成把握看得出来）",
    en=" (true differences of {least} to {most} points, by size of the base, would have been found with a chance of "
    "80%)",
)
ONE = Wording(
    zh="（相差 {most} 分以上，才有八成把握看得出来）",
    en=" (a true difference of {most} points would have been found with a chance of 80%)",
)


def seen(rows: Sequence[Finding]) -> Claim | None:
    """'(true differences of 4.1 to 8.9 points, by size of the base, would have been found with a chance of 80%)'."""
    known = [row for row in valued(rows) if row.low is not None and row.se is not None]
    sizes = sorted((Derived("detectable", row) for row in known), key=lambda size: size.value)
    if not sizes:
        return None
    least, most = sizes[0], sizes[-1]
    return RANGE(least=least, most=most) if most.value - least.value >= 0.05 else ONE(most=most)  # told to a tenth
