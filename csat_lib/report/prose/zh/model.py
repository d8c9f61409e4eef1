"""Does the model that the questionnaire was built on hold: fit in plain words, weak items, what would mend it."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.prose import evidence
from csat_lib.report.prose.zh.grammar import confidence, listed, quoted, respondents
from csat_lib.report.prose.zh.reasons import absent, because
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, count, fixed

MOST_NAMED = 3
_NAMES = {"cfi": "CFI", "tli": "TLI", "rmsea": "RMSEA", "srmr": "SRMR"}


def say(view: View, subject: str) -> list[str]:
    """The fit of the whole and what is wrong with it; with a dimension as ``subject``, its loadings."""
    if subject and subject != evidence.MODEL:
        return [sentence for sentence in (items(view, subject),) if sentence]
    found = [fit(view), exact(view), improper(view), weak(view), change(view)]
    return [sentence for sentence in found if sentence]


def fit(view: View) -> str:
    """The indices beside their customary limits."""
    found = evidence.fit(view)
    if not evidence.item_loadings(view) and (lost := view.figures(evidence.MODEL, "loading")):
        return f"{_model(view)}未能拟合：{because(view, lost[0])}。"
    if not found:
        rows = view.figures(evidence.MODEL, "cfi") or view.figures(evidence.MODEL, "chi2")
        return absent(view, rows[0]) if rows else "本期没有检验测量模型。"
    told = "，".join(_index(name, row) for name, row in found.items())
    first = next(iter(found.values()))
    return f"{_verdict(view)}：{told}（{respondents(first)}）。{_limits(list(found))}"


def _verdict(view: View) -> str:
    missed, found = evidence.misses(view), evidence.fit(view)
    model = _model(view)
    if not missed:
        return f"{model}，按惯用界限与数据拟合良好"
    if len(missed) == len(found):
        return f"{model}，按惯用界限与数据拟合不佳"
    return f"{model}只有部分指标达到惯用界限，未达到的是 {'、'.join(_NAMES[name] for name in missed)}"


def _model(view: View) -> str:
    return f"问卷所依据的 {len(view.study.constructs)} 维度测量模型"


def _index(name: str, row: Finding) -> str:
    value = f"{_NAMES[name]} 为 {fixed(row.value or 0.0, 3)}"
    if row.low is None or row.high is None:
        return value
    return f"{value}（{confidence(row)} 置信区间 {fixed(row.low, 3)} 至 {fixed(row.high, 3)}）"


def _limits(names: list[str]) -> str:
    side = {name: "不高于" if name in evidence.LOWER_IS_BETTER else "不低于" for name in names}
    told = [f"{_NAMES[name]} {side[name]} {coefficient(evidence.CUTS[name])}" for name in names]
    return f"惯用界限为 {'、'.join(told)}（Hu 和 Bentler，1999），只是惯例，并非定律。"


def exact(view: View) -> str:
    """The test of exact fit, and what it is worth with many respondents."""
    row = evidence.chi2(view)
    if row is None or row.value is None:
        return absent(view, row) if row is not None and evidence.fit(view) else ""
    if row.df is None or row.p is None:
        return ""
    figure = f"χ² 为 {fixed(row.value)}，自由度 {count(row.df)}"
    if row.p >= 0.05:
        return f"完全拟合检验没有拒绝该模型（{figure}）。"
    return f"按 5% 的水平，完全拟合检验拒绝该模型（{figure}）；样本较大时，几乎任何模型都会被它拒绝。"


def improper(view: View) -> str:
    """Solutions that cannot be: no variance of its own left to an item, a correlation beyond 1."""
    told = [f"{quoted(view.label(item))}没有剩余的独特方差" for item in evidence.heywood(view, evidence.MODEL)]
    told += [
        f"{quoted(view.label(one))}与{quoted(view.label(other))}的相关超出 1"
        for one, other in evidence.beyond_one(view)
    ]
    return f"模型得到了不合理的解，有关数字应谨慎看待：{'；'.join(told)}。" if told else ""


def weak(view: View) -> str:
    """Items that their dimension accounts for little."""
    rows = evidence.weak(view)
    if not evidence.item_loadings(view):
        return ""
    line = coefficient(evidence.WEAK_LOADING)
    if not rows:
        return f"每个题项在所属维度上的载荷都不低于 {line}。"
    told = [f"{quoted(view.label(row.subject))}（{coefficient(row.value or 0.0)}）" for row in rows[:MOST_NAMED]]
    more = f"等 {len(rows)} 个题项" if len(rows) > MOST_NAMED else ""
    return f"{'、'.join(told) if more else listed(told)}{more}在所属维度上的载荷低于 {line}。"


def change(view: View) -> str:
    """The one path that would improve the fit most, as a hint and no advice."""
    row = evidence.best_change(view)
    if row is None:
        return ""
    item, drop = quoted(view.label(row.subject)), fixed(row.value or 0.0)
    if row.path == "residual":
        what = f"允许{item}与{quoted(view.label(row.other))}在维度之外另有共同之处"
    else:
        what = f"允许{item}同时反映{quoted(view.label(row.other))}"
    return f"对拟合改善最大的改动是{what}（χ² 约降低 {drop}）；这只供修订问卷时参考。"


def items(view: View, construct: str) -> str:
    """Between which values the items of a dimension load."""
    rows = sorted(evidence.item_loadings(view, construct), key=lambda row: row.value or 0.0)
    if not rows:
        found = view.figures(evidence.MODEL, "loading", other=construct)
        return absent(view, found[0]) if found else ""
    low, high = (f"{coefficient(row.value or 0.0)}（{quoted(view.label(row.subject))}）" for row in (rows[0], rows[-1]))
    if len(rows) == 1:
        return f"{quoted(view.label(construct))}只由一个题项测量，载荷为 {low}。"
    return f"{quoted(view.label(construct))}的 {len(rows)} 个题项，载荷在 {low}与 {high}之间。"
