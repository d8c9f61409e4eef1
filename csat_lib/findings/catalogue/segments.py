"""Segments: who differs."""

from functools import partial

from csat_lib.findings.catalogue import units as unit
from csat_lib.findings.measure import Equation, Measure, Topic, Words

TOPIC = Topic("segments", Words("群体", "Segments"))
_measure = partial(Measure, TOPIC)

GAP = _measure(
    "gap",
    unit.POINTS,
    Words("与其余群体之差", "Difference from the rest"),
    "construct, node or outcome; a cell less the rest",
    named=Words("与其余群体之差", "The difference from the rest"),
).defined(
    zh="**与其余群体之差。**某一组减去样本中的其余所有人，并计入两者的协方差。同一题目各组采用联合区间。",
    en="**Difference from the rest.** A group less everybody else in the sample, the covariance of the two counted. "
    "All groups of one question have simultaneous intervals.",
    equation=Equation(
        r"\gamma_k = \gamma^{1 / k}",
        "gamma_k = gamma^(1 \\/ k)",
        zh="k 个联合区间各自的置信水平，等于总置信水平的 k 次方根[@sidak1967]。",
        en="Each of k simultaneous intervals is made at the k-th root of the confidence [@sidak1967].",
        symbols=Words(
            zh="γ 为置信水平，k 为联合区间的个数", en="γ the confidence, k the number of intervals that hold together"
        ),
        words=Words("联合区间", "Simultaneous intervals"),
    ),
)
