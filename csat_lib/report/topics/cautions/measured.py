"""What to distrust in what the items measure: comparability, structure, consistency, fit, single items, stability."""

from collections.abc import Callable, Sequence

from csat_lib.conventions import LITTLE_EXPLAINED
from csat_lib.report.clear import ranked, size
from csat_lib.report.declared import View
from csat_lib.report.topics.comparability.scope import Scope, compared_groups, scope
from csat_lib.report.topics.comparability.verdicts import BAD, broken, labels, of
from csat_lib.report.topics.drivers import importance
from csat_lib.report.topics.factors.adequacy import unfactored
from csat_lib.report.topics.factors.number import collapsed
from csat_lib.report.topics.factors.places import strays
from csat_lib.report.topics.model import fit, loadings
from csat_lib.report.topics.reliability import alpha, consistency, items
from csat_lib.report.topics.validity import crossing, htmt, variance
from csat_lib.report.wording import MOST_NAMED, Claim, Label, Slot, Wording, Words

Check = Callable[[View], Claim | None]
"""A warning, where the findings call for it."""

BREAKS = Wording(
    zh="{names.quoted}与 {since}不可比，因此不给出其变化{every||}",
    en="{names} cannot be compared with {since}, so that no change is reported for {every|it|them}",
)
MANY = Wording(zh="{shown.quoted:list}等 {n} 项{rest||}", en="{shown:list} and {rest:other}{n||}")
MANY_DIMENSIONS = Wording(
    zh="{shown.quoted:list}等 {n} 个维度{rest||}", en="{shown:list} and {rest:other dimension}{n||}"
)
NOT_ALIKE = Wording(
    zh="各组对题目的理解不同、因而不作比较的有{told:,}",
    en="not compared, as groups understand the questions differently: {told:,}",
)
OF_GROUPS = Wording(zh="{names.quoted}（按{by.label}{tested}）", en="{names.label} by {by.among}{tested}")
TESTED = Wording(zh="，{m} 组中检验了 {k} 组", en=" ({k} of {m} tested)")
LEFT = Wording(
    zh="有的组答卷太少，未能检验其对题目的理解是否与其他组一致：{told:;}",
    en="too few responses to test whether all groups understand the questions alike: {told}",
)
LEFT_OF = Wording(zh="按{by.label}，{m} 组中有 {k} 组{also}", en="{k} of {m} groups by {by.among}{also}")
ALSO_LEFT = Wording(zh="（{names.quoted}为 {n} 组）", en=" ({n} for {names.the})")
COLLAPSED = Wording(
    zh="问卷设计的 {designed} 个维度，在回答中只显出 {factors.count} 个因子，各维度得分有较多重叠",
    en="the study's {designed:dimension} show up as only {factors.count:factor} in these answers, so that their scores "
    "overlap",
)
ALIKE = Wording(
    zh="{pair.quoted}与“{pair.other}”测的几乎是同一样东西{others}",
    en="{pair.label} and {pair.other} measure nearly the same{others}",
)
OTHER_PAIRS = Wording(zh="，另有 {n} 对维度也是如此", en=", as do {n:other pair}")
POOR = Wording(
    zh="{scales.quoted}的题目彼此不够一致，合成一个得分较为勉强",
    en="the questions of {scales} do not agree well enough with one another for one score",
)
UNTOLD = Wording(
    zh="{scales.quoted}的题目彼此是否一致，无从判断",
    en="it cannot be told whether the questions of {scales} agree with one another",
)
UNFACTORED = Wording(
    zh="题项是否按设计归类，无法检验", en="whether the questions group as intended could not be checked"
)
MISFIT = Wording(
    zh="问卷的测量模型与回答不完全相符（{all} 项拟合指标中有 {n} 项未达到惯用界限）",
    en="the questionnaire's model does not fit the answers in all respects (it misses {n:word} of "
    "{all:customary limit} of fit)",
)
REJECTED = Wording(
    zh="测量模型的 {all} 项拟合指标都达到惯用界限，但检验拒绝了它与回答完全相符",
    en="the questionnaire's model keeps all {all:customary limit} of fit, but does not fit exactly",
)
OPPOSED = Wording(
    zh="疑为反向题而未按反向计分：{items.item}与同维度其他题目方向相反（{what}）",
    en="perhaps asked the other way and not marked as reversed: {items.item}, against the rest of "
    "{items|its|their} dimension ({what})",
)
LOADS, RESTS = Words("标准化载荷", "standardised loading"), Words("校正题总相关", "item-rest correlation")
WEAK = Wording(
    zh="有 {n} 道题与所属维度的联系较弱，最弱的是{low.quoted}",
    en="{n:question} {n|has|have} little in common with the rest of {n|its|their} dimension, least {low.quoted}",
)
AWAY = Wording(
    zh="有 {n} 道题与其他维度的联系强于与所属维度的联系，最明显的是{row.quoted}与“{row.other}”",
    en="{n:question} {n|goes|go} more with another dimension, most {row.quoted} with {row.other}",
)
STRAY = Wording(
    zh="有 {n} 道题与同维度其他题目分开，最明显的是{row.quoted}",
    en="{n:question} {n|goes|go} with those of another dimension, most {row.quoted}",
)
SHARE_LITTLE = Wording(
    zh="{scales.quoted}各题之间的联系略弱于惯例",
    en="the questions of {scales} have a little less in common than is usual",
)
UNSTABLE = Wording(
    zh="两期都作答的客户，前后作答的相关低于零：{rows:,}",
    en="of customers who answered twice, the two answers correlate below zero: {rows:,}",
)
RETESTED = Wording(zh="{r.quoted} {r}（{r.n} 人）", en="{r.label} {r} ({r.n} customers)")
EXPLAINS = Wording(
    zh="各维度合计只能解释“{r2.label}”差异的 {r2}",
    en="the dimensions account for only {r2} of the differences in {r2.label}",
)


