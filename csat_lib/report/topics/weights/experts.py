"""Do the experts weigh as the answers do, where the study combines both, and does it change which unit stands higher?"""

from collections.abc import Iterator

from csat_lib.findings.catalogue import weights as of
from csat_lib.findings.catalogue.methods import METHODS
from csat_lib.findings.catalogue.weight_rules import ESTIMATED, JUDGED, key_of
from csat_lib.report.clear import direction
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
    zh="按专家（{rule}），{first}比{other}高 {row:size} 分（{row.sizes}）；按答卷（{answers}），则低 {turned:size} 分"
    "（{turned.sizes}）",
    en="by the experts ({rule}) {first} lies {row:size} points ({row.sizes}) above {other}, by the answers ({answers}) "
    "{turned:size} points ({turned.sizes}) below",
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


def _weights(view: View, rule: str) -> Rows:
    return ranked([row for row in view.rows(of.RULE_WEIGHT, other=node_of(view)) if row.method.first == rule])


def claims(view: View) -> list[Claim | None]:
    """What the experts weigh most and least, beside the answers, and which units change place."""
    told: list[Claim | None] = []
    for rule in _rules(view, JUDGED):
        own, beside = _weights(view, rule), list(_beside(view, rule))
        if own and beside:
            said = WEIGH(node=Label(node_of(view)), rule=METHODS[rule], most=own[0], least=own[-1], told=beside)
            told += [said, _places(view, rule)]
    return told


def _beside(view: View, rule: str) -> Iterator[Claim]:
    taus = {row.method.first: row for row in known(view, of.RANK_TAU, subject=node_of(view), path=rule)}
    for answers in _rules(view, ESTIMATED):
        if (found := _weights(view, answers)) and answers in taus:
            yield BESIDE(rule=METHODS[answers], most=found[0], least=found[-1], tau=taus[answers])


def _places(view: View, rule: str) -> Claim:
    node, told = Label(node_of(view)), list[Claim]()
    for row, turned in changing_places(view, rule).values():
        first, other = Label(row.segment, row.segment_by), Label(row.other, row.segment_by)
        two = (first, other) if (row.value or 0.0) > 0 else (other, first)
        words = {"rule": METHODS[rule], "answers": METHODS[turned.method.first]}
        told.append(PAIR(first=two[0], other=two[1], row=row, turned=turned, **words))
    return TURNED(node=node, told=some(told, OTHERS)) if told else STILL(node=node)


def changing_places(view: View, rule: str) -> dict[tuple[str, str], tuple[Finding, Finding]]:
    """Two units -> their gap by the experts' rule, and by the first rule of the answers that clearly turns it."""
    answers = reversed(_rules(view, ESTIMATED))
    return {(pair[0].segment, pair[0].other): pair for one in answers for pair in turned_pairs(view, rule, one)}


def turned_pairs(view: View, rule: str, other: str) -> list[tuple[Finding, Finding]]:
    """Gaps of two units by both rules, where one lies clearly above by a rule and clearly below by the other."""
    gaps = view.rows(of.RULE_GAP, subject=node_of(view), segment_by=view.study.unit)
    ways = ({(row.segment, row.other): row for row in gaps if row.method.first == each} for each in (rule, other))
    one, two = ({pair: row for pair, row in each.items() if direction(row) != "unclear"} for each in ways)
    return [(row, two[pair]) for pair, row in one.items() if pair in two and direction(two[pair]) != direction(row)]
