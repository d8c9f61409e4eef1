"""What the rule for blank answers decides: the index under every rule, and the units whose place hangs on it."""

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.scores import BLANK_EFFECT, BLANK_INDEX
from csat_lib.findings.told import wording
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, every, known, ranked
from csat_lib.report.wording import Claim, Wording, Words

RULES = {
    "own_mean": Words("本人均值（至少答一半）", "own mean, if half is answered"),
    "listwise": Words("只计全部作答者", "only who answered all"),
    "renormalise": Words("已答题的权重归一", "weights of the answered"),
    "fixed": Words("固定分值", "a fixed score"),
    "lowest": Words("最低分", "the lowest answer"),
}
RULE = Words("漏答的处理", "Rule for blanks")
RANGE = Wording(
    zh="漏答按“{chosen}”处理。换用其他规则，指数为 {low}（{least}）至 {high}（{most}）分{moved}。",
    en="Blanks are scored by “{chosen}”. By other rules the index would be from {low} ({least}) to {high} "
    "({most}){moved}.",
)
MOVED = Wording(
    zh="；名次变动最大的是{row.level}，按“{best}”排第 {first}，按“{worst}”排第 {last}",
    en="; {row.level} changes place most, from rank {first} ({best}) to {last} ({worst})",
)
TITLE = Wording(zh="各种漏答规则下的指数", en="The index under every rule for blanks")
TITLE_UNITS = Wording(zh="各种漏答规则下各单位的指数", en="The index of each unit under every rule for blanks")


def _units(view: View) -> Rows:
    return [row for row in every(view, (BLANK_INDEX,)) if row.segment_by != ALL and row.period == view.period.text]


def _moved(view: View) -> Claim | None:
    """The unit whose rank differs most between two rules."""
    places: dict[str, dict[str, tuple[int, Finding]]] = {}
    for rule in RULES:
        for place, row in enumerate(ranked([row for row in _units(view) if row.other == rule]), start=1):
            places.setdefault(row.segment, {})[rule] = (place, row)
    ends = [(min(of.items(), key=_place), max(of.items(), key=_place)) for of in places.values()]
    best, worst = max(ends, key=lambda pair: _place(pair[1]) - _place(pair[0]), default=(None, None))
    if best is None or worst is None or _place(best) == _place(worst):
        return None
    return MOVED(row=best[1][1], best=RULES[best[0]], first=_place(best), worst=RULES[worst[0]], last=_place(worst))


def _place(of_rule: tuple[str, tuple[int, Finding]]) -> int:
    return of_rule[1][0]


def told(view: View) -> Claim | None:
    """The chosen rule, how far the others lead, and the unit that it matters most to."""
    rows = ranked(known(view, BLANK_INDEX))
    if not rows or view.study.blank is None:
        return None
    most, least = rows[0], rows[-1]
    names = {"least": RULES[least.other], "most": RULES[most.other], "chosen": RULES[view.study.blank.rule]}
    return RANGE(low=least, high=most, moved=_moved(view), **names)


def _columns(view: View, rows: Rows) -> tuple[Field, ...]:
    """The unit, and a column a rule."""
    of = {(row.segment, row.other): row for row in rows}

    def column(rule: str) -> Field:
        return columns.figure(view, BLANK_INDEX, lambda row: of.get((row.segment, rule)), RULES[rule])

    return (columns.segment(view, rows[0].segment_by), *map(column, RULES))


TABLE = TableSpec(
    "blank_rules",
    (BLANK_INDEX, BLANK_EFFECT),
    lambda view: known(view, BLANK_INDEX),
    columns.row(
        lambda view, _: (columns.text(view, RULE, lambda row: wording(RULES[row.other][view.language])),),
        columns.with_ends(BLANK_INDEX),
        lambda view, _: columns.estimate(view, BLANK_EFFECT, columns.of(view, BLANK_EFFECT), signed=True),
        columns.bases,
    ),
    lambda _view: TITLE(),
)
UNITS = TableSpec(
    "blank_units",
    (BLANK_INDEX,),
    lambda view: [row for row in _units(view) if row.other == "own_mean"],
    lambda view, _: _columns(view, _units(view)),
    lambda _view: TITLE_UNITS(),
)
