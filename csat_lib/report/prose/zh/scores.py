"""How satisfied are they: where a subject stands, what it is measured against, what is strong and weak."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.clear import beside, leaders, ranked, trailers
from csat_lib.report.prose import facts
from csat_lib.report.prose.zh.grammar import (
    interval,
    listed,
    quoted,
    respondents,
)
from csat_lib.report.prose.zh.reasons import absent
from csat_lib.report.slots import tell
from csat_lib.report.topics.trends.told import stands
from csat_lib.report.view import View
from csat_lib.report.words.numbers import count, fixed, percent

MOST_NAMED = 3


def say(view: View, subject: str) -> list[str]:
    """Where a subject stands and how that compares; without a subject, the whole study."""
    subject = subject or view.study.root
    standing = facts.standing(view, subject)
    if standing is None:
        return [f"本期没有记录{quoted(view.label(subject))}的得分。"]
    if standing.value is None:
        return [absent(view, standing)]
    sentences = [tell(view, stands(view, standing)), against_target(view, standing)]
    sentences += [parts(view, subject)] if standing.measure == "nps" else [top_two(view, subject)]
    sentences += [strengths(view)] if subject == view.study.root else []
    return [sentence for sentence in sentences if sentence]


def level(figure: Finding) -> str:
    """76.4 分."""
    return f"{fixed(figure.value or 0.0)} 分"


def answer(view: View, standing: Finding) -> str:
    """The level alone, with its interval, base and target: how satisfied they are."""
    name = view.label(standing.subject)
    return f"{name}为 {level(standing)}（{interval(standing)}；{respondents(standing)}）{_target(view, standing)}。"


def _target(view: View, standing: Finding) -> str:
    target = facts.target(view, standing.subject)
    if target is None:
        return ""
    words = {
        "above": f"，明显高于 {fixed(target)} 分的目标",
        "below": f"，明显低于 {fixed(target)} 分的目标",
        "open": f"，是否达到 {fixed(target)} 分的目标尚不能断定",
    }
    return words[beside(standing, target)]


def against_target(view: View, standing: Finding) -> str:
    """Whether the study's target is reached, as far as the interval tells."""
    target = facts.target(view, standing.subject)
    if target is None:
        return ""
    side = beside(standing, target)
    wording = fixed(target)
    if side == "open":
        return f"目标值 {wording} 分落在置信区间之内，是否达标尚不能断定。"
    return f"这一得分明显{'高于' if side == 'above' else '低于'} {wording} 分的目标值。"


def top_two(view: View, subject: str) -> str:
    """How many gave one of the two best answers, for a rating question."""
    share = view.figure("scores", "top2", subject)
    if share is None or share.value is None:
        return ""
    return f"{percent(share.value)} 的受访者给出了最高两档的评价。"


def parts(view: View, subject: str) -> str:
    """Promoters, passives and detractors behind an NPS."""
    kinds = [view.figure("scores", kind, subject) for kind in ("promoters", "passives", "detractors")]
    if any(kind is None or kind.value is None for kind in kinds):
        return ""
    names = ("推荐者（9–10 分）", "中立者（7–8 分）", "贬损者（0–6 分）")
    shares = [f"{name}占 {percent(kind.value or 0.0)}" for kind, name in zip(kinds, names, strict=True) if kind]
    return f"其中{'，'.join(shares)}。"


def strengths(view: View) -> str:
    """The best and the lowest rated dimension, and whether their intervals set them apart."""
    scored = ranked(facts.constructs(view))
    if len(scored) < 2:
        return f"指数只由{quoted(view.label(scored[0].subject))}一个维度构成。" if scored else ""
    top, bottom = leaders(scored), trailers(scored)
    if len(top) == len(scored):
        return "各维度之间没有明显的高低之分。"
    if len(scored) == 2:
        return f"{_named(view, top)}得分明显高于{_named(view, bottom)}。"
    return f"{_end(view, top, '最高')}；{_end(view, bottom, '最低')}。"


def _end(view: View, figures: tuple[Finding, ...], end: str) -> str:
    """“服务”（84.9 分）得分明显最高; or not clearly: only the first is set against the others."""
    if len(figures) == 1:
        return f"{_named(view, figures)}得分明显{end}"
    return f"{_named(view, figures[:1])}得分{end}，但与{_rivals(view, figures[1:])}差距不明显"


def _named(view: View, figures: tuple[Finding, ...]) -> str:
    return listed([f"{quoted(view.label(figure.subject))}（{fixed(figure.value or 0.0)} 分）" for figure in figures])


def _rivals(view: View, rivals: tuple[Finding, ...]) -> str:
    return _named(view, rivals) if len(rivals) <= MOST_NAMED else f"另外 {count(len(rivals))} 个维度"


def spread(view: View) -> str:
    """How the items' answers lie, when no outcome was asked."""
    order = ranked([row for row in view.figures("scores", "top2") if row.subject in view.study.items])
    if not order:
        return "本期没有记录最高两档评价的占比。"
    named = [f"{quoted(view.label(row.subject))}（{percent(row.value or 0.0)}）" for row in (order[0], order[-1])]
    if len(order) == 1:
        return (
            f"对{quoted(view.label(order[0].subject))}，{percent(order[0].value or 0.0)} 的受访者给出了最高两档的评价。"
        )
    return f"最高两档评价占比最大的是{named[0]}，最小的是{named[1]}。"
