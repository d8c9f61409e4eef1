"""From a model as it is asked to the table of parameters that is fitted: what must be left out, what cannot be had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from csat_lib.errors.measurement import no_constructs, unknown_choice, unknown_constructs
from csat_lib.findings import Method
from csat_lib.measurement.confirmatory.cfa_result import CfaResult
from csat_lib.measurement.confirmatory.fitted_model import CfaSpec
from csat_lib.measurement.confirmatory.parameter_table import (
    COVARIANCE,
    MEAN,
    ModelSpec,
    Parameter,
    Structure,
    measurement_model,
    structure_of,
)
from csat_lib.measurement.correlations.bases import Bases
from csat_lib.measurement.correlations.interval import check_confidence

CHOICES = {
    "estimator": ("ml", "fiml", "wlsmv"),
    "robust": ("none", "satorra_bentler", "sandwich"),
    "missing": ("listwise", "pairwise"),
    "standardise": ("latent", "marker"),
}


@dataclass(frozen=True)
class Specification:
    """``model`` as asked, ``kept`` without the constructs of one item, which no factor can be made of."""

    model: Mapping[str, Sequence[str]]
    kept: Mapping[str, Sequence[str]]
    spec: CfaSpec
    means: bool = False

    @property
    def left_out(self) -> tuple[str, ...]:
        """Constructs of one item."""
        return tuple(construct for construct in self.model if construct not in self.kept)

    @property
    def items(self) -> tuple[str, ...]:
        """Items of the constructs that are kept."""
        return tuple(dict.fromkeys(item for block in self.kept.values() for item in block))

    @cached_property
    def structure(self) -> Structure:
        """The table of parameters."""
        second = {
            factor: [construct for construct in block if construct in self.kept]
            for factor, block in self.spec.second_order.items()
        }
        return measurement_model(
            self.kept, ModelSpec(standardise=self.spec.standardise, second_order=second, means=self.means)
        )

    @cached_property
    def baseline(self) -> Structure:
        """The table of the baseline model: items uncorrelated."""
        return _apart(self)

    @cached_property
    def saturated(self) -> Structure:
        """The table of the model that fits everything: all items correlated."""
        pairs = [(item, other) for at, item in enumerate(self.items) for other in self.items[:at]]
        entries = [Parameter(COVARIANCE, item, other, f"{other}~~{item}") for item, other in pairs]
        return _apart(self, entries)

    @property
    def reason(self) -> str:
        """Why the model has no solution whatever was answered.

        ``one_item``: no construct has two; ``few_items``: two items for one factor; ``unidentified``: more parameters
        than variances and covariances.
        """
        if not self.kept:
            return "one_item"
        if self.structure.df >= 0:
            return ""
        return "few_items" if len(self.kept) == 1 else "unidentified"

    def absent(self, bases: Bases, words: Method, reason: str) -> CfaResult:
        """The result when there is none."""
        return CfaResult(self.model, self.spec, bases, words, left_out=self.left_out, reason=reason)


def specify(model: Mapping[str, Sequence[str]], spec: CfaSpec) -> Specification:
    """Check what is asked, and set constructs of one item aside.

    Raises:
        CsatError: an unknown choice, a confidence that is no share, a model without constructs, or a second-order
            factor of constructs that the model does not have.
    """
    for what, allowed in CHOICES.items():
        if getattr(spec, what) not in allowed:
            raise unknown_choice(WORDS[what], getattr(spec, what), allowed)
    check_confidence(spec.confidence)
    if not model or not all(len(block) for block in model.values()):
        raise no_constructs([construct for construct, block in model.items() if not len(block)])
    for factor, block in spec.second_order.items():
        strangers = [construct for construct in block if construct not in model]
        if strangers:
            raise unknown_constructs(factor, strangers, list(model))
    kept = {construct: tuple(block) for construct, block in model.items() if len(block) > 1}
    return Specification(model, kept, spec, means=spec.estimator == "fiml")


WORDS = {
    "estimator": "estimator",
    "robust": "kind of robust standard errors",
    "missing": "rule for missing values",
    "standardise": "way to set the scale of a factor",
}


def _apart(plan: Specification, more: Sequence[Parameter] = ()) -> Structure:
    entries = [Parameter(COVARIANCE, item, item, f"{item}~~{item}") for item in plan.items]
    entries += [Parameter(MEAN, item, item, f"{item}~1") for item in plan.items if plan.means]
    return structure_of(plan.items, (), [*entries, *more])
