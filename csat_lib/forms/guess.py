"""What kind of question a column answers, guessed from its heading and its cells; every guess says what it rests on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from csat_lib.answers.dates import moment_of, order_of
from csat_lib.answers.file_codes import as_number
from csat_lib.answers.header import plain
from csat_lib.answers.wordings import is_chosen, parts_of
from csat_lib.forms.agreement import FEWEST, ordered
from csat_lib.forms.columns import Column
from csat_lib.forms.questionnaire import Asked, Choice, language_of

_NPS = re.compile(r"推荐|recommend|\bnps\b|净推荐", re.I)
_CATEGORY = re.compile(
    "性别|地区|区域|城市|省份|学历|收入|职业|行业|年龄段|类型|门店|酒店|渠道|产品|部门|婚姻|等级|批次|class|gender|\\bsex\\b|region"
    "|city|education|income|occupation|industry|\\btype|category|branch|store|hotel|channel|product|department|marital|grade"
    "|group|country|state",
    re.I,
)
_QUANTITY = re.compile("年龄|岁|次数|人数|天数|金额|年限|几|多少|age|years?|number of|how many|how much|count|amount|price", re.I)
_CODED = re.compile(r"^(\d{1,2})\s*[.、:：．)）-]\s*(\S.*)$", re.DOTALL)
_BEHIND = re.compile(r"^(\S.*?)\s*[(（](\d{1,2})\s*分?[)）]$", re.DOTALL)
_NO_OPINION = {plain(word) for word in ("不适用", "不清楚", "不知道", "未使用", "不了解", "N/A", "not applicable")} | {
    plain(word) for word in ("don't know", "do not know", "no opinion", "did not use", "don’t know", "not sure")
}
SEPARATORS = ("┋", ";", "；", "|", ",", "，", "、", "→")
MOST_OPTIONS = 30
_ENDS = (5, 7, 10)


def guess(column: Column) -> Asked:
    """One column by itself."""
    asked = Asked("", "text", {language_of([column.wording]): column.wording}, column=column.name, role="open")
    if not column.cells:
        return asked.with_note("no answers; taken for open text")
    return (
        _of_labels(column, asked)
        or _of_numbers(column, asked)
        or _of_words(column, asked)
        or _of_days(column, asked)
        or _of_lists(column, asked)
        or _of_options(column, asked)
        or asked.with_note(f"{len(column.counts)} different answers in words")
    )


def _of_labels(column: Column, asked: Asked) -> Asked | None:
    """A column whose codes the file itself labels."""
    labels = {code: label for code, label in column.labels.items() if label.strip()}
    codes = sorted((code for code in labels if as_number(code) is not None), key=float)
    if not codes or not {*column.counts} <= {*labels}:
        return _rated_at_the_ends(column, asked, labels)
    language = language_of(labels.values())
    low_to_high = ordered([labels[code] for code in codes if plain(labels[code]) not in _NO_OPINION])
    listed = tuple(Choice(code, {language: labels[code]}) for code in codes)
    no_answer = tuple(code for code in codes if plain(labels[code]) in _NO_OPINION)
    if low_to_high:
        points = tuple(choice for choice in listed if choice.code not in no_answer)
        return _rating(replace(asked, not_applicable=no_answer), points, "labels of the file in an order of agreement")
    if [is_chosen(labels[code]) for code in codes] in ([True, False], [False, True]):
        return asked.with_note("labels yes and no", kind="yes_no", role="profile", choices=listed)
    return asked.with_note("labels of the file", kind="single", role="profile", choices=listed)


def _rated_at_the_ends(column: Column, asked: Asked, labels: dict[str, str]) -> Asked | None:
    """Numbers of which the file labels the ends alone."""
    ends = [number for code in labels if (number := as_number(code)) is not None]
    if column.numbers is None or len(ends) < 2 or not min(ends) <= column.numbers[0] <= column.numbers[-1] <= max(ends):
        return None
    language = language_of(labels.values())
    points = [Choice(f"{at}", {language: labels[f"{at}"]} if f"{at}" in labels else {})
              for at in range(int(min(ends)), int(max(ends)) + 1)]  # fmt: skip
    return _rating(asked, tuple(points), "the ends that the file labels") if len(points) <= 11 else None


def _of_numbers(column: Column, asked: Asked) -> Asked | None:
    found = column.numbers
    if found is None:
        return None
    whole = all(number.is_integer() for number in found)
    named = _CATEGORY.search(column.wording) and not _NPS.search(column.wording)
    if found == [0, 1]:
        yes_no = (Choice("1", {}), Choice("0", {}))
        return asked.with_note("answers 0 and 1; 1 taken for yes", kind="yes_no", role="profile", choices=yes_no)
    if whole and len(found) <= MOST_OPTIONS and (named or (len(found) == 2 and found[-1] <= 9)):
        listed = tuple(Choice(f"{number:g}", asked.text.fromkeys(asked.text, f"{number:g}")) for number in found)
        return asked.with_note("few codes without labels: word them", kind="single", role="profile", choices=listed)
    if whole and found[0] >= 0 and found[-1] <= 10 and not (_QUANTITY.search(column.wording) and found[-1] > 7):
        if _NPS.search(column.wording) and (found[-1] > 7 or found[0] == 0):
            return asked.with_note("recommendation, answers from 0 to 10", kind="nps", role="outcome")
        return scaled(asked, found[0], found[-1])
    unit = dict.fromkeys(asked.text, "单位" if "zh" in asked.text else "units")
    return asked.with_note(f"numbers from {found[0]:g} to {found[-1]:g}", kind="number", role="profile", unit=unit)


def scaled(asked: Asked, lowest: float, highest: float) -> Asked:
    """A rating on the usual scale that holds these answers."""
    end = next(end for end in _ENDS if highest <= end)
    start = 0 if lowest == 0 else 1
    points = tuple(Choice(str(at), {}) for at in range(start, end + 1))
    return _rating(asked, points, f"answers from {lowest:g} to {highest:g}; is the scale {start} to {end}?")


def _of_words(column: Column, asked: Asked) -> Asked | None:
    """Wordings of a scale, or yes and no."""
    words = [word for word in column.counts if plain(word) not in _NO_OPINION]
    no_answer = tuple(word for word in column.counts if plain(word) in _NO_OPINION)
    coded = {word: found for word in words if (found := _code_in(word))}
    if len(coded) == len(words) >= 2 and len({code for code, _ in coded.values()}) == len(words):
        points = {code: label for code, label in coded.values()}
        if ordered(list(points.values())) or all(not re.search(r"[^\d分]", label) for label in points.values()):
            end = next((end for end in _ENDS if max(points) <= end), max(points))
            listed = tuple(Choice(str(at), _text(points.get(at, ""))) for at in range(min(1, *points), end + 1))
            return _rating(replace(asked, not_applicable=no_answer), listed, "code and wording in one cell")
    low_to_high = ordered(words) if len(words) > 1 else None
    if low_to_high and len(low_to_high) >= FEWEST:
        listed = tuple(Choice(str(at), _text(word)) for at, word in enumerate(low_to_high, start=1))
        return _rating(replace(asked, not_applicable=no_answer), listed, f"{len(words)} wordings that form a scale")
    said = {word: is_chosen(word) for word in words}
    if len(words) == 2 and {*said.values()} == {True, False}:
        both = tuple(Choice(word, {}) for word in sorted(said, key=lambda word: not said[word]))
        return asked.with_note("answers yes and no", kind="yes_no", role="profile", choices=both)
    return None


def _code_in(word: str) -> tuple[int, str] | None:
    if match := _CODED.match(word):
        return int(match.group(1)), match.group(2)
    match = _BEHIND.match(word)
    return (int(match.group(2)), match.group(1)) if match else None


def _text(word: str) -> dict[str, str]:
    return {language_of([word]): word} if word else {}


def _of_days(column: Column, asked: Asked) -> Asked | None:
    order = order_of(list(column.counts))
    days = sum(count for cell, count in column.counts.items() if moment_of(cell, cell, order) is not None)
    return asked.with_note("days", kind="date", role="profile") if days == len(column.cells) else None


def _of_lists(column: Column, asked: Asked) -> Asked | None:
    """Several options in one cell: parts that come back, between one separator."""
    for separator in SEPARATORS:
        several = [cell for cell in column.cells if separator in cell]
        if not several or (separator != "┋" and len(several) < 3):
            continue
        counts = Counter(part for cell in column.cells for part in {*parts_of(cell, separator)} if part)
        recurring = sum(n for n in counts.values() if n > 1) / max(1, counts.total())
        if len(counts) <= MOST_OPTIONS and (separator == "┋" or recurring > 0.95):
            listed = tuple(Choice(str(at), _text(part)) for at, part in enumerate(_sorted(counts), start=1))
            note = f"lists between `{separator}`; the order of the options is not known"
            return asked.with_note(note, kind="multiple", role="profile", choices=listed, separator=separator)
    return None


def _of_options(column: Column, asked: Asked) -> Asked | None:
    counts, n = column.counts, len(column.cells)
    longest = max(map(len, counts))
    if len(counts) > MOST_OPTIONS or longest > 60 or (len(counts) > 2 and n < 2 * len(counts)):
        return None
    numbered = [(f"{at}", word) for at, word in enumerate(_sorted(counts), start=1)]
    listed = tuple(Choice(code, _text(word)) for code, word in numbered)
    note = f"{len(counts)} different answers among {n:,}; their order is not known"
    return asked.with_note(note, kind="single", role="profile", choices=listed)


def _sorted(counts: Counter[str]) -> list[str]:
    """Options with numbers or letters in front in that order, others the most frequent first."""
    lead = [re.match(r"(\d+)|([A-Z])[.、]", word) for word in counts]
    if all(lead):
        return sorted(counts, key=lambda word: (int(re.match(r"\d*", word).group() or 0), word))  # type: ignore[union-attr]
    return [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _rating(asked: Asked, points: Sequence[Choice], note: str) -> Asked:
    return asked.with_note(note, kind="rating", role="perception", choices=tuple(points))
