"""Conventional limits, each once, with its source: read by statistics, sentences, tables and charts alike.

A convention is no law: where a figure lies against one is told with its interval, and the limit is named.
"""

from __future__ import annotations

ENOUGH_ALPHA = 0.70
"""Minimum of alpha for comparing groups (Nunnally and Bernstein 1994)."""
GOOD_ALPHA = 0.80
"""Alpha called good (Nunnally and Bernstein 1994)."""
REPETITIVE_ALPHA = 0.95
"""Alpha from which items repeat one another (Streiner 2003)."""
ENOUGH_ITEM_REST = 0.30
"""Minimum of an item's correlation with the rest of its scale (Nunnally and Bernstein 1994)."""
POOR_ITEM_REST = 0.20
"""Item-rest correlation under which an item is poor; .20 to .29 is marginal (Ebel and Frisbie 1991)."""
ENOUGH_CRITICAL_RATIO = 3.0
"""Minimum of an item's critical ratio (Wu 2010)."""
EXTREME_GROUP = 0.27
"""Share of those with the highest, and the lowest, totals whom a critical ratio compares (Kelley 1939)."""
CLEAR_ALPHA_RISE = 0.01
"""Rise of alpha without an item that two decimals show (Nunnally and Bernstein 1994)."""
ENOUGH_COMMUNALITY = 0.20
"""Minimum of an item's communality: a loading of .45 (Comrey and Lee 1992)."""
CROSS_LOADING = 0.32
"""Loading on another factor from which it counts (Costello and Osborne 2005)."""
CROSS_LOADING_LEVEL = 0.01
"""Level of the critical correlation twice which a cross-loading exceeds to count (Stevens 2009)."""
CROSS_LOADING_RATIO = 1.5
"""Own squared loading over the cross-loading's under which the two are alike (Hair et al. 2019)."""
FEW_MAKE_MOST = 0.80
"""Share of all complaints that the few most frequent classes are to make together (Juran and Godfrey 1999)."""
STANDING_PROBLEM = 3
"""Waves in a row from which a problem is called a standing one (ours)."""
ONE_END = 0.80
"""Share of answers at one end of the scale from which an item spreads them too little (Streiner et al. 2015)."""
SCALE_END = 0.15
"""Share at the lowest or highest score from which a scale tells no differences there (Terwee et al. 2007)."""
SKEWED = 2.0
"""Size of the skewness from which answers are skewed (West et al. 1995)."""
MANY_MISSING = 0.10
"""Share of those asked who left an item blank from which it is often left blank (Hair et al. 2019)."""
FEWEST_ITEMS = 3
"""Items that one factor needs (ours)."""
FEWEST_ANSWERS = 30
"""Complete answers under which a pilot decides on no item (Johanson and Brooks 2010)."""
SOUND_SOLUTIONS = 0.95
"""Share of simulated samples that have a sound solution at a size that is enough (ours)."""
ENOUGH_KMO = 0.60
"""Minimum of the KMO for a factor analysis (Kaiser and Rice 1974)."""
WEAK_LOADING = 0.50
"""Standardised loading under which an item shares little with its factor or dimension (Hair et al. 2010)."""
ENOUGH_AVE = 0.50
"""Minimum of the average variance extracted (Fornell and Larcker 1981)."""
LARGEST_CFI_LOSS = 0.01
"""Largest loss of CFI at which waves or groups compare (Cheung and Rensvold 2002)."""
ENOUGH_TO_COMPARE = 100
"""Complete answers (effective ones) of a group from which on it is tested whether it answers like others (ours)."""
BLANK_UNDER = 0.30
"""Loading under which it is left blank, in tables as in charts (ours)."""
FAR = 0.85
"""Upper limit of HTMT for dimensions that differ in kind (Henseler et al. 2015)."""
DISTINCT = 0.90
"""Upper limit of HTMT for dimensions that lie near each other (Henseler et al. 2015)."""
ENOUGH_I_CVI = 0.78
"""Minimum of an item's content validity (Polit et al. 2007)."""
ENOUGH_S_CVI = 0.90
"""Minimum of the items' mean content validity (Polit et al. 2007)."""
GOOD_CFI = 0.95
"""Minimum of the CFI of a model that fits (Hu and Bentler 1999)."""
GOOD_TLI = 0.95
"""Minimum of the TLI of a model that fits (Hu and Bentler 1999)."""
GOOD_RMSEA = 0.06
"""Maximum of the RMSEA of a model that fits (Hu and Bentler 1999)."""
GOOD_SRMR = 0.08
"""Maximum of the SRMR of a model that fits (Hu and Bentler 1999)."""
CLOSE_RMSEA = 0.05
"""RMSEA up to which a model fits closely (Browne and Cudeck 1993)."""
RMSEA_CONFIDENCE = 0.90
"""Confidence of the interval of the RMSEA: one of 90% goes with tests at 5% (Steiger 1990)."""
REJECTED_AT = 0.05
"""Level at which the test of exact fit rejects a model (Steiger 1990)."""
CHANCE_CHI2 = 3.84
"""Chi-square of one degree of freedom that chance exceeds in one case of twenty (Sörbom 1989)."""
OUTSIDE_BY_CHANCE = 0.0027
"""Share of waves that chance alone takes out of control limits: three standard deviations (Shewhart 1931)."""
ENOUGH_WAVES = 8
"""Waves before the one judged from which control limits are given: their spread has an error of some 27 % (ours)."""
LITTLE_EXPLAINED = 0.13
"""R2 of a medium effect, under which the dimensions explain little (Cohen 1988)."""
LOW_RESPONSE = 0.50
"""Response rate under which those who did not answer may matter much (Babbie 1990)."""
FEWEST_TWICE = 30
"""Customers who answered twice from which on a retest is told (ours)."""
HEAVY_WEIGHT = 0.05
"""Share of all weight from which on a single respondent rules the figures (ours)."""
MISSED_SHARE = 0.005
"""Distance of a weighted share from its target from which on the target is missed (ours)."""
COSTLY_WEIGHTS = 1.5
"""Design effect from which the reader is warned of what weighting costs (ours)."""
ALIKE_WEIGHTS = 1.005
"""Design effect under which respondents weigh alike (ours)."""
EXACT_SHARE = 0.0005
"""Shares closer than this are equal: they would be written alike (ours)."""
CONSISTENT_JUDGEMENTS = 0.10
"""Consistency ratio under which judgements in pairs are consistent (Saaty 1980)."""
