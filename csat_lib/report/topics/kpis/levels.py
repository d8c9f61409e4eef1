"""Figures of operation: of all units and of each, against their targets, and what one unit better is worth."""

from csat_lib.findings.catalogue.kpis import CHANGE, KPI, POINTS, STEP, TARGET_WORTH
from csat_lib.findings.measure import Words
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.clear import ranked
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known, known_row
from csat_lib.report.topics.kpis.naming import label, step_words, target, unit_words
from csat_lib.report.wording import Claim, Wording

HEAD = Words("运营指标（单位）", "Figure (unit)")
TARGET = Words("目标", "Target")
CASES = Words("个案数", "Cases")
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
TITLE = Wording(zh="运营指标与目标", en="Figures of operation and their targets")
TITLE_MISSED = Wording(
    zh="{n} 项有目标的运营指标中，{missed:word} 项未达到目标",
    en="{missed:word} of {n:figure} of operation with a target {missed|misses|miss} it",
)
TITLE_WORTHS = Wording(zh="运营指标改进后指数可增加多少", en="What better figures would add to the index")


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
