"""The charts' own words in both languages; alternative texts for a reader who does not see them."""

from collections.abc import Iterable

from csat_lib.charts.look import Look
from csat_lib.charts.numbers import Write
from csat_lib.charts.rows import Row
from csat_lib.findings.setting import TO, set_text
from csat_lib.findings.told import Told, filled, joined

WORDS: dict[str, tuple[str, str]] = {
    # marks
    "interval": ("{level} 置信区间", "{level} interval"),
    "joint": ("{level} 置信区间（联合）", "{level} interval (joint)"),
    "actual": ("本期", "this wave"),
    "earlier": ("上期（{period}）", "earlier wave ({period})"),
    "target": ("目标", "target"),
    "small_base": ("样本量不足 {n}", "fewer than {n} responses"),
    "masked": ("样本量不足 {n}，不予展示", "fewer than {n} responses: not shown"),
    "masked_with": (
        "样本量不足 {n}，或可推算出这样的组：不予展示",
        "fewer than {n} responses, or telling of so few: not shown",
    ),
    "absent": ("无法计算", "cannot be given"),
    # axes and heads
    "index_axis": ("指数（0–100 分）", "index, 0–100"),
    "comma_space": ("，", ", "),
    "zero_to_hundred": ("0–100 分", "0–100"),
    "base": ("样本量", "base"),
    "bases": ("样本量（等效）", "base (effective)"),
    # sentences
    "in_brackets": ("{n}（{of}）", "{n} ({of})"),
    "range": ("（{low} 至 {high}）", " ({low} to {high})"),
    "colon": ("：", ": "),
    "semicolon": ("；", "; "),
    "comma": ("、", ", "),
    "stop": ("。", ". "),
}


def say(look: Look, key: str, **slots: object) -> Told:
    """The words for ``key`` in the look's language, its slots filled."""
    chinese, english = WORDS[key]
    return filled(chinese if look.language == "zh" else english, **slots)


def ends(look: Look, row: Row, write: Write) -> Told:
    """76.9 to 79.7: both ends of an interval, where there is one."""
    told = [write(row, "low"), write(row, "high")] if row.has_interval else []
    return joined(told, TO[look.language])


def reading(look: Look, label: str, row: Row, write: Write) -> Told:
    """Room 78.3 (76.9 to 79.7): a label, its value and its interval; a dash when there is no value."""
    value = write(row) if row.known else "–"
    held = say(look, "range", low=write(row, "low"), high=write(row, "high")) if row.has_interval else ""
    return labelled(label, joined([value, held], ""))


def labelled(label: str, figure: str) -> Told:
    """Room 78.3."""
    return joined([label, figure], " ")


def tell(look: Look, *sentences: str) -> Told:
    """The sentences that say something, each with its full stop."""
    stop = say(look, "stop")
    told = joined((joined([sentence, stop], "") for sentence in sentences if sentence), "")
    return told.as_text(set_text(told.strip(), look.language))


def series(look: Look, parts: Iterable[str], head: str = "") -> Told:
    """head: one; two; three."""
    opening = [head, say(look, "colon")] if head else []
    return joined([*opening, joined(parts, say(look, "semicolon"))], "")


def listed(look: Look, parts: Iterable[str]) -> Told:
    """one, two, three."""
    return joined(parts, say(look, "comma"))
