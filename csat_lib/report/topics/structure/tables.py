"""The tables of the path model: dimensions with their indices, arrows, effects, items."""

from csat_lib.findings.catalogue.structure import (
    ALPHA,
    AVE,
    F2,
    IMPACT,
    INDEX_WEIGHT,
    INDIRECT_EFFECT,
    LATENT_INDEX,
    LOADING,
    PATH,
    R2,
    R2_ADJUSTED,
    RHO_A,
    RHO_C,
    TOTAL_EFFECT,
    WEIGHT,
)
from csat_lib.findings.measure import Measure
from csat_lib.report import sections
from csat_lib.report.declared import Finding, TableSpec, View, columns
from csat_lib.report.topics.structure import told
from csat_lib.report.wording import Claim, Wording, Words

FROM, TO = Words("自", "From"), Words("至", "To")
DIRECT = Words("直接", "Direct")
INDIRECT = Words("间接", "Indirect")
INDICES = Wording(zh="各维度的潜变量指数与题项质量", en="Latent indices, and the quality of the dimensions' items")
EFFECTS = Wording(zh="直接效应、间接效应与总效应", en="Direct, indirect and total effects")
ITEMS = Wording(zh="题项的权重与载荷", en="Weights and loadings of the items")
_TO = columns.worded(TO, lambda view, row: view.measured(row.other))


def _whole(measure: Measure, head: Words) -> columns.Part:
    """The figure of another measure about the same two dimensions, all ways together."""

    def pick(view: View, row: Finding) -> Finding | None:
        return view.row(measure, row.subject, other=row.other, path="")

    return columns.beside(measure, pick, head)


def _clear(view: View) -> Claim:
    return told.title(view)


INDEX_TABLE = TableSpec(
    "latent_indices",
    (LATENT_INDEX,),
    lambda view: view.rows(LATENT_INDEX),
    columns.row(columns.DIMENSION, columns.with_ends(LATENT_INDEX), R2, R2_ADJUSTED, ALPHA, RHO_A, RHO_C, AVE),
    lambda _: INDICES(),
)
PATH_TABLE = TableSpec(
    "paths",
    (PATH,),
    lambda view: view.rows(PATH),
    columns.row(FROM, _TO, columns.with_ends(PATH), F2, columns.bases),
    _clear,
)
EFFECT_TABLE = TableSpec(
    "path_effects",
    (TOTAL_EFFECT,),
    lambda view: view.rows(TOTAL_EFFECT),
    columns.row(FROM, _whole(PATH, DIRECT), _whole(INDIRECT_EFFECT, INDIRECT), columns.with_ends(TOTAL_EFFECT), IMPACT),
    lambda _: EFFECTS(),
    sections=sections.by_other,
)
ITEM_TABLE = TableSpec(
    "outer_model",
    (WEIGHT,),
    lambda view: view.rows(WEIGHT),
    columns.row(columns.ITEM, WEIGHT, INDEX_WEIGHT, LOADING),
    lambda _: ITEMS(),
    sections=sections.by_other,
)
