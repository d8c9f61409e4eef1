"""What the study aims at, and on which side of it a score lies as far as its interval tells."""

from collections.abc import Mapping, Sequence

from csat_lib.report.clear import Side, beside
from csat_lib.report.declared import Finding, View, valued
from csat_lib.report.standing import is_nps, standing
from csat_lib.report.topics.found.listed import name
from csat_lib.report.wording import Claim, Limit, Slot, Wording, some

SENTENCES: Mapping[Side, Wording] = {
    "above": Wording(zh="这一得分明显高于 {target} 分的目标值。", en="That is clearly above its target of {target}."),
    "below": Wording(zh="这一得分明显低于 {target} 分的目标值。", en="That is clearly below its target of {target}."),
    "open": Wording(
        zh="目标值 {target} 分落在置信区间之内，是否达标尚不能断定。",
        en="Whether it meets its target of {target} is open: the target lies within the interval.",
    ),
}
CLAUSES: Mapping[Side, Wording] = {
    "above": Wording(zh="，明显高于 {target} 分的目标", en=", clearly above the target of {target}"),
    "below": Wording(zh="，明显低于 {target} 分的目标", en=", clearly below the target of {target}"),
    "open": Wording(
        zh="，是否达到 {target} 分的目标尚不能断定", en="; whether it meets the target of {target} is open"
    ),
}
TITLES: Mapping[Side, Wording] = {
    "below": Wording(zh="{rows.quoted}明显低于目标", en="Clearly below target: {rows.the}"),
    "above": Wording(zh="{rows.quoted}明显高于目标", en="Clearly above target: {rows.the}"),
    "open": Wording(
        zh="{rows.quoted}是否达标尚不能断定",
        en="Whether {rows.the} {rows|meets its target|meet their targets} is open",
    ),
}
"""The gravest first."""
ONE = Wording(
    zh="{name}（{row} 分，{row.interval}，目标 {target} 分）", en="{name} ({row}, {row.interval}, target {target})"
)
MORE = Wording(zh="另外 {n} 项", en="{n:other score}")


def target(view: View, row: Finding) -> Limit | None:
    """What the study aims at for what a score is about."""
    value = view.study.targets.get(row.subject)
    return None if value is None else Limit(value, row.kind.unit.name)


def beside_target(view: View, row: Finding, wordings: Mapping[Side, Wording]) -> Claim | None:
    """The wording of the side of its target on which a score lies."""
    line = target(view, row)
    return None if line is None else wordings[beside(row, line.value)](target=line)


def against(view: View, row: Finding) -> Claim | None:
    """Whether the study's target is reached."""
    return beside_target(view, row, SENTENCES)


def missed(view: View) -> list[Finding]:
    """Every score that lies clearly below its target, the furthest on its scale first."""
    rows = [row for name in view.study.targets if (row := standing(view, name)) is not None]
    short = {
        row.id: (line.value - (row.value or 0.0)) / (2 if is_nps(row) else 1)
        for row in valued(rows)
        if (line := target(view, row)) and beside(row, line.value) == "below"
    }
    return sorted((row for row in rows if row.id in short), key=lambda row: -short[row.id])


def named(view: View, rows: Sequence[Finding]) -> list[Slot]:
    """Service (79.1, 95% interval 78.2 to 79.9, target 80.0)."""
    return some([ONE(name=name(view, row), row=row, target=target(view, row)) for row in rows], MORE)


def title(view: View, rows: Sequence[Finding]) -> Claim | None:
    """Which of several scores clearly miss their target; without any, which reach it, and of which that is open."""
    aimed = [(row, line.value) for row in valued(rows) if (line := target(view, row)) is not None]
    for side, wording in TITLES.items():
        if found := [row for row, line in aimed if beside(row, line) == side]:
            return wording(rows=found)
    return None
