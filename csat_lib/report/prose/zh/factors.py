"""Do the items fall into the dimensions that the study designed."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.prose import facts
from csat_lib.report.prose.strays import strays
from csat_lib.report.prose.zh.grammar import listed, quoted, respondents
from csat_lib.report.prose.zh.reasons import absent
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient

MOST_NAMED = 4
_KEPT = {"parallel components": "主成分", "parallel factors": "公因子"}


def say(view: View, subject: str) -> list[str]:
    """Fit for factoring, number of factors, items that load elsewhere; ``subject`` is not used: items are one set."""
    del subject
    return [sentence for sentence in (fit(view), number(view), elsewhere(view)) if sentence]


def fit(view: View) -> str:
    """The KMO against its customary minimum."""
    kmo = view.figure("factors", "kmo", "items")
    if kmo is None or kmo.value is None:
        return absent(view, kmo) if kmo else "本期没有做因子分析。"
    fits, side = ("适合", "高于") if kmo.value >= facts.ENOUGH_KMO else ("不适合", "低于")
    minimum = coefficient(facts.ENOUGH_KMO)
    return f"题项{fits}做因子分析：KMO 为 {coefficient(kmo.value)}，{side} {minimum} 的惯用下限（{_who(kmo)}）。"


def _who(kmo: Finding) -> str:
    """Whose answers were used, by the rule for missing ones."""
    if "listwise" in kmo.method:
        return f"只用全部题项都作答者：{respondents(kmo)}"
    return f"每对题项都用到共同作答者，最小{respondents(kmo)}"


def number(view: View) -> str:
    """How many factors parallel analysis keeps, against the number of dimensions."""
    found = facts.n_factors(view)
    if found is None or found.value is None:
        kmo = view.figure("factors", "kmo", "items")
        told = kmo is not None and found is not None and kmo.value is None and kmo.reason == found.reason
        return absent(view, found) if found and not told else ""
    kept, designed = round(found.value), len(view.study.constructs)
    who = _tests(view)
    if kept == designed:
        return f"{who} {kept} 个因子，与问卷设计的维度数相同。"
    reading = "部分维度在受访者的回答中合在了一起" if kept < designed else "有的维度在受访者的回答中分成了几个因子"
    return f"{who} {kept} 个因子，而问卷设计了 {designed} 个维度：{reading}。"


def _tests(view: View) -> str:
    """Which tests were asked, and what each of them keeps."""
    tests = {row.method.split(",")[0]: round(row.value) for row in view.figures("factors", "n_factors") if row.value}
    kept = [f"{tests[key]} 个{name}" for key, name in _KEPT.items() if key in tests]
    if len(kept) < 2:
        return "平行分析保留"
    by_map = f"，MAP 保留 {tests['map']} 个" if "map" in tests else ""
    return f"平行分析保留 {'、'.join(kept)}{by_map}；综合取"


def elsewhere(view: View) -> str:
    """Items that load more on another factor than on that of their dimension."""
    found = strays(view)
    if found is None:
        return ""
    if not found:
        return "每个题项都在所属维度对应的因子上载荷最高。"
    if len(found) > MOST_NAMED:
        return f"有 {len(found)} 个题项载荷最高的因子与同维度的其他题项不同。"
    return f"{listed([quoted(view.label(item)) for item in found])}载荷最高的因子与同维度的其他题项不同。"
