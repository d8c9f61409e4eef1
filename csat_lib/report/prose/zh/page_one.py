"""The wave on one page: at most seven sentences, ranked, each only as strong as its interval."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.clear import beside, direction, ranked, valued
from csat_lib.report.prose.zh import cautions, first
from csat_lib.report.prose.zh.grammar import all_together, before, confidence, joined, moved_between
from csat_lib.report.slots import tell
from csat_lib.report.standing import standing as stands_at
from csat_lib.report.topics.drivers.importance import closest, importances
from csat_lib.report.topics.scores import dimensions, standing, targets
from csat_lib.report.topics.segments.gaps import apart, gaps
from csat_lib.report.topics.trends import changes, moves
from csat_lib.report.topics.trends.told import stands
from csat_lib.report.view import View
from csat_lib.report.words.numbers import count, fixed, percent, signed


def sentences(view: View) -> list[str]:
    """What happened, how sure and compared with what, where, strong and weak, why, what first, what to distrust."""
    strengths = tell(view, dimensions.strengths(view)) if len(dimensions.dimensions(view)) > 1 else ""
    told = [happened(view), sure(view), where(view), strengths, why(view), first.begin(view), cautions.sentence(view)]
    return [sentence for sentence in told if sentence]


def happened(view: View) -> str:
    """The index and its change."""
    row = stands_at(view, view.study.root)
    if row is None or row.value is None:
        return tell(view, standing.say(view)[0])
    return tell(view, stands(view, row))


def sure(view: View) -> str:
    """Between which values the index lies, and on which side of the target; its interval only when not told before."""
    row = stands_at(view, view.study.root)
    if row is None or row.value is None or row.low is None or row.high is None:
        return ""
    change = changes.of(view, view.study.root)
    if change is None or change.value is None:
        return tell(view, targets.against(view, row)) or "既没有往期数据，也没有设定目标，这一得分尚无参照。"
    ends = f"{fixed(row.low)} 至 {fixed(row.high)} 分之间（{confidence(row)} 置信区间）"
    return f"计入抽样误差，指数在 {ends}{_target(view, row)}。"


def _target(view: View, row: Finding) -> str:
    target = view.study.targets.get(row.subject)
    if target is None:
        return ""
    words = {
        "above": f"，整个区间都高于 {fixed(target)} 分的目标",
        "below": f"，整个区间都低于 {fixed(target)} 分的目标",
        "open": f"，{fixed(target)} 分的目标落在区间之内，是否达标尚不能断定",
    }
    return words[beside(row, target)]


def where(view: View) -> str:
    """Units and dimensions that changed; units that stand apart when no unit changed."""
    unit, moved = view.study.unit or "", changes.of_dimensions(view)
    units = valued(changes.of_groups(view, unit))
    if any(direction(row) != "unclear" for row in units):
        told = [f"与 {before(view, units[0])}相比，{tell(view, moves.moved_groups(units))}"]
        told += [f"各维度中，{tell(view, moves.moved(moved)) or '没有哪个明显变化'}"] if moved else []
        held = all_together((moved, "个维度"), (units, "组"))
    else:
        differ = valued(gaps(view, unit)) if unit else ()
        told = [tell(view, moves.moved_dimensions(view)), tell(view, apart(view, unit)) if unit else ""]
        held = all_together((moved, "个维度"), (differ if len(differ) > 2 else (), "组"))
    return f"{joined(*told, held)}。" if any(told) else ""


def why(view: View) -> str:
    """What goes most closely with the headline outcome, and that this is no more than an association."""
    order = ranked(importances(view))
    if not order:
        return ""
    told = tell(view, closest(view))
    return f"{joined(told, '这只是相关，不能据此断定因果' if len(order) > 1 else '')}。"


def card(view: View, change: Finding | None) -> tuple[str, str, str]:
    """(change, its interval, the word for it) as a card prints them; empty without an earlier wave."""
    if change is None or change.value is None:
        broken = change is not None and change.reason == "not_comparable"
        return f"与 {before(view, change)}不可比" if change and broken else "", "", ""
    word = {"up": "明显上升", "down": "明显下降", "unclear": "无明显变化"}[direction(change)]
    since = f"较 {before(view, change)} {signed(change.value)} 分"
    if change.low is None or change.high is None:
        return since, "", word
    if direction(change) == "unclear":
        return since, f"{confidence(change)} 置信区间 {signed(change.low)} 至 {signed(change.high)} 分", word
    return since, f"{confidence(change)} 置信区间：{word[-2:]} {moved_between(change)}", word


def of_received(received: Finding, kept: Finding) -> str:
    """回收 1,246 份，占 91%."""
    total, counted_in = received.value or 0.0, kept.value or 0.0
    return f"回收 {count(total)} 份" + (f"，有效率 {percent(counted_in / total)}" if total else "")
