"""What each part counts in its node of the index: sentence and table."""

from __future__ import annotations

from collections import Counter

from csat_lib.conventions import EXACT_SHARE
from csat_lib.findings import Finding
from csat_lib.findings.catalogue.weights import WEIGHT, WEIGHT_USED
from csat_lib.findings.measure import Words
from csat_lib.report import columns
from csat_lib.report.clear import ranked
from csat_lib.report.columns import Field, Of
from csat_lib.report.declared import Rows, TableSpec, known
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Label, Limit, Wording

RULES = {
    "equal": Words("等权", "equal weights"),
    "factor": Words("因子权重", "factor weights"),
    "johnson": Words("Johnson 相对权重", "Johnson's relative weights"),
    "given": Words("研究指定权重", "weights set by the study"),
}
"""By the first word of a weight's method."""
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
    name = row.method.first
    return RULES.get(name, Words(name, name))


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
    return TITLE_APART(most=most, equal=Limit(equal, "share"))


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    recorded = {row.method.first for row in view.rows(WEIGHT)}
    by_rule = (
        columns.finer(columns.figure(view, WEIGHT, _by(view, rule), _capital(words)))
        for rule, words in RULES.items()
        if rule in recorded
    )
    used = columns.finer(columns.figure(view, WEIGHT_USED))
    return (columns.subject(view), *by_rule, used, *columns.bases(view, rows))


def _capital(words: Words) -> Words:
    return Words(words.zh, words.en[:1].upper() + words.en[1:])


def _by(view: View, rule: str) -> Of:
    def pick(row: Finding) -> Finding | None:
        found = view.rows(WEIGHT, subject=row.subject, other=row.other)
        return next((weight for weight in found if weight.method.first == rule), None)

    return pick


def _nodes(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(row.other, place)
    return tuple((place, view.label(name)) for name, place in first.items()) if len(first) > 1 else ()


TABLE = TableSpec(
    "index_weights", (WEIGHT_USED,), lambda view: view.rows(WEIGHT_USED), _fields, _furthest, sections=_nodes
)
