"""The works that the methods come from. A text cites one as ``[@kish1965]``; a report lists those that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORKS: dict[str, str] = {
    "bartlett1951": (
        "Bartlett, M. S. (1951). The effect of standardization on a chi-square approximation in factor analysis. "
        "Biometrika 38: 337–344."
    ),
    "cronbach1951": (
        "Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16: 297–334."
    ),
    "deming1940": (
        "Deming, W. E., and Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency table when the "
        "expected marginal totals are known. Annals of Mathematical Statistics 11: 427–444."
    ),
    "feldt1987": (
        "Feldt, L. S., Woodruff, D. J., and Salih, F. A. (1987). Statistical inference for coefficient alpha. Applied "
        "Psychological Measurement 11: 93–103."
    ),
    "fornell1996": (
        "Fornell, C., Johnson, M. D., Anderson, E. W., Cha, J., and Bryant, B. E. (1996). The American Customer "
        "Satisfaction Index: nature, purpose, and findings. Journal of Marketing 60(4): 7–18."
    ),
    "gutmann1987": (
        "Gutmann, S., and Maymin, Z. (1987). Is the selected population the best? Annals of Statistics 15: 456–461."
    ),
    "guttman1945": ("Guttman, L. (1945). A basis for analyzing test-retest reliability. Psychometrika 10: 255–282."),
    "harman1966": (
        "Harman, H. H., and Jones, W. H. (1966). Factor analysis by minimizing residuals (minres). Psychometrika 31: "
        "351–368."
    ),
    "hendrickson1964": (
        "Hendrickson, A. E., and White, P. O. (1964). Promax: a quick method for rotation to oblique simple structure. "
        "British Journal of Statistical Psychology 17: 65–70."
    ),
    "horn1965": (
        "Horn, J. L. (1965). A rationale and test for the number of factors in factor analysis. Psychometrika 30: "
        "179–185."
    ),
    "jennrich1966": (
        "Jennrich, R. I., and Sampson, P. F. (1966). Rotation for simple loadings. Psychometrika 31: 313–323."
    ),
    "johnson2000": (
        "Johnson, J. W. (2000). A heuristic method for estimating the relative weight of predictor variables in "
        "multiple regression. Multivariate Behavioral Research 35: 1–19."
    ),
    "kaiser1958": (
        "Kaiser, H. F. (1958). The varimax criterion for analytic rotation in factor analysis. Psychometrika 23: "
        "187–200."
    ),
    "kaiser1974": (
        "Kaiser, H. F., and Rice, J. (1974). Little Jiffy, Mark IV. Educational and Psychological Measurement 34: "
        "111–117."
    ),
    "kish1965": ("Kish, L. (1965). Survey Sampling. New York: Wiley."),
    "korn1998": (
        "Korn, E. L., and Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of "
        "positive counts estimated from survey data. Survey Methodology 24: 193–201."
    ),
    "kott2001": ("Kott, P. S. (2001). The delete-a-group jackknife. Journal of Official Statistics 17: 521–526."),
    "lindeman1980": (
        "Lindeman, R. H., Merenda, P. F., and Gold, R. Z. (1980). Introduction to Bivariate and Multivariate Analysis. "
        "Glenview: Scott, Foresman."
    ),
    "martilla1977": (
        "Martilla, J. A., and James, J. C. (1977). Importance-performance analysis. Journal of Marketing 41(1): 77–79."
    ),
    "mcdonald1999": ("McDonald, R. P. (1999). Test Theory: A Unified Treatment. Mahwah: Erlbaum."),
    "nicoletti2000": (
        "Nicoletti, G., Scarpetta, S., and Boylaud, O. (2000). Summary indicators of product market regulation with an "
        "extension to employment protection legislation. OECD Economics Department Working Papers 226."
    ),
    "nunnally1994": (
        "Nunnally, J. C., and Bernstein, I. H. (1994). Psychometric Theory, 3rd ed. New York: McGraw-Hill."
    ),
    "reichheld2003": (
        "Reichheld, F. F. (2003). The one number you need to grow. Harvard Business Review 81(12): 46–54."
    ),
    "satterthwaite1946": (
        "Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components. Biometrics "
        "Bulletin 2: 110–114."
    ),
    "sidak1967": (
        "Sidak, Z. (1967). Rectangular confidence regions for the means of multivariate normal distributions. Journal "
        "of the American Statistical Association 62: 626–633."
    ),
    "wilson1927": (
        "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the "
        "American Statistical Association 22: 209–212."
    ),
    "woodruff1971": (
        "Woodruff, R. S. (1971). A simple method for approximating the variance of a complicated estimate. Journal of "
        "the American Statistical Association 66: 411–414."
    ),
}

_CITED = re.compile(r" ?\[@([a-z]+\d{4}(?:; @[a-z]+\d{4})*)\]")
_SURNAME = re.compile(r"([A-Z][A-Za-z]+), [A-Z]\.")
_AND, _OTHERS, _BEFORE_YEAR = {"en": " and ", "zh": " 和 "}, {"en": " et al.", "zh": " 等"}, {"en": " ", "zh": "，"}


def keys_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The works that the texts cite, in alphabetical order."""
    found = {key for text in texts for part in _CITED.findall(text) for key in part.split("; @")}
    return tuple(key for key in WORKS if key in found)


def resolve(text: str, language: str) -> str:
    """The text with its citations as a reader meets them: (Deming and Stephan 1940), （Deming 和 Stephan，1940）."""

    def words(found: re.Match[str]) -> str:
        told = [cite(key, language) for key in found[1].split("; @")]
        return f"（{'；'.join(told)}）" if language == "zh" else f" ({'; '.join(told)})"

    return _CITED.sub(words, text)


def cite(key: str, language: str) -> str:
    """Surnames and year of a work: Kish 1965, Harman and Jones 1966, Feldt et al. 1987."""
    surnames = _SURNAME.findall(WORKS[key].split("(")[0])
    told = _AND[language].join(surnames) if len(surnames) < 3 else surnames[0] + _OTHERS[language]
    return told + _BEFORE_YEAR[language] + key[-4:]
