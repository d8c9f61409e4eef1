"""The findings of a confirmatory factor analysis, topic ``model``.

Subject ``model``: ``chi2`` ``cfi`` ``tli`` ``rmsea`` ``srmr`` ``aic`` ``bic``, and ``chi2_scaled`` ``cfi_scaled``
``tli_scaled`` ``rmsea_scaled`` where the test is scaled; RMSEA has an interval by Satorra and Bentler alone. Subject
item: ``loading`` (standardised) and ``loading_raw`` (other = construct), ``residual`` ``r2`` (standardised),
``modification`` and ``expected_change`` (other = construct or item; path = ``loading`` or ``residual``; the ten
greatest). Subject construct: ``construct_correlation`` (other = construct) and ``loading`` (other = second-order
factor). A model that cannot be had gives the same rows, absent.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple

from csat_lib.conventions import RMSEA_CONFIDENCE
from csat_lib.findings import Finding, ways
from csat_lib.findings.catalogue import model
from csat_lib.findings.measure import Measure
from csat_lib.measurement.confirmatory.fit_indices import FitIndices
from csat_lib.measurement.confirmatory.fitted_model import FittedModel
from csat_lib.measurement.confirmatory.parameter_table import PATH
from csat_lib.measurement.confirmatory.standardised_solution import CORRELATION_COLUMNS, ESTIMATE_COLUMNS, KINDS
from csat_lib.measurement.correlations.bases import FindingWriter
from csat_lib.measurement.correlations.interval import NORMAL_ONLY

CHANGES_SHOWN = 10
CORRELATION, SHARE = (-1.0, 1.0), (0.0, 1.0)
SCALES = {
    model.LOADING: CORRELATION,
    model.CONSTRUCT_CORRELATION: CORRELATION,
    model.RESIDUAL: SHARE,
    model.R2: SHARE,
}
NAN = float("nan")
RAW, STANDARDISED, CORRELATED = ESTIMATE_COLUMNS[3:7], ESTIMATE_COLUMNS[7:], CORRELATION_COLUMNS[2:]
ABSENT: Mapping[Hashable, Any] = dict.fromkeys((*RAW, *STANDARDISED, *CORRELATED), NAN)


class Tests(NamedTuple):
    """The measures of a test of the whole model, as it is or scaled."""

    chi2: Measure
    cfi: Measure
    tli: Measure
    rmsea: Measure


PLAIN = Tests(model.CHI2, model.CFI, model.TLI, model.RMSEA)
_UNLIKE = ways("no interval", "unlike a noncentral chi-square")
SCALED = Tests(model.CHI2_SCALED, model.CFI_SCALED, model.TLI_SCALED, model.RMSEA_SCALED)


def cfa_findings(result: FittedModel) -> list[Finding]:
    """All rows of one result, in the order of the module's catalogue."""
    sheet = FindingWriter("model", result.bases, result.reason)
    return [
        *_fit(result, sheet),
        *_loadings(result, sheet),
        *_items(result, sheet),
        *_constructs(result, sheet),
        *_changes(result, sheet),
    ]


def _fit(result: FittedModel, sheet: FindingWriter) -> Iterator[Finding]:
    fit, reason = result.fit, result.fit.reason
    yield from _tests(result, sheet, fit.indices, PLAIN)
    for measure, value in ((model.SRMR, fit.srmr), (model.AIC, fit.aic), (model.BIC, fit.bic)):
        yield sheet.row(measure, value, result.method, reason)
    if fit.scaled is not None:
        yield from _tests(result, sheet, fit.scaled, SCALED)


