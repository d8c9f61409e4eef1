"""Figures about convergent and discriminant validity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from csat_lib.measurement.reliability import estimate_alpha
from csat_lib.measurement.validity import average_variance_extracted, composite_reliability
from csat_lib.measurement.validity.htmt import HtmtSpec, htmt
from csat_lib.measurement.validity.standardised_loadings import FactorModel
from csat_lib.structure.path_figures import IndexScales
from csat_lib.structure.path_model import PathModel, Scheme
from csat_lib.structure.path_result import PathResult, PathSpec, path_model
from csat_lib.study.structural import preset_of
from csat_lib.summary.moments import Moments
from csat_lib.validation.case import Compute, Figures
from csat_lib.validation.confirmatory_models import NINE, PAIRS, fitted
from csat_lib.validation.public_data import facts, moments

MOBI = {
    "Image": tuple(f"IMAG{k}" for k in range(1, 6)),
    "Expectation": ("CUEX1", "CUEX2", "CUEX3"),
    "Quality": tuple(f"PERQ{k}" for k in range(1, 8)),
    "Value": ("PERV1", "PERV2"),
    "Satisfaction": ("CUSA1", "CUSA2", "CUSA3"),
    "Loyalty": ("CUSL1", "CUSL2", "CUSL3"),
}
INDEXED = MOBI | {"Complaints": ("CUSCO",)}
OF_BLOCKS = {"alpha_standardised": "alpha", "composite_reliability": "rho_c", "ave": "ave", "rho_a": "rho_a"}
FOUR = {"Satisfaction": ("Image", "Expectation", "Value")}
ECSI = {to.title(): [one.title() for one in sources] for to, sources in preset_of("ecsi").paths.items()}
Paths = Mapping[str, Sequence[str]]
BANK = ("imag", "expe", "qual", "val", "sat", "loy")


def convergent() -> Figures:
    """Composite reliability and variance extracted of the nine tests; omega from loadings in the items' units."""
    found = fitted()
    figures = _convergent(found)
    raw, residual = found.loadings_raw, found.residuals_raw
    common = {name: float(np.nansum(raw[name])) ** 2 for name in NINE}
    unique = {name: float(residual[list(items)].sum()) for name, items in NINE.items()}
    return figures | {f"omega {name}": common[name] / (common[name] + unique[name]) for name in NINE}


def ratios() -> Figures:
    """HTMT, HTMT of absolute correlations, and HTMT2 of the nine tests."""
    whole, absolute = moments(facts("holzinger_swineford")["complete"]), HtmtSpec(sign="absolute")
    kinds = {
        "htmt": htmt(whole, NINE),
        "htmt_absolute": htmt(whole, NINE, spec=absolute),
        "htmt2": htmt(whole, NINE, "htmt2", spec=absolute),
    }
    return {f"{name} {a} {b}": float(kind.ratios[a][b]) for name, kind in kinds.items() for a, b in PAIRS}


def path_of(paths: Paths, scheme: Scheme = "path", scales: IndexScales | None = None) -> PathResult:
    """A path model of mobi."""
    names = {name for to, sources in paths.items() for name in (to, *sources)}
    model = PathModel({name: items for name, items in INDEXED.items() if name in names}, paths, scheme)
    return path_model(moments(facts("mobi")["complete"]), model, PathSpec(scales or IndexScales()))


def of_paths(paths: Paths) -> Figures:
    """Alpha, composite reliability, AVE and its root, rho_A by a path model's loadings and weights; HTMT."""
    found = path_of(paths)
    names, ratio = found.model.constructs, htmt(moments(facts("mobi")["complete"]), found.model.blocks).ratios
    figures: dict[str, float] = {}
    for told, measure in OF_BLOCKS.items():
        values = found.values_of(measure).droplevel([1, 2])
        figures |= {f"{told} {name}": float(value) for name, value in values.items()}
    figures |= {f"root_{name}": value**0.5 for name, value in figures.items() if name.startswith("ave ")}
    return figures | {f"htmt {a} {b}": float(ratio[a][b]) for at, b in enumerate(names) for a in names[:at]}


def bank() -> Figures:
    """Standardised alpha of the six constructs of the bank's customers."""
    part = moments(facts("bank")["complete"])
    return _alphas(part, {name: tuple(item for item in part.items if item.startswith(name)) for name in BANK})


def _alphas(part: Moments, model: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    return {f"alpha_standardised {name}": estimate_alpha(part.select(own)).standardised for name, own in model.items()}


def _convergent(solution: FactorModel) -> dict[str, float]:
    reliability, extracted = composite_reliability(solution).figures, average_variance_extracted(solution).figures
    figures = {f"composite_reliability {name}": float(value) for name, value in reliability.items()}
    return figures | {f"ave {name}": float(value) for name, value in extracted.items()}


COMPUTE: dict[str, Compute] = {
    "nine-tests-omega": convergent,
    "nine-tests-convergent": convergent,
    "nine-tests-htmt": ratios,
    "mobi-four": partial(of_paths, FOUR),
    "mobi-four-path": partial(of_paths, FOUR),
    "mobi-six": partial(of_paths, ECSI),
    "bank": bank,
}
