"""Which item goes with which factor: items away from their dimension, and the table of loadings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from csat_lib.conventions import BLANK_UNDER
from csat_lib.findings import Finding
from csat_lib.findings.catalogue.factors import COMMUNALITY, LOADING, VARIANCE_SHARE
from csat_lib.report import columns
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec, known
from csat_lib.report.slots import tell
from csat_lib.report.view import View
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


def strongest(view: View) -> dict[str, Finding]:
    """Each item's largest loading."""
    best: dict[str, Finding] = {}
    for row in known(view, LOADING):
        if row.subject not in best or _size(row) > _size(best[row.subject]):
            best[row.subject] = row
    return best


def _size(row: Finding) -> float:
    return abs(row.value or 0.0)


def strays(view: View) -> Sequence[Finding] | None:
    """Items away from the factor on which most of their dimension load, by their largest loadings; None without any.

    A dimension of two items that part has no such factor: both are named.
    """
    homes = strongest(view)
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
    zh="有 {n} 个题项偏离所属维度",
    en="{n:item} {n|loads away from its dimension|load away from their dimensions}",
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


def _rows(view: View) -> Rows:
    first: dict[str, Finding] = {}
    for row in view.rows(LOADING):
        first.setdefault(row.subject, row)
    return [first[item] for item in view.study.items if item in first]


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

    def cell(row: Finding) -> Cell | str | None:
        found = loadings.get((row.subject, factor))
        is_blank = found is not None and found.value is not None and _size(found) < BLANK_UNDER
        return "" if is_blank else columns.cell_of(view, found, shade=found.value if found else None)

    return Field(Column(factor, tell(view, SHARE(share=share)), kind="number", decimals=2, align="centre"), cell)


def _constructs(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    owner = {item: name for name, construct in view.study.constructs.items() for item in construct.items}
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(owner[row.subject], place)
    return tuple((place, view.label(name)) for name, place in first.items())


TABLE = TableSpec(
    "loadings",
    (LOADING,),
    _rows,
    _fields,
    as_designed,
    sections=_constructs,
    key=lambda _view: KEY(blank=Limit(BLANK_UNDER)),
)
