"""What the items of a dimension share with it and with the others: variance extracted, Fornell and Larcker's rule."""

from csat_lib.conventions import ENOUGH_AVE
from csat_lib.findings.catalogue.reliability import COMPOSITE_RELIABILITY, RHO_A
from csat_lib.findings.catalogue.validity import AVE, CONSTRUCT_R, ROOT_AVE
from csat_lib.report.clear import size
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known, ranked
from csat_lib.report.topics.validity.htmt import OTHER_PAIRS
from csat_lib.report.wording import Claim, Limit, Wording, Words, some

MINIMUM = Limit(ENOUGH_AVE)
EXTRACTED = Wording(
    zh="各维度的平均方差抽取量{span}，惯用下限为 {minimum}{poor}。",
    en="The average variance that the items share with their dimension is {span}, customary minimum {minimum}{poor}.",
)
BETWEEN = Wording(zh="在 {lowest} 与 {highest} 之间", en="between {lowest} and {highest}")
IS = Wording(zh="为 {value}", en="{value}")
POOR = Wording(zh="；{rows.named}低于这一下限", en="; under it: {rows.named}")
OWN_MORE = Wording(
    zh="按 Fornell–Larcker 准则，各维度与自身题项的联系也都强于与其他维度的联系。",
    en="By Fornell and Larcker's rule, too, each dimension shares more with its own items than with any other.",
)
OWN_LESS = Wording(
    zh="按更严格的 Fornell–Larcker 准则，{pairs}彼此的联系强于与自身题项的联系。",
    en="By Fornell and Larcker's stricter rule {pairs} share more with each other than with their items.",
)
PAIR = Wording(zh="“{r.label}”与“{r.other}”（{r}）", en="{r.label} and {r.other} ({r})")
TITLE_POOR = Wording(
    zh="{rows.quoted}的平均方差抽取量低于 {minimum}", en="The items of {rows.label} share less than {minimum} with it"
)
TITLE_ENOUGH = Wording(
    zh="各维度的平均方差抽取量都不低于 {minimum}", en="In every dimension the items share {minimum} or more with it"
)
TITLE = Wording(zh="各维度的聚合效度", en="What the items share")
NEAREST = Words("与其他维度的最大相关", "Largest correlation with another")


def poor(view: View) -> list[Finding]:
    """Constructs whose items share less with them than with error."""
    return [row for row in known(view, AVE) if (row.value or 0.0) < ENOUGH_AVE]


def extracted(view: View) -> Claim | None:
    """The average variance extracted against its customary minimum."""
    order = ranked(view.rows(AVE))
    if not order:
        return None
    span = BETWEEN(lowest=order[-1], highest=order[0]) if len(order) > 1 else IS(value=order[0])
    low = poor(view)
    return EXTRACTED(span=span, minimum=MINIMUM, poor=POOR(rows=low) if low else None)


def own_root(view: View) -> Claim | None:
    """Pairs of constructs that correlate more than the root of either's variance extracted."""
    roots = {row.subject: row.value or 0.0 for row in known(view, ROOT_AVE)}
    if not roots:
        return None
    found = known(view, CONSTRUCT_R)
    rows = [r for r in found if size(r) > min(roots.get(r.subject, 1), roots.get(r.other, 1))]
    return OWN_LESS(pairs=some([PAIR(r=row) for row in rows], OTHER_PAIRS)) if rows else OWN_MORE()


def _title(view: View) -> Claim:
    if low := poor(view):
        return TITLE_POOR(rows=low, minimum=MINIMUM)
    return TITLE_ENOUGH(minimum=MINIMUM) if known(view, AVE) else TITLE()


def _shared(view: View, rows: Rows) -> tuple[Field, ...]:
    ends = (columns.interval(view, AVE),) if any(row.low is not None for row in rows) else ()
    return (columns.figure(view, AVE), *ends)


def _nearest(view: View, _: Rows) -> tuple[Field, ...]:
    """The largest correlation of a construct with another one."""
    pairs = known(view, CONSTRUCT_R)

    def largest(row: Finding) -> Finding | None:
        return max((pair for pair in pairs if row.subject in (pair.subject, pair.other)), key=size, default=None)

    return (columns.figure(view, CONSTRUCT_R, largest, NEAREST),) if view.rows(CONSTRUCT_R) else ()


FIELDS = columns.row(columns.DIMENSION, _shared, COMPOSITE_RELIABILITY, RHO_A, ROOT_AVE, _nearest, columns.bases)
TABLE = TableSpec("validity", (AVE,), lambda view: view.rows(AVE), FIELDS, _title)
