"""What was decided to do: what, who, by when, how it will be seen to work, how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.trends import CONTRIBUTION
from csat_lib.findings.catalogue.weights import WEIGHT_USED
from csat_lib.findings.setting import SEMICOLON
from csat_lib.findings.told import Told, joined, piece
from csat_lib.period import Period, parse
from csat_lib.report.blocks import Figure, Paragraph, Table
from csat_lib.report.declared import View, of_words, valued
from csat_lib.report.notes import notes
from csat_lib.report.slots import phrase, tell
from csat_lib.report.standing import standing
from csat_lib.report.topics.found import changes
from csat_lib.report.topics.found.usual import waves_of
from csat_lib.report.topics.scores import targets
from csat_lib.report.topics.summary.page import sentences
from csat_lib.report.traced import told_in
from csat_lib.report.view import ANY
from csat_lib.report.wording import Claim, Derived, Wording, Words

if TYPE_CHECKING:
    from csat_lib.study.waves import Action

MOST_IN_FRONT = 4
"""Actions for which page one has room; more of them have a chapter."""
TITLE = Wording(zh="先做什么：{n} 项行动{first}", en="What to do first: {n:action}{first}")
FIRST = Wording(zh="，最早的应在 {day}前完成", en=", the first due by {day}")
NONE = Wording(
    zh="由谁负责、何时完成、如何检验，本次调查没有记录。",
    en="Who does it, by when, and what will show that it worked is not recorded for this study.",
)
HEADS = (
    Words("做什么", "What"),
    Words("负责人", "Who"),
    Words("期限", "By when"),
    Words("如何检验", "How it will be judged"),
    Words("状态", "Status"),
)
STATUS = {
    "planned": Words("计划中", "Planned"),
    "under_way": Words("进行中", "Under way"),
    "done": Words("已完成", "Done"),
    "dropped": Words("已取消", "Dropped"),
}
OPEN = ("planned", "under_way")
UNTESTED = Words("未定", "Not said")
TEST = Wording(zh="{wave}{row.quoted}由 {now} 分升至 {to} 分", en="{wave}: {row.label} from {now} to {to}")
SMALLEST = Wording(
    zh="得分与 {period}相比，取现有样本量下刚好明显的升幅；真实升幅达到 {true:list} 分（按表中次序），才有八成把握通过",
    en="Scores are tested against {period}: the smallest measured rise that is clear; true rises of {true} points (in "
    "order) pass 4 times in 5",
)
UNSEEN = Wording(
    zh="{rows.quoted}要达到的分数，近 {n} 期都未测到过",
    en="none of {n:wave} reached those of {rows.label}",
)
EFFECT = Wording(
    zh="各项检验都刚好达到时，按各部分的权重推算，指数约升 {rise} 分，至 {to} 分{still}",
    en="All just met, the index gains about {rise} points by its weights, to {to}{still}",
)
STILL = Wording(zh="，仍低于 {target} 分的目标", en=", and still misses {target}")
BASIS = Words("依据", "Based on")
ABOVE = Wording(zh="第 {at:list} 点", en="{at|point|points} {at:list}")
"""Sentences of page one, by their numbers."""


def in_front(view: View, figures: Sequence[Figure] = ()) -> Table | None:
    """The first actions, for page one; ``figures`` are those of the report, in its order."""
    return _table(view, view.actions[:MOST_IN_FRONT], "actions-first", figures)


def further(view: View, figures: Sequence[Figure] = ()) -> Table | None:
    """All actions, where page one has no room for them."""
    return _table(view, view.actions, "actions", figures) if len(view.actions) > MOST_IN_FRONT else None


def _table(view: View, shown: Sequence[Action], name: str, figures: Sequence[Figure]) -> Table | None:
    """One row an action, in the order of the wave file; none where it names none."""
    days = sorted(one.due for one in view.actions if one.status in OPEN)
    title = TITLE(n=len(view.actions), first=FIRST(day=_day(days[0])) if days else None)
    basis = [_basis(view, one, figures) for one in shown]
    rows = [_row(view, one, [found] if any(basis) else []) for one, found in zip(shown, basis, strict=True)]
    heads = [HEADS[0], *([BASIS] if any(basis) else []), *HEADS[1:]]
    judged = [row for one in shown if (row := _judged(view, one)) is not None]
    return replace(of_words(view, name, title, heads, rows), source="", note=_note(view, judged)) if shown else None


def _judged(view: View, one: Action) -> Finding | None:
    """The change of the score that an action is about, in the group that it is about: its interval is the yardstick."""
    rows = [row for row in changes.every(view, segment_by=ANY) if row.low is not None and row.se is not None]
    own = [row for row in rows if {row.subject, row.segment} - {""} == set(one.about) and changes.levels(view, row)]
    return own[0] if own and one.judge else None


def _test(view: View, one: Action) -> str:
    """What will show whether it worked: the smallest clear rise of what it is about, else in the study's words."""
    if (row := _judged(view, one)) is not None and one.judge:
        now = changes.levels(view, row)["now"]
        return tell(view, TEST(wave=parse(one.judge), row=row, now=now, to=_passed_at(view, row)))
    return piece("label", "", view.worded(one.test.get(view.language) if one.test else UNTESTED[view.language]))


