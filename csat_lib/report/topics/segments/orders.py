"""Units in the order of TOPSIS and the rank-sum ratio beside the index, and whether the order hangs on the method."""

from csat_lib.findings.catalogue.segments import (
    CLOSENESS,
    CLOSENESS_PLACE,
    ORDER_TAU,
    RANK,
    RSR,
    RSR_FIT,
    RSR_GROUP,
    RSR_PLACE,
)
from csat_lib.findings.measure import Measure
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known
from csat_lib.report.topics.segments.league import rows
from csat_lib.report.wording import Claim, Label, Wording, Words

WITHIN = Wording(
    zh="换用{methods}排名，每个{by.one}仍在指数误差所容许的名次之内：结论不取决于排名方法{taus}{fit}。",
    en="By {methods} too, every {by.one} has a place that chance leaves it by the index: the order does not hang on "
    "the method{taus}{fit}.",
)
BEYOND = Wording(
    zh="名次取决于排名方法：按{methods}，{units.level}的名次超出了指数误差所容许的范围{taus}{fit}。",
    en="The order hangs on the method: by {methods}, {units.level} {units|has|have} a place beyond those that chance "
    "leaves by the index{taus}{fit}.",
)
TAUS = Wording(zh="（与指数名次的 Kendall τ：{rows}）", en=" (Kendall's tau with the index: {rows})")
TAU = Wording(zh="{method} {row}", en="{method} {row}")
FIT = Wording(zh="；秩和比对概率单位回归的 R² 为 {row}", en="; the line of the RSR through its Probits has R² {row}")
TITLE = Wording(zh="{by}按指数、TOPSIS 与秩和比的名次", en="{by}: places by the index and by other methods")
METHODS = {CLOSENESS.name: Words("TOPSIS", "TOPSIS"), RSR.name: Words("加权秩和比", "the rank-sum ratio (RSR)")}
SHORT = METHODS | {RSR.name: Words("秩和比", "RSR")}
PLACES = {CLOSENESS.name: CLOSENESS_PLACE, RSR.name: RSR_PLACE}
GROUPS = {1: Words("上", "upper"), 2: Words("中", "middle"), 3: Words("下", "lower")}


def claim(view: View) -> Claim | None:
    """Whether a unit has a place by another method that its index, with its error, leaves no room for."""
    found = rows(view)
    used = [name for name, place in PLACES.items() if _of_units(view, place)]
    if not used:
        return None
    beyond = [row for row in found if any(_is_beyond(view, row, name) for name in used)]
    taus = [TAU(method=SHORT[row.other], row=row) for row in known(view, ORDER_TAU)]
    fit = next(iter(known(view, RSR_FIT)), None)
    told = {
        "methods": [METHODS[name] for name in used],
        "taus": TAUS(rows=taus) if taus else None,
        "fit": FIT(row=fit) if fit else None,
    }
    if not beyond:
        return WITHIN(by=Label(view.study.unit or ""), **told)
    return BEYOND(units=beyond, **told)


def _of_units(view: View, measure: Measure) -> Rows:
    return known(view, measure, segment_by=view.study.unit) if view.study.unit else ()


def _same(view: View, measure: Measure, row: Finding) -> Finding | None:
    return view.row(measure, row.subject, segment_by=row.segment_by, segment=row.segment)


def _is_beyond(view: View, row: Finding, method: str) -> bool:
    place = _same(view, PLACES[method], row)
    value = place.value if place is not None else None
    if value is None or row.low is None or row.high is None:
        return False
    unplaced = len(rows(view)) - len(_of_units(view, PLACES[method]))  # units in no order may stand above it
    return value + unplaced < row.low or value > row.high


def _fields(view: View, found: Rows) -> tuple[Field, ...]:
    measures = (CLOSENESS, CLOSENESS_PLACE, RSR, RSR_PLACE)
    shown = [measure for measure in measures if _of_units(view, measure)]

    def group(row: Finding) -> str:
        of = _same(view, RSR_GROUP, row)
        return GROUPS[round(of.value)][view.language] if of is not None and of.value is not None else "–"

    return (
        columns.segment(view, found[0].segment_by),
        columns.figure(view, RANK),
        *(columns.figure(view, one, lambda row, one=one: _same(view, one, row)) for one in shown),  # type: ignore[misc]
        *([columns.text(view, RSR_GROUP.words, group)] if _of_units(view, RSR_GROUP) else []),
        *columns.bases(view, found),
    )


def _listed(view: View) -> Rows:
    return rows(view) if _of_units(view, CLOSENESS) or _of_units(view, RSR) else []


TABLE = TableSpec("unit_orders", (RANK,), _listed, _fields, lambda view: TITLE(by=Label(view.study.unit or "")))
