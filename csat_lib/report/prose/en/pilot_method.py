"""How a pilot is screened and planned: rules, thresholds with their sources, definitions, and limits."""

from __future__ import annotations

LEAD = "Every decision follows from named thresholds, and can be computed again from the files and versions named here."
RULES = (
    (
        "**Drop.** An item is dropped when everybody gives it the same answer, or when its item-rest correlation is "
        "below 0.20 and the interval of that correlation ends below 0.30, so that even the best case is poor."
    ),
    (
        "**Never dropped by the machine.** An item on fewer than 30 answers; an item whose dimension would be left "
        "with fewer than three (the worst go first, after the analyst's own decisions); an item that runs against its "
        "dimension, which is more likely worded or keyed the other way. These are reviewed."
    ),
    "**Review.** Any other sign of the table below. **Keep.** No sign.",
    "**Overrule.** A decision that the study file states holds against the machine's and is shown beside it.",
    (
        "**Weights.** A pilot asks whether the items work among those who answered, not whom these speak for: every "
        "figure is unweighted, whatever the study's weights."
    ),
)
THRESHOLDS_TITLE = "Signs against an item, customs of the field and no laws"
THRESHOLDS: dict[str, tuple[str, str]] = {
    "item_rest_poor": ("item-rest correlation below 0.20", "[@ebel1991]"),
    "item_rest_low": ("item-rest correlation below 0.30", "[@nunnally1994]"),
    "critical_ratio_low": ("critical ratio below 3.0, by Student's or Welch's test", "[@kelley1939; @wu2010]"),
    "alpha_rises": ("alpha higher by more than 0.01 without it", "[@nunnally1994]"),
    "loading_low": ("communality below 0.20, a loading below 0.45", "[@comrey1992]"),
    "cross_loading": (
        "cross-loading above 0.32 and twice the critical correlation at 1%, its square above two thirds of the own",
        "[@costello2005; @stevens2009; @hair2019]",
    ),
    "nearer_other": (
        "correlation with another dimension greater by two standard errors than with its own",
        "[@ware1998]",
    ),
    "one_end": ("more than 80% at one end of the scale", "[@streiner2015]"),
    "skewed": ("skewness beyond ±2", "[@west1995]"),
    "missing_many": ("more than 10% of those asked left it blank", "[@hair2019]"),
    "negative": ("item-rest correlation below −0.20", "[@nunnally1994]"),
    "few_answers": ("fewer than 30 complete answers", "[@johanson2010]"),
}
TERMS: dict[str, str] = {
    "item_rest": (
        "**Item-rest correlation.** Correlation of an item with the sum of the other items of its dimension, of those "
        "who answered all of them; interval by Fisher's z."
    ),
    "critical_ratio": (
        "**Critical ratio.** t test of an item between the 27% with the highest and the 27% with the lowest total of "
        "its dimension. Everybody at or beyond a cut score belongs to its group, so ties make groups larger and the "
        "order of the file decides nothing [@kelley1939]."
    ),
    "alpha": (
        "**Alpha.** Share of the variance of the sum that the items have in common [@cronbach1951]; interval by Feldt "
        "[@feldt1987]."
    ),
    "loading": "**Loading, communality.** On one factor for each dimension (minimum residuals) [@harman1966].",
    "cross_loading": (
        "**Cross-loading.** Largest loading on the factor of another dimension when all items are factored together, "
        "one factor for each dimension (minimum residuals, oblimin), and factors are given to dimensions so that the "
        "own loadings are greatest [@jennrich1966]. It counts against an item only where most items of its dimension "
        "load on the dimension's own factor."
    ),
    "other_r": (
        "**Correlation with another.** Greatest correlation of an item with the score of another dimension [@ware1998]."
    ),
    "ceiling": (
        "**At the lowest, at the highest.** Shares of the two ends of the scale. Of a dimension: of those whose every "
        "answer is at that end; above 15% the scale cannot tell people apart there [@terwee2007]."
    ),
    "skewness": "**Skewness.** Adjusted Fisher-Pearson coefficient G1 [@joanes1998].",
    "sample_size": (
        "**Answers needed, alpha.** Smallest number with which Feldt's interval is as narrow as wanted [@feldt1987], "
        "close to Bonett's formula [@bonett2002]; at the pilot's alpha, and at the lower end of its interval, since a "
        "pilot's figure is itself unsure [@browne1995]. Checked by drawing samples of that size. Items that are "
        "unsound, and so will be asked otherwise, are left out of the planning."
    ),
    "sound": (
        "**Answers needed, model.** Samples are drawn from a normal population with the pilot's loadings and "
        "correlations of dimensions, size after size, and the model is fitted to each (maximum likelihood). A "
        "solution is sound when it converged without negative residual variance [@muthen2002; @wolf2013]."
    ),
}
LIMITS = (
    "A pilot tests the questionnaire, not the respondents: none of its figures is a result about satisfaction.",
    (
        "An item that passes is not proven good: with so few answers, only plain faults are seen. The main study is to "
        "screen again."
    ),
    "Those who take part in a pilot are rarely the population. Items may work otherwise among others.",
    "Figures do not read a question: whether an item is understood as meant, interviews with respondents have to show.",
    "The alpha of the sound items is flattered, since the same answers chose the items; expect it to be lower later.",
    "The answers needed assume normal answers, the pilot's loadings and no clusters; comparisons of groups need more.",
)
