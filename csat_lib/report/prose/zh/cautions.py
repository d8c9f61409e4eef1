"""What to distrust, the most serious first: each clause applies only when its findings say so."""

from __future__ import annotations

from csat_lib.report.clear import ranked
from csat_lib.report.prose import facts
from csat_lib.report.prose.zh.grammar import joined, listed, quoted
from csat_lib.report.slots import tell
from csat_lib.report.topics.comparability.verdicts import broken
from csat_lib.report.topics.factors.adequacy import unfactored
from csat_lib.report.topics.factors.number import collapsed
from csat_lib.report.topics.quality.careless import WATCHED, expected, flagged_beyond
from csat_lib.report.topics.quality.rules import rule
from csat_lib.report.topics.segments import places
from csat_lib.report.topics.segments.levels import thin
from csat_lib.report.topics.validity import htmt
from csat_lib.report.topics.weights import respondents
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, count, fixed, percent, size

MOST = 3
MOST_NAMED = 3
CHECKS = ("quality", "reliability", "factors")


def sentence(view: View) -> str:
    """The gravest cautions in one sentence, and what these answers cannot tell."""
    told, unknown = clauses(view)[:MOST], "、".join(cannot_tell(view))
    if told:
        return f"请谨慎看待：{joined(*told, f'此外，{unknown}，本次调查无从得知')}。"
    if all(view.has(topic) for topic in CHECKS):
        return f"各项检验没有发现异常；但{unknown}，本次调查无从得知。"
    return f"{unknown}，本次调查无从得知。"


def verdict(view: View) -> str:
    """Whether the scores can be trusted, in one sentence; nothing when too little was checked to say."""
    told = clauses(view)
    if told:
        return f"可信，但有保留：{joined(*told)}。"
    if all(view.has(topic) for topic in CHECKS):
        return "各项检验没有发现对结果不利的情况；检验所不能说明的，见本章末尾。"
    return ""


def clauses(view: View) -> list[str]:
    """What the scores mean comes first, then whether they hold together, who was left out, precision, small groups."""
    found = [_breaks(view), _structure(view) or _alike(view), _scales(view), _untold(view)]
    found += [_exclusions(view), _weights(view), _thin(view), _careless(view)]
    return [clause for clause in found if clause]


def cannot_tell(view: View) -> list[str]:
    """Why a unit fell or lags, and what those who did not answer think."""
    units, told = places.troubled(view), []
    if units:
        name = view.level(units[0].segment_by, units[0].segment)
        fell = units[0].measure == "change"
        told.append(f"{name}{'为何下降' if fell else '为何落后'}")
    return [*told, "没有作答的人怎么看"]


def _careless(view: View) -> str:
    """Signs that leave nobody out and that more answers show than careful answering would bring."""
    found = [pair for pair in flagged_beyond(view) if pair[0].noted(WATCHED)]
    if not found:
        return ""
    row, by_chance = found[0]
    more = f"等 {len(found)} 种迹象" if len(found) > 1 else ""
    flagged, usual = count(row.value or 0.0), tell(view, expected(by_chance))
    sign = f"{quoted(rule(row.subject).zh)}{more}"
    return f"{sign}标记的答卷多于认真作答时的预期（{flagged} 份，预期{usual}）"


def _breaks(view: View) -> str:
    """What does not compare with the wave before; a node is told by its parts."""
    names = [one.name for one in broken(view) if one.name not in view.study.index]
    if not names or view.previous is None:
        return ""
    shown = [quoted(view.label(name)) for name in names[:MOST_NAMED]]
    told = f"{'、'.join(shown)}等 {len(names)} 项" if len(names) > MOST_NAMED else listed(shown)
    return f"{told}与 {view.previous.label('zh')}不可比，因此不给出其变化"


def _alike(view: View) -> str:
    """Dimensions that measure one and the same thing."""
    rows = htmt.pairs(view, "above")
    if not rows:
        return ""
    told = f"{quoted(view.label(rows[0].subject))}与{quoted(view.label(rows[0].other))}测的几乎是同一样东西"
    more = f"（HTMT {coefficient(rows[0].value or 0.0)}）"
    return f"{told}{more}" if len(rows) == 1 else f"{told}{more}，另有 {len(rows) - 1} 对维度也是如此"


def _structure(view: View) -> str:
    found = collapsed(view)
    if found is None:
        return ""
    factors, designed = round(found.value or 0.0), len(view.study.constructs)
    return f"问卷设计的 {designed} 个维度，在回答中只显出 {factors} 个因子，各维度得分有较多重叠"


def _scales(view: View) -> str:
    poor = ranked(facts.poor_scales(view))[::-1]
    if not poor:
        return ""
    told = [f"{quoted(view.label(row.subject))}（α 系数 {coefficient(row.value or 0.0)}）" for row in poor[:MOST_NAMED]]
    named = f"{'、'.join(told)}等 {len(poor)} 个维度" if len(poor) > MOST_NAMED else listed(told)
    return f"{named}的题项内部一致性不足，合成一个得分较为勉强"


def _untold(view: View) -> str:
    rows = facts.untold_scales(view)
    if not rows:
        return "题项是否按设计归类，无法检验" if unfactored(view) else ""
    told = [quoted(view.label(row.subject)) for row in rows[:MOST_NAMED]]
    named = f"{'、'.join(told)}等 {len(rows)} 个维度" if len(rows) > MOST_NAMED else listed(told)
    return f"{named}的题项内部是否一致无从判断"


def _exclusions(view: View) -> str:
    effect, share = facts.great_effect(view), facts.left_out_share(view)
    if effect is not None and effect.value is not None:
        name = rule(effect.other).zh
        return f"如果保留因“{name}”而剔除的答卷，指数会{'高' if effect.value > 0 else '低'} {size(effect.value)} 分"
    return f"有 {percent(share)} 的答卷按规则被剔除" if share else ""


def _weights(view: View) -> str:
    deff = respondents.costly(view)
    return f"加权损失了较多精度（设计效应 {fixed(deff.value or 0.0, 2)}）" if deff else ""


def _thin(view: View) -> str:
    small, name = thin(view), view.label(view.study.unit or "")
    return f"按{name}看，有 {len(small)} 组的样本量不足 {view.study.small_base}" if small else ""
