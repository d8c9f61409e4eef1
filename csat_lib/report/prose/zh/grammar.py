"""Chinese: lists, bases and intervals as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import Finding
from csat_lib.report.clear import direction, held_together, is_weighted
from csat_lib.report.view import View
from csat_lib.report.words.numbers import count, digits_clear_of, fixed, percent, size


def listed(words: Sequence[str]) -> str:
    """甲、乙和丙: the last two joined by a word."""
    return "和".join(["、".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def quoted(label: str) -> str:
    """“客房”: names of dimensions and items stand in quotation marks."""
    return f"“{label}”"


def respondents(figure: Finding) -> str:
    """样本量 1,134，等效样本量 1,021: both, when the weights make them differ."""
    words = f"样本量 {count(figure.n or 0)}"
    return f"{words}，等效样本量 {count(figure.n_effective or 0)}" if is_weighted(figure) else words


def confidence(figure: Finding) -> str:
    """95%."""
    return percent(figure.confidence or 0.95)


def interval(figure: Finding, digits: int = 1) -> str:
    """95% 置信区间 75.2 至 77.6; says so when there is none."""
    if figure.low is None or figure.high is None:
        return "无法给出置信区间"
    return f"{confidence(figure)} 置信区间 {fixed(figure.low, digits)} 至 {fixed(figure.high, digits)}"


def moved(figure: Finding) -> str:
    """2.1 分: how far something clearly rose or fell, without its sign."""
    return f"{size(figure.value or 0.0)} 分"


def moved_between(figure: Finding) -> str:
    """0.6 至 3.6 分: the interval of a clear rise or fall, smaller end first, visibly clear of zero."""
    low, high = sorted((abs(figure.low or 0.0), abs(figure.high or 0.0)))
    digits = digits_clear_of(low, high)
    return f"{fixed(low, digits)} 至 {fixed(high, digits)} 分"


def before(view: View, figure: Finding) -> str:
    """2025 年 11 月: the wave that a change is measured from."""
    known = {period.text: period for period in view.earlier}
    return known[figure.against].label("zh") if figure.against in known else figure.against


def together(rows: Sequence[Finding], noun: str = "组") -> str:
    """Says that several intervals hold at once, so that picking the largest difference misleads nobody."""
    number = held_together(rows)
    return f"{number} {noun}的 {confidence(rows[0])} 置信区间同时成立" if number else ""


def all_together(*families: tuple[Sequence[Finding], str]) -> str:
    """The same for the families that a sentence names something of, each with its noun; short for several."""
    held = [(rows, noun) for rows, noun in families if any(direction(row) != "unclear" for row in rows)]
    if not held or not all(held_together(rows) for rows, _ in held):
        return ""
    return together(*held[0]) if len(held) == 1 else f"以上为 {confidence(held[0][0][0])} 联合置信区间"


def joined(*clauses: str) -> str:
    """Clauses set apart by semicolons, empty ones left out."""
    return "；".join(clause for clause in clauses if clause)
