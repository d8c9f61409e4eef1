"""What weighting the respondents costs and how close it comes to its targets: sentences, tables."""

from csat_lib.conventions import ALIKE_WEIGHTS, COSTLY_WEIGHTS, EXACT_SHARE
from csat_lib.findings.catalogue import weights
from csat_lib.findings.catalogue.weights import DEFF, SHARE_SAMPLE, SHARE_TARGET, SHARE_WEIGHTED
from csat_lib.findings.measure import Measure
from csat_lib.report import sections
from csat_lib.report.absent import because
from csat_lib.report.clear import size
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known, known_row, of_one
from csat_lib.report.topics.weights import which
from csat_lib.report.topics.weights.parts import parts
from csat_lib.report.wording import Claim, Derived, Label, Slot, Wording, Words

UNWEIGHTED = Wording(zh="答卷没有加权，每份答卷的权数相同。", en="Responses are not weighted: each counts the same.")
NO_WEIGHTS = Wording(zh="答卷没有加权：{why}。", en="Responses are not weighted: {why}.")
AS_PRECISE = Wording(
    zh="加权使精度{lower}：{deff.n} 份答卷大约只相当于 {effective} 份未加权答卷。",
    en="Weighting costs {lower} precision: the {deff.n} responses are roughly as good as {effective} unweighted ones.",
)
LITTLE, MUCH = Words("略降", "a little"), Words("明显下降", "much")
MEETS = Wording(
    zh="加权后，{by}的占比与已知的总体占比一致，这是加权的结果；其他方面没有总体数字可以核对。",
    en="Weighting makes the shares by {by.among} those known of the population; nothing else about them is checked.",
)
OFF = Wording(
    zh="加权后，{by}的占比与已知的总体占比最多相差 {error:points} 个百分点；其他方面没有总体数字可以核对。",
    en="After weighting, the shares by {by.among} are off those known of the population by at most {error:points} "
    "percentage points; nothing else about them is checked.",
)
SPAN = Wording(
    zh="单份答卷的权数（以平均数为一）在 {low} 与 {high} 之间{held}。",
    en="A single response counts between {low} and {high} times the average{held}.",
)
HELD = Wording(
    zh="，后者为上限：凡加权所用的比例能解释的结果因此有偏差，区间已把它计入误差",
    en=", where a cap holds it: this biases what the shares weighted to explain, and intervals count it as error",
)
TITLE_UNWEIGHTED = Wording(zh="答卷没有加权", en="Responses are not weighted")
TITLE_COST = Wording(
    zh="加权使抽样方差约为原来的 {deff} 倍", en="Weighting multiplies the sampling variance by about {deff}"
)
TITLE_SHARES = Wording(zh="样本、加权后与目标的构成", en="Shares in the sample, after weighting, and wanted")
TITLE_MOVED = Wording(
    zh="加权调整最大的是{level}：由 {before} 调整为 {after}",
    en="Weighting moves {level} most: from {before} to {after}",
)


def say(view: View, subject: str = "") -> list[Claim | None]:
    """Weights of the respondents, then of the index; with a node as ``subject``, of that node, or of other weights."""
    if subject:
        return which.claims(view) if known(view, weights.RULE_INDEX) else [parts(view, subject)]
    return [precision(view), margins(view), span(view), parts(view, view.study.root)]


def is_weighted(view: View) -> bool:
    """Whether respondents carry different weights."""
    deff = view.row(DEFF, "respondents")
    return deff is not None and size(deff) > ALIKE_WEIGHTS


def costly(view: View) -> Finding | None:
    """The design effect, when it is large enough to warn of."""
    deff = view.row(DEFF, "respondents")
    return deff if deff is not None and size(deff) > COSTLY_WEIGHTS else None


def heaviest(view: View) -> Finding | None:
    """The largest weight, as a multiple of the average."""
    return known_row(view, weights.WEIGHT_MAX, "respondents")


