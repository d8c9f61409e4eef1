"""Formulas of measurement, by the measure or method that uses them."""

from __future__ import annotations

from csat_lib.report.formulas.equation import Equation

MEASUREMENT: dict[str, Equation] = {
    "alpha": Equation(
        ("α 系数", "Alpha"),
        r"\alpha = \frac{p}{p - 1} \left( 1 - \frac{\sum_j s_j^2}{s_{\mathrm{sum}}^2} \right)",
        'alpha = p / (p - 1) (1 - (sum_j s_j^2) / s_"sum"^2)',
        (
            "p 除以 p 减 1，再乘以 1 减去各题项方差之和与总分方差之比[@cronbach1951]。",
            (
                "p over p less 1, times 1 less the sum of the items' variances over the variance of their sum "
                "[@cronbach1951]."
            ),
        ),
        ("p 为题项数，s² 为方差", "p the number of items, s² variances"),
    ),
    "omega": Equation(
        ("ω 系数", "Omega"),
        r"\omega = \frac{\left( \sum_j \lambda_j \right)^2}{\sum_j \sum_l r_{jl}}",
        "omega = (sum_j lambda_j)^2 / (sum_j sum_l r_(j l))",
        (
            "载荷之和的平方，除以题项相关矩阵全部元素之和[@mcdonald1999]。",
            "The squared sum of the loadings over the sum of all the items' correlations [@mcdonald1999].",
        ),
        ("λ 为载荷，r 为相关系数", "λ loadings, r correlations"),
    ),
    "split_half_greatest": Equation(
        ("最大分半信度", "Greatest split half"),
        r"\lambda_4 = \max_{A, B} \; \frac{4 \, s_{AB}}{s_{\mathrm{sum}}^2}",
        'lambda_4 = max_(A, B) (4 s_(A B)) / s_"sum"^2',
        (
            "把题项分成两半，取两半总分协方差的四倍与总分方差之比，在各种分法中取最大者[@guttman1945]。",
            (
                "Four times the covariance of the two halves' sums over the variance of the whole sum, the greatest "
                "over the splits [@guttman1945]."
            ),
        ),
    ),
    "omega_hierarchical": Equation(
        ("层次 ω 系数", "Hierarchical omega"),
        r"\omega_h = \frac{\left( \sum_j g_j \right)^2}{\sum_j \sum_l r_{jl}}",
        "omega_h = (sum_j g_j)^2 / (sum_j sum_l r_(j l))",
        (
            "经 Schmid–Leiman 变换，题项在总因子上的载荷之和的平方，除以题项相关矩阵全部元素之和[@schmid1957]。",
            (
                "The squared sum of the loadings on the general factor, after the transformation of Schmid and "
                "Leiman, over the sum of all the items' correlations [@schmid1957]."
            ),
        ),
        ("g 为总因子上的载荷", "g loadings on the general factor"),
    ),
    "map": Equation(
        ("最小平均偏相关", "Minimum average partial"),
        r"f_m = \frac{1}{p (p - 1)} \sum_{j \ne l} r_{jl \cdot m}^2",
        "f_m = 1 / (p (p - 1)) sum_(j != l) r_(j l dot.op m)^2",
        (
            "去除前 m 个主成分之后，题项偏相关平方的平均；取使它最小的 m[@velicer1976]。",
            (
                "The mean squared partial correlation of the items given the first m principal components; the number "
                "of factors is the m at which it is least [@velicer1976]."
            ),
        ),
    ),
    "minres": Equation(
        ("最小残差法", "Minimum residuals"),
        r"\min_{\Lambda} \; \sum_{j < l} \left( r_{jl} - \sum_k \lambda_{jk} \lambda_{lk} \right)^2",
        "min_Lambda sum_(j < l) (r_(j l) - sum_k lambda_(j k) lambda_(l k))^2",
        (
            "选取载荷，使题项相关与因子所能重现的相关之差的平方和最小[@harman1966]。",
            (
                "Loadings that leave the least sum of squared differences between the items' correlations and those "
                "that the factors reproduce [@harman1966]."
            ),
        ),
    ),
    "oblimin": Equation(
        ("斜交旋转（oblimin，γ = 0）", "Oblimin (γ = 0)"),
        r"\min_{T} \; \sum_{k < m} \sum_j \lambda_{jk}^2 \lambda_{jm}^2",
        "min_T sum_(k < m) sum_j lambda_(j k)^2 lambda_(j m)^2",
        (
            "旋转因子（允许相关），使每个题项尽量只在一个因子上有较大载荷[@jennrich1966]。",
            (
                "Factors, which may correlate, are turned so that each item loads on as few of them as possible "
                "[@jennrich1966]."
            ),
        ),
    ),
    "chi2": Equation(
        ("模型与数据的差距", "Misfit of the model"),
        r"\chi^2 = n \left( \ln |\Sigma| - \ln |S| + \mathrm{tr}(S \Sigma^{-1}) - p \right)",
        'chi^2 = n (ln |Sigma| - ln |S| + "tr"(S Sigma^(-1)) - p)',
        (
            "n 乘以模型协方差与样本协方差之间的最大似然差异[@joreskog1969]。",
            (
                "n times the maximum likelihood discrepancy between the model's covariances and the sample's "
                "[@joreskog1969]."
            ),
        ),
        ("S、Σ 为样本和模型的协方差矩阵", "S and Σ the covariances of the sample and of the model"),
    ),
    "cfi": Equation(
        ("CFI", "CFI"),
        r"\mathrm{CFI} = 1 - \frac{\max(\chi^2 - \nu, 0)}{\max(\chi_0^2 - \nu_0, \chi^2 - \nu, 0)}",
        '"CFI" = 1 - (max(chi^2 - nu, 0)) / (max(chi_0^2 - nu_0, chi^2 - nu, 0))',
        (
            "模型的超出部分与题项互不相关时的超出部分之比，由 1 减去[@bentler1990]。",
            "1 less the model's excess misfit over that of items that do not correlate [@bentler1990].",
        ),
        (
            "ν 为自由度，下标 0 指题项互不相关的模型",
            "ν degrees of freedom, the index 0 the model of unrelated items",
        ),
    ),
    "rmsea": Equation(
        ("RMSEA", "RMSEA"),
        r"\mathrm{RMSEA} = \sqrt{\frac{\max(\chi^2 - \nu, 0)}{\nu \, n}}",
        '"RMSEA" = sqrt((max(chi^2 - nu, 0)) / (nu n))',
        (
            "每个自由度、每位受访者的超出部分的平方根[@steiger1990]。",
            "The root of the excess misfit per degree of freedom and respondent [@steiger1990].",
        ),
    ),
    "composite_reliability": Equation(
        ("组合信度", "Composite reliability"),
        (
            r"\rho_c = \frac{\left( \sum_j \lambda_j \right)^2}"
            r"{\left( \sum_j \lambda_j \right)^2 + \sum_j \theta_j}"
        ),
        "rho_c = (sum_j lambda_j)^2 / ((sum_j lambda_j)^2 + sum_j theta_j)",
        (
            "载荷之和的平方，除以它与残差方差之和[@fornell1981]。",
            "The squared sum of the loadings over that plus the items' own variances [@fornell1981].",
        ),
        ("θ 为题项的残差方差", "θ the items' own variances"),
    ),
    "ave": Equation(
        ("平均方差抽取量（AVE）", "Average variance extracted (AVE)"),
        r"\mathrm{AVE} = \frac{1}{p} \sum_j \lambda_j^2",
        '"AVE" = 1 / p sum_j lambda_j^2',
        ("标准化载荷平方的平均[@fornell1981]。", "The mean squared standardised loading [@fornell1981]."),
    ),
    "htmt": Equation(
        ("异质–单质比（HTMT）", "Heterotrait-monotrait ratio (HTMT)"),
        r"\mathrm{HTMT}_{ab} = \frac{\bar{r}_{ab}}{\sqrt{\bar{r}_{aa} \, \bar{r}_{bb}}}",
        '"HTMT"_(a b) = overline(r)_(a b) / sqrt(overline(r)_(a a) overline(r)_(b b))',
        (
            "两个维度之间题项相关的平均，除以两个维度内部题项相关平均的几何平均[@henseler2015]。",
            (
                "The mean correlation between the items of two dimensions, over the geometric mean of the mean "
                "correlations within each [@henseler2015]."
            ),
        ),
    ),
}
