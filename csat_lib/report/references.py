"""The works that the methods come from. A text cites one as ``[@kish1965]``; a report lists those that it cites."""

import re
import unicodedata
from collections.abc import Iterable

from csat_lib.findings.measure import Words
from csat_lib.findings.setting import SEMICOLON, set_text
from csat_lib.findings.told import Told, wording

_LISTED = """
AAPOR (2023). Standard Definitions: Final Dispositions of Case Codes and Outcome Rates for Surveys, 10th ed. Alexandria:
  American Association for Public Opinion Research.
Asparouhov, T. (2005). Sampling weights in latent variable modeling. Structural Equation Modeling 12: 411–434.
Bartlett, M. S. (1951). The effect of standardization on a chi-square approximation in factor analysis. Biometrika 38:
  337–344.
Bentler, P. M. (1990). Comparative fit indexes in structural models. Psychological Bulletin 107: 238–246.
Bloom, H. S. (1995). Minimum detectable effects: a simple way to report the statistical power of experimental designs.
  Evaluation Review 19: 547–556.
Bonett, D. G. (2002). Sample size requirements for testing and estimating coefficient alpha. Journal of Educational and
  Behavioral Statistics 27: 335–340.
Browne, R. H. (1995). On the use of a pilot sample for sample size determination. Statistics in Medicine 14: 1933–1940.
Browne, M. W. (2001). An overview of analytic rotation in exploratory factor analysis. Multivariate Behavioral Research
  36: 111–150.
Browne, M. W., and Cudeck, R. (1992). Alternative ways of assessing model fit. Sociological Methods and Research 21:
  230–258.
Buckley, J. J. (1985). Fuzzy hierarchical analysis. Fuzzy Sets and Systems 17: 233–247.
Chen, F. F. (2007). Sensitivity of goodness of fit indexes to lack of measurement invariance. Structural Equation
  Modeling 14: 464–504.
Cheung, G. W., and Rensvold, R. B. (2002). Evaluating goodness-of-fit indexes for testing measurement invariance.
  Structural Equation Modeling 9: 233–255.
Cochran, W. G. (1977). Sampling Techniques, 3rd ed. New York: Wiley.
Comrey, A. L., and Lee, H. B. (1992). A First Course in Factor Analysis, 2nd ed. Hillsdale: Erlbaum.
Costello, A. B., and Osborne, J. W. (2005). Best practices in exploratory factor analysis. Practical Assessment,
  Research and Evaluation 10(7).
Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16: 297–334.
Curran, P. G. (2016). Methods for the detection of carelessly invalid responses in survey data. Journal of Experimental
  Social Psychology 66: 4–19.
Deming, W. E., and Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency table when the expected
  marginal totals are known. Annals of Mathematical Statistics 11: 427–444.
Deville, J.-C., and Särndal, C.-E. (1992). Calibration estimators in survey sampling. Journal of the American
  Statistical Association 87: 376–382.
Diakoulaki, D., Mavrotas, G., and Papayannakis, L. (1995). Determining objective weights in multiple criteria problems:
  the CRITIC method. Computers and Operations Research 22: 763–770.
Dijkstra, T. K., and Henseler, J. (2015). Consistent partial least squares path modeling. MIS Quarterly 39: 297–316.
Ebel, R. L., and Frisbie, D. A. (1991). Essentials of Educational Measurement, 5th ed. Englewood Cliffs: Prentice Hall.
Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association 82: 171–185.
Enders, C. K., and Bandalos, D. L. (2001). The relative performance of full information maximum likelihood estimation
  for missing data in structural equation models. Structural Equation Modeling 8: 430–457.
Feldt, L. S., Woodruff, D. J., and Salih, F. A. (1987). Statistical inference for coefficient alpha. Applied
  Psychological Measurement 11: 93–103.
Fieller, E. C. (1954). Some problems in interval estimation. Journal of the Royal Statistical Society B 16: 175–185.
Fornell, C., and Larcker, D. F. (1981). Evaluating structural equation models with unobservable variables and
  measurement error. Journal of Marketing Research 18: 39–50.
Fornell, C., Johnson, M. D., Anderson, E. W., Cha, J., and Bryant, B. E. (1996). The American Customer Satisfaction
  Index: nature, purpose, and findings. Journal of Marketing 60(4): 7–18.
Gutmann, S., and Maymin, Z. (1987). Is the selected population the best? Annals of Statistics 15: 456–461.
Guttman, L. (1945). A basis for analyzing test-retest reliability. Psychometrika 10: 255–282.
Hair, J. F., Black, W. C., Babin, B. J., and Anderson, R. E. (2019). Multivariate Data Analysis, 8th ed. Andover:
  Cengage.
Hall, P. (1992). On the removal of skewness by transformation. Journal of the Royal Statistical Society B 54: 221–228.
Harman, H. H., and Jones, W. H. (1966). Factor analysis by minimizing residuals (minres). Psychometrika 31: 351–368.
Helland, I. S. (1987). On the interpretation and use of R² in regression analysis. Biometrics 43: 61–69.
Hendrickson, A. E., and White, P. O. (1964). Promax: a quick method for rotation to oblique simple structure. British
  Journal of Statistical Psychology 17: 65–70.
Henseler, J., and Chin, W. W. (2010). A comparison of approaches for the analysis of interaction effects between latent
  variables using partial least squares path modeling. Structural Equation Modeling 17: 82–109.
Henseler, J., Ringle, C. M., and Sarstedt, M. (2016). Testing measurement invariance of composites using partial least
  squares. International Marketing Review 33: 405–431.
Henseler, J., Ringle, C. M., and Sarstedt, M. (2015). A new criterion for assessing discriminant validity in
  variance-based structural equation modeling. Journal of the Academy of Marketing Science 43: 115–135.
Horn, J. L. (1965). A rationale and test for the number of factors in factor analysis. Psychometrika 30: 179–185.
Hu, L., and Bentler, P. M. (1999). Cutoff criteria for fit indexes in covariance structure analysis: conventional
  criteria versus new alternatives. Structural Equation Modeling 6: 1–55.
Hwang, C.-L., and Yoon, K. (1981). Multiple Attribute Decision Making: Methods and Applications. Berlin: Springer.
Hyndman, R. J., and Fan, Y. (1996). Sample quantiles in statistical packages. The American Statistician 50: 361–365.
Jennrich, R. I., and Sampson, P. F. (1966). Rotation for simple loadings. Psychometrika 31: 313–323.
Jennrich, R. I. (2002). A simple general method for oblique rotation. Psychometrika 67: 7–19.
Joanes, D. N., and Gill, C. A. (1998). Comparing measures of sample skewness and kurtosis. The Statistician 47: 183–189.
Johanson, G. A., and Brooks, G. P. (2010). Initial scale development: sample size for pilot studies. Educational and
  Psychological Measurement 70: 394–400.
Johnson, J. W. (2000). A heuristic method for estimating the relative weight of predictor variables in multiple
  regression. Multivariate Behavioral Research 35: 1–19.
Johnson, N. J. (1978). Modified t tests and confidence intervals for asymmetrical populations. Journal of the American
  Statistical Association 73: 536–544.
Jöreskog, K. G. (1967). Some contributions to maximum likelihood factor analysis. Psychometrika 32: 443–482.
Jöreskog, K. G. (1969). A general approach to confirmatory maximum likelihood factor analysis. Psychometrika 34:
  183–202.
Juran, J. M., and Godfrey, A. B. (1999). Juran's Quality Handbook, 5th ed. New York: McGraw-Hill.
Kaiser, H. F. (1958). The varimax criterion for analytic rotation in factor analysis. Psychometrika 23: 187–200.
Kaiser, H. F., and Rice, J. (1974). Little Jiffy, Mark IV. Educational and Psychological Measurement 34: 111–117.
Kaplan, E. L., and Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the American
  Statistical Association 53: 457–481.
Kelley, T. L. (1939). The selection of upper and lower groups for the validation of test items. Journal of Educational
  Psychology 30: 17–24.
Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika 33: 239–251.
Kendall, M. G., and Babington Smith, B. (1939). The problem of m rankings. Annals of Mathematical Statistics 10:
  275–287.
Kish, L. (1965). Survey Sampling. New York: Wiley.
Kitagawa, E. M. (1955). Components of a difference between two rates. Journal of the American Statistical Association
  50: 1168–1194.
Korn, E. L., and Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of positive
  counts estimated from survey data. Survey Methodology 24: 193–201.
Kott, P. S. (2001). The delete-a-group jackknife. Journal of Official Statistics 17: 521–526.
Lindeman, R. H., Merenda, P. F., and Gold, R. Z. (1980). Introduction to Bivariate and Multivariate Analysis. Glenview:
  Scott, Foresman.
Martilla, J. A., and James, J. C. (1977). Importance-performance analysis. Journal of Marketing 41(1): 77–79.
McDonald, R. P. (1999). Test Theory: A Unified Treatment. Mahwah: Erlbaum.
Mogstad, M., Romano, J. P., Shaikh, A. M., and Wilhelm, D. (2024). Inference for ranks with applications to mobility
  across neighbourhoods and academic achievement across countries. Review of Economic Studies 91: 476–518.
Morris, C. N. (1983). Parametric empirical Bayes inference: theory and applications. Journal of the American
  Statistical Association 78: 47–65.
Muthén, B. (1984). A general structural equation model with dichotomous, ordered categorical, and continuous latent
  variable indicators. Psychometrika 49: 115–132.
Muthén, L. K., and Muthén, B. O. (2002). How to use a Monte Carlo study to decide on sample size and determine power.
  Structural Equation Modeling 9: 599–620.
Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions: comparison of eleven
  methods. Statistics in Medicine 17: 873–890.
Nicoletti, G., Scarpetta, S., and Boylaud, O. (2000). Summary indicators of product market regulation with an extension
  to employment protection legislation. OECD Economics Department Working Papers 226.
Nunnally, J. C., and Bernstein, I. H. (1994). Psychometric Theory, 3rd ed. New York: McGraw-Hill.
Olsson, U. (1979). Maximum likelihood estimation of the polychoric correlation coefficient. Psychometrika 44: 443–460.
Polit, D. F., Beck, C. T., and Owen, S. V. (2007). Is the CVI an acceptable indicator of content validity? Appraisal and
  recommendations. Research in Nursing and Health 30: 459–467.
Potter, F. J. (1990). A study of procedures to identify and trim extreme sampling weights. Proceedings of the Section on
  Survey Research Methods, American Statistical Association: 225–230.
Quesenberry, C. P. (1991). SPC Q charts for start-up processes and short or long runs. Journal of Quality Technology 23:
  213–224.
Reichheld, F. F. (2003). The one number you need to grow. Harvard Business Review 81(12): 46–54.
Roberts, S. W. (1959). Control chart tests based on geometric moving averages. Technometrics 1: 239–250.
Roemer, E., Schuberth, F., and Henseler, J. (2021). HTMT2 – an improved criterion for assessing discriminant validity in
  structural equation modeling. Industrial Management and Data Systems 121: 2637–2650.
Saaty, T. L. (1980). The Analytic Hierarchy Process. New York: McGraw-Hill.
Satorra, A., and Bentler, P. M. (1994). Corrections to test statistics and standard errors in covariance structure
  analysis. In A. von Eye and C. C. Clogg (eds.), Latent Variables Analysis: 399–419. Thousand Oaks: Sage.
Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components. Biometrics Bulletin 2:
  110–114.
Schmid, J., and Leiman, J. M. (1957). The development of hierarchical factor solutions. Psychometrika 22: 53–61.
Shmueli, G., Sarstedt, M., Hair, J. F., Cheah, J.-H., Ting, H., Vaithilingam, S., and Ringle, C. M. (2019). Predictive
  model assessment in PLS-SEM: guidelines for using PLSpredict. European Journal of Marketing 53: 2322–2347.
Shrout, P. E., and Fleiss, J. L. (1979). Intraclass correlations: uses in assessing rater reliability. Psychological
  Bulletin 86: 420–428.
Sidak, Z. (1967). Rectangular confidence regions for the means of multivariate normal distributions. Journal of the
  American Statistical Association 62: 626–633.
Sörbom, D. (1989). Model modification. Psychometrika 54: 371–384.
Steiger, J. H. (1990). Structural model evaluation and modification: an interval estimation approach. Multivariate
  Behavioral Research 25: 173–180.
Stevens, J. P. (2009). Applied Multivariate Statistics for the Social Sciences, 5th ed. New York: Routledge.
Streiner, D. L., Norman, G. R., and Cairney, J. (2015). Health Measurement Scales, 5th ed. Oxford: Oxford University
  Press.
Tenenhaus, M., Esposito Vinzi, V., Chatelin, Y.-M., and Lauro, C. (2005). PLS path modeling. Computational Statistics
  and Data Analysis 48: 159–205.
Terwee, C. B., Bot, S. D. M., de Boer, M. R., et al. (2007). Quality criteria were proposed for measurement properties
  of health status questionnaires. Journal of Clinical Epidemiology 60: 34–42.
Tian, F. (1993). The Rank-Sum Ratio and Its Applications (in Chinese). Beijing: China Statistics Press.
Velicer, W. F. (1976). Determining the number of components from the matrix of partial correlations. Psychometrika 41:
  321–327.
Ware, J. E., and Gandek, B. (1998). Methods for testing data quality, scaling assumptions, and reliability. Journal of
  Clinical Epidemiology 51: 945–952.
West, S. G., Finch, J. F., and Curran, P. J. (1995). Structural equation models with nonnormal variables. In: Hoyle, R.
  H. (ed.), Structural Equation Modeling, 56–75. Thousand Oaks: Sage.
Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the American
  Statistical Association 22: 209–212.
Wolf, E. J., Harrington, K. M., Clark, S. L., and Miller, M. W. (2013). Sample size requirements for structural equation
  models. Educational and Psychological Measurement 73: 913–934.
Woodruff, R. S. (1952). Confidence intervals for medians and other position measures. Journal of the American
  Statistical Association 47: 635–646.
Woodruff, R. S. (1971). A simple method for approximating the variance of a complicated estimate. Journal of the
  American Statistical Association 66: 411–414.
Wu, M.-L. (2010). Practice of Statistical Analysis of Questionnaires: SPSS Operation and Application (in Chinese).
  Chongqing: Chongqing University Press.
Wu, H., and Estabrook, R. (2016). Identification of confirmatory factor analysis models of different levels of
  invariance for ordered categorical outcomes. Psychometrika 81: 1014–1045.
Xie, M., Singh, K., and Zhang, C.-H. (2009). Confidence intervals for population ranks in the presence of ties and near
  ties. Journal of the American Statistical Association 104: 775–788.
Yuan, K.-H., and Bentler, P. M. (2000). Three likelihood-based methods for mean and covariance structure analysis with
  nonnormal missing data. Sociological Methodology 30: 165–200.
Zadeh, L. A. (1965). Fuzzy sets. Information and Control 8: 338–353.
Zou, G. Y. (2008). On the estimation of additive interaction by use of the four-by-two table and beyond. American
  Journal of Epidemiology 168: 212–224.
"""
_CITED = re.compile(r" ?\[@([a-z]+\d{4}(?:; @[a-z]+\d{4})*)\]")
_SURNAME = re.compile(r"([A-Z][a-zà-ž]+(?:[A-Z][a-z]+)?), [A-Z]\.")
_AND, _OTHERS, _BEFORE_YEAR = Words(" 和 ", " and "), Words(" 等", " et al."), Words("，", " ")
_IN_BRACKETS = Words("（{}）", " ({})")


