"""Figures of operation: of all units and of each, against their targets, and what one unit better is worth."""

from collections.abc import Callable, Iterator

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.kpis import CHANGE, KPI, POINTS, STEP, TARGET_WORTH
from csat_lib.findings.measure import Words
from csat_lib.findings.told import Told, joined, piece
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.cells import cell_of
from csat_lib.report.clear import ranked
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known, known_row
from csat_lib.report.standing import measure_of
from csat_lib.report.topics.scores.answers import mean_of
from csat_lib.report.wording import Claim, Limit, Wording

HEAD = Words("运营指标（单位）", "Figure (unit)")
TARGET = Words("目标", "Target")
CASES = Words("个案数", "Cases")
PERCENT = "%"
MISSED = Wording(
    zh="{n} 项有目标的运营指标中，{missed:word} 项未达到：{told}。",
    en="Of {n:figure} of operation with a target, {missed:word} {missed|misses|miss} it: {told}.",
)
ALL_MET = Wording(
    zh="{n} 项有目标的运营指标全部达到目标。",
    en="{n:figure} of operation {n|has a target and meets|have targets and meet} it.",
)
NO_TARGETS = Wording(zh="共有 {n} 项运营指标。", en="There {n|is|are} {n:figure} of operation.")
ONE_MISSED = Wording(zh="{row.quoted}为 {row}{unit}（目标 {target}）", en="{row.label} ({row}{unit}, target {target})")
ONE = Wording(
    zh="{row.quoted}为 {row}{unit}，折合 {points} 分。",
    en="{row.label} is {row}{unit}, worth {points} points out of 100.",
)
WORTH = Wording(
    zh="按指数的构成计算，{row.quoted}达到目标可使指数增加 {row} 分，在各项中最多；每改进 1{unit}，"
    "指数增加 {step:.2} 分。这是算术，不是预测。",
    en="By the arithmetic of the index, {row.label} at its target would add most, {row} points; 1{unit} better adds "
    "{step:.2}. That is arithmetic, no forecast.",
)
POINTS_OF_SHARE = Words(" 个百分点", " percentage points")
TITLE = Wording(zh="运营指标与目标", en="Figures of operation and their targets")
TITLE_MISSED = Wording(
    zh="{n} 项有目标的运营指标中，{missed:word} 项未达到目标",
    en="{missed:word} of {n:figure} of operation with a target {missed|misses|miss} it",
)
FELT = Wording(
    zh="{worst.quoted}最不利的是{worst.level}（{worst}{unit}），该单位{felt.quoted}得 {felt} 分，全部单位为 {all} 分。",
    en="{worst.label} is worst at {worst.level} ({worst}{unit}), where {felt.quoted} scored {felt}, against {all} "
    "overall.",
)
TITLE_WORTHS = Wording(zh="运营指标改进后指数可增加多少", en="What better figures would add to the index")
TITLE_UNITS = Wording(zh="各单位的运营指标", en="Figures of operation by unit")


def unit_of(view: View, name: str) -> str:
    """The unit of a KPI, as the study words it; % of a share."""
    kpi = view.study.kpis[name]
    return PERCENT if kpi.share else view.worded(kpi.unit.get(view.language)) if kpi.unit else ""


def unit_words(view: View, name: str) -> Words:
    """The unit as it stands behind a figure."""
    unit = unit_of(view, name)
    spaced = unit if unit == PERCENT or not unit else f" {unit}"
    return Words(spaced, spaced)


def step_words(view: View, name: str) -> Words:
    """The unit of a difference: of shares percentage points."""
    return POINTS_OF_SHARE if unit_of(view, name) == PERCENT else unit_words(view, name)


def label(view: View, name: str) -> Told:
    """Queue at the checkout (min)."""
    unit = unit_of(view, name)
    brackets = ("（", "）") if view.language == "zh" else (" (", ")")
    return joined([view.label(name), *([brackets[0], piece("label", "", unit), brackets[1]] if unit else [])], "")


def target(view: View, name: str) -> Limit | None:
    """What a KPI is aimed at, in its own unit, shares in per cent."""
    aim = view.study.aims(view.cell).get(name)
    return None if aim is None else Limit(aim * (100 if view.study.kpis[name].share else 1), KPI.unit.name)


def misses(view: View, row: Finding) -> bool:
    """Whether a KPI lies on the wrong side of its target, its whole interval where it has one."""
    aim = target(view, row.subject)
    if aim is None or row.value is None:
        return False
    is_up = view.study.kpis[row.subject].direction == "up"
    best = (row.value if row.high is None else row.high) if is_up else (row.value if row.low is None else row.low)
    return best < aim.value if is_up else best > aim.value


def _aimed(view: View) -> tuple[list[Finding], list[Finding]]:
    """The KPIs that have a target, and those of them that miss it."""
    rows = [row for row in known(view, KPI) if target(view, row.subject) is not None]
    return rows, [row for row in rows if misses(view, row)]


