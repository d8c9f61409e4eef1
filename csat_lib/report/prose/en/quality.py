"""Who counts: answers received, left out and why, and whether leaving them out matters."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.clear import valued
from csat_lib.report.prose import evidence, facts
from csat_lib.report.prose.en.grammar import counted, listed
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import count, fixed, percent, signed

MOST_NAMED = 3
LONG = 2
"""Minutes from which a time is told in minutes."""


def say(view: View, subject: str) -> list[str]:
    """How many answers count, why others do not, what their absence does to the index, which item is left blank."""
    del subject
    found = [kept(view), rules(view), effect(view), careless(view), blank(view), time(view)]
    return [sentence for sentence in found if sentence]


def kept(view: View) -> str:
    """Of 1,246 answers received, 1,134 count; 112 (9%) were left out by the study's rules."""
    received = view.figure("quality", "rows_in", "answers")
    remaining = view.figure("quality", "rows_kept", "answers")
    if received is None or remaining is None or not received.value or remaining.value is None:
        return "How many answers were received and kept was not recorded."
    left = received.value - remaining.value
    if not left:
        return f"All {count(received.value)} answers received count; no rule left any out."
    share = percent(left / received.value, 0 if left / received.value >= 0.01 else 1)
    return (
        f"Of {count(received.value)} answers received, {count(remaining.value)} count; "
        f"{count(left)} ({share}) were left out by the study's rules."
    )


def rules(view: View) -> str:
    """The rules that left out most, with their counts."""
    names = LEXICONS["en"].rules
    found = sorted(valued(facts.left_out(view)), key=lambda row: -(row.value or 0.0))
    used = [row for row in found if row.value][:MOST_NAMED]
    if not used:
        return ""
    told = [f"{count(row.value or 0.0)} by “{names.get(row.other, row.other).lower()}”" for row in used]
    return f"The rules that left out most: {listed(told)}." if len(told) > 1 else f"One rule left them out: {told[0]}."


def effect(view: View) -> str:
    """How far the index would move if the rule that matters most were undone."""
    most = facts.largest_effect(view)
    if most is None:
        return ""
    rule = LEXICONS["en"].rule(most.other).lower()
    moved = f"{signed(most.value or 0.0)} points"
    return (
        f"Of the rules, “{rule}” matters most to the result: with its answers the index would move by {moved}"
        f"{_beside_error(view, abs(most.value or 0.0))}."
    )


def _beside_error(view: View, moved: float) -> str:
    """Whether that is more than the index's own sampling error."""
    error = facts.sampling_error(view)
    if error is None:
        return ""
    return f", {'more' if moved > error else 'less'} than its sampling error (±{fixed(error)})"


def careless(view: View) -> str:
    """The signs of carelessness that more answers show than careful answering would bring."""
    found = evidence.flagged_beyond(view)
    if not found:
        return ""
    told = [
        f"“{LEXICONS['en'].rule(row.subject)}” ({count(row.value or 0.0)} of {count(row.n or 0)}, "
        f"{expected_flags(row, expected)} expected)"
        for row, expected in found
    ]
    return f"More answers than careful answering would bring are flagged by {listed(told)}; a flag is no proof."


def expected_flags(flagged: Finding, expected: Finding) -> str:
    """About 12; fewer than one."""
    number = evidence.expected_flags(flagged, expected)
    return f"about {count(number)}" if number >= 1 else "fewer than one"


def blank(view: View) -> str:
    """The item most often left blank."""
    recorded = valued(view.figures("quality", "missing_share"))
    found = [row for row in recorded if row.value]
    if not found:
        return "No item was left blank." if recorded else ""
    most = max(found, key=lambda row: row.value or 0.0)
    share = most.value or 0.0
    most_often = f"The item most often left blank is “{view.label(most.subject)}” ({share_of(share)} of those asked)"
    whole = facts.nothing_blank(view)
    return f"{most_often}; {share_of(whole)} answered every item." if whole is not None else f"{most_often}."


def share_of(share: float) -> str:
    """Whole percent, one decimal where whole percent would say nothing or everything."""
    return percent(share, 0 if 0.01 <= share <= 0.99 else 1)


def time(view: View) -> str:
    """How long answering took."""
    seconds = view.figure("quality", "median_seconds", "answers")
    if seconds is None or seconds.value is None:
        return ""
    minutes = seconds.value / 60
    length = f"{fixed(minutes)} minutes" if minutes >= LONG else counted(round(seconds.value), "second")
    return f"The median time to answer was {length}."
