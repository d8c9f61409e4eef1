"""What the items of a dimension share with it and with the others: variance extracted, Fornell and Larcker's rule.

Two tables: one row a dimension; the dimensions against one another as papers print it.
"""

from csat_lib.conventions import ENOUGH_AVE
from csat_lib.findings.catalogue.reliability import COMPOSITE_RELIABILITY, RHO_A
from csat_lib.findings.catalogue.validity import AVE, CONSTRUCT_R, ROOT_AVE
from csat_lib.findings.told import Told, joined, wording
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.cells import cell_of
from csat_lib.report.clear import size
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known, ranked
from csat_lib.report.topics.validity import htmt
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
    zh="{rows.quoted}的平均方差抽取量低于 {minimum}",
    en="The items of {rows.label} share less than {minimum} with their dimension",
)
TITLE_ENOUGH = Wording(
    zh="各维度的平均方差抽取量都不低于 {minimum}", en="The items of every dimension share {minimum} or more with it"
)
TITLE = Wording(zh="各维度的聚合效度", en="What the items share")
KEY = Wording(
    zh="对角线为平均方差抽取量的平方根，其下为测量模型中的维度间相关{above}",
    en="On the diagonal the root of the average variance extracted, below it correlations of the dimensions in the "
    "measurement model{above}",
)
ABOVE = Wording(zh="，其上为 HTMT", en=", above it HTMT")
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


def _paired(view: View) -> Rows:
    """One row a dimension that has any of the three, where there are pairs at all."""
    found = view.rows(ROOT_AVE)
    return found if len(found) > 1 and view.rows(CONSTRUCT_R) else ()


def _matrix(view: View, rows: Rows) -> tuple[Field, ...]:
    names = [row.subject for row in rows]
    below, above = _by_pair(view.rows(CONSTRUCT_R)), _by_pair(htmt.pairs(view))

    def cell(row: Finding, place: int) -> Cell | str | None:
        line = names.index(row.subject)
        if line == place:
            return cell_of(view, row)
        found = (below if place < line else above).get(frozenset((row.subject, names[place])))
        return cell_of(view, found) if found is not None else ""

    def column(place: int) -> Field:
        head = Column(wording(str(place + 1)), kind="number", decimals=ROOT_AVE.unit.decimals, align="centre")
        return Field(head, lambda row: cell(row, place))

    def numbered(row: Finding) -> Told:
        return joined([wording(str(names.index(row.subject) + 1)), view.label(row.subject)], " ")

    head = columns.text(view, columns.DIMENSION, numbered)
    return (head, *map(column, range(len(names))), *columns.bases(view, rows))


def _by_pair(rows: Rows) -> dict[frozenset[str], Finding]:
    return {frozenset((row.subject, row.other)): row for row in rows}


def _key(view: View) -> Claim:
    return KEY(above=ABOVE() if htmt.pairs(view) else None)


def _distinct(view: View) -> Claim:
    """Which pairs are not distinct."""
    return htmt.title(view)


MATRIX = TableSpec("distinct", (ROOT_AVE, CONSTRUCT_R), _paired, _matrix, _distinct, key=_key)
