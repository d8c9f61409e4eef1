"""English: lists, bases and intervals as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import Finding
from csat_lib.report.clear import direction, held_together, is_weighted
from csat_lib.report.view import View
from csat_lib.report.words.numbers import count, digits_clear_of, fixed, percent, size

_SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def listed(words: Sequence[str], last: str = "and") -> str:
    """a, b and c."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def counted(number: int, one: str, many: str = "") -> str:
    """One rule, two rules, 12 rules."""
    word = _SMALL_NUMBERS[number] if number < len(_SMALL_NUMBERS) else count(number)
    return f"{word} {one if number == 1 else many or one + 's'}"


def opened(sentence: str) -> str:
    """The sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]


def the(label: str) -> str:
    """A label as the subject of a sentence: an index takes its article."""
    is_index = label.lower().endswith("index")
    return f"The {label[0].lower()}{label[1:]}" if is_index and not label[:2].isupper() else label


def among(label: str) -> str:
    """A segment question's label in the middle of a sentence: by store."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def respondents(view: View, figure: Finding) -> str:
    """1,134 respondents, effective base 1,021: both, when the weights make them differ."""
    noun = answerers(view)
    words = f"1 {noun}" if figure.n == 1 else f"{count(figure.n or 0)} {noun}s"
    return f"{words}, effective base {count(figure.n_effective or 0)}" if is_weighted(figure) else words


def answerers(view: View) -> str:
    """What a base counts: respondents, or answers where one sampling unit may give several (a student many ratings)."""
    return "answer" if view.study.fields.psu else "respondent"


def confidence(figure: Finding) -> str:
    """95%."""
    return percent(figure.confidence or 0.95)


def interval(figure: Finding, digits: int = 1) -> str:
    """95% interval 75.2 to 77.6; says so when there is none."""
    if figure.low is None or figure.high is None:
        return "no interval"
    return f"{confidence(figure)} interval {fixed(figure.low, digits)} to {fixed(figure.high, digits)}"


def moved(figure: Finding) -> str:
    """2.1 points: how far something clearly rose or fell, without its sign."""
    return f"{size(figure.value or 0.0)} points"


def moved_between(figure: Finding) -> str:
    """0.6 to 3.6: the interval of a clear rise or fall, smaller end first, visibly clear of zero."""
    low, high = sorted((abs(figure.low or 0.0), abs(figure.high or 0.0)))
    digits = digits_clear_of(low, high)
    return f"{fixed(low, digits)} to {fixed(high, digits)}"


def before(view: View, figure: Finding) -> str:
    """November 2025: the wave that a change is measured from."""
    known = {period.text: period for period in view.earlier}
    return known[figure.against].label("en") if figure.against in known else figure.against


def together(rows: Sequence[Finding], noun: str = "group") -> str:
    """Says that several intervals hold at once, so that picking the largest difference misleads nobody."""
    number = held_together(rows)
    return f"the {confidence(rows[0])} intervals hold for all {counted(number, noun)} together" if number else ""


def all_together(*families: tuple[Sequence[Finding], str]) -> str:
    """The same for the families that a sentence names something of, each with its noun; short for several."""
    held = [(rows, noun) for rows, noun in families if any(direction(row) != "unclear" for row in rows)]
    if not held or not all(held_together(rows) for rows, _ in held):
        return ""
    return together(*held[0]) if len(held) == 1 else f"these {confidence(held[0][0][0])} intervals are simultaneous"


def joined(*clauses: str) -> str:
    """Clauses set apart by semicolons, empty ones left out."""
    return "; ".join(clause for clause in clauses if clause)
