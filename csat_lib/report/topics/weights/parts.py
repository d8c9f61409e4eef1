"""What each part counts in its node of the index: sentence, table, and the chart of the rules side by side."""

from collections import Counter
from dataclasses import dataclass

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import GAP, Bands, Setting, grouped, stack
from csat_lib.charts.colours import EARLIER, INK, RULE
from csat_lib.charts.marks import NOTE, VALUE
from csat_lib.charts.page import Box, Fill, Page, Stroke, Type, paper
from csat_lib.charts.rows import Row, everybody, gathered, known_rows
from csat_lib.charts.typeset import width_mm, wrap
from csat_lib.charts.words import labelled, listed, series, tell
from csat_lib.conventions import EXACT_SHARE
from csat_lib.findings.catalogue.methods import METHODS
from csat_lib.findings.catalogue.weights import RULE_WEIGHT, WEIGHT_USED
from csat_lib.findings.told import joined
from csat_lib.report import sections
from csat_lib.report.columns import Of
from csat_lib.report.declared import ChartSpec, Field, Finding, Rows, Shown, TableSpec, View, columns, known, ranked
from csat_lib.report.wording import Claim, Label, Wording, Words, percent

RULES = ("equal", "factor", "johnson", "given")
ALONE = Wording(zh="“{node}”只由“{part.label}”构成。", en="{node.the} rests on {part.label} alone.")
ALIKE = Wording(
    zh="按{rule}，“{node}”中{used.quoted}的权重相同。", en="In {node.the}, {used.label} weigh alike, by {rule}."
)
UNLIKE = Wording(
    zh="按{rule}，“{node}”中权重最大的是{most.named}，最小的是{least.named}。",
    en="In {node.the}, the largest weight goes to {most.named}, the smallest to {least.named}, by {rule}.",
)
TITLE = Wording(zh="采用的权重", en="Weights used")
TITLE_ALIKE = Wording(zh="各部分的权重相同", en="All parts count alike")
TITLE_APART = Wording(
    zh="“{most.label}”的权重为 {most}，若等权则为 {equal}",
    en="{most.label} counts {most}, against {equal} if all parts counted alike",
)


def rule_of(row: Finding) -> Words:
    """What the rule of a weight is called."""
    return METHODS[row.method.first]


def parts(view: View, node: str) -> Claim | None:
    """Which part weighs most and least in a node of the index, and by which rule."""
    used = ranked(view.rows(WEIGHT_USED, other=node))
    if not used:
        return None
    if len(used) == 1:
        return ALONE(node=Label(node), part=used[0])
    rule = rule_of(used[0])
    if used[0].value == used[-1].value:
        return ALIKE(rule=rule, node=Label(node), used=used)
    return UNLIKE(rule=rule, node=Label(node), most=used[0], least=used[-1])


def _furthest(view: View) -> Claim:
    """The part whose weight is furthest from that of equal weights."""
    used = known(view, WEIGHT_USED)
    counts = Counter(row.other for row in used)
    apart = sorted(used, key=lambda row: -abs((row.value or 0.0) - 1 / counts[row.other]))
    if not apart:
        return TITLE()
    most, equal = apart[0], 1 / counts[apart[0].other]
    if abs((most.value or 0.0) - equal) < EXACT_SHARE:
        return TITLE_ALIKE()
    return TITLE_APART(most=most, equal=percent(equal))


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def by(rule: str) -> Of:
        def pick(row: Finding) -> Finding | None:
            found = view.rows(RULE_WEIGHT, subject=row.subject, other=row.other)
            return next((weight for weight in found if weight.method.first == rule), None)

        return pick

    recorded = {row.method.first for row in view.rows(RULE_WEIGHT)}
    rules = {rule: METHODS[rule] for rule in RULES if rule in recorded}
    heads = {rule: Words(words.zh, words.en[:1].upper() + words.en[1:]) for rule, words in rules.items()}
    shown = [columns.figure(view, RULE_WEIGHT, by(rule), head) for rule, head in heads.items()]
    figures = map(columns.finer, (*shown, columns.figure(view, WEIGHT_USED)))
    return (columns.subject(view), *figures, *columns.bases(view, rows))


