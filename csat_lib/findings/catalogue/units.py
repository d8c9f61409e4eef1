"""Units: how figures are written."""

from csat_lib.findings.measure import NO_WORDS, Unit, Words

INDEX = Unit("0-100", Words("0–100 分", "0–100"), decimals=1)
POINTS = Unit("points", Words("分", "points"), decimals=1)
SCALE = Unit("scale", Words("量表分", "scale points"), decimals=2)
SHARE = Unit("share", Words("%", "%"), percent=True)
SHARE_POINTS = Unit("share points", Words("百分点", "percentage points"), decimals=1, percent=True)
NUMBER = Unit("number", NO_WORDS, decimals=1)
RATIO = Unit("ratio", NO_WORDS, decimals=2)
MATCH = Unit("match", NO_WORDS, decimals=4)
RESPONDENTS = Unit("respondents", Words("份", "responses"))
COMPLAINTS = Unit("complaints", NO_WORDS)
HOURS = Unit("hours", Words("小时", "hours"), decimals=1)
SECONDS = Unit("seconds", Words("秒", "seconds"))
MINUTES = Unit("minutes", Words("分钟", "minutes"), decimals=1)
CHI2 = Unit("chi2", Words("χ²", "χ²"), decimals=1)
EIGENVALUE = Unit("eigenvalue", NO_WORDS, decimals=2)
ITEMS = Unit("items", NO_WORDS)
FACTORS = Unit("factors", NO_WORDS)
DEVIANCE = Unit("deviance", NO_WORDS)
CYCLES = Unit("cycles", Words("轮", "cycles"))
NOTHING = Unit("none", NO_WORDS)
