"""Dimensions against one another as papers print it: root of the AVE on the diagonal, correlations, HTMT above it."""

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.validity import CONSTRUCT_R, ROOT_AVE
from csat_lib.findings.told import Told, joined, wording
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.cells import cell_of
from csat_lib.report.declared import Field, Rows, TableSpec, View, columns
from csat_lib.report.topics.validity import htmt
from csat_lib.report.wording import Claim, Wording

KEY = Wording(
    zh="对角线为平均方差抽取量的平方根，其下为测量模型中的维度间相关{above}",
    en="On the diagonal the root of the average variance extracted, below it correlations of the dimensions in the "
    "measurement model{above}",
)
ABOVE = Wording(zh="，其上为 HTMT", en=", above it HTMT")


def _rows(view: View) -> Rows:
    """One row a dimension that has any of the three, where there are pairs at all."""
    found = view.rows(ROOT_AVE)
    return found if len(found) > 1 and view.rows(CONSTRUCT_R) else ()


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
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


def _title(view: View) -> Claim:
    """Which pairs are not distinct."""
    return htmt.title(view)


def _key(view: View) -> Claim:
    return KEY(above=ABOVE() if htmt.pairs(view) else None)


TABLE = TableSpec("distinct", (ROOT_AVE, CONSTRUCT_R), _rows, _fields, _title, key=_key)
