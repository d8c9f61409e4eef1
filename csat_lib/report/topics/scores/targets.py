"""What the study aims at, and on which side of it a score lies: by the rule that holds for the whole report."""

from collections.abc import Mapping, Sequence

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.scores import TARGET_GAP
from csat_lib.report.blocks import Cell
from csat_lib.report.cells import column_of
from csat_lib.report.clear import Side, beside
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, every, known, known_row, valued
from csat_lib.report.standing import is_nps, standing
from csat_lib.report.topics.found.listed import name
from csat_lib.report.topics.found.usual import waves_of
from csat_lib.report.wording import MOST_NAMED, Claim, Limit, Slot, Wording, Words

SENTENCES: Mapping[Side, Wording] = {
    "above": Wording(
        zh="这一得分明显高于 {target} 分的目标（高 {gap:size} 分，{gap.sizes} 分）。",
        en="That is clearly above its target of {target} ({gap:size} points, {gap.sizes}).",
    ),
    "below": Wording(
        zh="这一得分明显低于 {target} 分的目标（低 {gap:size} 分，{gap.sizes} 分）。",
        en="That is clearly below its target of {target} ({gap:size} points, {gap.sizes}).",
    ),
    "open": Wording(
        zh="是否达到 {target} 分的目标尚难断定（与目标相差 {gap:signed} 分，{gap.signed_ends} 分）。",
        en="Whether it meets its target of {target} is open ({gap:signed} points, {gap.signed_ends}).",
    ),
}
CLAUSES: Mapping[Side, Wording] = {
    "above": Wording(zh="，明显高于 {target} 分的目标", en=", clearly above the target of {target}"),
    "below": Wording(zh="，明显低于 {target} 分的目标", en=", clearly below the target of {target}"),
    "open": Wording(zh="，是否达到 {target} 分的目标尚难断定", en="; whether it meets the target of {target} is open"),
}
TITLES: Mapping[Side, Wording] = {
    "below": Wording(zh="{rows.quoted}明显低于目标", en="Clearly below target: {rows.the}"),
    "above": Wording(zh="{rows.quoted}明显高于目标", en="Clearly above target: {rows.the}"),
    "open": Wording(
        zh="{rows.quoted}是否达标尚难断定",
        en="Whether {rows.the} {rows|meets its target|meet their targets} is open",
    ),
}
"""The gravest first."""
MISSED = Wording(
    zh="{name}（{row} 分）明显低于 {target} 分的目标（低 {gap:size} 分，{gap.sizes} 分；{row.bases}{always}）",
    en="{name} ({row}, target {target}: {gap:size} points below, {gap.sizes}; {row.bases}{always})",
)
ALWAYS = Wording(zh="；近 {n} 期的估计值都低于它", en="; measured below it in each of {n:wave}")
MET = Wording(
    zh="{name}（{row} 分）明显高于 {target} 分的目标（高 {gap:size} 分，{gap.sizes} 分）",
    en="{name} ({row}, target {target}: {gap:size} points above, {gap.sizes})",
)
OPEN = Wording(
    zh="{name}（与目标 {target} 分之差 {gap.signed_ends} 分）",
    en="{name} ({gap.signed_ends} from its target of {target})",
)
OPEN_ALONE = Wording(zh="{name}（{row} 分，目标 {target} 分）", en="{name} ({row}, target {target})")
ONE: Mapping[Side, Wording] = {"below": MISSED, "above": MET, "open": OPEN}
AIMS: Mapping[Side, Wording] = {
    "below": Wording(zh="{told:,}", en="clearly below target: {told}"),
    "open": Wording(zh="是否达标还不能断定的有{told}", en="undecided: {told}"),
    "above": Wording(zh="{told:,}", en="clearly above target: {told}"),
}
ALL_AIMS = Wording(zh="{sides:;}。", en="{sides:;}.")
COUNTS: Mapping[Side, Wording] = {
    "below": Wording(zh="{n} 项明显未达到", en="{n:word} clearly missed"),
    "open": Wording(zh="{n} 项尚难断定", en="{n:word} undecided"),
    "above": Wording(zh="{n} 项明显超过", en="{n:word} clearly exceeded"),
}
OF_TARGETS = Wording(zh="{n} 项目标：{told:list}", en="{n:target}: {told:list}")
OF_ONE = Wording(zh="{gap.quoted}与目标相差 {gap:signed} 分", en="{gap.label}: {gap:signed} points from the target")
NO_TITLE = Wording(zh="得分与目标之差", en="Scores against their targets")
MISSED_BY = Wording(
    zh="{gap.level}（{gap.label}低 {gap:size} 分，{gap.sizes} 分）",
    en="{gap.level} ({gap.label} {gap:size} points below, {gap.sizes})",
)
UNITS = Wording(zh="明显低于自身目标的有：{told}。", en="Clearly below their own targets: {told}.")
NO_UNIT = Wording(zh="{n} 项单位目标中，没有一项明显未达到。", en="Of {n:target} of units, none is clearly missed.")
TARGET, SCORE = Words("目标", "Target"), Words("得分", "Score")


def target(view: View, row: Finding) -> Limit | None:
    """What the study aims at for what a score is about."""
    value = view.study.aims(view.cell).get(row.subject)
    return None if value is None else Limit(value, row.kind.unit.name)


def gap(view: View, row: Finding) -> Finding | None:
    """How far a score is from its target."""
    return known_row(view, TARGET_GAP, row.subject)


def side(view: View, row: Finding) -> Side | None:
    """On which side of its target a score lies; None of one that has none."""
    found = gap(view, row)
    return None if found is None or target(view, row) is None else beside(found, 0.0)


