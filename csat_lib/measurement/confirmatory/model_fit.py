"""How well a model fits, and the same figures by name on every result that carries them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from csat_lib.measurement.confirmatory.fit_indices import NO_INDICES, FitIndices

NAN = float("nan")


@dataclass(frozen=True)
class ModelFit:
    """How well the model fits. ``reason`` says why tests and indices are absent; estimates may stand without them."""

    indices: FitIndices = NO_INDICES
    scaled: FitIndices | None = None
    srmr: float = NAN
    aic: float = NAN
    bic: float = NAN
    reason: str = ""

    def beside(self, scaled: FitIndices, reason: str) -> ModelFit:
        """The same with a scaled test; with a ``reason`` why the plain test does not hold, without the plain one."""
        return ModelFit(scaled=scaled, srmr=self.srmr, reason=reason) if reason else replace(self, scaled=scaled)


class FitFigures:
    """Fit figures of a result, from its ``fit``."""

    fit: ModelFit

    @property
    def chi2(self) -> float:
        """Likelihood ratio chi-square, n times the discrepancy."""
        return self.fit.indices.test.value

    @property
    def df(self) -> int:
        """Its degrees of freedom."""
        return self.fit.indices.test.df

    @property
    def p(self) -> float:
        """Its probability if the model holds."""
        return self.fit.indices.test.p

    @property
    def cfi(self) -> float:
        """Comparative fit index."""
        return self.fit.indices.cfi

    @property
    def tli(self) -> float:
        """Tucker-Lewis index."""
        return self.fit.indices.tli

    @property
    def rmsea(self) -> float:
        """Root mean square error of approximation."""
        return self.fit.indices.rmsea

    @property
    def rmsea_low(self) -> float:
        """Lower end of its 90 % interval."""
        return self.fit.indices.rmsea_low

    @property
    def rmsea_high(self) -> float:
        """Upper end of its 90 % interval."""
        return self.fit.indices.rmsea_high

    @property
    def srmr(self) -> float:
        """Standardised root mean square residual."""
        return self.fit.srmr

    @property
    def aic(self) -> float:
        """Akaike's criterion."""
        return self.fit.aic

    @property
    def bic(self) -> float:
        """Bayes' criterion."""
        return self.fit.bic

    @property
    def chi2_scaled(self) -> float:
        """Scaled chi-square; NaN where the test is not scaled."""
        return (self.fit.scaled or NO_INDICES).test.value

    @property
    def rmsea_scaled(self) -> float:
        """Root mean square error of approximation of the scaled test; NaN where the test is not scaled."""
        return (self.fit.scaled or NO_INDICES).rmsea