def _nodes(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    lines = sections.by_other(view, rows)
    return lines if len(lines) > 1 else ()


TABLE = TableSpec(
    "index_weights", (WEIGHT_USED,), lambda view: view.rows(WEIGHT_USED), _fields, _furthest, sections=_nodes
)


AXIS = Words("占指数的权重（%）", "weight in the index, %")
USED = Words("（采用）", " (used)")
ALT = Words("指数权重，采用{method}", "Weights in the index; used: {method}")
HEADS = {
    "equal": Words("等权", "Equal"),
    "factor": Words("因子权重", "Factor"),
    "johnson": Words("Johnson 相对权重", "Johnson"),
    "given": Words("研究指定", "Set by the study"),
}
DRAWN = Wording(zh="指数的权重", en="Weights of the index")
DRAWN_ALIKE = Wording(zh="各部分在指数中的权重相同", en="All parts weigh alike in the index")
DRAWN_MOST = Wording(zh="“{most.label}”在指数中权重最大（{most}）", en="Largest weight in the index: {most.named}")
_BAR = 3.4

Key = tuple[str, str]
"""(node, construct)"""


@dataclass(frozen=True)
class _Method:
    """Weights by one method; ``used_in`` names the nodes that count with them."""

    name: str
    weights: dict[Key, Row]
    used_in: frozenset[str]


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Weights by method and those used, of each construct (subject) in its node (other)."""
    rows = known_rows(everybody(figures, look, RULE_WEIGHT))
    used = known_rows(everybody(figures, look, WEIGHT_USED))
    if not rows and not used:
        return None
    methods = _methods(rows, used)
    nodes = gathered(dict.fromkeys(key for method in methods for key in method.weights), lambda key: key[0])
    several = len(nodes) > 1
    names = {key: look.label(key[1]) for own in nodes.values() for key in own}
    with paper(look) as page:
        groups = [(look.label(node) if several else "", [names[key] for key in own]) for node, own in nodes.items()]
        bands = stack(page, grouped(groups), _head(page, methods))
        _panels(page, bands, methods, list(names))
        bands.draw(page)
        page.text(bands.gutter, bands.bottom + 3.2, look.say(AXIS), NOTE)
        told = {key: joined([look.label(key[0]), name], " · ") if several else name for key, name in names.items()}
        return page.chart(bands.bottom + 6, _alt(look, methods, told))


def _methods(rows: list[Row], used: list[Row]) -> list[_Method]:
    """The methods in the order found; weights in use that no method gives (the study's own) stand last."""
    choice = {row.other: row.method.first for row in used}
    tables: dict[str, dict[Key, Row]] = {}
    for row in (*rows, *used):
        tables.setdefault(row.method.first, {})[row.other, row.subject] = row
    return [
        _Method(name, weights, frozenset(node for node, method in choice.items() if method == name))
        for name, weights in tables.items()
    ]


def _head(page: Page, methods: list[_Method]) -> float:
    """How much height the panels' titles take, the gutter being as wide as it may."""
    room = (page.width * (1 - Setting().share) - GAP) / len(methods) - 2
    most = max(len(wrap(_panel(page.look, method), 9.0, room, 2)) for method in methods)
    return 6.0 if most == 1 else 10.0


def _panels(page: Page, bands: Bands, methods: list[_Method], keys: list[Key]) -> None:
    step = (page.width - bands.gutter) / len(methods)
    highest = max(row.value for method in methods for row in method.weights.values()) or 1.0
    per_share = (step - 4 - width_mm("100%", NOTE.size)) / highest
    for number, method in enumerate(methods):
        left = bands.gutter + number * step
        title = wrap(_panel(page.look, method), 9.0, step - 2, 2)
        page.lines(
            left, bands.top - 3.4 - (len(title) - 1) * 2.06, title, Type(9.0, page.accent if method.used_in else INK)
        )
        page.line([(left, bands.top), (left, bands.bottom)], Stroke(RULE, 0.8))
        for band, key in zip(bands.rows, keys, strict=True):
            if key not in method.weights:
                continue
            width = method.weights[key].value * per_share
            solid = key[0] in method.used_in
            fill = Fill(page.accent if solid else EARLIER)
            page.box(Box(left, band.centre - _BAR / 2, width, _BAR), fill)
            page.text(left + width + 1.2, band.centre, numbers.share(method.weights[key]), VALUE if solid else NOTE)


def _panel(look: Look, method: _Method) -> str:
    return _name(look, method) + (look.say(USED) if method.used_in else "")


def _name(look: Look, method: _Method) -> str:
    return look.say(HEADS[method.name]) if method.name in HEADS else method.name


def _alt(look: Look, methods: list[_Method], names: dict[Key, str]) -> str:
    used = listed(look, (_name(look, method) for method in methods if method.used_in))
    sentences = []
    for method in methods:
        own = method.weights
        parts = (labelled(name, numbers.share(own[key])) for key, name in names.items() if key in own)
        sentences.append(series(look, parts, _name(look, method)))
    return tell(look, look.say(ALT, method=used) if used else "", *sentences)


def _most(view: View, shown: Shown) -> Claim:
    """What weighs most in the index."""
    used = ranked(view.rows(WEIGHT_USED, other=shown.subject or view.study.root))
    if not used:
        return DRAWN()
    return DRAWN_ALIKE() if used[0].value == used[-1].value else DRAWN_MOST(most=used[0])


CHART = ChartSpec("index_weights", (RULE_WEIGHT, WEIGHT_USED), _draw, _most)
