"""The wave on one page: at most seven sentences, ranked, each only as strong as its interval."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.prose import facts
from csat_lib.report.prose.carry import beside, direction, ranked, valued
from csat_lib.report.prose.zh import drivers, scores, segments, trends
from csat_lib.report.prose.zh.grammar import before, confidence, listed, moved_between, quoted
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import coefficient, count, fixed, percent, signed

MOST_CAUTIONS = 2


def sentences(view: View) -> list[str]:
    """What happened, how sure, strong and weak, where, why, what first, what to distrust."""
    strengths = scores.strengths(view) if len(facts.constructs(view)) > 1 else ""
    told = [happened(view), sure(view), strengths, where(view), why(view), drivers.first(view)]
    return [sentence for sentence in (*told, distrust(view)) if sentence]


def happened(view: View) -> str:
    """The index and its change."""
    standing = facts.standing(view, view.study.root)
    if standing is None or standing.value is None:
        return scores.say(view, view.study.root)[0]
    return scores.stands(view, standing)


def sure(view: View) -> str:
    """Between which values the index lies, and on which side of the target; its interval only when not told before."""
    standing = facts.standing(view, view.study.root)
    if standing is None or standing.value is None or standing.low is None or standing.high is None:
        return ""
    change = facts.change(view, view.study.root)
    if change is None or change.value is None:
        return scores.against_target(view, standing)
    ends = f"{fixed(standing.low)} 至 {fixed(standing.high)} 分之间（{confidence(standing)} 置信区间）"
    return f"计入抽样误差，指数在 {ends}{_target(view, standing)}。"


def _target(view: View, standing: Finding) -> str:
    target = facts.target(view, standing.subject)
    if target is None:
        return ""
    words = {
        "above": f"，整个区间都高于 {fixed(target)} 分的目标",
        "below": f"，整个区间都低于 {fixed(target)} 分的目标",
        "open": f"，{fixed(target)} 分的目标落在区间之内，是否达标尚不能断定",
    }
    return words[beside(standing, target)]


def where(view: View) -> str:
    """Dimensions and units that changed; units that stand apart when no unit changed."""
    told = [trends.moved_dimensions(view)] if facts.construct_changes(view) else []
    told += [part for part in (_units(view),) if part]
    return f"{'；'.join(told)}。" if told else ""


def _units(view: View) -> str:
    unit = view.study.unit
    if not unit:
        return ""
    changes = valued(facts.segment_changes(view, unit))
    if any(direction(row) != "unclear" for row in changes):
        return trends.moved_segments(view, changes)
    return segments.apart(view, unit)


def why(view: View) -> str:
    """What goes most closely with the headline outcome."""
    return drivers.strongest(view) if ranked(facts.importances(view)) else ""


def distrust(view: View) -> str:
    """What to distrust: the two gravest cautions, or what no survey can rule out."""
    told = [caution for caution in cautions(view) if caution][:MOST_CAUTIONS]
    if told:
        return f"以下几点请谨慎看待：{'；'.join(told)}。" if len(told) > 1 else f"有一点请谨慎看待：{told[0]}。"
    checked = view.has("quality") or view.has("reliability")
    opening = "各项检验没有发现异常；但没有" if checked else "没有"
    return f"{opening}作答的人可能另有看法，相关也不等于因果。"


def cautions(view: View) -> list[str]:
    """Cautions in order of weight; empty ones do not apply."""
    return [_exclusions(view), _scales(view), _weights(view), _thin(view)]


def _exclusions(view: View) -> str:
    effect, share = facts.great_effect(view), facts.left_out_share(view)
    if effect is not None:
        rule = LEXICONS["zh"].rules.get(effect.other, effect.other)
        return f"如果不执行“{rule}”这条剔除规则，指数将变动 {signed(effect.value or 0.0)} 分"
    return f"有 {percent(share)} 的答卷按规则被剔除" if share else ""


def _scales(view: View) -> str:
    poor = facts.poor_scales(view)
    if not poor:
        return ""
    named = listed([f"{quoted(view.label(row.subject))}（α 系数 {coefficient(row.value or 0.0)}）" for row in poor])
    return f"{named}的题项内部一致性不足，合成一个得分较为勉强"


def _weights(view: View) -> str:
    deff = facts.costly_weights(view)
    return f"加权损失了较多精度（设计效应 {fixed(deff.value or 0.0, 2)}）" if deff else ""


def _thin(view: View) -> str:
    thin, name = facts.thin_units(view), view.label(view.study.unit or "")
    return f"按{name}看，有 {len(thin)} 组的样本量不足 {view.study.small_base}" if thin else ""


def card(view: View, change: Finding | None) -> tuple[str, str, str]:
    """(change, its interval, the word for it) as a card prints them; empty without an earlier wave."""
    if change is None or change.value is None:
        return "", "", ""
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
