"""How well the model fits: the indices beside their customary limits, the test of exact fit, the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from csat_lib.conventions import CLOSE_RMSEA, GOOD_CFI, GOOD_RMSEA, GOOD_SRMR, GOOD_TLI, REJECTED_AT, RMSEA_CONFIDENCE
from csat_lib.findings.catalogue import model
from csat_lib.findings.catalogue.model import CFI, CHI2, CHI2_SCALED
from csat_lib.findings.catalogue.units import RATIO
from csat_lib.findings.measure import Measure
from csat_lib.report.absent import because
from csat_lib.report.blocks import Column
from csat_lib.report.cells import ends_of, interval_head
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, absent, columns, known, valued
from csat_lib.report.slots import tell
from csat_lib.report.topics.model.loadings import not_fitted
from csat_lib.report.wording import Claim, Limit, Wording, Words, percent


@dataclass(frozen=True)
class Index:
    """An index of fit: its measures, scaled before plain, and its customary limit, of which ``side`` it should lie."""

    measures: tuple[Measure, ...]
    limit: float
    side: str = "above"

    @property
    def words(self) -> Words:
        """What it is called, scaled or not."""
        return self.measures[-1].words

    def missed_by(self, row: Finding) -> bool:
        """Whether the figure lies on the wrong side of the limit."""
        value = row.value or 0.0
        return value < self.limit if self.side == "above" else value > self.limit


INDICES = (
    Index((model.CFI_SCALED, CFI), GOOD_CFI),
    Index((model.TLI_SCALED, model.TLI), GOOD_TLI),
    Index((model.RMSEA_SCALED, model.RMSEA), GOOD_RMSEA, "below"),
    Index((model.SRMR,), GOOD_SRMR, "below"),
)
Found = Sequence[tuple[Index, Finding]]

NOT_TESTED = Wording(zh="本期没有检验测量模型。", en="The measurement model was not tested in this wave.")
NOT_FITTED = Wording(zh="{model}未能拟合：{why}。", en="{model} could not be fitted: {why}.")
FIT = Wording(zh="{verdict}：{told:,}（{base.base}）。", en="{verdict}: {told} ({base.base}).")
MODEL = Wording(
    zh="问卷所依据的 {n} 个维度的测量模型", en="The model of {n:dimension} that the questionnaire was built on"
)
FITS = Wording(zh="{model}，按惯用界限与数据拟合良好", en="{model} fits these answers by the customary limits")
FITS_NOT = Wording(
    zh="{model}，按惯用界限与数据拟合不佳", en="{model} does not fit these answers by the customary limits"
)
FITS_IN_PART = Wording(
    zh="{model}只有部分指标达到惯用界限，未达到的是 {missed:list}",
    en="{model} fits these answers in part ({missed} {missed|misses its customary limit|miss their customary limits})",
)
INDEX = Wording(zh="{name} 为 {row:.3}{ends}", en="{name} {row:.3}{ends}")
ENDS = Wording(zh="（{row.confidence} 置信区间 {row.ends:.3}）", en=" ({row.confidence} interval {row.ends:.3})")
LIMITS = Wording(
    zh="惯用界限为 {limits:list}（Hu 和 Bentler，1999），只是惯例，并非定律。",
    en="The limits, {limits}, are conventions, not laws (Hu and Bentler 1999).",
)
AT_LEAST = Wording(zh="{name} 不低于 {limit}", en="{name} at least {limit}")
AT_MOST = Wording(zh="{name} 不高于 {limit}", en="{name} at most {limit}")
NOT_REJECTED = Wording(
    zh="完全拟合检验没有拒绝该模型（{figure}）。", en="The test of exact fit does not reject it ({figure})."
)
REJECTED = Wording(
    zh="按 {level} 的水平，完全拟合检验拒绝该模型（{figure}）{but}。",
    en="The test of exact fit rejects it at {level} ({figure}){but}.",
)
CLOSE = Wording(
    zh="；但偏离很小，RMSEA 不超过 {row.high:.3}（{row.confidence} 置信区间上限），低于 {close}",
    en="; but the misfit is small, with an RMSEA of at most {row.high:.3} (upper end of the {row.confidence} "
    "interval), under {close}",
)
CHI2_IS = Wording(zh="χ² 为 {chi2}，{degrees} {chi2.df}", en="χ² {chi2} with {chi2.df} {degrees} of freedom")
DEGREE, DEGREES = Words("自由度", "degree"), Words("自由度", "degrees")


def indices(view: View) -> Found:
    """The indices of fit that have a value, those of the scaled test before the plain ones."""
    found = ((index, [row for measure in index.measures for row in known(view, measure)]) for index in INDICES)
    return [(index, rows[0]) for index, rows in found if rows]


def fit(view: View) -> Claim:
    """The indices beside their customary limits."""
    model, found = MODEL(n=len(view.study.constructs)), indices(view)
    if lost := not_fitted(view):
        return NOT_FITTED(model=model, why=because(view, lost))
    if not found:
        rows = view.rows(CFI) or view.rows(CHI2)
        return absent(view, rows[0]) if rows else NOT_TESTED()
    told = [
        INDEX(name=index.words, row=row, ends=ENDS(row=row) if row.low is not None and row.high is not None else None)
        for index, row in found
    ]
    return FIT(verdict=_verdict(model, found), told=told, base=found[0][1])


def customary(view: View) -> Claim | None:
    """What the customary limits of these indices are."""
    limits = [
        (AT_LEAST if one.side == "above" else AT_MOST)(name=one.words, limit=Limit(one.limit))
        for one, _ in indices(view)
    ]
    return LIMITS(limits=limits) if limits else None


def _missed(found: Found) -> list[Words]:
    return [index.words for index, row in found if index.missed_by(row)]


def _verdict(model: Claim, found: Found) -> Claim:
    missed = _missed(found)
    if missed and len(missed) < len(found):
        return FITS_IN_PART(model=model, missed=missed)
    return (FITS_NOT if missed else FITS)(model=model)


def exact(view: View) -> Claim | None:
    """The test of exact fit, scaled where it was scaled, and what it is worth with many respondents."""
    rows = [*view.rows(CHI2_SCALED), *view.rows(CHI2)]
    row = next(iter(valued(rows)), None)
    if row is None:
        return absent(view, rows[-1]) if rows and indices(view) else None
    if row.df is None or row.p is None:
        return None
    if row.p >= REJECTED_AT:
        return NOT_REJECTED(figure=_figure(row))
    close = rmsea(view) if is_close(view) else None
    but = CLOSE(row=close, close=Limit(CLOSE_RMSEA)) if close is not None else None
    return REJECTED(figure=_figure(row), level=percent(REJECTED_AT), but=but)


def missed(view: View) -> int:
    """How many indices lie beyond their customary limits."""
    return len(_missed(indices(view)))


def is_rejected(view: View) -> bool:
    """Whether the test of exact fit rejects the model."""
    row = next(iter(valued([*view.rows(CHI2_SCALED), *view.rows(CHI2)])), None)
    return row is not None and row.p is not None and row.p < REJECTED_AT


def rmsea(view: View) -> Finding | None:
    """The RMSEA, scaled where the test was."""
    return next((row for index, row in indices(view) if model.RMSEA in index.measures), None)


def is_close(view: View) -> bool:
    """Whether even the upper end of the RMSEA is small."""
    row = rmsea(view)
    return row is not None and row.high is not None and row.high <= CLOSE_RMSEA


def _figure(row: Finding) -> Claim:
    return CHI2_IS(chi2=row, degrees=DEGREE if row.df == 1 else DEGREES)


THE_FIT = Wording(zh="测量模型的拟合", en="Fit of the measurement model")
MISSES = Wording(
    zh="模型的 {missed:list} 未达到惯用界限{cfi}", en="The model misses the customary limit of {missed}{cfi}"
)
REACHES = Wording(zh="模型拟合达到惯用界限{cfi}", en="The model fits by the customary limits{cfi}")
WITH_CFI = Wording(zh="（CFI 为 {cfi:.3}）", en=" (CFI {cfi:.3})")
INDEX_OF_FIT = Words("拟合指标", "Index of fit")
CONVENTION = Words("惯例", "Convention")
FROM = Wording(zh="≥ {limit}", en="≥ {limit}")
UP_TO = Wording(zh="≤ {limit}", en="≤ {limit}")


def _by_convention(view: View) -> Claim:
    """Whether the model fits by convention."""
    found = indices(view)
    if not found:
        return THE_FIT()
    cfi = next((WITH_CFI(cfi=row) for index, row in found if CFI in index.measures), None)
    missed = _missed(found)
    return MISSES(missed=missed, cfi=cfi) if missed else REACHES(cfi=cfi)


def _rows(view: View) -> Rows:
    indices_too = (measure for index in INDICES for measure in reversed(index.measures))
    tests = (CHI2, CHI2_SCALED, *indices_too, model.AIC, model.BIC)
    return [row for measure in tests for row in known(view, measure)]


def _limits(view: View, _: Rows) -> tuple[Field, ...]:
    """The interval, and the convention that a figure is read against."""
    interval = Column(interval_head(view, RMSEA_CONFIDENCE), kind="interval", decimals=3)
    convention = Column(CONVENTION[view.language], align="right")
    return Field(interval, lambda row: ends_of(row) or ""), Field(convention, lambda row: _convention(view, row))


def _convention(view: View, row: Finding) -> str:
    index = next((index for index in INDICES if row.kind in index.measures), None)
    return tell(view, (FROM if index.side == "above" else UP_TO)(limit=Limit(index.limit))) if index else ""


FIELDS = columns.row(
    columns.named(INDEX_OF_FIT),
    columns.mixed(3, lambda row: None if row.kind.unit == RATIO else 1),
    columns.degrees,
    columns.probability,
    _limits,
)
TABLE = TableSpec("model_fit", (CFI, model.SRMR), _rows, FIELDS, _by_convention)
