"""Which weights: the index by every rule, the units whose place hangs on it, what experts agreed on, and what-if."""

from functools import partial

from csat_lib.conventions import CONSISTENT_JUDGEMENTS
from csat_lib.findings import ALL
from csat_lib.findings.catalogue import weights as of
from csat_lib.findings.catalogue.methods import METHODS
from csat_lib.findings.measure import Measure
from csat_lib.findings.told import wording
from csat_lib.report import sections
from csat_lib.report.clear import size
from csat_lib.report.declared import Field, Finding, Placed, Rows, TableSpec, View, columns, every, known, ranked
from csat_lib.report.topics.scores.targets import target
from csat_lib.report.topics.weights.experts import node_of, turned_pairs
from csat_lib.report.wording import Claim, Label, Limit, Wording, Words, some

MATTERS = Wording(
    zh="指数权重的选法{says}：换用其他权重，“{node}”在 {low} 分（{least}）与 {high} 分（{most}）之间"
    "（现用权重下 {used} 分）{within}{aim}{moved}。",
    en="The choice of index weights {says}: by the rules compared, {node.the} lies between {low} ({least}) and {high} "
    "({most}), {used} by the weights in use{within}{aim}{moved}.",
)
WITHIN = Wording(zh="，都在其区间之内", en=", all within its interval")
SHORT = Wording(zh="，都低于 {target} 分的目标", en=", all below the target of {target}")
LITTLE, LEVEL = Words("影响不大", "matters little"), Words("只影响指数的高低", "moves the level of the index only")
ORDER = Words("会影响名次", "matters for the order")
MOVED = Wording(zh="；按{rule}，{units}的高低明确互换", en="; by {rule}, {units} clearly change place")
OTHERS = Wording(zh="另外 {n} 个单位", en="{n:other unit}")
NONE_MOVED = Wording(zh="，没有哪两组的高低因此明确互换", en=", and no two units clearly swap places")
RISES = Wording(
    zh="“{most.label}”若提高 {step} 分而其余不变，“{node}”随之提高 {most} 分。这是指标体系的推算，不是预测。",
    en="If {most.label} scored {step} points more and all else stayed, {node.the} would rise by {most}: arithmetic of "
    "the tree, not a forecast.",
)
RATIO = Wording(
    zh="“{node}”各部分两两判断的一致性比率为 {ratio}，{said}。",
    en="The judgements on the parts of {node.the} have a consistency ratio of {ratio}, {said}.",
)
CONSISTENT = Wording(zh="小于 {limit}，可视为一致", en="under {limit}: consistent")
AGAIN = Wording(
    zh="不小于 {limit}，应复核，首先是“{pair.label}”与“{other}”：判断为 {pair}，而权重之比为 {implied}",
    en="not under {limit}: they should be looked at again, first that of {pair.label} against {other}: judged {pair}, "
    "where the weights have {implied}",
)
AGREE = Wording(
    zh="就“{node}”，{w.n} 位专家排序的 Kendall 协调系数为 {w}（p = {w.p}）。",
    en="The {w.n} experts' orders of the parts of {node.the} have a Kendall's W of {w} (p = {w.p}).",
)
TITLE = Wording(zh="各种权重下的指数", en="The index by every rule of weighing")
TITLE_UNITS = Wording(zh="各种权重下各单位的指数", en="The index of each unit by every rule of weighing")
TITLE_IF = Wording(zh="某项得分提高 {n} 分，指数随之提高多少", en="What {n} points more of a score add to the index")
TITLE_EXPERTS = Wording(zh="专家给各部分的份额", en="What share the experts give each part")
RULE, ROUND = Words("权重", "Weights"), Words("轮次", "Round")
UNITS, PARTS = Words("单位名次的 τ", "τ of units"), Words("权重排序的 τ", "τ of weights")


def _rule(row: Finding) -> str:
    return row.method.first


def _units(view: View) -> Rows:
    return [row for row in every(view, (of.RULE_INDEX,)) if row.segment_by != ALL and row.value is not None]


def _used(view: View, node: str) -> str:
    return next((_rule(row) for row in view.rows(of.WEIGHT_USED, other=node)), "")


def matters(view: View) -> Claim | None:
    """Whether the choice of weights matters: beyond the index's interval, or for the order of units."""
    node = node_of(view)
    rows = ranked(known(view, of.RULE_INDEX, subject=node))
    used = next((row for row in rows if _rule(row) == _used(view, node)), None)
    if len(rows) < 2 or used is None:
        return None
    most, least = rows[0], rows[-1]
    rule, moved = _moved(view, node)
    said = MOVED(rule=METHODS[rule], units=some(moved, OTHERS)) if moved else NONE_MOVED() if _units(view) else None
    is_within = used.low is not None and used.low <= size(least) and size(most) <= (used.high or 0.0) and not moved
    says, aim = ORDER if moved else LITTLE if is_within else LEVEL, target(view, used)
    words = {"says": says, "least": METHODS[_rule(least)], "most": METHODS[_rule(most)]}
    short = SHORT(target=aim) if aim is not None and size(most) < aim.value else None
    within = WITHIN() if is_within else None
    return MATTERS(node=Label(node), low=least, high=most, used=used, within=within, aim=short, moved=said, **words)