def beside_target(view: View, row: Finding, wordings: Mapping[Side, Wording]) -> Claim | None:
    """The wording of the side of its target on which a score lies."""
    lies = side(view, row)
    return None if lies is None else _filled(view, row, wordings[lies])


def _filled(view: View, row: Finding, wording: Wording) -> Claim:
    found = gap(view, row)
    if wording is OPEN and (found is None or found.low is None):
        wording = OPEN_ALONE
    slots: dict[str, Slot] = {"name": name(view, row), "row": row, "target": target(view, row), "gap": found}
    slots["always"] = _always(view, row)
    return wording(**{slot: slots[slot] for slot in wording.slots})


def _always(view: View, row: Finding) -> Claim | None:
    """That every one of several waves was measured below the target of this one."""
    aim, line = target(view, row), valued(waves_of(view, row.subject))
    is_below = aim is not None and len(line) > MOST_NAMED - 1 and all((one.value or 0.0) < aim.value for one in line)
    return ALWAYS(n=len(line)) if is_below else None


def against(view: View, row: Finding) -> Claim | None:
    """Whether the study's target is reached."""
    return beside_target(view, row, SENTENCES)


def aimed(view: View, lies: Side) -> list[Finding]:
    """Every score on that side of its target, the furthest from it on its scale first."""
    rows = [row for subject in view.study.aims(view.cell) if (row := standing(view, subject)) is not None]
    found = [row for row in valued(rows) if side(view, row) == lies]
    return sorted(found, key=lambda row: -_distance(view, row))


def _distance(view: View, row: Finding) -> float:
    found = gap(view, row)
    return 0.0 if found is None else abs(found.value or 0.0) / (2 if is_nps(row) else 1)


def missed(view: View) -> list[Finding]:
    """Every score that lies clearly below its target."""
    return aimed(view, "below")


def named(view: View, rows: Sequence[Finding]) -> list[Claim]:
    """Service (79.1, target 80.0: 0.9 points below, 0.2 to 1.6)."""
    return [claim for row in rows if (claim := beside_target(view, row, ONE))]


def aims(view: View, told_of: str = "", *, in_brief: bool = False) -> Claim | None:
    """What clearly misses its target, of what that is open, what reaches it; without what is already told of.

    ``in_brief``: beside what misses its target, of what that is open the names alone.
    """
    found = {lies: [row for row in aimed(view, lies) if row.subject != told_of] for lies in AIMS}
    briefly = {"open"} if in_brief and found["below"] else set[str]()
    names = {
        lies: [name(view, row) for row in rows] if lies in briefly else named(view, rows)
        for lies, rows in found.items()
    }
    told = [AIMS[lies](told=some) for lies, some in names.items() if some]
    return ALL_AIMS(sides=told) if told else None


def title(view: View, rows: Sequence[Finding]) -> Claim | None:
    """Which of several scores clearly miss their target; without any, which reach it, and of which that is open."""
    for lies, wording in TITLES.items():
        if found := [row for row in valued(rows) if side(view, row) == lies]:
            return wording(rows=found)
    return None


def column(view: View, rows: Rows) -> tuple[Field, ...]:
    """What the study aims at, for the rows of a table; none where no row has a target."""
    aim = view.study.aims(view.cell)
    head = column_of(view, TARGET_GAP.unit, TARGET)
    field = Field(head, lambda row: Cell(aim[row.subject], of="limit") if row.subject in aim else None)
    return (field,) if any(row.subject in aim for row in rows) else ()


def _score(view: View, _: Rows) -> tuple[Field, ...]:
    return (columns.figure(view, TARGET_GAP, lambda row: standing(view, row.subject), SCORE),)


def _title(view: View) -> Claim:
    """How many targets are missed, undecided and exceeded; of one, by how much."""
    gaps = valued(known(view, TARGET_GAP))
    if len(gaps) < 2:
        return OF_ONE(gap=gaps[0]) if gaps else NO_TITLE()
    lies = [beside(row, 0.0) for row in gaps]
    return OF_TARGETS(n=len(gaps), told=[COUNTS[one](n=lies.count(one)) for one in COUNTS if one in lies])


TABLE = TableSpec(
    "targets",
    (TARGET_GAP,),
    lambda view: known(view, TARGET_GAP),
    columns.row(columns.SUBJECT, _score, column, columns.with_ends(TARGET_GAP, signed=True), columns.bases),
    _title,
    differences=lambda _view, rows: rows,
)


def _of_units(view: View) -> Rows:
    """How far each unit is from its own target."""
    return [row for row in every(view, (TARGET_GAP,)) if row.segment_by != ALL and row.period == view.period.text]


def of_units(view: View) -> Claim | None:
    """The units that clearly miss their own targets."""
    rows = valued(_of_units(view)) if view.cell[0] == ALL else []
    missed = [MISSED_BY(gap=row) for row in rows if beside(row, 0.0) == "below"]
    return UNITS(told=missed) if missed else NO_UNIT(n=len(rows)) if rows else None


def _aim(view: View, _: Rows) -> tuple[Field, ...]:
    def cell(row: Finding) -> Cell:
        return Cell(view.study.aims((row.segment_by, row.segment)).get(row.subject), of="limit")

    return (Field(column_of(view, TARGET_GAP.unit, TARGET), cell),)


UNIT_TABLE = TableSpec(
    "unit_targets",
    (TARGET_GAP,),
    _of_units,
    columns.row(
        lambda view, rows: (columns.segment(view, rows[0].segment_by),),
        columns.SUBJECT,
        _aim,
        columns.with_ends(TARGET_GAP, signed=True),
        columns.bases,
    ),
    of_units,
    differences=lambda _view, rows: rows,
)
