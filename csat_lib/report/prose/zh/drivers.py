"""What moves it: which dimensions go with the headline outcome, and what to look at first. Never as a cause."""

from __future__ import annotations

from csat_lib.report.clear import ranked, trailers, valued
from csat_lib.report.prose import facts
from csat_lib.report.prose.zh.grammar import listed, quoted, respondents, share_interval
from csat_lib.report.prose.zh.reasons import absent
from csat_lib.report.view import View
from csat_lib.report.words.numbers import fixed, percent


def say(view: View, subject: str) -> list[str]:
    """The strongest driver, how much all explain, what to do first; with a subject, that driver alone."""
    found = facts.importances(view)
    if not ranked(found):
        return [absent(view, found[0]) if found else "本期没有分析影响因素。"]
    if subject:
        return [sentence for sentence in (one(view, subject),) if sentence]
    return [sentence for sentence in (strongest(view), explained(view), first(view), caution(view)) if sentence]


def strongest(view: View) -> str:
    """The driver that goes most closely with the outcome, and whether it is clearly ahead of the second."""
    order = ranked(facts.importances(view))
    top, outcome = order[0], quoted(view.label(order[0].other))
    name = quoted(view.label(top.subject))
    if len(order) == 1:
        return f"与{outcome}一同考察的维度只有{name}。"
    if facts.has_leader(view):
        return (
            f"与{outcome}关系最密切的是{name}：在各维度能够解释的差异中，它占 {percent(top.value or 0.0)}"
            f"（{share_interval(top)}），明显领先于其他维度。"
        )
    second = order[1]
    return (
        f"与{outcome}关系最密切的是{name}（在各维度能够解释的差异中占 {percent(top.value or 0.0)}），"
        f"但与{quoted(view.label(second.subject))}（{percent(second.value or 0.0)}）差距不明显。"
    )


def one(view: View, subject: str) -> str:
    """A single driver's share and score."""
    row = next((row for row in facts.importances(view) if row.subject == subject), None)
    if row is None or row.value is None:
        return absent(view, row) if row else ""
    return (
        f"在各维度能够解释的差异中，{quoted(view.label(subject))}占 {percent(row.value)}"
        f"（{share_interval(row)}；{respondents(row)}）。"
    )


def explained(view: View) -> str:
    """R squared in words."""
    order = facts.importances(view)
    r2 = view.figure("drivers", "r2", order[0].other) if order else None
    if r2 is None or r2.value is None:
        return ""
    return (
        f"受访者之间{quoted(view.label(r2.subject))}的差异，有 {percent(r2.value)} 可由这些维度共同解释"
        f"（{share_interval(r2)}；{respondents(r2)}）。"
    )


def first(view: View) -> str:
    """What to begin with: a dimension that matters more than average and is rated below it; else what to keep."""
    begin = improve(view, "建议先从")
    if begin:
        return f"{begin}。"
    if not view.words("drivers", "quadrant") or not valued(facts.importances(view)):
        return ""
    return f"没有哪个维度的重要性明显高于平均而得分又明显低于平均{_hold(view)}。"


def improve(view: View, verb: str) -> str:
    """The same as a clause, 建议先从“餐饮”入手：……; empty when there is no such dimension."""
    candidates = facts.quadrant(view, "improve")
    if not candidates:
        return ""
    rest = f"，其次是{listed([quoted(view.label(name)) for name in candidates[1:]])}" if len(candidates) > 1 else ""
    return f"{verb}{quoted(view.label(candidates[0]))}入手{rest}：{_why(view, candidates[0])}"


def _why(view: View, subject: str) -> str:
    """Importance and rating of the first candidate; its quadrant was claimed only because both are clear."""
    row = next(row for row in facts.importances(view) if row.subject == subject)
    rated = view.figure("drivers", "performance", subject)
    scored = f"，得分却只有 {fixed(rated.value)} 分，明显低于平均" if rated and rated.value is not None else ""
    return f"它的重要性（{percent(row.value or 0.0)}）明显高于平均{scored}"


def _hold(view: View) -> str:
    """What to hold on to when nothing is to be mended first; without that, the lowest rated, if it clearly is."""
    kept, lowest = facts.quadrant(view, "keep"), trailers(facts.constructs(view))
    if not kept and len(lowest) == 1:
        return (
            f"；可以先了解得分明显最低的{quoted(view.label(lowest[0].subject))}（{fixed(lowest[0].value or 0.0)} 分）"
        )
    if not kept:
        return "，因此没有突出的着手点"
    return f"；{listed([quoted(view.label(name)) for name in kept])}重要性高、得分也高，应首先保持"


def caution(view: View) -> str:
    """What must not be concluded."""
    del view
    return "以上是同一期受访者之间的相关关系，不能证明提高其中一项就会带动另一项。"
