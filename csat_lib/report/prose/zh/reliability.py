"""Do the items of a dimension hold together."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import Finding
from csat_lib.report.prose import facts
from csat_lib.report.prose.carry import beside, valued
from csat_lib.report.prose.zh.grammar import confidence, listed, quoted, respondents
from csat_lib.report.prose.zh.reasons import absent, absent_all
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, count


def say(view: View, subject: str) -> list[str]:
    """One dimension with its alpha, or all of them in one verdict."""
    if not subject:
        return [overall(view)]
    alpha = view.figure("reliability", "alpha", subject)
    if alpha is None:
        return [f"本期没有记录{quoted(view.label(subject))}的信度。"]
    if alpha.value is None:
        return [absent(view, alpha)]
    found = (verdict(view, alpha), omega(view, subject), better_without(view, alpha))
    return [sentence for sentence in found if sentence]


def verdict(view: View, alpha: Finding) -> str:
    """Alpha with its interval, against the customary minimum."""
    number = view.figure("reliability", "n_items", alpha.subject)
    items = f"的 {count(number.value)} 个题项" if number and number.value else "的各题项"
    return (
        f"{quoted(view.label(alpha.subject))}{items}{_together(alpha)}："
        f"α 系数为 {coefficient(alpha.value or 0.0)}（{_interval(alpha)}；{respondents(alpha)}）。"
    )


def _interval(alpha: Finding) -> str:
    if alpha.low is None or alpha.high is None:
        return "无法给出置信区间"
    return f"{confidence(alpha)} 置信区间 {coefficient(alpha.low)} 至 {coefficient(alpha.high)}"


def _together(alpha: Finding) -> str:
    minimum = coefficient(facts.ENOUGH_ALPHA)
    side = beside(alpha, facts.ENOUGH_ALPHA)
    if beside(alpha, facts.REPETITIVE_ALPHA) == "above":
        return "过于相似，可以考虑精简"
    if side == "above":
        return f"内部一致性良好，明显高于 {minimum} 的惯用下限"
    if side == "below":
        return f"内部一致性不足，明显低于 {minimum} 的惯用下限"
    return f"是否达到 {minimum} 的惯用下限尚不能断定"


def omega(view: View, subject: str) -> str:
    """McDonald's omega beside alpha."""
    figure = view.figure("reliability", "omega", subject)
    if figure is None or figure.value is None:
        return absent(view, figure) if figure else ""
    return f"允许各题项权重不同的 ω 系数为 {coefficient(figure.value)}。"


def better_without(view: View, alpha: Finding) -> str:
    """Items without which alpha would leave its interval upwards."""
    dropped = valued(view.figures("reliability", "alpha_if_dropped", other=alpha.subject))
    better = [row for row in dropped if alpha.high is not None and (row.value or 0.0) > alpha.high]
    if not better:
        return ""
    told = [f"{quoted(view.label(row.subject))}（{coefficient(row.value or 0.0)}）" for row in better]
    return f"如果删去{listed(told)}，{quoted(view.label(alpha.subject))}的 α 系数会超出现有区间的上限。"


def overall(view: View) -> str:
    """All dimensions in one verdict, the poor ones by name."""
    found = view.figures("reliability", "alpha")
    known = valued(found)
    if not known:
        return "".join(absent_all(view, found)) or "本期没有检验信度。"
    poor = facts.poor_scales(view)
    unsettled = [row for row in known if beside(row, facts.ENOUGH_ALPHA) == "open"]
    if not poor and not unsettled:
        return _all_hold(view, known)
    minimum = coefficient(facts.ENOUGH_ALPHA)
    good = len(known) - len(poor) - len(unsettled)
    clauses = [_clause(view, poor, "明显低于这一下限"), _clause(view, unsettled, "是否达到尚不能断定")]
    reached = f"有 {good} 个的 α 系数明显高于 {minimum} 的惯用下限" if good else f"没有一个的 α 系数明显高于 {minimum}"
    which = f"可给出 α 系数的 {len(known)} 个维度" if facts.untold_scales(view) else f"{len(known)} 个维度"
    return f"{which}中，{reached}；{'，'.join(part for part in clauses if part)}。"


def _all_hold(view: View, known: tuple[Finding, ...]) -> str:
    minimum = coefficient(facts.ENOUGH_ALPHA)
    lowest = min(known, key=lambda row: row.value or 0.0)
    if len(known) == 1:
        return verdict(view, lowest)
    many = f"可给出 α 系数的 {len(known)} 个维度" if facts.untold_scales(view) else f"{len(known)} 个多题项维度"
    return (
        f"{many}的内部一致性都良好：α 系数均明显高于 {minimum} 的惯用下限，"
        f"最低的是{quoted(view.label(lowest.subject))}（{coefficient(lowest.value or 0.0)}）。"
    )


def _clause(view: View, rows: Sequence[Finding], what: str) -> str:
    if not rows:
        return ""
    return listed([f"{quoted(view.label(row.subject))}（{coefficient(row.value or 0.0)}）" for row in rows]) + what


def general(view: View) -> str:
    """How much of all items' sum one factor common to them accounts for."""
    row, whole = (view.figure("reliability", name, "items") for name in ("omega_hierarchical", "omega_total"))
    if row is None or row.value is None:
        return absent(view, row) if row is not None else ""
    rest = f"；全部因子合计解释 {coefficient(whole.value)}" if whole and whole.value is not None else ""
    return (
        f"全部题项之和的方差中，{coefficient(row.value)} 可由一个总因子解释"
        f"（层次 ω 系数；{_interval(row)}；{respondents(row)}）{rest}。"
    )


def overall_omega(view: View) -> str:
    """Omega of all dimensions, which need not weigh items alike."""
    known = sorted(valued(view.figures("reliability", "omega")), key=lambda row: row.value or 0.0)
    if len(known) < 2:
        return ""
    ends = f"{coefficient(known[0].value or 0.0)} 与 {coefficient(known[-1].value or 0.0)}"
    return f"允许各题项权重不同的 ω 系数在 {ends} 之间。{_heywood(view, known)}"


def _heywood(view: View, omegas: Sequence[Finding]) -> str:
    """Dimensions whose omega rests on an item that the factor explains wholly."""
    named = [quoted(view.label(row.subject)) for row in omegas if "heywood" in row.method]
    return f"其中{listed(named)}的不可靠：因子解释了某一题项的全部方差（Heywood 情形）。" if named else ""
