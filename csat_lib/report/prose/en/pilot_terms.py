"""What the decisions, signs and changes of a pilot are called."""

from __future__ import annotations

DECISIONS = {"keep": "Keep", "review": "Review", "drop": "Drop"}
BY_ANALYST = "{} (analyst)"
SIGNS = {
    "no_variance": "everybody gives the same answer",
    "negative": "runs against its dimension: check which way it is worded",
    "item_rest_poor": "hardly goes with its dimension",
    "item_rest_low": "goes only weakly with its dimension",
    "critical_ratio_low": "does not tell high scorers from low ones",
    "alpha_rises": "alpha is higher without it",
    "loading_low": "loads weakly on its dimension",
    "cross_loading": "loads on another dimension too",
    "nearer_other": "goes more closely with another dimension",
    "one_end": "nearly everybody answers at the same end of the scale",
    "skewed": "answers pile up at one side",
    "missing_many": "is often left blank",
    "few_answers": "too few answers to decide on it",
    "few_items": "its dimension would be left with fewer than three items",
}
"""What each sign against an item says of it."""
SHORT = {
    "no_variance": "all answers alike",
    "negative": "runs against its dimension",
    "item_rest_poor": "item-rest correlation poor",
    "item_rest_low": "item-rest correlation low",
    "critical_ratio_low": "critical ratio low",
    "alpha_rises": "alpha higher without it",
    "loading_low": "loading low",
    "cross_loading": "loads on another dimension",
    "nearer_other": "nearer to another dimension",
    "one_end": "answers at one end",
    "skewed": "skewed",
    "missing_many": "often blank",
    "few_answers": "too few answers",
    "few_items": "too few items would be left",
}
"""The same for a table."""
CLAUSES = {
    "few_answers": "fewer answered a dimension's items than the figure needs",
    "no_consistency": "the items of a dimension do not hold together, so that there is nothing to plan for",
    "negative_r": "two items that alone make a dimension go against each other",
    "few_items": "too few sound items are left to make a model of",
    "none_enough": "no size tried, up to 2,000, is enough",
    "not_positive_definite": "the correlations of the dimensions in this pilot cannot all be true at once",
}
"""Why nothing can be planned."""
CHANGES = {"commented_out": "made a comment", "removed": "taken out", "lowered": "lowered to the items left"}
SUBTITLE = "Report on the pilot"
CARDS = {"keep": "Items that stay", "review": "Items to review", "drop": "Items to drop", "needed": "Answers needed"}
