"""The tables of the path model: dimensions with their indices, arrows, effects, items."""

from csat_lib.findings.catalogue import structure as its
from csat_lib.findings.measure import Measure
from csat_lib.report import sections
from csat_lib.report.declared import TableSpec, columns
from csat_lib.report.topics.structure.told import FROM, since
from csat_lib.report.wording import Wording, Words

DIRECT, INDIRECT = Words("直接", "Direct"), Words("间接", "Indirect")
INDICES = Wording(zh="各维度的潜变量指数与题项质量", en="Latent indices, and the quality of the dimensions' items")
EFFECTS = Wording(zh="直接效应、间接效应与总效应", en="Direct, indirect and total effects")
ITEMS = Wording(zh="题项的权重与载荷", en="Weights and loadings of the items")


def _whole(measure: Measure, head: Words) -> columns.Part:
    """The figure of another measure about the same two dimensions, all ways together."""
    return columns.beside(measure, lambda view, row: view.row(measure, row.subject, other=row.other, path=""), head)


INDEX_TABLE = TableSpec(
    "latent_indices",
    (its.LATENT_INDEX,),
    lambda view: view.rows(its.LATENT_INDEX),
    columns.row(
        *(columns.DIMENSION, columns.with_ends(its.LATENT_INDEX), since(its.INDEX_CHANGE)),
        *(its.R2, its.R2_ADJUSTED, its.ALPHA, its.RHO_A, its.RHO_C, its.AVE),
    ),
    lambda _: INDICES(),
)
EFFECT_TABLE = TableSpec(
    "path_effects",
    (its.TOTAL_EFFECT,),
    lambda view: view.rows(its.TOTAL_EFFECT),
    columns.row(
        *(FROM, _whole(its.PATH, DIRECT), _whole(its.INDIRECT_EFFECT, INDIRECT)),
        *(columns.with_ends(its.TOTAL_EFFECT), columns.with_ends(its.IMPACT)),
    ),
    lambda _: EFFECTS(),
    sections=sections.by_other,
)
ITEM_TABLE = TableSpec(
    "outer_model",
    (its.WEIGHT,),
    lambda view: view.rows(its.WEIGHT),
    columns.row(columns.ITEM, its.WEIGHT, its.INDEX_WEIGHT, its.LOADING),
    lambda _: ITEMS(),
    sections=sections.by_other,
)
