"""Alerts: what the study wants to be warned of."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Equation, Measure, Topic, Words

TOPIC = Topic("alerts", Words("预警", "Alerts"))
_measure = partial(Measure, TOPIC)

FIRES = _measure(
    "alert_fires",
    unit.NOTHING,
    Words("触发", "Fires"),
    "construct, node or outcome; other = the alert, against = the wave that first gave a signal; only alerts that fire",
    base="none",
)
LEVEL = _measure(
    "alert_level",
    unit.INDEX,
    Words("与界限相比的数值", "What is held against a threshold"),
    "construct, node or outcome; other = the alert; of the last waves the mean, or the one nearest to the threshold",
)
LEVEL_NPS = _measure("alert_level_nps", unit.POINTS, LEVEL.words, "outcome; as level, of an NPS")
SMOOTHED = _measure(
    "alert_smoothed",
    unit.INDEX,
    Words("平滑值", "Smoothed level"),
    "construct, node or outcome; other = the alert, low and high are the limits of this wave",
).defined(
    zh="**EWMA 预警。**把本期和此前各期按越近越重的权数平均，比单独一期更早看出缓慢的下滑。中心线和离散程度取自最初若干"
    "期，界限定在：如果没有变化，全年各期中有任何一期越界的机会为 5%[@roberts1959]。",
    en="**Alert by EWMA.** An average of this wave and those before it in which newer ones count more: it shows a slow "
    "slide before any single wave does. Centre and spread are those of the first waves; the limits lie where, if "
    "nothing changes, any wave of the whole year lies outside in 5% of years [@roberts1959].",
    equation=Equation(
        r"z_t = \lambda x_t + (1 - \lambda) z_{t-1}, \quad "
        r"\bar{x} \pm L \, s \sqrt{\frac{\lambda}{2 - \lambda} \left(1 - (1 - \lambda)^{2t}\right)}",
        "z_t = lambda x_t + (1 - lambda) z_(t - 1), quad "
        "overline(x) plus.minus L s sqrt(lambda / (2 - lambda) (1 - (1 - lambda)^(2 t)))",
        zh="本期与上一期平滑值的加权平均；界限为最初各期的平均数加减 L 倍标准误[@roberts1959]。",
        en="The weighted mean of this wave and the smoothed one before; limits are the mean of the first waves plus or "
        "minus L standard errors [@roberts1959].",
        symbols=Words(
            zh="λ 为本期的权数，s 为最初各期移动极差的平均数除以 1.128，t 为其后的期数",
            en="λ the weight of this wave, s the mean moving range of the first waves over 1.128, t the waves since",
        ),
        words=Words("EWMA 预警", "Alert by EWMA"),
    ),
)
SMOOTHED_NPS = _measure("alert_smoothed_nps", unit.POINTS, SMOOTHED.words, "outcome; as smoothed, of an NPS")
SHIFT = _measure(
    "alert_shift",
    unit.POINTS,
    Words("与最初各期相比", "Against the first waves"),
    "construct, node or outcome; other = the alert; the mean since against, less that of the first waves",
)
