"""How the figures came about: the study's own rules of exclusion, missing answers, weights, intervals."""

from collections.abc import Callable
from typing import Any

from csat_lib.report.declared import View
from csat_lib.report.wording import Claim, Label, Limit, Slot, Wording, Words, percent
from csat_lib.study.facets import FACETS
from csat_lib.study.words import StudyText

LEAD = Wording(
    zh="本报告的每个数字，都可以凭这里列出的文件、规则和版本重新算出。",
    en="Every figure of this report can be computed again from the files, rules and versions named here.",
)
FIELDWORK = Wording(zh="{words}。", en="{words}.")
NO_FIELDWORK = Wording(
    zh="研究文件没有写明调查方式：邀请了谁、通过什么途径、何时作答。",
    en="The study does not say how it was asked: who was invited, in which way, and when.",
)
FACTS = {
    "goal": Wording(zh="研究目的：{words}。", en="The study asks: {words}."),
    "objects": Wording(zh="测评对象：{words}。", en="What is measured: {words}."),
    "population": Wording(zh="本研究代表的总体：{words}。", en="The study speaks for: {words}."),
}
NO_RULE = Wording(zh="本研究没有设定剔除规则。", en="The study leaves no response out by rule.")
ONE_RULE = Wording(zh="按以下规则剔除答卷：{rules}。", en="Responses are left out, by these rules: {rules}.")
RULES = Wording(
    zh="依次按以下规则剔除答卷，每份只剔除一次：{rules:;}。",
    en="Responses are left out, in this order and each once, by these rules: {rules:;}.",
)
PLACED = Wording(zh="（{place}）{rule}", en="({place}) {rule}")
EQUAL = Wording(zh="与先前某份答卷完全一致的后续答卷", en="later responses equal throughout to an earlier one")
SAME = Wording(zh="{same}相同的后续答卷", en="later responses with the same {same}")
SAME_AND_EQUAL = Wording(
    zh="{same}相同且答案完全一致的后续答卷", en="later responses with the same {same} and equal throughout"
)
FIELDS = {
    "id": Words("编号", "respondent number"),
    "customer": Words("客户", "customer"),
    "device": Words("设备", "device"),
    "source": Words("来源", "source"),
}
SHARES = ("near_duplicate", "speed", "irv", "missing")
"""Rules whose threshold is a share."""
BY_THRESHOLD = {
    "near_duplicate": Wording(
        zh="至少 {at_least} 的题项与先前某份答卷相同", en="at least {at_least} of the items answered as once before"
    ),
    "seconds": Wording(zh="作答时间不足 {below:given} 秒", en="answered in fewer than {below:given} seconds"),
    "speed": Wording(zh="作答时间不足中位数的 {below}", en="answered in less than {below} of the median time"),
    "seconds_per_item": Wording(
        zh="每题作答时间不足 {below:given} 秒", en="answered in fewer than {below:given} seconds an item"
    ),
    "straight_line": Wording(
        zh="{block} 道题通篇同一答案，且至少答了 {at_least:given} 道",
        en="the same answer throughout a block of {block} items, at least {at_least:given} answered",
    ),
    "longstring": Wording(
        zh="连续超过 {above:given} 题给出同一答案", en="the same answer more than {above:given} times in a row"
    ),
    "irv": Wording(
        zh="答案的标准差不足量表长度的 {below}", en="answers that spread less than {below} of the scale's length"
    ),
    "even_odd": Wording(
        zh="各维度奇数题与偶数题的相关低于 {below:given}",
        en="even and odd items that correlate less than {below:given} over the dimensions",
    ),
    "synonyms": Wording(
        zh="同义题（相关高于 {pairs:given}）的答案相关低于 {below:given}",
        en="pairs of like items (correlated over {pairs:given}) whose answers correlate less than {below:given}",
    ),
    "antonyms": Wording(
        zh="反义题（相关低于 {pairs:given}）的答案相关高于 {above:given}",
        en="pairs of opposite items (correlated under {pairs:given}) whose answers correlate more than {above:given}",
    ),
    "mahalanobis": Wording(
        zh="答案组合的概率低于 {p:given}（马氏距离）",
        en="a pattern of answers with a probability under {p:given} (Mahalanobis)",
    ),
    "missing": Wording(zh="漏答题项超过 {above}", en="more than {above} of the items blank"),
    "attention": Wording(
        zh="检测题{question.quoted}未按要求作答", en="another answer to {question.quoted} than the one asked for"
    ),
}
"""Each rule of exclusion with its thresholds, by the names that the study file gives these."""
DERIVED = Wording(
    zh="由其他题目推算、有一题未答即不计的变量：{told:;}。",
    en="Derived of other questions, and missing where one of these is unanswered: {told:;}.",
)
MADE = Wording(zh="{name.quoted}（{made}）", en="{name.quoted} ({made})")
UNWEIGHTED = Wording(zh="答卷没有加权。", en="Responses are not weighted to targets.")
WEIGHTED = Wording(
    zh="答卷按{margins.among}的已知构成做{how}{bounds}{cap}；{source}。",
    en="Responses are weighted by {how} to known shares by {margins.among}{bounds}{cap}; {source}.",
)
DISTANCES = {
    "raking": Words("迭代比例加权", "raking"),
    "linear": Words("线性校准", "linear calibration"),
    "logit": Words("logit 校准", "logit calibration"),
}
BOUNDS = Wording(
    zh="，权数为基础权数的 {low:given} 至 {high:given} 倍",
    en=", between {low:given} and {high:given} times the base weight",
)
SOURCE = Wording(zh="目标占比来自{words}", en="the shares come from {words}")
NO_SOURCE = Wording(zh="研究文件没有写明目标占比的来源", en="the study does not say where the shares come from")
CAP = Wording(zh="，单份权数不超过均值的 {trim:given} 倍", en="; no weight exceeds {trim:given} times the mean")
INDEPENDENT = Wording(
    zh="置信区间的水平为 {confidence}，视各受访者为相互独立抽取。",
    en="Intervals are at {confidence}; responses count as drawn independently of one another.",
)
DESIGN = Wording(
    zh="置信区间的水平为 {confidence}，按抽样设计推算，计入{used}{own}。",
    en="Intervals are at {confidence} and follow from the design, that is {used}{own}.",
)
STRATA, SAMPLED = Words("分层", "strata"), Words("抽样单位", "sampling units")
SIZES, WEIGHTS = Words("总体规模", "population sizes"), Words("最终权数", "final weights")
OWN = Words("，每位受访者为一个抽样单位", "; each respondent counts as a sampling unit")
BASES = Wording(
    zh="{blank}样本量即各数字实际用到的作答人数。样本量不足 {minimum} 的数字不予展示，不足 {small} 的加注标记。",
    en="{blank}The base of a figure is the number of responses it rests on. "
    "Figures on fewer than {minimum} responses are not shown; those on fewer than {small} are marked.",
)
NOT_FILLED = Words("漏答不作填补，", "Missing answers are never filled in. ")
FILLED = Words("适用而漏答的题项按研究所定的分值计入维度得分；", "A blank item counts as the study's rule says. ")