def several(things: Sequence[Slot], many: Wording) -> Sequence[Slot]:
    """All of a few things; the first of many, and how many there are; one other is named."""
    rest = len(things) - MOST_NAMED
    return things if rest <= 1 else [many(shown=things[:MOST_NAMED], n=len(things), rest=rest)]


def _breaks(view: View) -> Claim | None:
    """What does not compare with the wave before; a node is told by its parts."""
    names = [label for label in broken(view) if label.name not in view.study.index]
    if not names or view.previous is None:
        return None
    return BREAKS(names=several(names, MANY), since=view.previous, every=names)


def _groups(view: View) -> Claim | None:
    """Dimensions that do not compare between groups, question by question."""
    found = {by: of(view, BAD, list(view.study.constructs), by) for by in compared_groups(view)}
    told = [OF_GROUPS(names=labels(rows), by=Label(by), tested=_tested(view, by)) for by, rows in found.items() if rows]
    return NOT_ALIKE(told=told) if told else None


def _tested(view: View, by: str) -> Claim | None:
    """How many groups were tested, where not all were."""
    one = scope(view, by)
    return TESTED(k=len(one.tested), m=one.of) if one.left else None


def _left_out(view: View) -> Claim | None:
    """Groups left out of the tests of comparability."""
    scopes = [scope(view, by) for by in compared_groups(view)]
    told = [LEFT_OF(by=Label(one.by), k=len(one.left), m=one.of, also=_also_left(one)) for one in scopes if one.left]
    return LEFT(told=told) if told else None


def _also_left(one: Scope) -> Claim | None:
    """How many groups were left out of what the most were left out of."""
    out = max(one.less, key=len, default=())
    names = [Label(name) for name in one.less.get(out, ())]
    return ALSO_LEFT(n=len(one.left) + len(out), names=names) if names else None


def _structure(view: View) -> Claim | None:
    """Far fewer factors than dimensions; else dimensions that measure one and the same thing."""
    if factors := collapsed(view):
        return COLLAPSED(designed=len(view.study.constructs), factors=factors)
    pairs = htmt.pairs(view, "above")
    if not pairs:
        return None
    return ALIKE(pair=pairs[0], others=OTHER_PAIRS(n=len(pairs) - 1) if len(pairs) > 1 else None)


def _scales(view: View) -> Claim | None:
    poor = [Label(row.subject) for row in ranked(alpha.poor(view))[::-1]]
    return POOR(scales=several(poor, MANY_DIMENSIONS)) if poor else None


def _untold(view: View) -> Claim | None:
    names = [Label(row.subject) for row in alpha.untold(view)]
    if names:
        return UNTOLD(scales=several(names, MANY_DIMENSIONS))
    return UNFACTORED() if unfactored(view) else None


def _fit(view: View) -> Claim | None:
    """Indices of fit beyond their limits."""
    n = fit.missed(view)
    return MISFIT(n=n, all=len(fit.indices(view))) if n else None


def _rejected(view: View) -> Claim | None:
    """Exact fit rejected though all indices keep their limits, unless the misfit is surely small."""
    if not fit.is_rejected(view) or fit.is_close(view) or fit.missed(view):
        return None
    return REJECTED(all=len(fit.indices(view)))


def _opposed(view: View) -> Claim | None:
    """Items that go against their dimension: by their loading in the model, else by their item-rest correlation."""
    if against := loadings.opposed(view):
        return OPPOSED(items=against[:MOST_NAMED], what=LOADS)
    against = [] if loadings.item_loadings(view) else items.opposed(view)
    return OPPOSED(items=against[:MOST_NAMED], what=RESTS) if against else None


def _weak(view: View) -> Claim | None:
    rows = [row for row in loadings.weak(view) if (row.value or 0.0) >= 0]
    return WEAK(n=len(rows), low=rows[0]) if rows else None


def _away(view: View) -> Claim | None:
    """Items that go more with another dimension; where that was not looked at, that load away from their own."""
    if found := crossing.crossed(view):
        return AWAY(n=len(found), row=max(found, key=size))
    stray = [] if collapsed(view) else strays(view) or []
    return STRAY(n=len(stray), row=max(stray, key=size)) if stray else None


def _extracted(view: View) -> Claim | None:
    """Scales that share little; where they hold together nevertheless, scores do not suffer, and the annex says it."""
    clear = {row.subject for row in alpha.clear(view)}
    rows = [row for row in ranked(variance.poor(view))[::-1] if row.subject not in clear]
    return SHARE_LITTLE(scales=several([Label(row.subject) for row in rows], MANY_DIMENSIONS)) if rows else None


def _unstable(view: View) -> Claim | None:
    below = consistency.unstable(view)
    return UNSTABLE(rows=[RETESTED(r=row) for row in below[:MOST_NAMED]]) if below else None


def _explained(view: View) -> Claim | None:
    row = importance.r_squared(view)
    return EXPLAINS(r2=row) if row is not None and (row.value or 0.0) < LITTLE_EXPLAINED else None


COMPARED: tuple[Check, ...] = (_breaks, _groups, _left_out)
GRAVE: tuple[Check, ...] = (_breaks, _opposed, _groups, _structure, _scales, _untold, _fit, _unstable)
UNTESTED: tuple[Check, ...] = (_left_out,)
FURTHER: tuple[Check, ...] = (_rejected, _away, _extracted, _weak, _explained)
"""The checks, the most serious first."""