def _tests(result: FittedModel, sheet: FindingWriter, indices: FitIndices, of: Tests) -> Iterator[Finding]:
    reason = result.fit.reason or "few_answers"  # a scaling that is not above 0
    chi2 = sheet.row(of.chi2, indices.test.value, result.method, reason)
    known = chi2.value is not None
    yield replace(chi2, df=indices.test.df, p=_number(indices.test.p)) if known else chi2
    for measure, value in ((of.cfi, indices.cfi), (of.tli, indices.tli)):
        yield sheet.row(measure, value, result.method, reason=reason)
    scaled = result.interval if result.method.noted("satorra-bentler") else _UNLIKE
    why_none = NORMAL_ONLY.method if of is PLAIN else scaled
    rmsea = sheet.row(of.rmsea, indices.rmsea, result.method, reason=reason)
    if rmsea.value is None:
        yield rmsea
    elif why_none.noted("no interval"):
        yield replace(rmsea, method=rmsea.method + why_none)
    else:
        method, (low, high) = rmsea.method + "noncentral chi-square", (indices.rmsea_low, indices.rmsea_high)
        yield replace(rmsea, low=low, high=high, confidence=RMSEA_CONFIDENCE, method=method)


def _loadings(result: FittedModel, sheet: FindingWriter) -> Iterator[Finding]:
    rows = result.estimates[result.estimates["kind"] == KINDS[PATH]]
    known = {(row["to"], row["by"]): row for row in rows.to_dict("records")}
    for factor, block in {**result.model, **result.spec.second_order}.items():
        reason = "one_item" if factor in result.left_out else ""
        for indicator in block:
            row = known.get((indicator, factor), ABSENT)
            at = {"subject": indicator, "other": factor}
            yield _figure(result, sheet, (model.LOADING, [row[name] for name in STANDARDISED]), at, reason)
            yield _figure(result, sheet, (model.LOADING_RAW, [row[name] for name in RAW]), at, reason)


def _items(result: FittedModel, sheet: FindingWriter) -> Iterator[Finding]:
    own = result.estimates[
        (result.estimates["kind"] == "covariance") & (result.estimates["to"] == result.estimates["by"])
    ]
    known = {row["to"]: row for row in own.to_dict("records")}
    alone = {item for construct in result.left_out for item in result.model[construct]}
    for item in result.items:
        row, reason = known.get(item, ABSENT), "one_item" if item in alone else ""
        value, se, low, high = (row[name] for name in STANDARDISED)
        yield _figure(result, sheet, (model.RESIDUAL, [value, se, low, high]), {"subject": item}, reason)
        yield _figure(result, sheet, (model.R2, [1 - value, se, 1 - high, 1 - low]), {"subject": item}, reason)


def _constructs(result: FittedModel, sheet: FindingWriter) -> Iterator[Finding]:
    rows = result.correlations.to_dict("records")
    known = {frozenset((row["construct"], row["other"])): row for row in rows}
    for one, other in combinations(result.model, 2):
        row = known.get(frozenset((one, other)), ABSENT)
        reason = "one_item" if {one, other} & set(result.left_out) else ""
        at = {"subject": one, "other": other}
        yield _figure(result, sheet, (model.CONSTRUCT_CORRELATION, [row[name] for name in CORRELATED]), at, reason)


def _changes(result: FittedModel, sheet: FindingWriter) -> Iterator[Finding]:
    for row in result.modification.head(CHANGES_SHOWN).to_dict("records"):
        found = (model.MODIFICATION, row["chi2_drop"]), (model.EXPECTED_CHANGE, row["expected_change_standardised"])
        for measure, value in found:
            finding = sheet.row(measure, value, result.method)
            yield replace(finding, subject=row["item"], other=row["other"], path=row["path"])


def _figure(
    result: FittedModel, sheet: FindingWriter, figure: tuple[Measure, list[float]], at: dict[str, str], reason: str = ""
) -> Finding:
    """One parameter with its standard error and interval; absent for its own reason before the result's."""
    measure, (value, se, low, high) = figure
    own = replace(sheet, reason=reason or sheet.reason)
    row = own.row(measure, value, result.method, "improper")
    row = replace(row, subject=at["subject"], other=at.get("other", ""))
    if row.value is None or not se > 0:
        return row
    row = replace(row, se=se, method=row.method + result.interval)
    if math.isnan(low):
        return row
    least, most = SCALES.get(measure, (-math.inf, math.inf))
    if least <= value <= most:  # around an improper figure, beyond its scale, the interval is whole
        low, high = max(low, least), min(high, most)
    return replace(row, low=low, high=high, confidence=result.spec.confidence)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
