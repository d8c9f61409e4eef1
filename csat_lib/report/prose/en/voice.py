"""What they say: the codes mentioned most, and how those who mention them score."""

from __future__ import annotations

from csat_lib.report.clear import is_small, leaders, trailers
from csat_lib.report.prose import facts
from csat_lib.report.prose.en.grammar import interval, listed, respondents, share_interval
from csat_lib.report.prose.en.reasons import absent
from csat_lib.report.view import View
from csat_lib.report.words.numbers import count, fixed, percent

QUOTED = "Comments stand in the language in which they were written; what looks like a name or a number is masked."


def say(view: View, subject: str) -> list[str]:
    """One code, or the codes in front and the code whose mentioners score lowest."""
    if subject:
        return [sentence for sentence in (one(view, subject),) if sentence]
    shares = view.figures("voice", "share")
    if not facts.topics(view, "share"):
        return [absent(view, shares[0]) if shares else "No open answers were coded in this wave."]
    return [sentence for sentence in (front(view), lowest(view)) if sentence]


def front(view: View) -> str:
    """The code mentioned most, if its interval sets it apart; else those in front together."""
    order = facts.topics(view, "share")
    top, ahead = order[0], leaders(order)
    share = f"{percent(top.value or 0.0)} of the {count(top.n or 0)} who wrote"
    if len(order) == 1:
        return f"{view.label(top.subject)} came up with {share} ({share_interval(top)})."
    named = f"{view.label(top.subject)} came up most, with {share}"
    if len(ahead) == 1:
        return f"{named} ({share_interval(top)}), clearly ahead of every other topic."
    others = listed([f"{view.label(row.subject)} ({percent(row.value or 0.0)})" for row in ahead[1:4]])
    return f"{named} ({share_interval(top)}), not clearly ahead of {others}."


def lowest(view: View) -> str:
    """The subject whose mentioners give the lowest score, small bases left aside."""
    scores = [row for row in facts.topics(view, "score") if not is_small(row, view.study.small_base)]
    if len(scores) < 2:
        return ""
    behind = trailers(scores)
    outcome = view.label(view.study.headline) if view.study.headline else "satisfaction"
    worst = behind[0]
    tail = ", clearly below every other topic" if len(behind) == 1 else ", though not clearly below the next"
    return (
        f"Those who mention {view.label(worst.subject)} give {outcome} {fixed(worst.value or 0.0)} out of 100 "
        f"({interval(worst)}; {respondents(view, worst)}), the lowest score{tail}."
    )


def one(view: View, subject: str) -> str:
    """How often a code is mentioned, and by whom it is."""
    share, mentions = view.figure("voice", "share", subject), view.figure("voice", "mentions", subject)
    if share is None or share.value is None:
        return absent(view, share) if share else ""
    number = f"{count(mentions.value)} respondents, " if mentions and mentions.value is not None else ""
    return f"{view.label(subject)}: {number}{percent(share.value)} of those who wrote ({share_interval(share)})."
