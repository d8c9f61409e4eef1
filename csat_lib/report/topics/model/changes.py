"""What would improve the fit: the one path that would most, and the table of paths."""

from csat_lib.conventions import CHANCE_CHI2
from csat_lib.findings.catalogue.model import EXPECTED_CHANGE, MODIFICATION
from csat_lib.report.declared import Finding, TableSpec, View, columns, of_one, ranked
from csat_lib.report.wording import Claim, Wording, Words

CHANGE = Wording(
    zh="对拟合改善最大的改动是允许{what}（χ² 约降低 {row}）；这只供修订问卷时参考。",
    en="The fit would gain most by letting {what} (χ² lower by about {row}): a hint for the next questionnaire.",
)
SHARED = Wording(
    zh="{row.quoted}与“{row.other}”在维度之外另有共同之处",
    en="{row.quoted} and “{row.other}” share something beside their dimensions",
)
CROSSING = Wording(zh="{row.quoted}同时反映“{row.other}”", en="{row.quoted} load on {row.other}, too")


def best_change(view: View) -> Finding | None:
    """The path whose addition would improve the fit most, if it would more than by chance."""
    most = next(iter(ranked(view.rows(MODIFICATION))), None)
    return most if most is not None and (most.value or 0.0) > CHANCE_CHI2 else None


def change(view: View) -> Claim | None:
    """The one path that would improve the fit most, as a hint and no advice."""
    row = best_change(view)
    if row is None:
        return None
    return CHANGE(row=row, what=(SHARED if row.path == "residual" else CROSSING)(row=row))


NO_PATH = Wording(zh="没有哪条路径对拟合的改善超出偶然", en="No path would improve the fit by more than chance")
ONE_PATH = Wording(zh="增加一条路径，χ² 最多约降低 {row}", en="One path more would lower χ² by {row} at most")
PATH = Words("增加的路径", "Path to add")
KEY = Wording(
    zh="单箭头为载荷，双箭头为两个题项在维度之外的共同部分",
    en="An arrow is a loading, a double arrow what two items share beside their dimensions",
)


def _expected(view: View, row: Finding) -> Finding | None:
    return view.row(EXPECTED_CHANGE, row.subject, other=row.other, path=row.path)


def _path(view: View, row: Finding) -> str:
    """Room → Quiet at night: a loading; two items with a double arrow: what they share beside their dimensions."""
    item, other = view.label(row.subject), view.label(row.other)
    return f"{item} ↔ {other}" if row.path == "residual" else f"{other} → {item}"


TABLE = TableSpec(
    "modification",
    (MODIFICATION,),
    lambda view: ranked(view.rows(MODIFICATION)),
    columns.row(columns.worded(PATH, _path), MODIFICATION, columns.beside(EXPECTED_CHANGE, _expected, signed=True)),
    lambda view: of_one(best_change(view), ONE_PATH, NO_PATH),
    key=lambda _view: KEY(),
)