def _moved(view: View, node: str) -> tuple[str, list[Label]]:
    """The rule by which most units clearly change place against the rule in use, and these units."""
    used, moved = _used(view, node), dict[str, list[Label]]()
    for rule in dict.fromkeys(map(_rule, known(view, of.RULE_INDEX, subject=node))):
        gaps = [gap for gap, _ in turned_pairs(view, used, rule)]
        names = dict.fromkeys(name for gap in gaps for name in (gap.segment, gap.other))
        moved[rule] = [Label(name, gaps[0].segment_by) for name in names]
    most = max(moved, key=lambda rule: len(moved[rule]), default="")
    return most, moved.get(most, [])


def claims(view: View) -> list[Claim | None]:
    """What experts agreed on, whether the choice matters, and the part that adds most when it rises."""
    rises = ranked([row for row in known(view, of.WHAT_IF) if row.subject in view.study.constructs])
    most = RISES(most=rises[0], step=of.RAISED, node=Label(rises[0].other)) if rises else None
    last = {row.subject: row for row in known(view, of.KENDALL_W)}  # rounds stand in their order
    agreed = [AGREE(w=row, node=Label(node)) for node, row in last.items()]
    told = [_consistent(view, ratio) for ratio in known(view, of.CONSISTENCY_RATIO)]
    return [*told, *agreed, matters(view), most]


def _consistent(view: View, ratio: Finding) -> Claim:
    limit, node = Limit(CONSISTENT_JUDGEMENTS), ratio.subject
    said = CONSISTENT(limit=limit)
    if size(ratio) >= CONSISTENT_JUDGEMENTS:
        pair, implied = (known(view, one, path=node)[0] for one in (of.PAIR_JUDGED, of.PAIR_IMPLIED))
        said = AGAIN(limit=limit, pair=pair, other=Label(pair.other), implied=implied)
    return RATIO(ratio=ratio, node=Label(node), said=said)


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def tau(of_what: str, head: Words) -> Field:
        found = {(row.subject, _rule(row)): row for row in view.rows(of.RANK_TAU, other=of_what, path="")}
        return columns.figure(view, of.RANK_TAU, lambda row: found.get((row.subject, _rule(row))), head)

    rule = columns.text(view, RULE, lambda row: wording(METHODS[_rule(row)][view.language]))
    both = tau("parts", PARTS), tau("units", UNITS)
    return (rule, *columns.estimate(view, of.RULE_INDEX), *both, *columns.bases(view, rows))


def _unit_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    by = {(row.subject, row.segment, _rule(row)): row for row in _units(view)}

    def column(rule: str) -> Field:
        words = METHODS[rule]
        return columns.figure(view, of.RULE_INDEX, lambda row: by.get((row.subject, row.segment, rule)), words)

    return (columns.segment(view, rows[0].segment_by), *map(column, dict.fromkeys(_rule(row) for row in _units(view))))


def _expert_fields(view: View, _: Rows) -> tuple[Field, ...]:
    def pick(measure: Measure, row: Finding) -> Finding | None:
        return view.row(measure, row.subject, other=row.other, path=row.path)

    shares = (of.EXPERT_MEAN, of.EXPERT_LOWER, of.EXPERT_UPPER)
    named = columns.subject(view, columns.SUBJECT), columns.text(view, ROUND, lambda row: row.path)
    return (*named, *(columns.figure(view, share, partial(pick, share)) for share in shares))


def _nodes(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    lines = sections.by_subject(view, rows)
    return lines if len(lines) > 1 else ()


_INDEX = (of.RULE_INDEX,)
TABLE = TableSpec(
    "which_weights", _INDEX, lambda view: known(view, of.RULE_INDEX), _fields, lambda _: TITLE(), sections=_nodes
)
UNIT_TABLE = TableSpec(
    "which_units",
    _INDEX,
    lambda view: [row for row in _units(view) if _rule(row) == _used(view, row.subject)],
    _unit_fields,
    lambda _: TITLE_UNITS(),
    sections=_nodes,
)
WHAT_IF = TableSpec(
    "what_if",
    (of.WHAT_IF,),
    lambda view: known(view, of.WHAT_IF),
    columns.row(columns.SUBJECT, columns.with_ends(of.WHAT_IF)),
    lambda _: TITLE_IF(n=of.RAISED),
)
EXPERTS = TableSpec(
    "experts",
    (of.EXPERT_MEAN,),
    lambda view: known(view, of.EXPERT_MEAN),
    _expert_fields,
    lambda _: TITLE_EXPERTS(),
    sections=sections.by_other,
)
PLACED = Placed("parts", claims, table="which_weights")
