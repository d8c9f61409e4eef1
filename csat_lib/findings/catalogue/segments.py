"""Segments: who differs."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Equation, Measure, Topic, Words

TOPIC = Topic("segments", Words("群体", "Segments"))
_measure = partial(Measure, TOPIC)

GAP = _measure(
    "gap",
    unit.POINTS,
    Words("与其他各组之差", "Difference from all others"),
    "construct, node or outcome; a cell less the rest",
    named=Words("与其他各组之差", "The difference from all others"),
).defined(
    zh="**与其他各组之差。**某一组减去样本中的其余所有人，并计入两者的协方差。所有差距与变化的区间同时成立。所谓“看得"
    "出来”的差距，是区间的一半加上标准误乘以正态分布的 80% 分位数：真有这么大时，有八成机会判为明显[@bloom1995]。",
    en="**Difference from all others.** A group less everybody else in the sample, the covariance of the two counted. "
    "The intervals of all differences and changes of the report hold together. What would have been found is half the "
    "interval and the standard error times the 80% quantile of the normal distribution: a true difference of that size "
    "is called clear with a chance of 80% [@bloom1995].",
    equation=Equation(
        r"\gamma_k = \gamma^{w_k}, \quad \sum_k w_k = 1",
        "gamma_k = gamma^(w_k), quad sum_k w_k = 1",
        zh="每项比较的置信水平，等于总置信水平以该项所占误差份额为指数的幂；各项份额之和为一[@sidak1967]。",
        en="Each comparison has its interval at the confidence to the power of its share of the error; the shares of "
        "all comparisons add up to one [@sidak1967].",
        symbols=Words(zh="γ 为置信水平，w 为占误差的份额", en="γ the confidence, w the share of the error"),
        words=Words("联合区间", "Simultaneous intervals"),
    ),
)
