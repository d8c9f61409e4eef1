"""What each part counts in its node of the index: sentence and table."""

from collections import Counter

from csat_lib.conventions import EXACT_SHARE
from csat_lib.findings.catalogue.methods import METHODS
from csat_lib.findings.catalogue.weight_rules import RULE_METHODS
from csat_lib.findings.catalogue.weights import RULE_WEIGHT, WEIGHT_USED
from csat_lib.report import sections
from csat_lib.report.columns import Of
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known, ranked
from csat_lib.report.wording import Claim, Label, Wording, Words, percent

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
    rules = {key: METHODS[key] for key in RULE_METHODS if key in recorded}
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
