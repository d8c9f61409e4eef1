"""What to distrust, the most serious first: each warning applies only when its findings say so."""

from collections.abc import Sequence

from csat_lib.report.clear import ranked
from csat_lib.report.topics.comparability.verdicts import broken
from csat_lib.report.topics.factors.adequacy import unfactored
from csat_lib.report.topics.factors.number import collapsed
from csat_lib.report.topics.quality.careless import WATCHED, expected, flagged_beyond
from csat_lib.report.topics.quality.effects import largest_effect, sampling_error
from csat_lib.report.topics.quality.ledger import counted
from csat_lib.report.topics.quality.rules import lower_rule, rule
from csat_lib.report.topics.reliability import alpha
from csat_lib.report.topics.segments.levels import thin
from csat_lib.report.topics.validity import htmt
from csat_lib.report.topics.weights import respondents
from csat_lib.report.view import View
from csat_lib.report.wording import MOST_NAMED, Claim, Derived, Label, Limit, Slot, Wording

MANY_LEFT_OUT = 0.10
GREAT_EFFECT = 1.0
"""Points by which one exclusion rule may move the index before the reader is warned."""

BREAKS = Wording(
    zh="{names.quoted}与 {since}不可比，因此不给出其变化{every||}",
    en="{names} cannot be compared with {since}, so that no change is told for {every|it|them}",
)
MANY = Wording(zh="{shown.quoted:list}等 {n} 项{rest||}", en="{shown:list} and {rest:other}{n||}")
MANY_DIMENSIONS = Wording(
    zh="{shown.quoted:list}等 {n} 个维度{rest||}", en="{shown:list} and {rest:other dimension}{n||}"
)
COLLAPSED = Wording(
    zh="问卷设计的 {designed} 个维度，在回答中只显出 {factors.count} 个因子，各维度得分有较多重叠",
    en="the study's {designed:dimension} show up as only {factors.count:factor} in these answers, so that their scores "
    "overlap",
)
ALIKE = Wording(
    zh="{pair.quoted}与“{pair.other}”测的几乎是同一样东西（HTMT {pair}）{others}",
    en="{pair.label} and {pair.other} measure nearly the same (HTMT {pair}){others}",
)
OTHER_PAIRS = Wording(zh="，另有 {n} 对维度也是如此", en=", as do {n:other pair}")
POOR = Wording(
    zh="{scales}的题项内部一致性不足，合成一个得分较为勉强",
    en="the items of {scales} do not hold together well enough for one score",
)
SCALE = Wording(zh="{alpha.quoted}（α 系数 {alpha}）", en="{alpha.label} (alpha {alpha})")
UNTOLD = Wording(
    zh="{scales.quoted}的题项内部是否一致无从判断", en="it cannot be told whether the items of {scales} hold together"
)
UNFACTORED = Wording(zh="题项是否按设计归类，无法检验", en="whether the items fall as designed could not be checked")
HIGHER = Wording(
    zh="如果保留因“{rule}”而剔除的答卷，指数会高 {effect:size} 分",
    en="with the answers left out as “{rule}” the index would be {effect:size} points higher",
)
LOWER = Wording(
    zh="如果保留因“{rule}”而剔除的答卷，指数会低 {effect:size} 分",
    en="with the answers left out as “{rule}” the index would be {effect:size} points lower",
)
LEFT_OUT = Wording(zh="有 {share} 的答卷按规则被剔除", en="{share} of the answers were left out by the study's rules")
COSTLY = Wording(zh="加权损失了较多精度（设计效应 {deff}）", en="weighting costs much precision (design effect {deff})")
THIN = Wording(
    zh="按{by}看，有 {n} 组的样本量不足 {small}",
    en="by {by.among}, {n:group} {n|rests|rest} on fewer than {small} respondents",
)
CARELESS = Wording(
    zh="“{sign}”{others}标记的答卷多于认真作答时的预期（{flagged} 份，预期{expected}）",
    en="“{sign}” flags {flagged} answers, where careful answering would bring {expected}{others}",
)
OTHER_SIGNS = Wording(zh="等 {n} 种迹象{rest||}", en=" ({rest:other sign} likewise){n||}")


def warnings(view: View) -> list[Claim]:
    """What the scores mean comes first, then whether they hold together, who was left out, precision, small groups."""
    found = [_breaks(view), _structure(view) or _alike(view), _scales(view), _untold(view)]
    found += [_exclusions(view), _weights(view), _thin(view), _careless(view)]
    return [claim for claim in found if claim is not None]


def _several(things: Sequence[Slot], many: Wording) -> Sequence[Slot]:
    """All of a few things; the first of many, and how many there are."""
    rest = len(things) - MOST_NAMED
    return things if rest <= 0 else [many(shown=things[:MOST_NAMED], n=len(things), rest=rest)]


def _breaks(view: View) -> Claim | None:
    """What does not compare with the wave before; a node is told by its parts."""
    labels = [label for label in broken(view) if label.name not in view.study.index]
    if not labels or view.previous is None:
        return None
    return BREAKS(names=_several(labels, MANY), since=view.previous, every=labels)


def _structure(view: View) -> Claim | None:
    """Far fewer factors than dimensions."""
    factors = collapsed(view)
    return COLLAPSED(designed=len(view.study.constructs), factors=factors) if factors else None


def _alike(view: View) -> Claim | None:
    """Dimensions that measure one and the same thing."""
    pairs = htmt.pairs(view, "above")
    if not pairs:
        return None
    return ALIKE(pair=pairs[0], others=OTHER_PAIRS(n=len(pairs) - 1) if len(pairs) > 1 else None)


def _scales(view: View) -> Claim | None:
    poor = [SCALE(alpha=row) for row in ranked(alpha.poor(view))[::-1]]
    return POOR(scales=_several(poor, MANY_DIMENSIONS)) if poor else None


def _untold(view: View) -> Claim | None:
    labels = [Label(row.subject) for row in alpha.untold(view)]
    if labels:
        return UNTOLD(scales=_several(labels, MANY_DIMENSIONS))
    return UNFACTORED() if unfactored(view) else None


def _exclusions(view: View) -> Claim | None:
    """The rule that moves the index by a point, or by more than its sampling error; else that many were left out."""
    effect, error, rows = largest_effect(view), sampling_error(view), counted(view)
    if effect is not None and abs(effect.value or 0.0) >= min(GREAT_EFFECT, error.value if error else GREAT_EFFECT):
        return (HIGHER if (effect.value or 0.0) > 0 else LOWER)(rule=lower_rule(effect.other), effect=effect)
    share = Derived("rest", rows[1], rows[0]) if rows else None
    return LEFT_OUT(share=share) if share and share.value > MANY_LEFT_OUT else None


def _weights(view: View) -> Claim | None:
    deff = respondents.costly(view)
    return COSTLY(deff=deff) if deff else None


def _thin(view: View) -> Claim | None:
    small = Limit(view.study.small_base, "respondents")
    groups = thin(view)
    return THIN(by=Label(view.study.unit or ""), n=len(groups), small=small) if groups else None


def _careless(view: View) -> Claim | None:
    """Signs that leave nobody out and that more answers show than careful answering would bring."""
    found = [pair for pair in flagged_beyond(view) if pair[0].noted(WATCHED)]
    if not found:
        return None
    flagged, by_chance = found[0]
    others = OTHER_SIGNS(n=len(found), rest=len(found) - 1) if len(found) > 1 else None
    return CARELESS(sign=rule(flagged.subject), flagged=flagged, expected=expected(by_chance), others=others)
