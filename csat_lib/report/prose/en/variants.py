"""What each method is, in words: told for the methods that a wave's figures name. # stands for a number."""

from __future__ import annotations

VARIANTS: dict[str, str] = {
    "taylor": (
        "**Taylor linearisation.** The standard error of a mean, an index or a difference comes from the spread of "
        "the linearised values' totals over the sampling units within strata [@woodruff1971]; intervals take t "
        "with sampling units less strata as degrees of freedom. Without a sampling unit in the study, each "
        "respondent is one."
    ),
    "fixed weights": (
        "**Weights taken as given.** The respondents' weights, raked or not, have no error of their own here."
    ),
    "finite population": (
        "**Finite population.** The variance of a stratum is cut by the share of its population that answered."
    ),
    "# single-PSU strata centred at the overall mean": (
        "**Strata with one sampling unit.** Their spread is taken around the mean of the whole sample."
    ),
    "sidak over #": (
        "**Simultaneous intervals.** Each of k intervals is made at the k-th root of the confidence, so that all k "
        "hold together at that confidence; p values are adjusted alike [@sidak1967]. Exact for independent "
        "figures, on the safe side for others."
    ),
    "welch-satterthwaite": (
        "**Independent waves.** The standard error of a change is the root of the two squared standard errors' "
        "sum, with Satterthwaite's degrees of freedom [@satterthwaite1946]."
    ),
    "wilson": (
        "**Wilson's interval.** For shares [@wilson1927]. Its n is that of a simple random sample with the same "
        "design-based standard error [@korn1998]; for the shares of single answers and topics it is the effective "
        "base."
    ),
    "weighted mean": (
        "**Score of a topic.** A weighted mean with its linearised standard error and t with one degree of freedom "
        "less than respondents; strata and sampling units are not used."
    ),
    "feldt": "**Feldt's interval.** For the alpha of unweighted answers, from the F distribution [@feldt1987].",
    "jackknife": (
        "**Delete-a-group jackknife.** Respondents fall into up to 100 groups by a keyed hash of their sampling "
        "unit or number; each group is left out once, and the spread of the results gives the standard error, with "
        "t and one degree of freedom less than groups [@kott2001]."
    ),
    "minres": "**Minimum residuals.** Factors that leave the smallest squared residual correlations [@harman1966].",
    "oblimin": "**Oblimin.** Oblique rotation: factors may correlate [@jennrich1966].",
    "promax": "**Promax.** Oblique rotation: factors may correlate [@hendrickson1964].",
    "varimax": "**Varimax.** Orthogonal rotation: factors stay uncorrelated [@kaiser1958].",
    "heywood": (
        "**Heywood case.** The factors account for an item's whole variance (its own part is held at 0.005); such "
        "a figure is to be read with caution."
    ),
    "johnson": (
        "**Johnson's relative weights.** R² is shared out over the orthogonal variables closest to the dimensions, "
        "and from these back to the dimensions [@johnson2000]."
    ),
    "lmg": (
        "**LMG (Shapley) shares.** A dimension's mean gain in R² over all orders of entry [@lindeman1980]; "
        "recorded beside Johnson's weights as a check, in the workbook."
    ),
    "factor": (
        "**Factor weights.** Squared loadings on the first principal component of the parts' scores, scaled to "
        "100% [@nicoletti2000]."
    ),
    "polychoric": (
        "**Polychoric correlations.** The correlations of normal variables taken to lie behind the answers: "
        "thresholds first, then each correlation [@olsson1979]."
    ),
    "ml": "**Maximum likelihood.** Taking the items for jointly normal [@joreskog1967; @joreskog1969].",
    "fiml": (
        "**Full information maximum likelihood.** Every respondent counts with the items answered; nothing is "
        "filled in [@enders2001]."
    ),
    "wlsmv": (
        "**Weighted least squares for ordered answers (WLSMV).** The model is fitted to polychoric correlations; "
        "errors and test are adjusted for mean and variance [@muthen1984; @satorra1994]."
    ),
    "satorra-bentler": (
        "**Satorra-Bentler.** Test and standard errors corrected for answers that are not normal [@satorra1994]."
    ),
    "geomin #": (
        "**Geomin.** Oblique rotation that makes the geometric mean of each item's squared loadings small "
        "[@browne2001; @jennrich2002]."
    ),
    "bca": "**BCa intervals.** Bootstrap intervals corrected for bias and skewness [@efron1987].",
}
