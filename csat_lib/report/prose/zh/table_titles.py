"""Active titles of the tables that have no figure beside them."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.prose import facts
from csat_lib.report.prose.carry import beside, ranked, trailers, valued
from csat_lib.report.prose.zh import titles
from csat_lib.report.prose.zh.grammar import before, listed, quoted
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, fixed, percent


def scores_table(view: View) -> str:
    """Which dimensions changed; without an earlier wave, what the table holds."""
    return titles.change(view) if facts.construct_changes(view) else "各维度的指数、置信区间与样本量"


def items(view: View) -> str:
    """The item with the highest and the one with the lowest mean."""
    order = ranked([row for row in view.figures("scores", "mean") if row.subject in view.study.items])
    if len(order) < 2:
        return "各题项均值"
    best, worst = order[0], order[-1]
    low = f"{quoted(view.label(worst.subject))}（{fixed(worst.value or 0.0, 2)}）"
    return f"均值最低的是{low}，最高的是{quoted(view.label(best.subject))}（{fixed(best.value or 0.0, 2)}）"


def heat(view: View, segment_by: str = "") -> str:
    """The highest and the lowest cell; these are estimates, which the word measured says."""
    name = segment_by or view.study.unit or ""
    cells = [row for row in view.figures("segments", "index", segment_by=name) if row.subject in view.study.constructs]
    order = ranked([row for row in cells if row.n is None or row.n >= view.study.small_base])
    if len(order) < 2:
        return f"各{view.label(name)}的各维度得分"
    best, worst = (
        f"{view.level(r.segment_by, r.segment)}的{quoted(view.label(r.subject))}" for r in (order[0], order[-1])
    )
    low, high = fixed(order[-1].value or 0.0), fixed(order[0].value or 0.0)
    return f"实测最低的是{worst}（{low} 分），最高的是{best}（{high} 分）"


def segments_table(view: View, segment_by: str = "") -> str:
    """How many groups stand apart."""
    name = segment_by or view.study.unit or ""
    found = valued(facts.gaps(view, name))
    apart = len(facts.clear(found, "up")) + len(facts.clear(found, "down"))
    if not found:
        return f"按{view.label(name)}的指数"
    if len(found) == 2:
        return f"按{view.label(name)}看，两组之间{'有' if apart else '没有'}明显差别"
    told = f"有 {apart} 组明显不同于其余各组" if apart else "没有哪一组明显不同于其余各组"
    return f"按{view.label(name)}看，{len(found)} 组中{told}"


def drivers_table(view: View) -> str:
    """How much the dimensions explain together."""
    order = facts.importances(view)
    r2 = view.figure("drivers", "r2", order[0].other) if order else None
    if r2 is None or r2.value is None:
        return "各维度的重要性与得分"
    return f"各维度共同解释了{quoted(view.label(r2.subject))}差异的 {percent(r2.value)}"


def segment_changes(view: View, segment_by: str = "") -> str:
    """How many groups changed."""
    name = segment_by or view.study.unit or ""
    known = valued(facts.segment_changes(view, name))
    if not known:
        return f"按{view.label(name)}看的变化"
    apart = len(facts.clear(known, "up")) + len(facts.clear(known, "down"))
    since = f"按{view.label(name)}看，与 {before(view, known[0])}相比，"
    return f"{since}{len(known)} 组中有 {apart} 组明显变化" if apart else f"{since}{len(known)} 组都没有明显变化"


def waves(view: View) -> str:
    """How many waves the line rests on."""
    return f"{view.label(view.study.root)}：历期 {len(facts.periods_with(view, view.study.root))} 期"


def codes(view: View) -> str:
    """The topic whose mentioners score lowest, if they clearly do."""
    behind = trailers([row for row in facts.topics(view, "score") if (row.n or 0) >= view.study.small_base])
    if len(behind) != 1:
        return "各主题被提及的次数与提及者的评分"
    return f"提到{quoted(view.label(behind[0].subject))}的人评分明显最低（{fixed(behind[0].value or 0.0)} 分）"


def ledger(view: View) -> str:
    """The rule that left out most."""
    order = ranked(facts.left_out(view))
    if not order or not order[0].value:
        return "没有答卷被剔除"
    kept = view.figure("quality", "rows_kept", "answers")
    return "各条规则剔除的答卷" if kept is None else f"{titles.flow(view)}：各条规则剔除的份数"


def effects(view: View) -> str:
    """How far the index would move without a rule."""
    found = facts.effects(view)
    most = max((abs(row.value or 0.0) for row in found), default=0.0)
    return f"任何一条规则不执行，指数的变动不超过 {fixed(most)} 分"


def adequacy(view: View) -> str:
    """The KMO against its customary minimum."""
    kmo = view.figure("factors", "kmo", "items")
    if kmo is None or kmo.value is None:
        return "题项是否适合做因子分析"
    return f"题项{'适合' if kmo.value >= facts.ENOUGH_KMO else '不适合'}做因子分析（KMO 为 {coefficient(kmo.value)}）"


def item_reliability(view: View) -> str:
    """Items that do not fit their scale."""
    found = valued(view.figures("reliability", "item_rest"))
    low = [row for row in found if (row.value or 0.0) < facts.ENOUGH_ITEM_REST]
    line = coefficient(facts.ENOUGH_ITEM_REST)
    if not low:
        return f"每个题项与同维度其余题项的相关都不低于 {line}"
    return f"{listed([quoted(view.label(row.subject)) for row in low[:3]])}与同维度其余题项的相关低于 {line}"


def precision(view: View) -> str:
    """What weighting costs."""
    deff = view.figure("weights", "deff", "respondents")
    if deff is None or deff.value is None:
        return "答卷没有加权"
    return f"加权使抽样方差约为原来的 {fixed(deff.value, 2)} 倍"


def margins_table(view: View) -> str:
    """The level whose share weighting moves most."""
    moved = facts.most_moved_share(view)
    if moved is None:
        return "样本、加权后与目标的构成"
    row, before, after = moved
    return f"加权调整最大的是{view.level(row.subject, row.other)}：由 {percent(before)} 调整为 {percent(after)}"


def weights_table(view: View) -> str:
    """How many rules were compared."""
    rules = {row.method for row in valued(view.figures("weights", "weight"))}
    return f"{len(rules)} 种方法得出的权重与最终采用的权重" if rules else "采用的权重"


def reliability_table(view: View) -> str:
    """How many dimensions clearly reach the customary minimum."""
    known = valued(view.figures("reliability", "alpha"))
    reach = [row for row in known if beside(row, facts.ENOUGH_ALPHA) == "above"]
    line = coefficient(facts.ENOUGH_ALPHA)
    if len(reach) == len(known):
        return f"全部维度的 α 系数都明显高于 {line}"
    return f"{len(known)} 个维度中有 {len(reach)} 个的 α 系数明显高于 {line}"


def changes_table(view: View) -> str:
    """How many of the figures compared changed."""
    known = valued(view.figures("trends", "change"))
    apart = len(facts.clear(known, "up")) + len(facts.clear(known, "down"))
    since = f"与 {before(view, known[0])}相比，" if known else ""
    return f"{since}{len(known)} 个数字中有 {apart} 个明显变化"


TITLES: dict[str, Callable[..., str]] = {
    "scores_table": scores_table,
    "items": items,
    "heat": heat,
    "segments_table": segments_table,
    "drivers_table": drivers_table,
    "segment_changes": segment_changes,
    "waves": waves,
    "codes": codes,
    "ledger": ledger,
    "effects": effects,
    "adequacy": adequacy,
    "item_reliability": item_reliability,
    "precision": precision,
    "margins_table": margins_table,
    "weights_table": weights_table,
    "reliability_table": reliability_table,
    "changes_table": changes_table,
}
