"""What each measure is, in words: told for the measures that a wave recorded. ``[@kish1965]`` cites a work."""

from __future__ import annotations

DEFINITIONS: dict[str, str] = {
    "rows_kept": (
        "**Answers that count.** The answers received less those that a rule of the study leaves out. The rules "
        "work in the study's order; each answer leaves once, by the first rule that fits it."
    ),
    "missing_share": (
        "**Unanswered.** Of the answers that count, and of those whom an item was put to and applies to, the share "
        "who left it blank or gave a missing code; unweighted."
    ),
    "index_effect": (
        "**Effect of a rule.** The index with the answers of this rule put back at their base weight, less the "
        "index. Index weights and the other weights stay as they are."
    ),
    "index": (
        "**Index (0–100).** Reversed items are turned, and each item is brought to 0–100 by the ends of its scale. "
        "A respondent's score on a dimension is the mean of its answered items, if at least half were answered. "
        "The index of a dimension is the weighted mean of these scores; that of a node is the sum of its parts' "
        "indices times their index weights, and its base that of the part with the fewest answers. The scale from "
        "0 to 100 is that of the American index [@fornell1996]."
    ),
    "mean": "**Mean.** The weighted mean of the answers on the questionnaire's scale, of those who answered.",
    "top2": "**Top-2 box.** The weighted share, of those who answered, of the two best answers of the scale.",
    "nps": (
        "**NPS.** The share of promoters (9 or 10) less the share of detractors (0 to 6), in points from −100 to "
        "100 [@reichheld2003]."
    ),
    "n_effective": (
        "**Effective base.** The number of respondents of equal weight that would be as precise: the squared sum "
        "of the weights over the sum of their squares [@kish1965]. It allows for unequal weights, not for strata "
        "or sampling units. Intervals of indices, means, shares and differences allow for all three, those from "
        "the jackknife for weights and sampling units, and those of single answers and topics, like Bartlett's "
        "test, for unequal weights alone."
    ),
    "interval": (
        "**{confidence} interval.** Made so that in {confidence} of all samples drawn in this way it holds the "
        "value of the whole population. A difference or change is called clear when its interval excludes zero, a "
        "figure clear of a target or threshold when its interval excludes that, and one dimension clearly above "
        "another when their intervals do not overlap, which asks for more than a test of the difference would."
    ),
    "change": (
        "**Change.** This wave less the earlier one, both scored with this wave's index weights; the waves are "
        "taken as independent samples. The changes of all dimensions, and those of all groups of one question, "
        "have simultaneous intervals; the index, the outcomes and the NPS stand each for itself."
    ),
    "gap": (
        "**Difference from the rest.** A group less everybody else in the sample, the covariance of the two "
        "counted. All groups of one question have simultaneous intervals."
    ),
    "alpha": (
        "**Alpha.** How far the items of a dimension vary together, from their covariances [@cronbach1951]. The "
        "customary minimum to compare groups is 0.70 [@nunnally1994]."
    ),
    "lambda6": (
        "**Standardised alpha, lambda-6, mean correlation.** Alpha of the items at equal variance; the lower bound "
        "of reliability from the items' squared multiple correlations [@guttman1945]; the mean correlation of all "
        "pairs."
    ),
    "omega": (
        "**Omega.** The part of the variance of the standardised items' sum that one common factor accounts for, "
        "on which items may load differently [@mcdonald1999]. It needs at least three items."
    ),
    "item_rest": (
        "**Item-rest correlation.** The correlation of an item with the sum of the other items of its dimension; "
        "customary minimum 0.30 [@nunnally1994]. **Alpha without the item** is the alpha of the others."
    ),
    "kmo": (
        "**KMO.** The sum of the items' squared correlations over that sum plus the squared partial correlations, "
        "each given all other items; customary minimum 0.60 [@kaiser1974]."
    ),
    "bartlett": (
        "**Bartlett's test.** Whether the items are correlated at all: χ² = −(n − 1 − (2p + 5)/6) ln|R| with p(p − "
        "1)/2 degrees of freedom [@bartlett1951]; n is the smallest number of answers to any pair of items, or its "
        "effective base when weighted."
    ),
    "n_factors": (
        "**Parallel analysis.** Keeps the leading principal components whose eigenvalue exceeds the 95th "
        "percentile of those of as many unrelated normal items [@horn1965]."
    ),
    "loading": (
        "**Loading.** How strongly an item goes with a factor when the other factors are held constant; as many "
        "factors are extracted as the study has dimensions. Loadings under 0.30 are left blank. **Communality** is "
        "the part of an item's variance that all factors account for."
    ),
    "importance": (
        "**Importance.** The regression of the headline outcome on all dimensions' scores, of those who have them "
        "all; its R² is shared out by Johnson's relative weights, and the shares are scaled to 100%. Intervals of "
        "shares and of R² come from the jackknife, on the logit of the share."
    ),
    "lead": (
        "**Lead.** The largest share of importance less the second. A dimension is called ahead only when the "
        "interval of its lead lies above zero; picking the two largest does not spoil this claim [@gutmann1987]."
    ),
    "performance": (
        "**Place on the map.** Importance is set against an equal share for each dimension, performance (the "
        "index) against the mean of the dimensions [@martilla1977]. A dimension is placed only when both are clear "
        "of these lines by intervals that hold for all dimensions together; else its place is not settled."
    ),
    "weight_used": (
        "**Index weight.** What a part counts in its node, by the rule that the study sets; the weights of a node "
        "add up to 100%. Intervals take them as given."
    ),
    "share_target": (
        "**Raking.** Weights are multiplied, margin after margin, until every weighted share meets the known share "
        "of the population [@deming1940]."
    ),
    "deff": (
        "**Design effect.** How many times unequal weights enlarge the sampling variance of a mean: the number of "
        "respondents times the sum of the squared weights over the squared sum [@kish1965]."
    ),
    "mentions": (
        "**Topics of open answers.** An answer counts for a topic when it holds one of the words of the study's "
        "code frame; praise and complaint are not told apart. Shares are of those who wrote; the score is the mean "
        "headline outcome of those who mention the topic."
    ),
    "flagged": (
        "**Signs of carelessness.** Each is counted over all answers received, by the line stated with it "
        "[@curran2016]. Signs that are only watched leave nobody out, and to be flagged is no proof."
    ),
    "response_rate": (
        "**Response rate.** AAPOR's RR1: complete answers over complete, partial, refused, not contacted, other "
        "and those of unknown eligibility [@aapor2023]. It describes all cases issued and has no sampling error."
    ),
    "split_half_greatest": (
        "**Split halves.** The reliability of a sum from its two halves: the greatest, the mean and the lowest "
        "over the splits [@guttman1945]. Beyond 16 items a sample of the splits is taken."
    ),
    "composite_reliability": (
        "**Composite reliability.** The part of the variance of a dimension's items' sum that the dimension "
        "accounts for, from the standardised loadings of the measurement model [@fornell1981]."
    ),
    "rho_a": "**rho_A.** The reliability of a score with the weights of partial least squares [@dijkstra2015].",
    "omega_hierarchical": (
        "**Hierarchical omega.** The part of the variance of all items' sum that one factor common to all of them "
        "accounts for [@schmid1957]. Where it is high, one overall score is warranted."
    ),
    "icc": (
        "**Intraclass correlation.** The share of the variance that lies between those measured, not between "
        "occasions or raters; its six forms are those of Shrout and Fleiss [@shrout1979]."
    ),
    "map": (
        "**Minimum average partial (MAP).** The number of principal components after which the items' squared "
        "partial correlations are smallest on average [@velicer1976]."
    ),
    "cfi": (
        "**CFI, TLI, RMSEA, SRMR.** Fit of the model in which each item speaks of its own dimension alone "
        "[@joreskog1969]. CFI and TLI compare it with items that do not correlate [@bentler1990], RMSEA is the "
        "misfit per degree of freedom [@steiger1990], SRMR the root mean square of the residual correlations. The "
        "limits 0.95, 0.95, 0.06 and 0.08 are conventions [@hu1999]."
    ),
    "modification": (
        "**Modification index.** By how much χ² would fall, about, if a path (a loading or a residual correlation) "
        "were added [@sorbom1989]. The ten largest are listed, as hints for the next questionnaire."
    ),
    "ave": (
        "**Average variance extracted (AVE).** The mean squared standardised loading of a dimension; customary "
        "minimum 0.50. Its root should exceed the dimension's correlations with the others [@fornell1981]."
    ),
    "htmt": (
        "**HTMT.** The mean correlation between two dimensions' items over the mean correlations within each, with "
        "its sign; customary limit 0.85, for dimensions near in meaning 0.90 [@henseler2015]. HTMT2 takes "
        "geometric means [@roemer2021]."
    ),
    "i_cvi": (
        "**Content validity.** The share of experts who call an item relevant (3 or 4 of 4), customary minimum "
        "0.78; the mean of the items, customary minimum 0.90 [@polit2007]."
    ),
    "delta_cfi": (
        "**Comparability.** The model is fitted to both waves (all groups) without constraints, then with equal "
        "loadings, then with equal intercepts; where CFI loses more than 0.01, and more than chance may bring, the "
        "figures do not compare [@cheung2002; @chen2007]. For ordered answers equal thresholds come first "
        "[@wu2016]. Where figures do not compare, no change is told and lines break."
    ),
}
