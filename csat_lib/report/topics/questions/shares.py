"""Shares of answers: those of one kind of question, and what an answer is called."""

from collections.abc import Sequence

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.questions import SHARE
from csat_lib.findings.told import piece
from csat_lib.period import parse
from csat_lib.report.clear import is_weighted, leaders
from csat_lib.report.declared import Rows, View, columns, ranked
from csat_lib.report.wording import Claim, Label, Slot, Wording, Words
from csat_lib.study.questions import Date, SingleChoice

ANSWER = Words("回答", "Answer")
GROUP = Words("组别", "Group")
WEIGHTED = Words("加权占比", "Share, weighted")
NOTES = Wording(zh="{told:;}", en="{told:;}")
ALONE = Wording(
    zh="区间把各份作答视为相互独立；同一抽样单位有多份作答时，区间偏窄",
    en="intervals take answers as independent, and are too narrow where one sampling unit gave several",
)


def is_group(view: View, question: str) -> bool:
    """Whether a question says who respondents are: a single choice that is no outcome."""
    asked = view.study.variables.get(question)
    return isinstance(asked, SingleChoice) and asked.role != "outcome"


def is_day(view: View, question: str) -> bool:
    """Whether a question is answered by a day."""
    return isinstance(view.study.variables.get(question), Date)


def of_groups(view: View) -> tuple[Finding, ...]:
    """The shares of the groups that respondents are in, as far as anybody answered."""
    return tuple(row for row in _shares(view) if is_group(view, row.subject))


def of_others(view: View) -> tuple[Finding, ...]:
    """The shares of all other answers, those of days last."""
    rows = [row for row in _shares(view) if not is_group(view, row.subject)]
    return tuple(sorted(rows, key=lambda row: is_day(view, row.subject)))


def _shares(view: View) -> list[Finding]:
    return [row for row in view.rows(SHARE) if row.reason != "all_missing"]


def by_question(rows: tuple[Finding, ...]) -> dict[str, list[Finding]]:
    """Question -> its shares."""
    found: dict[str, list[Finding]] = {}
    for row in rows:
        found.setdefault(row.subject, []).append(row)
    return found


def leader(rows: Sequence[Finding]) -> Finding | None:
    """The answer that is clearly ahead of all others of its question, where several have a share."""
    known = ranked(rows)
    ahead = leaders(known)
    return ahead[0] if len(known) > 1 and len(ahead) == 1 else None


def noted(view: View, *claims: Claim | None) -> Claim | None:
    """What is said under a table of shares: of a sample in clusters also what its intervals do not know."""
    told = [claim for claim in (*claims, ALONE() if view.study.fields.psu else None) if claim is not None]
    return NOTES(told=told) if told else None


def answer(view: View, row: Finding) -> Slot:
    """What an answer is called in a sentence."""
    return parse(row.other) if is_day(view, row.subject) else Label(row.other, row.subject)


def share(view: View, rows: Rows) -> tuple[columns.Field, ...]:
    """The share and its interval, said to be weighted where answers are."""
    head = WEIGHTED if any(is_weighted(row) for row in rows) else SHARE.words
    return columns.figure(view, SHARE, head=head), columns.interval(view, SHARE)


def answers(head: Words) -> columns.Part:
    """The column that names the answers."""
    return columns.worded(head, _named)


def _named(view: View, row: Finding) -> str:
    if is_day(view, row.subject):
        return piece("period", "", parse(row.other).label(view.language))
    return view.level(row.subject, row.other)
