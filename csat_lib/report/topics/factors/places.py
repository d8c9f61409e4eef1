"""Which item goes with which factor: items away from their dimension, the table of loadings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from csat_lib.conventions import BLANK_UNDER
from csat_lib.findings.catalogue.factors import COMMUNALITY, LOADING, VARIANCE_SHARE
from csat_lib.findings.told import piece
from csat_lib.report import sections
from csat_lib.report.clear import largest, size
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known, one_each
from csat_lib.report.slots import tell
from csat_lib.report.wording import Claim, Limit, Wording

MOST_NAMED = 4

ALL_AT_HOME = Wording(
    zh="每个题项都在所属维度对应的因子上载荷最高。", en="Every item loads highest on the factor of its own dimension."
)
MANY_AWAY = Wording(
    zh="有 {n} 个题项载荷最高的因子与同维度的其他题项不同。",
    en="{n:item} load highest away from the rest of their dimension.",
)
FEW_AWAY = Wording(
    zh="{items.quoted}载荷最高的因子与同维度的其他题项不同。",
    en="{items.quoted} {items|loads|load} highest away from the rest of {items|its|their} dimension.",
)


def strays(view: View) -> Sequence[Finding] | None:
    """Items away from the factor on which most of their dimension load, by their largest loadings; None without any.

    A dimension of two items that part has no such factor: both are named.
    """
    homes = largest(view.rows(LOADING))
    if not homes:
        return None
    found: list[Finding] = []
    for construct in view.study.constructs.values():
        own = [homes[item] for item in construct.items if item in homes]
        votes = Counter(row.other for row in own).most_common()
        tied = len(votes) > 1 and votes[0][1] == votes[1][1]
        found += [row for row in own if tied or row.other != votes[0][0]]
    return found


def elsewhere(view: View) -> Claim | None:
    """Items that load more on another factor than on that of their dimension."""
    found = strays(view)
    if found is None:
        return None
    if not found:
        return ALL_AT_HOME()
    return MANY_AWAY(n=len(found)) if len(found) > MOST_NAMED else FEW_AWAY(items=found)


LOADINGS = Wording(zh="题项的因子载荷", en="Loadings of the items")
EACH_WITH_ITS_OWN = Wording(zh="每个题项都归入了所属维度", en="Every item loads with its own dimension")
SOME_AWAY = Wording(
    zh="有 {n} 个题项偏离所属维度", en="{n:item} {n|loads away from its dimension|load away from their dimensions}"
)
KEY = Wording(
    zh="绝对值小于 {blank} 的载荷留空；因子名下为其解释的方差占比",
    en="Loadings under {blank} are left blank; under each factor stands its share of the variance",
)
SHARE = Wording(zh="{share}", en="{share}")


def as_designed(view: View) -> Claim:
    """Whether the items load as designed."""
    found = strays(view)
    if found is None:
        return LOADINGS()
    return SOME_AWAY(n=len(found)) if found else EACH_WITH_ITS_OWN()


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    loadings = {(row.subject, row.other): row for row in view.rows(LOADING)}
    factors = dict.fromkeys(factor for _, factor in loadings)
    shared = columns.figure(view, COMMUNALITY, columns.of(view, COMMUNALITY, other=""))
    return (
        columns.subject(view, columns.ITEM),
        *(_factor(view, factor, loadings) for factor in factors),
        *((shared,) if view.rows(COMMUNALITY) else ()),
        *columns.bases(view, rows),
    )


def _factor(view: View, factor: str, loadings: dict[tuple[str, str], Finding]) -> Field:
    """A factor's loadings, headed by the share of the variance that it accounts for."""
    share = next(iter(known(view, VARIANCE_SHARE, subject=factor)), None)
    head, unit = piece("label", "", factor), tell(view, SHARE(share=share))
    field = columns.shaded(view, LOADING, head, lambda row: loadings.get((row.subject, factor)), unit)

    def cell(row: Finding) -> object:
        found = loadings.get((row.subject, factor))
        is_blank = found is not None and found.value is not None and size(found) < BLANK_UNDER
        return "" if is_blank else field.cell(row)

    return replace(field, cell=cell)


TABLE = TableSpec(
    "loadings",
    (LOADING,),
    lambda view: one_each(view.rows(LOADING), view.study.items),
    _fields,
    as_designed,
    sections=sections.by_construct,
    key=lambda _view: KEY(blank=Limit(BLANK_UNDER)),
)
