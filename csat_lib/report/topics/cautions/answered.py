"""What to distrust in who answered and how they count: weights, exclusions, response, carelessness, small groups."""

from csat_lib.conventions import EXACT_SHARE, HEAVY_WEIGHT, LOW_RESPONSE, MISSED_SHARE
from csat_lib.findings.catalogue.quality import FLAGGED_KEPT, NOT_OF_THE_WAVE
from csat_lib.findings.catalogue.weights import EFFECTIVE_N
from csat_lib.report.declared import Finding, View, known_row
from csat_lib.report.topics.cautions.measured import Check
from csat_lib.report.topics.fieldwork import response
from csat_lib.report.topics.quality.careless import WATCHED, expected, flagged_beyond
from csat_lib.report.topics.quality.effects import alarming
from csat_lib.report.topics.quality.ledger import counted, left_out
from csat_lib.report.topics.quality.rules import lower_rule
from csat_lib.report.topics.segments.levels import thin
from csat_lib.report.topics.weights import respondents
from csat_lib.report.wording import Claim, Derived, Label, Limit, Slot, Wording

MANY_LEFT_OUT = 0.10
MANY_BY_ONE = 0.06
"""Shares of the answers received from which on those left out, by all rules and by one, are a caution (ours)."""

HEAVY = Wording(
    zh="一份答卷就占全部权数的 {share}（为平均权数的 {weight:.0} 倍）",
    en="a single response carries {share} of all weight ({weight:.0} times the average)",
)
OFF_TARGET = Wording(
    zh="加权后样本结构{of}与目标仍相差至多 {error:points} 个百分点（各目标相互矛盾，或权数上下限所限）",
    en="after weighting the sample still misses its target shares{of} by up to {error:points} percentage points (the "
    "targets contradict one another, or limits on the weights stop it)",
)
OF_MARGINS = Wording(zh="（{margins.among}）", en=" of {margins.among}")
HIGHER = Wording(
    zh="如果保留因“{rule}”而剔除的答卷，指数会高 {effect:size} 分，超出其抽样误差",
    en="with the responses left out as “{rule}” the index would be {effect:size} points higher, more than its "
    "sampling error",
)
LOWER = Wording(
    zh="如果保留因“{rule}”而剔除的答卷，指数会低 {effect:size} 分，超出其抽样误差",
    en="with the responses left out as “{rule}” the index would be {effect:size} points lower, more than its "
    "sampling error",
)
BY_RULES = Wording(
    zh="有 {share} 的答卷按规则被剔除，其中以“{rule}”最多（{most} 份）",
    en="{share} of the responses were left out by the study's rules, most of them as “{rule}” ({most})",
)
BY_ONE = Wording(
    zh="仅“{rule}”一条规则就剔除了 {share} 的答卷（{most} 份）",
    en="one rule alone, “{rule}”, left out {share} of the responses ({most})",
)
NO_RATE = Wording(zh="没有记录发出多少份问卷，算不出回收率", en="we do not know how many of those invited answered")
LOW_RATE = Wording(zh="回收率只有 {rate:.1}", en="only {rate:.1} of those asked answered")
COSTLY = Wording(
    zh="加权使精度明显下降，{deff.n} 份答卷大约只相当于 {n} 份",
    en="weighting costs much precision: {deff.n} responses tell about as much as {n} would",
)
THIN = Wording(
    zh="按{by}看，有 {n} 组的样本量不足 {small}",
    en="by {by.among}, {n:group} {n|rests|rest} on fewer than {small} responses",
)
CARELESS = Wording(
    zh="可作判断的 {flagged.n} 份答卷中，{flagged} 份有“{sign}”的迹象（人人认真作答时{expected}）{kept}",
    en="{flagged} of {flagged.n} responses judged show “{sign}” ({expected} expected){kept}",
)
IN_A_ROW = Wording(
    zh="可作判断的 {flagged.n} 份答卷中，{flagged} 份连续超过 {line} 题答案相同（人人认真作答时{expected}）{kept}",
    en="{flagged} of {flagged.n} responses judged give one answer more than {line} times in a row "
    "({expected} expected){kept}",
)
RUN = "above # in a row"
STAY = Wording(zh="，剔除后仍有 {kept} 份", en="; {kept} still count")


