"""How the index and each of its parts are defined, where they come from, how they are scored, and what if they lack."""

from csat_lib.findings.catalogue.weight_rules import WEIGHT_RULES
from csat_lib.report.blocks import Block
from csat_lib.report.declared import View, of_words
from csat_lib.report.topics.kpis.naming import label
from csat_lib.report.topics.weights.blank_rules import RULES
from csat_lib.report.wording import Wording, Words
from csat_lib.study.facets import FACETS
from csat_lib.study.kpis import Kpi

HEADS = (Words("指标（单位）", "Indicator (unit)"), Words("定义", "Definition"), Words("来源", "Source"),
         Words("方法", "Method"), Words("缺数据时", "Where missing"))  # fmt: skip
TITLE = Wording(zh="各项指标的定义、来源与方法", en="Every indicator: definition, source and method")
ANSWERS = Words("受访者的回答", "respondents' answers")
PARTS = Words("其各部分", "its parts")
MEAN = Words("加权平均：{}", "weighted mean: {}")
ITEMS = Words(
    "{n} 题的均值，每题最差 0 分，最好 100 分", "mean of {n} questions, each 0 at its worst answer, 100 at its best"
)
ONE = Words("均值，最差 0 分，最好 100 分", "mean, 0 at the worst answer, 100 at the best")
SHARE = Words("符合者所占百分比", "percentage of those for whom it holds")
EACH = Words("各均值按有效回答计算", "each mean is over its own answers")
ALL_PARTS = Words("各部分缺一不可，另有注明的除外", "every part is needed, unless its row says otherwise")
SOME_PARTS = Words("至少须有 {} 个来源", "needs {} sources or more")
RECORDS = {
    "unit_kpis": Words("各单位记录（{}）", "the units' records ({})"),
    "third_party": Words("第三方（{}）", "third party ({})"),
    "complaints": Words("投诉记录（{}）", "records of complaints ({})"),
}
OF_VISITS = Words("各次访问中“{}”得分的均值", "mean of the scores for “{}” over a unit's visits")
COMPLAINTS = {
    False: Words("投诉件数", "number of complaints"),
    True: Words("属实投诉件数", "number of founded complaints"),
}
MISSING = {
    "absent": Words("该单位没有指数", "the unit has no index"),
    "renormalise": Words("其余部分的权重按比例放大", "the other parts' weights are made to add up to 1"),
    "zero": Words("记 0 分", "counts 0 points"),
}
OF_ONE = {"absent": EACH, "zero": Words("没有数值的受访者记 0 分", "a respondent without a number counts 0 points")}
LINEAR = Words("{worst} 记 0 分，{best} 记 100 分，其间按比例", "0 at {worst}, 100 at {best}, in proportion between")
ATTAINED = Words("{at} 记 100 分，其余按达成比例，最高 {cap} 分", "100 at {at}, others in proportion, {cap} at most")
DEDUCTED = Words("100 分，每次扣 {deduct} 分", "100, less {deduct} for each")
BAND = {"up": Words("{limit} 及以上 {points} 分", "{points} from {limit} up"),
        "down": Words("{limit} 及以下 {points} 分", "{points} up to {limit}")}  # fmt: skip
BEYOND = Words("其余 0 分", "else 0")
THEIRS = Words("第三方给出的 0–100 分", "a third party's score of 0–100")
BETWEEN = Words("；", "; ")


def table(view: View) -> list[Block]:
    """One row a node of the index, then one a part of any, and one a KPI; nothing of a study without either."""
    study = view.study
    parts = [part for node in study.index.values() for part in node.parts]
    rows = [_row(view, name) for name in dict.fromkeys([*study.index, *parts, *study.kpis])]
    return [of_words(view, "indicators", TITLE(), HEADS, rows)] if rows else []


def _row(view: View, name: str) -> tuple[str, ...]:
    study, to = view.study, view.language
    if kpi := study.kpis.get(name):
        told = view.worded(_definition(view, kpi)), view.worded(_source(view, kpi)), _standard(view, kpi)
        return (label(view, name), *told, (MISSING | (OF_ONE if kpi.question else {}))[kpi.missing][to])
    if node := study.index.get(name):
        rules = BETWEEN[to].join(WEIGHT_RULES[rule].words[to] for rule in study.rules_of(name))
        needed = SOME_PARTS[to].format(node.sources) if node.sources else ALL_PARTS[to]
        named = BETWEEN[to].join(map(view.label, node.parts))
        return view.label(name), named, PARTS[to], MEAN[to].format(rules), needed
    if construct := study.constructs.get(name):
        items, rule = construct.items, study.blank.rule if study.blank else "own_mean"
        method = ITEMS[to].format(n=len(items)) if len(items) > 1 else ONE[to]
        worded = BETWEEN[to].join(view.worded(FACETS["wording"](study, item, to)) for item in items)
        return view.label(name), worded, ANSWERS[to], method, RULES[rule][to]
    made = name in study.derived
    worded = view.worded(FACETS["definition" if made else "wording"](study, name, to))
    return view.label(name), worded, ANSWERS[to], (SHARE if made else ONE)[to], EACH[to]


def _definition(view: View, kpi: Kpi) -> str:
    """The study's own; else what follows from the kind of table."""
    if kpi.definition:
        return kpi.definition.get(view.language)
    if kpi.indicator:
        return OF_VISITS[view.language].format(view.study.label(kpi.indicator, view.language))
    if kpi.question:
        return FACETS["wording"](view.study, kpi.question, view.language)
    table = view.study.tables.get(kpi.table or "")
    return COMPLAINTS[kpi.founded][view.language] if table and table.kind == "complaints" else "–"


def _source(view: View, kpi: Kpi) -> str:
    """The study's own; else the table, by kind and file, or the respondents."""
    table = view.study.tables.get(kpi.table or "")
    if kpi.source or not table:
        return kpi.source.get(view.language) if kpi.source else ANSWERS[view.language]
    return RECORDS[table.kind][view.language].format(table.file)


def _standard(view: View, kpi: Kpi) -> str:
    """The standard in words, figures in the KPI's own unit."""
    one = kpi.standard

    def own(value: float) -> str:
        return f"{100 * value:,g}%" if kpi.share else f"{value:,g}"

    if one is None:
        return THEIRS[view.language]
    if one.linear is not None:
        return LINEAR[view.language].format(worst=own(one.linear.worst), best=own(one.linear.best))
    if one.attainment is not None:
        return ATTAINED[view.language].format(at=own(one.attainment.at), cap=f"{one.attainment.cap:g}")
    if one.bands is not None:
        band = BAND[kpi.direction or "up"][view.language]
        told = [band.format(limit=own(limit), points=f"{points:g}") for limit, points in one.bands]
        return BETWEEN[view.language].join([*told, BEYOND[view.language]])
    return DEDUCTED[view.language].format(deduct=f"{one.deduct:g}")