def procedure(view: View) -> list[Claim | None]:
    """The study's own rules, one sentence each."""
    is_filled = view.study.blank is not None and view.study.blank.rule in {"fixed", "lowest"}
    minimum, small = (Limit(base, "respondents") for base in (view.study.minimum_base, view.study.small_base))
    return [
        *_facts(view),
        _derived(view),
        _rules(view),
        weighting(view),
        _design(view),
        BASES(blank=FILLED if is_filled else NOT_FILLED, minimum=minimum, small=small),
    ]


def _facts(view: View) -> list[Claim | None]:
    """Why the study asks, about what, and for whom it speaks, as far as its file says so."""
    given = [(told, getattr(view.study, name)) for name, told in FACTS.items()]
    return [told(words=_clause(view, words)) for told, words in given if words]


def _derived(view: View) -> Claim | None:
    """What is made of several answers, and how."""
    study = view.study
    made = {name: view.worded(FACETS["definition"](study, name, view.language)) for name in study.derived}
    told = [MADE(name=Label(name), made=Words(words, words)) for name, words in made.items()]
    return DERIVED(told=told) if told else None


def fieldwork(view: View) -> Claim:
    """How the study says that it was asked, or that it does not say."""
    given = view.study.fieldwork
    return FIELDWORK(words=_clause(view, given)) if given else NO_FIELDWORK()


def _clause(view: View, words: StudyText) -> Words:
    """A sentence of the study within one of the report."""
    return Words(*(view.worded(text.rstrip("。.")) for text in (words.zh, words.en)))


def _rules(view: View) -> Claim:
    told: list[Slot] = [PLACED(place=place, rule=_rule(rule)) for place, rule in enumerate(view.study.exclude, start=1)]
    if not told:
        return NO_RULE()
    return RULES(rules=told) if len(told) > 1 else ONE_RULE(rules=told)


def _rule(rule: Any) -> Claim:
    if rule.rule == "duplicate":
        return _duplicate(rule.by)
    wording, told = BY_THRESHOLD[rule.rule], percent if rule.rule in SHARES else Limit
    return wording(**{name: _threshold(getattr(rule, name), told) for name in wording.slots})


def _threshold(given: float | str | tuple[str, ...], told: Callable[[float], Limit]) -> Slot:
    """A question, a block of items by their number, or a limit."""
    if isinstance(given, str):
        return Label(given)
    return len(given) if isinstance(given, tuple) else told(given)


def _duplicate(by: tuple[str, ...]) -> Claim:
    """Later answers of the same device, of the same respondent, or simply equal throughout."""
    same = [FIELDS.get(name, Words(name, name)) for name in by]
    if not same:
        return EQUAL()
    return SAME(same=same) if "id" in by else SAME_AND_EQUAL(same=same)


def weighting(view: View) -> Claim:
    """To which shares answers are weighted, and where these come from, or that the study does not say."""
    weights = view.study.weights
    if weights is None:
        return UNWEIGHTED()
    cap = CAP(trim=Limit(weights.trim)) if weights.trim else None
    ends = BOUNDS(low=Limit(weights.bounds[0]), high=Limit(weights.bounds[1])) if weights.bounds else None
    source = SOURCE(words=_clause(view, weights.source)) if weights.source else NO_SOURCE()
    margins = [Label(name) for name in weights.rake]
    return WEIGHTED(margins=margins, how=DISTANCES[weights.distance], bounds=ends, cap=cap, source=source)


def _design(view: View) -> Claim:
    fields, confidence = view.study.fields, percent(view.study.confidence)
    final = view.study.weights or fields.base_weight
    named = ((STRATA, fields.stratum), (SAMPLED, fields.psu), (SIZES, fields.population), (WEIGHTS, final))
    used = [words for words, given in named if given]
    if not used:
        return INDEPENDENT(confidence=confidence)
    return DESIGN(confidence=confidence, used=used, own=None if fields.psu else OWN)