def _heavy(view: View) -> Claim | None:
    """One weight that rules all."""
    row = respondents.heaviest(view)
    if row is None or not row.n:
        return None
    share = Derived("of_base", row)
    is_heavy = share.value >= HEAVY_WEIGHT and (row.value or 0.0) > 1 / HEAVY_WEIGHT**0.5
    return HEAVY(share=share, weight=row) if is_heavy else None


def _off_target(view: View) -> Claim | None:
    """Targets that weights do not meet; where the study goes on without, however little that is."""
    error, weights = respondents.largest_error(view), view.study.weights
    if error is None or error[0] < (EXACT_SHARE if weights and weights.unmet == "tell" else MISSED_SHARE):
        return None
    margins = [Label(name) for name in view.study.margins]
    return OFF_TARGET(error=error[1], of=OF_MARGINS(margins=margins) if margins else None)


def _effect(view: View) -> Claim | None:
    """The rule that moves the index by more than its sampling error."""
    effect = alarming(view)
    if effect is None:
        return None
    return (HIGHER if (effect.value or 0.0) > 0 else LOWER)(rule=lower_rule(effect.other), effect=effect)


def many_left_out(view: View) -> Claim | None:
    """Many left out, by all rules together or by one."""
    rows, every_rule = counted(view), left_out(view)
    out = [row for row in every_rule if row.other not in NOT_OF_THE_WAVE]
    if rows is None or not out:
        return None
    every, one = Derived("rest", rows[1], rows[0]), Derived("over", out[0], rows[0])
    if len(out) > 1 and out == every_rule and every.value > MANY_LEFT_OUT:
        return BY_RULES(share=every, rule=lower_rule(out[0].other), most=out[0])
    return BY_ONE(share=one, rule=lower_rule(out[0].other), most=out[0]) if one.value > MANY_BY_ONE else None


def _response(view: View) -> Claim | None:
    rate = response.rate_of_all(view)
    if rate is None:
        return None
    if rate.value is None:
        return NO_RATE()
    return LOW_RATE(rate=rate) if rate.value < LOW_RESPONSE else None


def _costly(view: View) -> Claim | None:
    deff, n = respondents.costly(view), known_row(view, EFFECTIVE_N, "respondents")
    return COSTLY(deff=deff, n=n) if deff and n else None


def _thin(view: View) -> Claim | None:
    small = Limit(view.study.small_base, "respondents")
    groups = thin(view)
    return THIN(by=Label(view.study.unit or ""), n=len(groups), small=small) if groups else None


def _left(view: View, flagged: Finding, by_chance: Finding) -> float:
    """How many more are kept than careful answers would bring; without the count, than were flagged."""
    stay = known_row(view, FLAGGED_KEPT, flagged.subject) or flagged
    return (stay.value or 0.0) - (by_chance.value or 0.0) * (flagged.n or 0)


def _careless(view: View) -> Claim | None:
    """Signs that more answers show than careful answering would bring, and that some of those kept still show."""
    found = flagged_beyond(view)
    watched = sorted((pair for pair in found if pair[0].noted(WATCHED)), key=lambda pair: -_left(view, *pair))
    if not watched or _left(view, *watched[0]) <= 0:
        return None
    flagged, by_chance = watched[0]
    stay = known_row(view, FLAGGED_KEPT, flagged.subject)
    told: dict[str, Slot] = {"kept": STAY(kept=stay) if stay else None}
    told |= {"flagged": flagged, "expected": expected(by_chance)}
    run = next((part.numbers[0] for part in flagged.method.parts if part.key == RUN), None)
    if run is not None:
        return IN_A_ROW(line=Limit(run, "respondents"), **told)
    return CARELESS(sign=lower_rule(flagged.subject), **told)


RULING: tuple[Check, ...] = (_heavy, _off_target)
GRAVE: tuple[Check, ...] = (_effect, many_left_out)
UNKNOWN: tuple[Check, ...] = (_response,)
ATTENTION: tuple[Check, ...] = (_careless,)
FURTHER: tuple[Check, ...] = (*ATTENTION, _thin, _costly)
"""The checks, the most serious first."""
