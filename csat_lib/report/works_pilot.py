"""The works that the report on a pilot may cite besides those of every report."""

from __future__ import annotations

PILOT_WORKS: dict[str, str] = {
    "bonett2002": (
        "Bonett, D. G. (2002). Sample size requirements for testing and estimating coefficient alpha. Journal of "
        "Educational and Behavioral Statistics 27: 335–340."
    ),
    "browne1995": (
        "Browne, R. H. (1995). On the use of a pilot sample for sample size determination. Statistics in Medicine 14: "
        "1933–1940."
    ),
    "comrey1992": (
        "Comrey, A. L., and Lee, H. B. (1992). A First Course in Factor Analysis, 2nd ed. Hillsdale: Erlbaum."
    ),
    "costello2005": (
        "Costello, A. B., and Osborne, J. W. (2005). Best practices in exploratory factor analysis. Practical "
        "Assessment, Research and Evaluation 10(7)."
    ),
    "ebel1991": (
        "Ebel, R. L., and Frisbie, D. A. (1991). Essentials of Educational Measurement, 5th ed. Englewood Cliffs: "
        "Prentice Hall."
    ),
    "hair2019": (
        "Hair, J. F., Black, W. C., Babin, B. J., and Anderson, R. E. (2019). Multivariate Data Analysis, 8th ed. "
        "Andover: Cengage."
    ),
    "joanes1998": (
        "Joanes, D. N., and Gill, C. A. (1998). Comparing measures of sample skewness and kurtosis. The Statistician "
        "47: 183–189."
    ),
    "johanson2010": (
        "Johanson, G. A., and Brooks, G. P. (2010). Initial scale development: sample size for pilot studies. "
        "Educational and Psychological Measurement 70: 394–400."
    ),
    "kelley1939": (
        "Kelley, T. L. (1939). The selection of upper and lower groups for the validation of test items. Journal of "
        "Educational Psychology 30: 17–24."
    ),
    "muthen2002": (
        "Muthén, L. K., and Muthén, B. O. (2002). How to use a Monte Carlo study to decide on sample size and "
        "determine power. Structural Equation Modeling 9: 599–620."
    ),
    "stevens2009": (
        "Stevens, J. P. (2009). Applied Multivariate Statistics for the Social Sciences, 5th ed. New York: Routledge."
    ),
    "streiner2015": (
        "Streiner, D. L., Norman, G. R., and Cairney, J. (2015). Health Measurement Scales, 5th ed. Oxford: Oxford "
        "University Press."
    ),
    "terwee2007": (
        "Terwee, C. B., Bot, S. D. M., de Boer, M. R., et al. (2007). Quality criteria were proposed for measurement "
        "properties of health status questionnaires. Journal of Clinical Epidemiology 60: 34–42."
    ),
    "ware1998": (
        "Ware, J. E., and Gandek, B. (1998). Methods for testing data quality, scaling assumptions, and reliability. "
        "Journal of Clinical Epidemiology 51: 945–952."
    ),
    "west1995": (
        "West, S. G., Finch, J. F., and Curran, P. J. (1995). Structural equation models with nonnormal variables. In: "
        "Hoyle, R. H. (ed.), Structural Equation Modeling, 56–75. Thousand Oaks: Sage."
    ),
    "wolf2013": (
        "Wolf, E. J., Harrington, K. M., Clark, S. L., and Miller, M. W. (2013). Sample size requirements for "
        "structural equation models. Educational and Psychological Measurement 73: 913–934."
    ),
    "wu2010": (
        "Wu, M.-L. (2010). Practice of Statistical Analysis of Questionnaires: SPSS Operation and Application (in "
        "Chinese). Chongqing: Chongqing University Press."
    ),
}