def aims(view: View) -> Claim | None:
    """Which KPIs miss their targets."""
    rows, missed = _aimed(view)
    if not rows:
        return NO_TARGETS(n=len(known(view, KPI))) if known(view, KPI) else None
    told = [ONE_MISSED(row=row, unit=unit_words(view, row.subject), target=target(view, row.subject)) for row in missed]
    return MISSED(n=len(rows), missed=len(missed), told=told) if missed else ALL_MET(n=len(rows))


def one(view: View, name: str) -> Claim | None:
    """A KPI and what it is worth."""
    row, points = known_row(view, KPI, name), known_row(view, POINTS, name)
    return ONE(row=row, unit=unit_words(view, name), points=points) if row and points else None


def worth(view: View) -> Claim | None:
    """The KPI that would add most to the index at its target, and what one unit of it is worth."""
    best = next((row for row in ranked(known(view, TARGET_WORTH)) if (row.value or 0) > 0), None)
    step = known_row(view, STEP, best.subject) if best else None
    if best is None or step is None:
        return None
    return WORTH(row=best, step=step, unit=step_words(view, best.subject))


def _targets(view: View, _: Rows) -> tuple[Field, ...]:
    column = Column(TARGET[view.language], kind="number", decimals=KPI.unit.decimals)

    def cell(row: Finding) -> Cell | None:
        aim = target(view, row.subject)
        return Cell(aim.value, of="limit") if aim else None

    return (Field(column, cell),) if view.study.aims(view.cell).keys() & view.study.kpis.keys() else ()


def _title(view: View) -> Claim:
    rows, missed = _aimed(view)
    return TITLE_MISSED(n=len(rows), missed=len(missed)) if missed else TITLE()


NAME = columns.worded(HEAD, lambda view, row: label(view, row.subject))
TABLE = TableSpec(
    "kpis",
    (KPI,),
    lambda view: view.rows(KPI),
    columns.row(NAME, columns.with_ends(KPI), _targets, columns.with_ends(CHANGE, signed=True), POINTS),
    _title,
    strong=lambda view, rows: tuple(at for at, row in enumerate(rows) if misses(view, row)),
    based_on=lambda _view, _rows: (),
)
WORTHS = TableSpec(
    "kpi_worths",
    (KPI, STEP),
    lambda view: view.rows(KPI),
    columns.row(NAME, columns.numbered(CASES, "n"), POINTS, columns.fine(STEP), columns.fine(TARGET_WORTH)),
    lambda _: TITLE_WORTHS(),
    based_on=lambda _view, _rows: (),
)


def felt(view: View) -> list[Claim | None]:
    """Of each KPI that has a perception beside it: where it is worst, and what is felt there."""
    told: list[Claim | None] = []
    for name, kpi in view.study.kpis.items():
        rows = ranked(view.rows(KPI, subject=name, segment_by=view.study.unit or ALL))
        if not rows or kpi.perceived is None:
            continue
        worst = rows[-1] if kpi.direction == "up" else rows[0]
        here, whole = _perceived(view, kpi.perceived, worst), _perceived(view, kpi.perceived)
        if here and whole and here.value is not None:
            told.append(FELT(worst=worst, felt=here, all=whole, unit=unit_words(view, name)))
    return told


def _at(row: Finding) -> dict[str, object]:
    return {"segment_by": row.segment_by, "segment": row.segment}


def _perceived(view: View, name: str, where: Finding | None = None) -> Finding | None:
    """What customers say of it, everywhere or in the unit of a figure: the mean answer, or a dimension's index."""
    cell = _at(where) if where else {}
    return mean_of(view, name, **cell) or view.row(measure_of(view.study, name), name, **cell)


def _units(view: View) -> Rows:
    """One row a unit: its first KPI."""
    first: dict[str, Finding] = {}
    for row in view.rows(KPI, segment_by=view.study.unit or ALL) if view.study.unit else ():
        first.setdefault(row.segment, row)
    return [first[level] for level in view.study.questions[view.study.unit or ""].options if level in first]  # type: ignore[union-attr]


def _of_units(view: View, rows: Rows) -> Iterator[Field]:
    """The unit, and each KPI with the perception beside it."""
    yield columns.segment(view, rows[0].segment_by)
    perceived = {kpi.perceived: name for name, kpi in view.study.kpis.items() if kpi.perceived}  # the last of several
    for name, kpi in view.study.kpis.items():
        yield Field(Column(label(view, name), kind="number", decimals=KPI.unit.decimals), _own(view, name))
        if kpi.perceived and perceived[kpi.perceived] == name:
            yield from _beside(view, kpi.perceived, rows)


def _own(view: View, name: str) -> Callable[[Finding], Cell | None]:
    return lambda row: cell_of(view, view.row(KPI, name, **_at(row)))


def _beside(view: View, name: str, rows: Rows) -> Iterator[Field]:
    found, head = (_perceived(view, name, row) for row in rows), Words(view.label(name), view.label(name))
    first = next((row for row in found if row is not None), None)
    if first is not None:
        yield columns.figure(view, first.kind, lambda row: _perceived(view, name, row), head)


UNITS = TableSpec(
    "kpi_units", (KPI,), _units, lambda view, rows: tuple(_of_units(view, rows)), lambda _: TITLE_UNITS(),
    based_on=lambda _view, _rows: (),
)  # fmt: skip
