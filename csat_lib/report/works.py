"""The works that a report may cite, by surname and year, in alphabetical order."""

from __future__ import annotations

from csat_lib.report.works_pilot import PILOT_WORKS

_WORKS: dict[str, str] = {
    "aapor2023": (
        "AAPOR (2023). Standard Definitions: Final Dispositions of Case Codes and Outcome Rates for Surveys, 10th ed. "
        "Alexandria: American Association for Public Opinion Research."
    ),
    "bartlett1951": (
        "Bartlett, M. S. (1951). The effect of standardization on a chi-square approximation in factor analysis. "
        "Biometrika 38: 337–344."
    ),
    "bentler1990": (
        "Bentler, P. M. (1990). Comparative fit indexes in structural models. Psychological Bulletin 107: 238–246."
    ),
    "browne2001": (
        "Browne, M. W. (2001). An overview of analytic rotation in exploratory factor analysis. Multivariate "
        "Behavioral Research 36: 111–150."
    ),
    "chen2007": (
        "Chen, F. F. (2007). Sensitivity of goodness of fit indexes to lack of measurement invariance. Structural "
        "Equation Modeling 14: 464–504."
    ),
    "cheung2002": (
        "Cheung, G. W., and Rensvold, R. B. (2002). Evaluating goodness-of-fit indexes for testing measurement "
        "invariance. Structural Equation Modeling 9: 233–255."
    ),
    "cronbach1951": (
        "Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16: 297–334."
    ),
    "curran2016": (
        "Curran, P. G. (2016). Methods for the detection of carelessly invalid responses in survey data. Journal of "
        "Experimental Social Psychology 66: 4–19."
    ),
    "deming1940": (
        "Deming, W. E., and Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency table when "
        "the expected marginal totals are known. Annals of Mathematical Statistics 11: 427–444."
    ),
    "dijkstra2015": (
        "Dijkstra, T. K., and Henseler, J. (2015). Consistent partial least squares path modeling. MIS Quarterly 39: "
        "297–316."
    ),
    "efron1987": (
        "Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association 82: "
        "171–185."
    ),
    "enders2001": (
        "Enders, C. K., and Bandalos, D. L. (2001). The relative performance of full information maximum likelihood "
        "estimation for missing data in structural equation models. Structural Equation Modeling 8: 430–457."
    ),
    "feldt1987": (
        "Feldt, L. S., Woodruff, D. J., and Salih, F. A. (1987). Statistical inference for coefficient alpha. Applied "
        "Psychological Measurement 11: 93–103."
    ),
    "fornell1981": (
        "Fornell, C., and Larcker, D. F. (1981). Evaluating structural equation models with unobservable variables "
        "and measurement error. Journal of Marketing Research 18: 39–50."
    ),
    "fornell1996": (
        "Fornell, C., Johnson, M. D., Anderson, E. W., Cha, J., and Bryant, B. E. (1996). The American Customer "
        "Satisfaction Index: nature, purpose, and findings. Journal of Marketing 60(4): 7–18."
    ),
    "gutmann1987": (
        "Gutmann, S., and Maymin, Z. (1987). Is the selected population the best? Annals of Statistics 15: 456–461."
    ),
    "guttman1945": "Guttman, L. (1945). A basis for analyzing test-retest reliability. Psychometrika 10: 255–282.",
    "harman1966": (
        "Harman, H. H., and Jones, W. H. (1966). Factor analysis by minimizing residuals (minres). Psychometrika 31: "
        "351–368."
    ),
    "hendrickson1964": (
        "Hendrickson, A. E., and White, P. O. (1964). Promax: a quick method for rotation to oblique simple "
        "structure. British Journal of Statistical Psychology 17: 65–70."
    ),
    "henseler2015": (
        "Henseler, J., Ringle, C. M., and Sarstedt, M. (2015). A new criterion for assessing discriminant validity in "
        "variance-based structural equation modeling. Journal of the Academy of Marketing Science 43: 115–135."
    ),
    "horn1965": (
        "Horn, J. L. (1965). A rationale and test for the number of factors in factor analysis. Psychometrika 30: "
        "179–185."
    ),
    "hu1999": (
        "Hu, L., and Bentler, P. M. (1999). Cutoff criteria for fit indexes in covariance structure analysis: "
        "conventional criteria versus new alternatives. Structural Equation Modeling 6: 1–55."
    ),
    "jennrich1966": (
        "Jennrich, R. I., and Sampson, P. F. (1966). Rotation for simple loadings. Psychometrika 31: 313–323."
    ),
    "jennrich2002": "Jennrich, R. I. (2002). A simple general method for oblique rotation. Psychometrika 67: 7–19.",
    "johnson2000": (
        "Johnson, J. W. (2000). A heuristic method for estimating the relative weight of predictor variables in "
        "multiple regression. Multivariate Behavioral Research 35: 1–19."
    ),
    "joreskog1967": (
        "Jöreskog, K. G. (1967). Some contributions to maximum likelihood factor analysis. Psychometrika 32: 443–482."
    ),
    "joreskog1969": (
        "Jöreskog, K. G. (1969). A general approach to confirmatory maximum likelihood factor analysis. Psychometrika "
        "34: 183–202."
    ),
    "kaiser1958": (
        "Kaiser, H. F. (1958). The varimax criterion for analytic rotation in factor analysis. Psychometrika 23: "
        "187–200."
    ),
    "kaiser1974": (
        "Kaiser, H. F., and Rice, J. (1974). Little Jiffy, Mark IV. Educational and Psychological Measurement 34: "
        "111–117."
    ),
    "kish1965": "Kish, L. (1965). Survey Sampling. New York: Wiley.",
    "korn1998": (
        "Korn, E. L., and Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of "
        "positive counts estimated from survey data. Survey Methodology 24: 193–201."
    ),
    "kott2001": "Kott, P. S. (2001). The delete-a-group jackknife. Journal of Official Statistics 17: 521–526.",
    "lindeman1980": (
        "Lindeman, R. H., Merenda, P. F., and Gold, R. Z. (1980). Introduction to Bivariate and Multivariate "
        "Analysis. Glenview: Scott, Foresman."
    ),
    "martilla1977": (
        "Martilla, J. A., and James, J. C. (1977). Importance-performance analysis. Journal of Marketing 41(1): 77–79."
    ),
    "mcdonald1999": "McDonald, R. P. (1999). Test Theory: A Unified Treatment. Mahwah: Erlbaum.",
    "muthen1984": (
        "Muthén, B. (1984). A general structural equation model with dichotomous, ordered categorical, and continuous "
        "latent variable indicators. Psychometrika 49: 115–132."
    ),
    "nicoletti2000": (
        "Nicoletti, G., Scarpetta, S., and Boylaud, O. (2000). Summary indicators of product market regulation with "
        "an extension to employment protection legislation. OECD Economics Department Working Papers 226."
    ),
    "nunnally1994": (
        "Nunnally, J. C., and Bernstein, I. H. (1994). Psychometric Theory, 3rd ed. New York: McGraw-Hill."
    ),
    "olsson1979": (
        "Olsson, U. (1979). Maximum likelihood estimation of the polychoric correlation coefficient. Psychometrika "
        "44: 443–460."
    ),
    "polit2007": (
        "Polit, D. F., Beck, C. T., and Owen, S. V. (2007). Is the CVI an acceptable indicator of content validity? "
        "Appraisal and recommendations. Research in Nursing and Health 30: 459–467."
    ),
    "reichheld2003": (
        "Reichheld, F. F. (2003). The one number you need to grow. Harvard Business Review 81(12): 46–54."
    ),
    "roemer2021": (
        "Roemer, E., Schuberth, F., and Henseler, J. (2021). HTMT2 – an improved criterion for assessing discriminant "
        "validity in structural equation modeling. Industrial Management and Data Systems 121: 2637–2650."
    ),
    "satorra1994": (
        "Satorra, A., and Bentler, P. M. (1994). Corrections to test statistics and standard errors in covariance "
        "structure analysis. In A. von Eye and C. C. Clogg (eds.), Latent Variables Analysis: 399–419. Thousand Oaks: "
        "Sage."
    ),
    "satterthwaite1946": (
        "Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components. Biometrics "
        "Bulletin 2: 110–114."
    ),
    "schmid1957": (
        "Schmid, J., and Leiman, J. M. (1957). The development of hierarchical factor solutions. Psychometrika 22: "
        "53–61."
    ),
    "shrout1979": (
        "Shrout, P. E., and Fleiss, J. L. (1979). Intraclass correlations: uses in assessing rater reliability. "
        "Psychological Bulletin 86: 420–428."
    ),
    "sidak1967": (
        "Sidak, Z. (1967). Rectangular confidence regions for the means of multivariate normal distributions. Journal "
        "of the American Statistical Association 62: 626–633."
    ),
    "sorbom1989": "Sörbom, D. (1989). Model modification. Psychometrika 54: 371–384.",
    "steiger1990": (
        "Steiger, J. H. (1990). Structural model evaluation and modification: an interval estimation approach. "
        "Multivariate Behavioral Research 25: 173–180."
    ),
    "velicer1976": (
        "Velicer, W. F. (1976). Determining the number of components from the matrix of partial correlations. "
        "Psychometrika 41: 321–327."
    ),
    "wilson1927": (
        "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the "
        "American Statistical Association 22: 209–212."
    ),
    "woodruff1971": (
        "Woodruff, R. S. (1971). A simple method for approximating the variance of a complicated estimate. Journal of "
        "the American Statistical Association 66: 411–414."
    ),
    "wu2016": (
        "Wu, H., and Estabrook, R. (2016). Identification of confirmatory factor analysis models of different levels "
        "of invariance for ordered categorical outcomes. Psychometrika 81: 1014–1045."
    ),
}
WORKS = dict(sorted((_WORKS | PILOT_WORKS).items()))
