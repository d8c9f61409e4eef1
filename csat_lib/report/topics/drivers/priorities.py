"""What to look at first: what matters more than average and is rated below it, else by gap x importance."""

from csat_lib.findings.catalogue.drivers import PERFORMANCE, WEIGHTED_GAP
from csat_lib.report.clear import direction, trailers
from csat_lib.report.declared import Finding, View, known, known_row, ranked, valued
from csat_lib.report.standing import standing
from csat_lib.report.topics.drivers.importance import importances, placed
from csat_lib.report.topics.scores import targets
from csat_lib.report.wording import Average, Claim, Derived, Wording

FIRST = Wording(zh="建议先从{improve}。", en="Begin with {improve}.")
IMPROVE = Wording(
    zh="{begin.quoted}入手{rest}：它的重要性（{begin}）明显高于平均{rated}",
    en="{begin.label}, which matters clearly more than average ({begin}){rated}{rest}",
)
IMPROVE_GAP = Wording(
    zh="{row.quoted}入手：它的加权差距最大（{row:signed} 分，{row.signed_ends} 分）{but}",
    en="{row.label}, whose weighted gap is the largest ({row:signed} points, {row.signed_ends}){but}",
)
NOT_CLOSEST = Wording(
    zh="，但{rows.quoted}与满意度的关系明显更密切（{share.quoted}只占 {share}）",
    en=", though {rows.label} {rows|is|are} clearly more closely linked with satisfaction "
    "({share.label} has {share} of what is explained)",
)
LOWEST_TOO = Wording(
    zh="建议先从{row.quoted}入手：得分明显最低（{rated} 分{gap}），加权差距也最大"
    "（{row:signed} 分，{row.signed_ends} 分）{hold}。",
    en="Begin with {row.label}: it is rated clearly lowest ({rated}{gap}), and its weighted gap is the largest "
    "({row:signed} points, {row.signed_ends}){hold}.",
)
THEN = Wording(zh="，其次是{rows.quoted}", en="; then {rows.label}")
RATED = Wording(zh="，得分却只有 {row} 分，明显低于平均", en=" and is rated {row}, clearly below average")
BY_GAP = Wording(
    zh="建议先从{row.quoted}入手：得分比各维度平均低{gap}，加权差距最大（{row:signed} 分，{row.signed_ends} "
    "分）{hold}。",
    en="Begin with {row.label}: it lies{gap} below the average of the dimensions, and its weighted gap is the largest "
    "({row:signed} points, {row.signed_ends}){hold}.",
)
UNDER = Wording(zh="，比各维度平均低 {gap:size} 分", en=", {gap:size} points below the average of the dimensions")
GAP = Wording(zh=" {gap:size} 分", en=" {gap:size} points")
NOTHING_FIRST = Wording(
    zh="从这些回答中还定不出优先改进的维度：没有哪个维度的重要性明显高于平均而得分又明显低于平均{hold}。",
    en="No priority can be named from these answers: no dimension is clearly both more important than average and "
    "rated below it{hold}.",
)
LOWEST = Wording(
    zh="；可以先了解得分明显最低的{row.quoted}（{row} 分）",
    en="; the first to ask about is {row.named}, clearly rated lowest",
)
NO_PLACE = Wording(zh="，因此没有突出的着手点", en=", so no single place to begin stands out")
HOLD = Wording(
    zh="；{rows.quoted}重要性高、得分高于各维度平均，应首先保持",
    en="; the first thing to hold on to is {rows.label}, important and rated above average",
)
MAPPED = frozenset({PERFORMANCE})
"""What is told of the map alone."""


def quadrant(view: View, place: str) -> tuple[Finding, ...]:
    """Importances of the constructs in one quadrant of the map, the most important first."""
    places = placed(view)
    return tuple(row for row in ranked(importances(view)) if places.get(row.subject) == place)


def improve(view: View) -> Claim | None:
    """The clause 'Food: it matters ...', of the map or else by gap x importance; neither is told unless it is clear."""
    row = furthest(view)
    return _of_map(view) or (IMPROVE_GAP(row=row, but=_not_closest(view, row.subject)) if row else None)


def _not_closest(view: View, subject: str) -> Claim | None:
    """Which other dimensions are clearly more important, their intervals above its own."""
    order = ranked(importances(view))
    own = next((row for row in order if row.subject == subject), None)
    above = [row for row in order if own is not None and row is not own and trailers([row, own]) == (own,)]
    return NOT_CLOSEST(rows=above, share=own) if above else None


def to_improve(view: View) -> set[str]:
    """What is told to be improved in the long run."""
    row = furthest(view)
    return {one.subject for one in quadrant(view, "improve")} or ({row.subject} if row else set())


def _of_map(view: View) -> Claim | None:
    candidates = quadrant(view, "improve")
    if not candidates:
        return None
    begin, rest = candidates[0], candidates[1:]
    rated = known_row(view, PERFORMANCE, begin.subject)
    return IMPROVE(begin=begin, rest=THEN(rows=rest) if rest else None, rated=RATED(row=rated) if rated else None)


def first(view: View) -> Claim | None:
    """What to begin with: both important and rated low; else what comes first by both together; else that none does."""
    begin = _of_map(view)
    if begin:
        return FIRST(improve=begin)
    if row := furthest(view):
        hold, rated, gap = hold_on(view), lowest(view), below_average(view, row.subject)
        if rated is not None and rated.subject == row.subject:
            return LOWEST_TOO(row=row, rated=rated, gap=UNDER(gap=gap) if gap else None, hold=hold)
        return BY_GAP(row=row, gap=GAP(gap=gap) if gap else None, hold=hold)
    return NOTHING_FIRST(hold=_hold(view)) if placed(view) and valued(importances(view)) else None


def furthest(view: View) -> Finding | None:
    """What is rated below average by the most, weighted by importance, if it is clear of zero and of all others."""
    last = trailers(known(view, WEIGHTED_GAP))
    return last[0] if len(last) == 1 and direction(last[0]) == "down" else None


def below_average(view: View, subject: str) -> Derived | None:
    """How far a score lies from the plain mean of all dimensions', where all are known."""
    scores = {row.subject: row for row in known(view, PERFORMANCE)}
    names = view.study.constructs
    if subject not in scores or len(scores) < len(names):
        return None
    return Derived("less", scores[subject], Average(tuple(scores[name] for name in names)))


def hold_on(view: View) -> Claim | None:
    """What to hold on to, as a clause: nothing that misses its target, or may."""
    short = {row.subject for side in ("below", "open") for row in targets.aimed(view, side)}
    kept = [row for row in quadrant(view, "keep") if row.subject not in short]
    return HOLD(rows=kept) if kept else None


def _hold(view: View) -> Claim:
    """That when nothing is to be mended first; without it, the lowest rated, if it clearly is."""
    row = lowest(view)
    return hold_on(view) or (LOWEST(row=row) if row else NO_PLACE())


def lowest(view: View) -> Finding | None:
    """The dimension that is clearly rated lowest, if one is."""
    found = (standing(view, name) for name in view.study.constructs)
    last = trailers([row for row in found if row is not None])
    return last[0] if len(last) == 1 else None
