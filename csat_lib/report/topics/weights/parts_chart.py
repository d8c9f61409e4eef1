"""What counts how much: index weights by each method side by side, the one in use solid."""

from __future__ import annotations

from dataclasses import dataclass

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.bands import GAP, Bands, Setting, grouped, stack
from csat_lib.charts.colours import EARLIER, INK, RULE
from csat_lib.charts.marks import NOTE, VALUE
from csat_lib.charts.page import Box, Fill, Page, Stroke, Type, paper
from csat_lib.charts.rows import Row, everybody, known
from csat_lib.charts.typeset import width_mm, wrap
from csat_lib.findings.catalogue.weights import WEIGHT, WEIGHT_USED
from csat_lib.findings.measure import Words
from csat_lib.report.clear import ranked
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

AXIS = Words("占指数的权重（%）", "weight in the index, %")
USED = Words("（采用）", " (used)")
ALT = Words("指数权重，采用{method}", "Weights in the index; used: {method}")
HEADS = {
    "equal": Words("等权", "Equal"),
    "factor": Words("因子权重", "Factor"),
    "johnson": Words("Johnson 相对权重", "Johnson"),
    "given": Words("研究指定", "Set by the study"),
}
TITLE = Wording(zh="指数的权重", en="Weights of the index")
TITLE_ALIKE = Wording(zh="各部分在指数中的权重相同", en="All parts weigh alike in the index")
TITLE_MOST = Wording(zh="“{most.label}”在指数中权重最大（{most}）", en="Largest weight in the index: {most.named}")
_BAR = 3.4

Key = tuple[str, str]
"""(node, construct)"""


@dataclass(frozen=True)
class _Method:
    """Weights by one method; ``used_in`` names the nodes that count with them."""

    name: str
    weights: dict[Key, float]
    used_in: frozenset[str]


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Weights by method and those used, of each construct (subject) in its node (other)."""
    rows = known(everybody(figures, look, WEIGHT))
    used = known(everybody(figures, look, WEIGHT_USED))
    if not rows and not used:
        return None
    methods = _methods(rows, used)
    keys = _keys(methods)
    with paper(look) as page:
        nodes = list(dict.fromkeys(node for node, _ in keys))
        groups = [
            (look.label(node) if len(nodes) > 1 else "", [look.label(name) for at, name in keys if at == node])
            for node in nodes
        ]
        bands = stack(page, grouped(groups), _head(page, methods))
        _panels(page, bands, methods, keys)
        bands.draw(page)
        page.text(bands.gutter, bands.bottom + 3.2, look.say(AXIS), NOTE)
        return page.chart(bands.bottom + 6, _alt(look, methods, keys))


def _methods(rows: list[Row], used: list[Row]) -> list[_Method]:
    """The methods in the order found; weights in use that no method gives (the study's own) stand last."""
    choice = {row.other: row.method.first for row in used}
    tables: dict[str, dict[Key, float]] = {}
    for row in rows:
        tables.setdefault(row.method.first, {})[row.other, row.subject] = row.value
    for row in used:
        tables.setdefault(row.method.first, {})[row.other, row.subject] = row.value
    return [
        _Method(name, weights, frozenset(node for node, method in choice.items() if method == name))
        for name, weights in tables.items()
    ]


def _keys(methods: list[_Method]) -> list[Key]:
    found = dict.fromkeys(key for method in methods for key in method.weights)
    nodes = list(dict.fromkeys(node for node, _ in found))
    return sorted(found, key=lambda key: nodes.index(key[0]))


def _head(page: Page, methods: list[_Method]) -> float:
    """How much height the panels' titles take, the gutter being as wide as it may."""
    room = (page.width * (1 - Setting().share) - GAP) / len(methods) - 2
    most = max(len(wrap(_panel(page.look, method), 9.0, room, 2)) for method in methods)
    return 6.0 if most == 1 else 10.0


def _panels(page: Page, bands: Bands, methods: list[_Method], keys: list[Key]) -> None:
    step = (page.width - bands.gutter) / len(methods)
    highest = max(value for method in methods for value in method.weights.values()) or 1.0
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
            width = method.weights[key] * per_share
            solid = key[0] in method.used_in
            fill = Fill(page.accent if solid else EARLIER)
            page.box(Box(left, band.centre - _BAR / 2, width, _BAR), fill)
            page.text(left + width + 1.2, band.centre, numbers.share(method.weights[key]), VALUE if solid else NOTE)


def _panel(look: Look, method: _Method) -> str:
    return _name(look, method) + (look.say(USED) if method.used_in else "")


def _name(look: Look, method: _Method) -> str:
    return look.say(HEADS[method.name]) if method.name in HEADS else method.name


def _alt(look: Look, methods: list[_Method], keys: list[Key]) -> str:
    used = look.say(Words("、", ", ")).join(_name(look, method) for method in methods if method.used_in)
    several = len({node for node, _ in keys}) > 1
    names = {key: f"{look.label(key[0])} · {look.label(key[1])}" if several else look.label(key[1]) for key in keys}
    sentences = []
    for method in methods:
        parts = (f"{names[key]} {numbers.share(method.weights[key])}" for key in keys if key in method.weights)
        sentences.append(series(look, parts, _name(look, method)))
    return tell(look, look.say(ALT, method=used) if used else "", *sentences)


def _title(view: View, shown: Shown) -> Claim:
    """What weighs most in the index."""
    used = ranked(view.rows(WEIGHT_USED, other=shown.subject or view.study.root))
    if not used:
        return TITLE()
    return TITLE_ALIKE() if used[0].value == used[-1].value else TITLE_MOST(most=used[0])


CHART = ChartSpec("index_weights", (WEIGHT, WEIGHT_USED), _draw, _title)
