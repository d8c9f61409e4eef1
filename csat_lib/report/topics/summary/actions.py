"""What was decided to do: what, who, by when, how it will be seen to work, how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from csat_lib.findings.told import piece
from csat_lib.period import Period, parse
from csat_lib.report.blocks import Figure, Paragraph, Table
from csat_lib.report.declared import View, of_words
from csat_lib.report.slots import phrase, tell
from csat_lib.report.topics.summary.page import sentences
from csat_lib.report.traced import told_in
from csat_lib.report.wording import Wording, Words

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
    basis = [_basis(view, one.about, figures) for one in shown]
    rows = [_row(view, one, [found] if any(basis) else []) for one, found in zip(shown, basis, strict=True)]
    heads = [HEADS[0], *([BASIS] if any(basis) else []), *HEADS[1:]]
    return replace(of_words(view, name, title, heads, rows), source="") if shown else None


def _basis(view: View, about: Sequence[str], figures: Sequence[Figure]) -> str:
    """The numbered sentences of page one that tell of all that an action is about, else the first figure of it."""
    if "trust" in about:  # the chapter on what must be kept in mind
        return "[[ch-trust]]"

    def tells(found: Iterable[str]) -> bool:
        rows = (view.by_id[of] for of in found if of in view.by_id)
        return bool(about) and any(set(about) <= {row.subject, row.segment} for row in rows)

    told = [told_in([Paragraph(tell(view, claim))], view.by_id) for claim in sentences(view)]
    at = [number for number, found in enumerate(told, start=1) if tells(found)]
    shown = next((figure.anchor for figure in figures if tells(figure.data)), "")
    return phrase(view, ABOVE(at=at)) if at else f"[[{shown}]]" if shown else ""


def _row(view: View, one: Action, basis: Sequence[str]) -> tuple[str, ...]:
    language = view.language
    test = one.test.get(language) if one.test else UNTESTED[language]
    texts = (one.what.get(language), one.owner.get(language), test)
    what, owner, seen = (piece("label", "", view.worded(text)) for text in texts)
    due = piece("period", "", _day(one.due).label(language))
    return what, *basis, owner, due, seen, STATUS[one.status][language]


def _day(text: str) -> Period:
    return parse(f"{text}..{text}")
