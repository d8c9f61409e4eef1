"""Where a study combines them: do the experts weigh as the answers do, and does it change who stands higher?"""

from csat_lib.findings.catalogue import weights as of
from csat_lib.findings.catalogue.methods import METHODS
from csat_lib.findings.catalogue.weight_rules import ESTIMATED, JUDGED, key_of
from csat_lib.report.declared import Finding, Rows, View, known, ranked
from csat_lib.report.wording import Claim, Label, Wording, some

WEIGH = Wording(
    zh="“{node}”的各部分中，专家（{rule}）给{most.named}的权重最大，给{least.named}的最小；{told:;}。",
    en="Of the parts of {node.the}, the experts ({rule}) weigh {most.named} most and {least.named} least; {told:;}.",
)
BESIDE = Wording(
    zh="按答卷（{rule}），最大的是{most.named}，最小的是{least.named}，两种排序的一致程度 τ = {tau}",
    en="by the answers ({rule}) it is {most.named} most and {least.named} least, and the two orders agree with "
    "τ = {tau}",
)
TURNED = Wording(
    zh="就“{node}”，孰高孰低取决于由谁定权重：{told:;}。",
    en="On {node.the}, who stands higher hangs on whose weights count: {told:;}.",
)
PAIR = Wording(
    zh="按专家（{rule}），{first}比{other}高 {row:size} 分（p = {row.p}）；按答卷（{answers}），则低 {turned:size} 分"
    "（p = {turned.p}）",
    en="by the experts ({rule}) {first} lies {row:size} points (p = {row.p}) above {other}, by the answers ({answers}) "
    "{turned:size} points (p = {turned.p}) below",
)
STILL = Wording(
    zh="就“{node}”，无论取专家还是答卷的权重，都没有两个单位的高低明确互换。",
    en="On {node.the}, no two units clearly change place between the experts' weights and those of the answers.",
)
OTHERS = Wording(zh="另有 {n} 对", en="{n:other pair}")


def node_of(view: View) -> str:
    """The node whose weights combine rules, where the study has one, else the top node."""
    return next((node for node, one in view.study.weights_of.items() if one.rules), view.study.root)


def _rules(view: View, which: tuple[str, ...]) -> list[str]:
    """Those of the rules that are combined, as their methods name them."""
    given = view.study.weights_of.get(node_of(view))
    return [key_of(rule) for rule in (given.rules if given else ()) if rule in which]


def claims(view: View) -> list[Claim]:
    """What the experts weigh most and least, beside the answers, and which units change place."""
    node, told = Label(node_of(view)), list[Claim]()
    for rule in _rules(view, JUDGED):
        taus = {row.method.first: row for row in known(view, of.RANK_TAU, other="parts", path=rule)}
        own, *others = (_weights(view, each) for each in (rule, *taus))
        beside = [
            BESIDE(rule=METHODS[each], most=rows[0], least=rows[-1], tau=tau)
            for (each, tau), rows in zip(taus.items(), others, strict=True)
        ]
        if beside:
            pairs = [_pair(*both) for both in changing_places(view, rule).values()]
            turned = TURNED(node=node, told=some(pairs, OTHERS)) if pairs else STILL(node=node)
            told += [WEIGH(node=node, rule=METHODS[rule], most=own[0], least=own[-1], told=beside), turned]
    return told


def _weights(view: View, rule: str) -> Rows:
    return ranked([row for row in view.rows(of.RULE_WEIGHT, other=node_of(view)) if row.method.first == rule])


def _pair(row: Finding, turned: Finding) -> Claim:
    units = [Label(name, row.segment_by) for name in (row.segment, row.other)]
    first, other = units if (row.value or 0.0) > 0 else units[::-1]
    rules = {"rule": METHODS[row.method.first], "answers": METHODS[turned.method.first]}
    return PAIR(first=first, other=other, row=row, turned=turned, **rules)


def changing_places(view: View, rule: str) -> dict[tuple[str, str], tuple[Finding, Finding]]:
    """Two units -> their gap by the experts' rule, and by the first rule of the answers that clearly turns it."""
    answers = reversed(_rules(view, ESTIMATED))
    return {(pair[0].segment, pair[0].other): pair for one in answers for pair in turned_pairs(view, rule, one)}


def turned_pairs(view: View, rule: str, other: str) -> list[tuple[Finding, Finding]]:
    """Gaps of two units by both rules, where one lies clearly above by a rule and clearly below by the other."""
    gaps = view.rows(of.RULE_GAP, subject=node_of(view), segment_by=view.study.unit)
    clear = [row for row in gaps if row.p is not None and row.p < 1 - view.study.confidence]
    one, two = ({(row.segment, row.other): row for row in clear if row.method.first == each} for each in (rule, other))
    return [
        (row, two[pair])
        for pair, row in one.items()
        if pair in two and (row.value or 0.0) * (two[pair].value or 0.0) < 0
    ]