def _passed_at(view: View, judged: Finding) -> Derived | None:
    """The level at which its rise is clear."""
    now = changes.levels(view, judged)["now"]
    return Derived("sum", now, Derived("half", judged)) if isinstance(now, Finding) else None


def _unseen(view: View, judged: Sequence[Finding]) -> Claim | None:
    """Of which of them no wave so far reached what the test asks for."""
    lines = {row: valued(waves_of(view, row.subject, (row.segment_by, row.segment))) for row in judged}
    n = max(map(len, lines.values()), default=0)
    aims = {row: aim.value for row in judged if (aim := _passed_at(view, row)) is not None}
    whole = [row for row in aims if len(lines[row]) == n > 1]
    rows = [row for row in whole if all((one.value or 0.0) < aims[row] for one in lines[row])]
    return UNSEEN(rows=rows, n=n) if rows else None


def _note(view: View, judged: Sequence[Finding]) -> Told:
    """How scores are tested; what all tests make of the index, where weights are known: rise x share x weight."""
    true = [Derived("detectable", row) for row in judged]
    rises = [SMALLEST(period=view.period, true=true) if true else None, _unseen(view, judged)]
    index, whole = standing(view, view.study.root), None
    for row in judged:
        weight, own = view.row(WEIGHT_USED, row.subject, other=view.study.root), Derived("half", row)
        part = view.row(CONTRIBUTION, row.subject, segment_by=row.segment_by, segment=row.segment)
        if weight is None or (row.segment and (part is None or not part.value)):
            return notes(view, *rises)
        of_all = Derived("times", own, Derived("over", part, row)) if part is not None else own
        made = Derived("times", of_all, weight)
        whole = made if whole is None else Derived("sum", whole, made)
    if index is None or whole is None:
        return notes(view, *rises)
    to, target = Derived("sum", index, whole), targets.target(view, index)
    still = STILL(target=target) if target is not None and to.value < target.value else None
    return notes(view, *rises, EFFECT(rise=whole, to=to, still=still))


def _basis(view: View, one: Action, figures: Sequence[Figure]) -> str:
    """The sentences of page one that tell of all that an action is about, else the first figure; what else is known."""

    def tells(found: Iterable[str]) -> bool:
        rows = (view.by_id[of] for of in found if of in view.by_id)
        return bool(one.about) and any(set(one.about) <= {row.subject, row.segment} for row in rows)

    told = [told_in([Paragraph(tell(view, claim))], view.by_id) for claim in sentences(view)]
    at = [number for number, found in enumerate(told, start=1) if tells(found)]
    shown = next((figure.anchor for figure in figures if tells(figure.data)), "")
    found = phrase(view, ABOVE(at=at)) if at else f"[[{shown}]]" if shown else ""
    because = piece("label", "", view.worded(one.because.get(view.language))) if one.because else ""
    return joined(filter(None, [found, because]), SEMICOLON[view.language])


def _row(view: View, one: Action, basis: Sequence[str]) -> tuple[str, ...]:
    language = view.language
    what, owner = (piece("label", "", view.worded(text.get(language))) for text in (one.what, one.owner))
    due = piece("period", "", _day(one.due).label(language))
    return what, *basis, owner, due, _test(view, one), STATUS[one.status][language]


def _day(text: str) -> Period:
    return parse(f"{text}..{text}")