def _key(work: str) -> str:
    """joreskog1969: the first author without accents, and the year."""
    surname, year = re.split("[ ,]", work)[0], work.partition("(")[2][:4]
    return unicodedata.normalize("NFKD", surname).encode("ascii", "ignore").decode().lower() + year


WORKS = {_key(work): work for work in _LISTED.replace("\n  ", " ").strip().split("\n")}
"""Every work by its key, in alphabetical order."""


def cited_in(texts: Iterable[str]) -> dict[str, str]:
    """The works that the texts cite, by their keys, in alphabetical order."""
    found = {key for text in texts for part in _CITED.findall(text) for key in part.split("; @")}
    return {key: work for key, work in WORKS.items() if key in found}


def resolve(text: str, language: str) -> Told:
    """The text with its citations as a reader meets them: (Deming and Stephan 1940), （Deming 和 Stephan，1940）."""

    def words(found: re.Match[str]) -> str:
        told = SEMICOLON[language].join(cite(key, language) for key in found[1].split("; @"))
        return _IN_BRACKETS[language].format(told)

    told = text if isinstance(text, Told) else wording(text)
    return told.as_text(set_text(_CITED.sub(words, text), language))


def cite(key: str, language: str) -> str:
    """Surnames and year of a work: Kish 1965, Harman and Jones 1966, Feldt et al. 1987."""
    authors = WORKS[key].split("(")[0]
    surnames = _SURNAME.findall(authors) or [authors.strip()]
    told = _AND[language].join(surnames) if len(surnames) < 3 else surnames[0] + _OTHERS[language]
    return told + _BEFORE_YEAR[language] + key[-4:]
