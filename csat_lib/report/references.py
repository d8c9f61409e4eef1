"""The works that the methods come from. A report lists those whose method or measure it used, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from csat_lib.findings import Finding


@dataclass(frozen=True)
class Work:
    """One work: how it is cited, and the measures and the words of a method that rest on it."""

    text: str
    measures: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()

    def is_used_in(self, measures: set[str], methods: str) -> bool:
        """Whether a figure of one of the measures, or made by one of the methods, was recorded."""
        return bool(measures & set(self.measures)) or any(word in methods for word in self.methods)


WORKS: dict[str, Work] = {
    "bartlett1951": Work(
        "Bartlett, M. S. (1951). The effect of standardization on a chi-square approximation in factor analysis. "
        "Biometrika 38: 337-344.",
        measures=("bartlett",),
    ),
    "cronbach1951": Work(
        "Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16: 297-334.",
        measures=("alpha",),
    ),
    "deming1940": Work(
        "Deming, W. E., and Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency table when the "
        "expected marginal totals are known. Annals of Mathematical Statistics 11: 427-444.",
        measures=("share_target",),
    ),
    "feldt1987": Work(
        "Feldt, L. S., Woodruff, D. J., and Salih, F. A. (1987). Statistical inference for coefficient alpha. Applied "
        "Psychological Measurement 11: 93-103.",
        methods=("feldt",),
    ),
    "fornell1996": Work(
        "Fornell, C., Johnson, M. D., Anderson, E. W., Cha, J., and Bryant, B. E. (1996). The American Customer "
        "Satisfaction Index: nature, purpose, and findings. Journal of Marketing 60(4): 7-18.",
        measures=("index",),
    ),
    "guttman1945": Work(
        "Guttman, L. (1945). A basis for analyzing test-retest reliability. Psychometrika 10: 255-282.",
        measures=("lambda6",),
    ),
    "harman1966": Work(
        "Harman, H. H., and Jones, W. H. (1966). Factor analysis by minimizing residuals (minres). Psychometrika 31: "
        "351-368.",
        methods=("minres",),
    ),
    "hendrickson1964": Work(
        "Hendrickson, A. E., and White, P. O. (1964). Promax: a quick method for rotation to oblique simple structure. "
        "British Journal of Statistical Psychology 17: 65-70.",
        methods=("promax",),
    ),
    "horn1965": Work(
        "Horn, J. L. (1965). A rationale and test for the number of factors in factor analysis. Psychometrika 30: "
        "179-185.",
        measures=("n_factors",),
    ),
    "jennrich1966": Work(
        "Jennrich, R. I., and Sampson, P. F. (1966). Rotation for simple loadings. Psychometrika 31: 313-323.",
        methods=("oblimin",),
    ),
    "johnson2000": Work(
        "Johnson, J. W. (2000). A heuristic method for estimating the relative weight of predictor variables in "
        "multiple regression. Multivariate Behavioral Research 35: 1-19.",
        methods=("johnson",),
    ),
    "kaiser1958": Work(
        "Kaiser, H. F. (1958). The varimax criterion for analytic rotation in factor analysis. Psychometrika 23: "
        "187-200.",
        methods=("varimax",),
    ),
    "kaiser1974": Work(
        "Kaiser, H. F., and Rice, J. (1974). Little Jiffy, Mark IV. Educational and Psychological Measurement 34: "
        "111-117.",
        measures=("kmo",),
    ),
    "kish1965": Work(
        "Kish, L. (1965). Survey Sampling. New York: Wiley.",
        measures=("deff",),
        methods=("effective n",),
    ),
    "kott2001": Work(
        "Kott, P. S. (2001). The delete-a-group jackknife. Journal of Official Statistics 17: 521-526.",
        methods=("jackknife",),
    ),
    "lindeman1980": Work(
        "Lindeman, R. H., Merenda, P. F., and Gold, R. Z. (1980). Introduction to Bivariate and Multivariate Analysis. "
        "Glenview: Scott, Foresman.",
        methods=("lmg",),
    ),
    "martilla1977": Work(
        "Martilla, J. A., and James, J. C. (1977). Importance-performance analysis. Journal of Marketing 41(1): 77-79.",
        measures=("performance",),
    ),
    "mcdonald1999": Work(
        "McDonald, R. P. (1999). Test Theory: A Unified Treatment. Mahwah: Erlbaum.",
        measures=("omega",),
    ),
    "nunnally1994": Work(
        "Nunnally, J. C., and Bernstein, I. H. (1994). Psychometric Theory, 3rd ed. New York: McGraw-Hill.",
        measures=("alpha", "item_rest"),
    ),
    "reichheld2003": Work(
        "Reichheld, F. F. (2003). The one number you need to grow. Harvard Business Review 81(12): 46-54.",
        measures=("nps",),
    ),
    "rocks2016": Work(
        "Rocks, B. (2016). Interval estimation for the net promoter score. The American Statistician 70: 365-372.",
        methods=("adjusted wald", "adjusted-wald"),
    ),
    "satterthwaite1946": Work(
        "Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components. Biometrics "
        "Bulletin 2: 110-114.",
        methods=("satterthwaite",),
    ),
    "sidak1967": Work(
        "Sidak, Z. (1967). Rectangular confidence regions for the means of multivariate normal distributions. Journal "
        "of the American Statistical Association 62: 626-633.",
        methods=("sidak", "simultaneous"),
    ),
    "wilson1927": Work(
        "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the "
        "American Statistical Association 22: 209-212.",
        methods=("wilson",),
    ),
    "woodruff1971": Work(
        "Woodruff, R. S. (1971). A simple method for approximating the variance of a complicated estimate. Journal of "
        "the American Statistical Association 66: 411-414.",
        methods=("taylor", "linearised"),
    ),
}


def works_used(figures: Iterable[Finding]) -> tuple[str, ...]:
    """The works that the figures rest on, in alphabetical order; only figures with a value count."""
    valued = [figure for figure in figures if figure.value is not None]
    measures = {figure.measure for figure in valued}
    methods = "\n".join(sorted({figure.method.lower() for figure in valued}))
    return tuple(work.text for work in WORKS.values() if work.is_used_in(measures, methods))