def precision(view: View) -> Claim:
    """What weighting costs: the design effect and the effective number of respondents."""
    deff, effective = view.row(DEFF, "respondents"), known_row(view, weights.EFFECTIVE_N, "respondents")
    if deff is not None and deff.value is None:
        return NO_WEIGHTS(why=because(view, deff))
    if deff is None or effective is None or not is_weighted(view):
        return UNWEIGHTED()
    return AS_PRECISE(deff=deff, effective=effective, lower=MUCH if costly(view) else LITTLE)


def largest_error(view: View) -> tuple[float, Slot] | None:
    """How far weighted shares are from their targets at most: as recorded, else the largest gap of recorded shares."""
    recorded = view.row(weights.MAX_ERROR, "respondents")
    if recorded is not None:
        return None if recorded.value is None else (recorded.value, recorded)
    gaps = [Derived("less", row, target) for row, target in _beside(view, SHARE_TARGET)]
    most = max(gaps, key=lambda gap: abs(gap.value), default=None)
    return None if most is None else (abs(most.value), most)


def margins(view: View) -> Claim | None:
    """How closely the weighted sample meets its targets."""
    error = largest_error(view)
    if error is None:
        return None
    by = [Label(name) for name in dict.fromkeys(row.subject for row in known(view, SHARE_TARGET))]
    return MEETS(by=by) if error[0] < EXACT_SHARE else OFF(by=by, error=error[1])


def span(view: View) -> Claim | None:
    """Smallest and largest weight, and whether the study's cap holds the largest."""
    low, high = (known_row(view, measure, "respondents") for measure in (weights.WEIGHT_MIN, weights.WEIGHT_MAX))
    if low is None or high is None or low.value == high.value:
        return None
    cap = view.study.weights.trim if view.study.weights else None
    return SPAN(low=low, high=high, held=HELD() if cap and size(high) >= cap * (1 - EXACT_SHARE) else None)


def _beside(view: View, measure: Measure) -> list[tuple[Finding, Finding]]:
    """Each weighted share with the share of the same level by another measure."""
    found = ((row, known_row(view, measure, row.subject, other=row.other)) for row in known(view, SHARE_WEIGHTED))
    return [(row, other) for row, other in found if other]


def _moved(view: View) -> Claim:
    """The level whose share weighting moves most."""
    pairs = _beside(view, SHARE_SAMPLE)
    if not pairs:
        return TITLE_SHARES()
    after, before = max(pairs, key=lambda pair: abs((pair[0].value or 0.0) - (pair[1].value or 0.0)))
    return TITLE_MOVED(level=Label(after.other, after.subject), before=before, after=after)


def _margin_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    level = columns.text(view, Words("组别", "Group"), lambda row: view.level(row.subject, row.other))
    shares = (
        columns.finer(columns.figure(view, measure, columns.of(view, measure)))
        for measure in (SHARE_SAMPLE, SHARE_WEIGHTED, SHARE_TARGET)
    )
    return (level, *shares, *columns.bases(view, rows))


def _precision_rows(view: View) -> Rows:
    measures = (DEFF, weights.EFFECTIVE_N, weights.WEIGHT_MIN, weights.WEIGHT_MAX)
    return [row for measure in measures for row in view.rows(measure, subject="respondents")]


MARGINS = TableSpec(
    "margins",
    (SHARE_TARGET,),
    lambda view: view.rows(SHARE_TARGET),
    _margin_fields,
    _moved,
    sections=sections.by_subject,
)
PRECISION_FIELDS = columns.row(
    columns.named(), columns.mixed(2, lambda row: 0 if row.kind.unit.name == "respondents" else None), columns.bases
)
PRECISION = TableSpec(
    "precision",
    (DEFF,),
    _precision_rows,
    PRECISION_FIELDS,
    lambda view: of_one(known_row(view, DEFF, "respondents"), TITLE_COST, TITLE_UNWEIGHTED),
)
