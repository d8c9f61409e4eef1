"""What leaving answers out does to the index, rule by rule: sentence and table."""

from csat_lib.findings import HIDDEN
from csat_lib.findings.catalogue.quality import INDEX_EFFECT, LEFT_OUT
from csat_lib.report.declared import Finding, Rows, TableSpec, View, columns, known
from csat_lib.report.standing import standing
from csat_lib.report.topics.found import changes
from csat_lib.report.topics.quality.ledger import RULE
from csat_lib.report.topics.quality.rules import lower_rule, rule
from csat_lib.report.wording import Claim, Derived, Wording, Words

EFFECT = Wording(
    zh="各条规则中，“{rule}”对结果影响最大：如果保留这些答卷，指数将{way} {row:size} 分{beside}。",
    en="Of the rules, “{rule}” matters most to the result: with these responses the index would be {row:size} points "
    "{way}{beside}.",
)
UP, DOWN = Words("升高", "higher"), Words("降低", "lower")
MORE = Wording(zh="，大于指数的抽样误差（±{error} 分{change}）", en=", more than its sampling error (±{error}{change})")
BESIDE = Wording(zh="（指数的抽样误差为 ±{error} 分{change}）", en=" (its sampling error is ±{error}{change})")
OF_CHANGE = Wording(zh="；指数与 {since}相比的变化为 {row:signed} 分", en="; its change from {since} is {row:signed}")
HIDES = Wording(
    zh="份数太少时，影响会透露这几份答卷的得分，故不显示；份数本身不透露作答内容",
    en="The effect of too few responses would tell their scores, and is hidden; how many they are tells no answer",
)
TITLE_NONE = Wording(zh="没有规则剔除任何答卷", en="No rule left anybody out")
TITLE_MOST = Wording(
    zh="如果不执行“{rule}”，指数变动最大（{row:signed} 分）",
    en="Undoing “{rule}” would move the index most, by {row:signed} points",
)


def effects(view: View) -> tuple[Finding, ...]:
    """The effect on the index of every rule that left somebody out; nothing when none moves it."""
    idle = {row.other for row in view.rows(LEFT_OUT) if not row.value}
    used = tuple(row for row in known(view, INDEX_EFFECT, subject=view.study.root) if row.other not in idle)
    return used if any(row.value for row in used) else ()


def largest_effect(view: View) -> Finding | None:
    """The rule that moves the index most."""
    return max(effects(view), key=lambda row: abs(row.value or 0.0), default=None)


def sampling_error(view: View) -> Derived | None:
    """Half the length of the index's interval."""
    index = standing(view, view.study.root)
    return None if index is None or index.low is None or index.high is None else Derived("half", index)


def alarming(view: View) -> Finding | None:
    """That rule, where it moves the index by more than its sampling error: only then page one warns of it, too."""
    most, error = largest_effect(view), sampling_error(view)
    return most if most is not None and error is not None and abs(most.value or 0.0) > error.value else None


def effect(view: View) -> Claim | None:
    """How far the index would move if the rule that matters most were undone, beside its sampling error."""
    most, error = largest_effect(view), sampling_error(view)
    if most is None:
        return None
    beside = (MORE if alarming(view) else BESIDE)(error=error, change=_change(view)) if error else None
    way = UP if (most.value or 0.0) > 0 else DOWN
    return EFFECT(rule=lower_rule(most.other), row=most, way=way, beside=beside)


def _change(view: View) -> Claim | None:
    """The change of the index, the size of which tells what the effect is worth."""
    since = view.previous
    row = changes.of(view, view.study.root)
    return OF_CHANGE(since=since, row=row) if row and row.value is not None and since else None


def _title(view: View) -> Claim:
    most = largest_effect(view)
    return TITLE_MOST(rule=lower_rule(most.other), row=most) if most else TITLE_NONE()


def _rows(view: View) -> Rows:
    """The effects told, and where there are any the rules whose effect is hidden."""
    told = effects(view)
    return [row for row in view.rows(INDEX_EFFECT) if told and (row in told or row.reason in HIDDEN)]


TABLE = TableSpec(
    "effects",
    (INDEX_EFFECT,),
    _rows,
    columns.row(
        columns.worded(RULE, lambda view, row: rule(row.other)[view.language]),
        columns.fine(INDEX_EFFECT, signed=True),
        columns.bases,
    ),
    _title,
    idle=_title,
    key=lambda view: HIDES() if any(row.reason in HIDDEN for row in _rows(view)) else None,
)
