"""How the items load on their dimensions: weak ones, improper solutions, the table."""

from collections.abc import Sequence

from csat_lib.conventions import WEAK_LOADING
from csat_lib.findings.catalogue.model import CONSTRUCT_CORRELATION, LOADING, R2, RESIDUAL
from csat_lib.report import sections
from csat_lib.report.clear import size
from csat_lib.report.declared import Finding, Rows, TableSpec, View, absent, columns, known, ranked
from csat_lib.report.wording import Claim, Limit, Wording

MOST_NAMED = 3
LINE = Limit(WEAK_LOADING)

ALL_STRONG = Wording(
    zh="每个题项在所属维度上的载荷都不低于 {line}。", en="Every item loads {line} or more on its dimension."
)
FEW_WEAK = Wording(
    zh="{rows.item}在所属维度上的载荷低于 {line}。", en="Loading under {line} on their dimension: {rows.item}."
)
MANY_WEAK = Wording(
    zh="{rows.item:list}及另外 {rest} 个题项在所属维度上的载荷低于 {line}。",
    en="Loading under {line} on their dimension: {rows.item:list} and {rest:other}.",
)
IMPROPER = Wording(
    zh="模型得到了不合理的解，有关数字应谨慎看待：{what:;}。",
    en="The solution is improper, and its figures are to be read with caution: {what}.",
)
NOTHING_OWN = Wording(zh="{row.quoted}没有剩余的独特方差", en="no variance of its own is left to {row.quoted}")
BEYOND = Wording(
    zh="{row.quoted}与“{row.other}”的相关超出 {one:.0}",
    en="{row.label} and {row.other} come out as correlated beyond {one:.0}",
)
ONE_ITEM = Wording(
    zh="“{low.other}”只由一个题项测量，载荷为 {low}（{low.quoted}）。",
    en="{low.other} is measured by one item, which loads {low} ({low.quoted}).",
)
FROM_TO = Wording(
    zh="“{low.other}”的 {n} 个题项，载荷在 {low}（{low.quoted}）与 {high}（{high.quoted}）之间。",
    en="The {n:item} of {low.other} load from {low} ({low.quoted}) to {high} ({high.quoted}).",
)


def item_loadings(view: View, construct: str = "") -> Sequence[Finding]:
    """Standardised loadings of items, of one construct or of all; those of constructs on a second factor are others."""
    where = {"other": construct} if construct else {}
    return [row for row in known(view, LOADING, **where) if row.subject in view.study.items]


def is_recorded(view: View) -> bool:
    """Whether a model of several items was tried."""
    return bool(view.rows(LOADING)) and len(view.study.items) > 1


def not_fitted(view: View) -> Finding | None:
    """The loading that says why the model gave none at all."""
    return None if item_loadings(view) else next(iter(view.rows(LOADING)), None)


def weak(view: View) -> Sequence[Finding]:
    """Items whose standardised loading is small, the smallest first."""
    return sorted((row for row in item_loadings(view) if size(row) < WEAK_LOADING), key=size)


def opposed(view: View) -> Sequence[Finding]:
    """Items that go against their dimension, the most opposed first."""
    return sorted((row for row in item_loadings(view) if (row.value or 0.0) < 0), key=lambda row: row.value or 0.0)


def weak_items(view: View) -> Claim | None:
    """Items that their dimension accounts for little."""
    rows = weak(view)
    if not item_loadings(view):
        return None
    if not rows:
        return ALL_STRONG(line=LINE)
    if len(rows) <= MOST_NAMED:
        return FEW_WEAK(rows=rows, line=LINE)
    return MANY_WEAK(rows=rows[:MOST_NAMED], rest=len(rows) - MOST_NAMED, line=LINE)


def improper(view: View) -> Claim | None:
    """Solutions that cannot be: no variance of its own left to an item, a correlation beyond 1."""
    told = [NOTHING_OWN(row=row) for row in known(view, RESIDUAL) if (row.value or 0.0) < 0]
    pairs = [row for row in known(view, CONSTRUCT_CORRELATION) if size(row) > 1]
    told += [BEYOND(row=row, one=Limit(1)) for row in pairs]
    return IMPROPER(what=told) if told else None


def items(view: View, construct: str) -> Claim | None:
    """Between which values the items of a dimension load."""
    order = ranked(item_loadings(view, construct))
    if not order:
        found = view.rows(LOADING, other=construct)
        return absent(view, found[0]) if found else None
    if len(order) == 1:
        return ONE_ITEM(low=order[0])
    return FROM_TO(n=len(order), low=order[-1], high=order[0])


SOME_WEAK = Wording(zh="有 {n} 个题项的载荷低于 {line}", en="{n:item} {n|loads|load} under {line} on the dimension")
NONE_WEAK = Wording(
    zh="每个题项在所属维度上的载荷都不低于 {line}", en="Every item loads {line} or more on its dimension"
)


def how_many_weak(view: View) -> Claim:
    """How many items load weakly."""
    found = weak(view)
    return SOME_WEAK(n=len(found), line=LINE) if found else NONE_WEAK(line=LINE)


def _rows(view: View) -> Rows:
    return [row for row in view.rows(LOADING) if row.subject in view.study.items]


TABLE = TableSpec(
    "model_loadings",
    (LOADING,),
    _rows,
    columns.row(columns.ITEM, columns.with_ends(LOADING), R2, columns.bases),
    how_many_weak,
    sections=sections.by_other,
)
