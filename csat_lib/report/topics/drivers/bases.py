"""On how many responses the scores beside importances rest."""

from csat_lib.report.declared import Rows, valued
from csat_lib.report.wording import Claim, Wording

BASES = Wording(
    zh="得分的样本量为 {least.n} 至 {most.n} 份；重要性只用各项都有得分的答卷",
    en="Scores rest on {least.n} to {most.n} responses, importance on those that have all of them",
)


def bases(scores: Rows, importances: Rows) -> Claim | None:
    """That scores rest on more responses than importances, where they do."""
    found = sorted((row for row in valued(scores) if row.n is not None), key=lambda row: row.n or 0)
    differ = {row.n for row in found} != {row.n for row in importances}
    return BASES(least=found[0], most=found[-1]) if found and importances and differ else None
