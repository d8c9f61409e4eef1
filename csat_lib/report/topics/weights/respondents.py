"""What weighting the respondents costs and how close it comes to its targets: sentences and tables."""

from __future__ import annotations

from csat_lib.conventions import ALIKE_WEIGHTS, COSTLY_WEIGHTS, EXACT_SHARE
from csat_lib.findings import Finding
from csat_lib.findings.catalogue.weights import (
    DEFF,
    MAX_ERROR,
    N_EFFECTIVE,
    SHARE_SAMPLE,
    SHARE_TARGET,
    SHARE_WEIGHTED,
    WEIGHT_MAX,
    WEIGHT_MIN,
)
from csat_lib.findings.measure import Measure, Words
from csat_lib.report import columns
from csat_lib.report.absent import because
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec, known
from csat_lib.report.topics.weights.parts import parts
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Derived, Label, Slot, Wording

UNWEIGHTED = Wording(zh="答卷没有加权，每份答卷的权数相同。", en="Respondents are not weighted: each counts the same.")
NO_WEIGHTS = Wording(zh="答卷没有加权：{why}。", en="Respondents are not weighted: {why}.")
AS_PRECISE = Wording(
    zh="加权后的 {deff.n} 份答卷，精度相当于 {effective} 份未加权的答卷（设计效应 {deff}）。",
    en="The {deff.n} weighted respondents are as precise as {effective} unweighted ones (design effect {deff}).",
)
MEETS = Wording(zh="加权后，样本结构与目标结构完全吻合。", en="After weighting, the sample meets every target share.")
OFF = Wording(
    zh="加权后，样本结构与目标结构最多相差 {error:points} 个百分点。",
    en="After weighting, the sample is off its target shares by at most {error:points} percentage points.",
)
SPAN = Wording(
    zh="单份答卷的权数（以平均数为一）在 {low} 与 {high} 之间。",
    en="A single respondent counts between {low} and {high} times the average.",
)
TITLE_UNWEIGHTED = Wording(zh="答卷没有加权", en="Respondents are not weighted")
TITLE_COST = Wording(
    zh="加权使抽样方差约为原来的 {deff} 倍", en="Weighting multiplies the sampling variance by about {deff}"
)
TITLE_SHARES = Wording(zh="样本、加权后与目标的构成", en="Shares in the sample, after weighting, and wanted")
TITLE_MOVED = Wording(
    zh="加权调整最大的是{level}：由 {before} 调整为 {after}",
    en="Weighting moves {level} most: from {before} to {after}",
)
LEVEL = Words("组别", "Group")


def say(view: View, subject: str = "") -> list[Claim | None]:
    """Weights of the respondents, then of the index; with a node as ``subject``, of that node only."""
    if subject:
        return [parts(view, subject)]
    return [precision(view), margins(view), span(view), parts(view, view.study.root)]


def is_weighted(view: View) -> bool:
    """Whether respondents carry different weights."""
    deff = view.row(DEFF, "respondents")
    return deff is not None and deff.value is not None and deff.value > ALIKE_WEIGHTS


def costly(view: View) -> Finding | None:
    """The design effect, when it is large enough to warn of."""
    deff = view.row(DEFF, "respondents")
    return deff if deff is not None and (deff.value or 0.0) > COSTLY_WEIGHTS else None


def precision(view: View) -> Claim:
    """What weighting costs: the design effect and the effective number of respondents."""
    deff, effective = view.row(DEFF, "respondents"), view.row(N_EFFECTIVE, "respondents")
    if deff is not None and deff.value is None:
        return NO_WEIGHTS(why=because(view, deff))
    if deff is None or effective is None or effective.value is None or not is_weighted(view):
        return UNWEIGHTED()
    return AS_PRECISE(deff=deff, effective=effective)


def largest_error(view: View) -> tuple[float, Slot] | None:
    """How far weighted shares are from their targets at most: as recorded, else the largest gap of recorded shares."""
    recorded = view.row(MAX_ERROR, "respondents")
    if recorded is not None:
        return None if recorded.value is None else (recorded.value, recorded)
    gaps = [Derived("less", row, target, "share") for row, target in _beside(view, SHARE_TARGET)]
    most = max(gaps, key=lambda gap: abs(gap.value), default=None)
    return None if most is None else (abs(most.value), most)


def margins(view: View) -> Claim | None:
    """How closely the weighted sample meets its targets."""
    error = largest_error(view)
    if error is None:
        return None
    return MEETS() if error[0] < EXACT_SHARE else OFF(error=error[1])


def span(view: View) -> Claim | None:
    """Smallest and largest weight."""
    low, high = view.row(WEIGHT_MIN, "respondents"), view.row(WEIGHT_MAX, "respondents")
    if low is None or high is None or low.value is None or high.value is None or low.value == high.value:
        return None
    return SPAN(low=low, high=high)


def _beside(view: View, measure: Measure) -> list[tuple[Finding, Finding]]:
    """Each weighted share with the share of the same level by another measure."""
    found = ((row, view.row(measure, row.subject, other=row.other)) for row in known(view, SHARE_WEIGHTED))
    return [(row, other) for row, other in found if other is not None and other.value is not None]


def _moved(view: View) -> Claim:
    """The level whose share weighting moves most."""
    pairs = _beside(view, SHARE_SAMPLE)
    if not pairs:
        return TITLE_SHARES()
    after, before = max(pairs, key=lambda pair: abs((pair[0].value or 0.0) - (pair[1].value or 0.0)))
    return TITLE_MOVED(level=Label(after.other, after.subject), before=before, after=after)


def _margin_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    level = columns.text(view, LEVEL, lambda row: view.level(row.subject, row.other))
    shares = (
        columns.finer(columns.figure(view, measure, columns.of(view, measure)))
        for measure in (SHARE_SAMPLE, SHARE_WEIGHTED, SHARE_TARGET)
    )
    return (level, *shares, *columns.bases(view, rows))


def _questions(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(row.subject, place)
    return tuple((place, view.label(name)) for name, place in first.items())


def _precision_rows(view: View) -> Rows:
    measures = (DEFF, N_EFFECTIVE, WEIGHT_MIN, WEIGHT_MAX)
    return [row for measure in measures for row in view.rows(measure, subject="respondents")]


def _precision_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    name = columns.text(view, columns.MEASURE, lambda row: row.kind.words[view.language])
    column = Column(columns.VALUE[view.language], kind="number", decimals=2)

    def cell(row: Finding) -> Cell:
        """Figures of several units in one column: counts whole; the error, a share, stands in a sentence."""
        decimals = 0 if row.kind.unit.name == "respondents" else None
        return Cell(row.value, decimals=decimals, of=row.id, part="value")

    return (name, Field(column, cell), *columns.bases(view, rows))


def _cost(view: View) -> Claim:
    deff = view.row(DEFF, "respondents")
    return TITLE_UNWEIGHTED() if deff is None or deff.value is None else TITLE_COST(deff=deff)


MARGINS = TableSpec(
    "margins",
    (SHARE_TARGET,),
    lambda view: view.rows(SHARE_TARGET),
    _margin_fields,
    _moved,
    sections=_questions,
)
PRECISION = TableSpec("precision", (DEFF,), _precision_rows, _precision_fields, _cost)
