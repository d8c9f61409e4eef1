"""May waves and groups be compared: what may, what may not, what could not be tested, and what follows for changes."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import Text
from csat_lib.report.prose import evidence
from csat_lib.report.prose.en.grammar import among, counted, joined, listed, opened, the
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient

MOST_NAMED = 4
_BROKEN = {
    "question_changed": "its questions changed",
    "metric": "its items do not count alike in both",
    "scalar": "its items are answered on another level in both",
    "threshold": "the answers are used otherwise in both",
}
_UNTESTED = {
    "one_item": "a single item",
    "few_items": "fewer than three items",
    "few_answers": "too few answers",
    "within_chance": "a loss of fit that chance may explain",
    "not_converged": "no solution was found",
}


def say(view: View, subject: str) -> list[str]:
    """Against the wave before and between groups; with a segment question as ``subject``, between its groups."""
    if subject in view.study.segments:
        return [sentence for sentence in (groups(view, subject),) if sentence]
    found = [waves(view), consequence(view), untested(view), questionnaire(view)]
    found += [groups(view, name) for name in evidence.compared_groups(view)]
    told = [sentence for sentence in found if sentence]
    return told or ["Whether waves or groups may be compared was not tested."]


def waves(view: View) -> str:
    """Which dimensions compare with the wave before, and which do not."""
    if view.previous is None:
        return ""
    found = evidence.verdicts(view)
    good, bad = (found.of(kind, list(view.study.constructs)) for kind in ("comparable", "not_comparable"))
    if not good and not bad:
        return ""
    since = view.previous.label("en")
    if not bad:
        what = (
            f"{listed([view.label(row.subject) for row in good])} measures"
            if len(good) == 1
            else "all dimensions tested measure"
        )
        return f"Compared with {since}, {what} the same: {_held()}."
    rest = f"; comparable: {_list(view, good)}" if good else ""
    return f"{_broken(view, bad)}{rest}."


def broken(view: View) -> str:
    """What does not compare with the wave before, and why, as a note: constructs, outcomes and nodes."""
    names = (*view.study.constructs, *view.study.outcomes, *view.study.index)
    return _broken(view, evidence.verdicts(view).of("not_comparable", names))


def _broken(view: View, rows: Sequence[Text]) -> str:
    if not rows or view.previous is None:
        return ""
    told = [f"{view.label(row.subject)} ({_why(view, row)})" for row in rows]
    return f"Not comparable with {view.previous.label('en')}: {listed(told)}"


def _why(view: View, row: Text) -> str:
    if row.subject in view.study.index:
        return "a part of it does not compare"
    why, item = _BROKEN.get(row.other, "the two do not measure the same"), evidence.culprit(view, row.subject)
    return f"{why}, foremost “{view.label(item)}”" if item and row.other != "question_changed" else why


def _held() -> str:
    line = coefficient(evidence.LARGEST_FALL)
    return f"holding loadings and intercepts equal costs a CFI of no more than {line} (Cheung and Rensvold 2002)"


def consequence(view: View) -> str:
    """What that means for the changes."""
    names = evidence.broken(view)
    if not names:
        return ""
    told = _names(view, names)
    return f"For {told} this report tells no change and breaks the line: the two waves did not measure the same."


def untested(view: View) -> str:
    """What was compared without a test, and why."""
    found = evidence.verdicts(view).of("not_tested", [*view.study.constructs])
    if not found:
        return ""
    told = [f"{view.label(row.subject)} ({_UNTESTED.get(row.other, 'no test was possible')})" for row in found]
    more = [counted(len(told) - MOST_NAMED, "other dimension")] if len(told) > MOST_NAMED else []
    return f"Not tested: {listed([*told[:MOST_NAMED], *more])}; such changes rest on unchanged wording alone."


def questionnaire(view: View) -> str:
    """How many questions differ from the wave before."""
    found = {row.subject for row in evidence.differences(view)}
    if not found or view.previous is None:
        return ""
    named = [f"“{view.label(name)}”" for name in list(found)[:MOST_NAMED]] if len(found) <= MOST_NAMED else []
    what = listed(sorted(named)) if named else counted(len(found), "question")
    verb = "differs" if len(found) == 1 else "differ"
    return f"In the questionnaire, {what} {verb} from {view.previous.label('en')}."


def groups(view: View, segment_by: str) -> str:
    """Whether the groups of a segment question may be compared."""
    found = evidence.verdicts(view, segment_by)
    names = list(view.study.constructs)
    good, bad, rest = (found.of(kind, names) for kind in ("comparable", "not_comparable", "not_tested"))
    told = [f"not comparable: {_list(view, bad)}"] if bad else []
    told += [f"comparable: {_list(view, good)}"] if good else []
    told += [f"not tested: {_list(view, rest)}"] if rest else []
    if not told:
        return ""
    return f"{opened(f'between the groups by {among(view.label(segment_by))}')}, {joined(*told)}."


def _list(view: View, rows: Sequence[Text]) -> str:
    return _names(view, [row.subject for row in rows])


def _names(view: View, names: Sequence[str]) -> str:
    more = [counted(len(names) - MOST_NAMED, "other")] if len(names) > MOST_NAMED else []
    told = [the(view.label(name)).replace("The ", "the ", 1) for name in names[:MOST_NAMED]]
    return listed([*told, *more])
