"""What a pilot says: which items stay, how many answers the main study needs, what changes in the questionnaire."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.report.prose import piloted
from csat_lib.report.prose.en.grammar import counted, listed, opened
from csat_lib.report.prose.en.pilot_sizes import alpha_size, alphas, model_size, size, sizes_title, trials_title
from csat_lib.report.prose.en.pilot_terms import BY_ANALYST, CARDS, CHANGES, DECISIONS, SHORT, SIGNS, SUBTITLE
from csat_lib.report.prose.piloted import Judged
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient, percent

__all__ = ["BY_ANALYST", "CARDS", "CHANGES", "DECISIONS", "SHORT", "SIGNS", "SUBTITLE"]


def say(view: View, subject: str) -> list[str]:
    """The pilot as a whole, or one of: ``items``, ``alphas``, ``size``."""
    if subject in _SAID:
        return [sentence for sentence in _SAID[subject](view) if sentence]
    return page(view)


def page(view: View) -> list[str]:
    """At most seven sentences, what is to be done first."""
    told = [verdict(view), *changed(view), overruled(view), alphas(view), size(view), warning(view)]
    return [sentence for sentence in told if sentence]


def verdict(view: View) -> str:
    """Of the 24 items, 21 can stay as they are, two should be looked at again, and one should go."""
    total = len(piloted.judged(view))
    stay, look, go = (len(piloted.decided(view, name)) for name in piloted.DECISIONS)
    if not total:
        return "No item was screened."
    if not look + go:
        return f"All {counted(total, 'item')} can stay as they are."
    parts = [f"{counted(stay, 'can stay as it is', 'can stay as they are')}"]
    parts += [counted(look, "should be looked at again", "should be looked at again")] if look else []
    parts += [counted(go, "should go", "should go")] if go else []
    return f"Of the {counted(total, 'item')}, {listed(parts)}."


def changed(view: View) -> list[str]:
    """The items to drop and those to review, each with its gravest sign."""
    lists = [
        ("To be dropped", piloted.decided(view, "drop")),
        ("To be looked at again", piloted.decided(view, "review")),
    ]
    return [f"{head}: {'; '.join(_named(view, one) for one in items)}." for head, items in lists if items]


def _named(view: View, one: Judged) -> str:
    why = "the analyst wants it so" if one.overruled and one.final != one.machine else SIGNS[gravest(one)]
    return f"“{view.label(one.item)}” ({view.label(one.construct)}) {why}{_measured(view, one)}"


def gravest(one: Judged) -> str:
    """The sign named first; what holds a decision back is named only when nothing else is."""
    return one.reasons[0] if one.reasons else "few_answers"


def _measured(view: View, one: Judged) -> str:
    row = view.figure("pilot", "item_rest", one.item)
    if gravest(one) not in {"negative", "item_rest_poor", "item_rest_low"} or row is None or row.value is None:
        return ""
    return f" (item-rest correlation {coefficient(row.value)})"


def overruled(view: View) -> str:
    """Where the analyst decided otherwise, and why."""
    against = [one for one in piloted.judged(view) if one.overruled and one.final != one.machine]
    rules = view.study.pilot.overrule
    told = [
        f"“{view.label(one.item)}” ({_VERBS[one.final]}, where the screening says {one.machine}): "
        f"{view.worded(rules[one.item].why.get('en').rstrip('.'))}"
        for one in against
    ]
    return f"The analyst decided otherwise on {'; on '.join(told)}." if told else ""


_VERBS = {"keep": "kept", "review": "to be looked at again", "drop": "dropped"}


def warning(view: View) -> str:
    """What so few answers can carry."""
    n = piloted.respondents(view)
    return (
        f"{opened(counted(n, 'answer'))} can show that an item is plainly unsound; they do not prove that the others "
        "are sound, and say nothing of how satisfied people are."
    )


def reading(view: View) -> str:
    """How the figure of items is read."""
    poor = [one for one in piloted.judged(view) if {"item_rest_poor", "negative"} & set(one.reasons)]
    if not poor:
        return "Every item goes with the rest of its dimension by more than 0.20."
    return (
        f"{_labels(view, poor)} {'lies' if len(poor) == 1 else 'lie'} below 0.20, the customary border of poor items."
    )


def within(view: View) -> str:
    """Items that other signs of their own dimension speak against."""
    signs = {"critical_ratio_low", "alpha_rises", "loading_low"}
    found = [one for one in piloted.judged(view) if signs & set(one.reasons)]
    if not found:
        return "Critical ratio, alpha without the item and loading speak against no item."
    return f"Critical ratio, alpha without the item or loading {_speak(found)} {_labels(view, found)}."


def _speak(found: Sequence[Judged]) -> str:
    return "speaks against" if len(found) == 1 else "speak against"


def base(view: View) -> str:
    """118 answers."""
    return counted(piloted.respondents(view), "answer") if piloted.respondents(view) else ""


def elsewhere(view: View) -> str:
    """Items that lean towards another dimension."""
    found = [one for one in piloted.judged(view) if {"cross_loading", "nearer_other"} & set(one.reasons)]
    if found:
        return f"{_labels(view, found)} {'leans' if len(found) == 1 else 'lean'} towards another dimension."
    return "No item leans towards another dimension more than chance would have it."


def merged(view: View) -> str:
    """Dimensions that have no factor of their own."""
    names = [view.label(name) for name in piloted.merged(view)]
    if not names:
        return ""
    return (
        f"The items of {listed(names)} have no factor of their own: in these answers {_such(names)} cannot be told "
        "apart from the others, which is no fault of a single item."
    )


def _such(names: Sequence[str]) -> str:
    return "this dimension" if len(names) == 1 else "these dimensions"


def answered(view: View) -> str:
    """Items with too little spread or many blanks, and dimensions at the end of their scale."""
    ends = [one for one in piloted.judged(view) if {"one_end", "no_variance"} & set(one.reasons)]
    blank = [one for one in piloted.judged(view) if "missing_many" in one.reasons]
    told = [f"Nearly everybody answers {_labels(view, ends)} at the same end of the scale."] if ends else []
    told += [f"Often left blank: {_labels(view, blank)}."] if blank else []
    told += [
        f"{percent(row.value or 0.0)} have the {'lowest' if row.measure == 'floor' else 'highest'} possible score on "
        f"{view.label(row.subject)}: among them the scale cannot tell differences."
        for row in piloted.capped(view)
    ]
    return " ".join(told) or "Every item spreads its answers over the scale, and none is often left blank."


def _labels(view: View, found: Sequence[Judged]) -> str:
    return listed([f"“{view.label(one.item)}”" for one in found])


def changes(view: View) -> str:
    """What the revised study file is."""
    gone = piloted.decided(view, "drop")
    if not gone:
        return (
            "No item is dropped: the revised study file differs from the pilot's only by its notes on items to review."
        )
    return (
        f"The revised study file leaves out {_labels(view, gone)}; all else is to the letter as it was. Items to "
        "review carry a note above their question: they are for the author of the questionnaire to reword."
    )


_SAID = {
    "items": lambda view: [verdict(view), reading(view), overruled(view)],
    "elsewhere": lambda view: [elsewhere(view), merged(view)],
    "answers": lambda view: [answered(view)],
    "within": lambda view: [within(view)],
    "alphas": lambda view: [alphas(view)],
    "size": lambda view: [alpha_size(view), model_size(view)],
    "changes": lambda view: [changes(view)],
}
TITLES = {
    "pilot_items": lambda view: f"{verdict(view).rstrip('.')}: correlation of each item with the rest of its dimension",
}
TABLES = {
    "decisions": lambda _view: "What the screening says, what is decided, and what speaks against an item",
    "within": lambda _view: "How each item goes with its own dimension",
    "places": lambda view: elsewhere(view).rstrip("."),
    "answers": lambda _view: "How each item is answered",
    "alphas": lambda view: alphas(view).split(";")[0].rstrip("."),
    "sizes": sizes_title,
    "trials": trials_title,
    "changes": lambda _view: "What the revised study file changes, place by place",
}
