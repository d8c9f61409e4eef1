"""What each measure is, in words: told for the measures that a wave recorded."""

from __future__ import annotations

DEFINITIONS: dict[str, str] = {
    "index": (
        "**Index (0–100).** The mean of a dimension's answered items, each brought from the ends of its scale to 0 and "
        "100, for respondents who answered at least half of them. A node of the index is the weighted mean of its "
        "parts. Reversed items are turned first."
    ),
    "mean": "**Mean.** The weighted mean of the answers, on the scale of the questionnaire.",
    "top2": "**Top-2 box.** The share of those who gave one of the two best answers of the scale.",
    "nps": (
        "**NPS.** The share of promoters (9 or 10) less the share of detractors (0 to 6), in points from −100 to 100."
    ),
    "n_effective": (
        "**Effective base.** The number of respondents of equal weight that would give the same precision: "
        "the squared sum of the weights over the sum of their squares."
    ),
    "interval": (
        "**{confidence} interval.** Made so that in {confidence} of all samples drawn in this way it holds the value "
        "of the whole population. A difference is called clear when its interval excludes zero."
    ),
    "change": (
        "**Change.** This wave less the earlier one, both scored with this wave's index weights; the waves are taken "
        "as independent samples."
    ),
    "gap": (
        "**Difference from the rest.** A group less all others. The intervals of all groups of one question are "
        "widened (Sidak) so that they hold together."
    ),
    "alpha": (
        "**Alpha.** How far the items of a dimension vary together (Cronbach). Customary minimum to compare groups: "
        "0.70."
    ),
    "omega": "**Omega.** The same question, when items may weigh differently in one common factor (McDonald).",
    "item_rest": (
        "**Item-rest correlation.** The correlation of an item with the sum of the other items of its dimension."
    ),
    "kmo": (
        "**KMO.** How much of the items' correlation is shared among all rather than between pairs. Customary minimum: "
        "0.60."
    ),
    "bartlett": "**Bartlett's test.** Tests whether the items are correlated at all.",
    "n_factors": (
        "**Parallel analysis.** Keeps the factors whose eigenvalue exceeds the 95th percentile of those of "
        "unrelated items (Horn)."
    ),
    "loading": "**Loading.** How strongly an item goes with a factor; under 0.30 it is left blank.",
    "importance": (
        "**Importance.** A dimension's part in what all dimensions together explain of the headline outcome "
        "(R²), shared out by Johnson's relative weights."
    ),
    "performance": (
        "**Place on the map.** A dimension is placed only when its importance and its rating are both clear of "
        "their averages; else its place is not settled."
    ),
    "weight_used": "**Index weight.** What a part counts in its node, by the rule that the study sets.",
    "share_target": (
        "**Raking.** Weights are adjusted until the shares of the sample meet the known shares of the population, "
        "and held within the study's limit."
    ),
    "deff": "**Design effect.** How many times the weights enlarge the sampling variance (Kish).",
    "share": (
        "**Topics of open answers.** An open answer counts for a topic when it holds one of the words of the study's "
        "code frame. Shares are of those who wrote something."
    ),
}
