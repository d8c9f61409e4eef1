"""What kind of question a column answers, guessed from its heading and its cells; every guess says what it rests on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from csat_lib.answers.column_facts import ColumnFacts
from csat_lib.answers.dates import moment_of
from csat_lib.answers.file_codes import as_number
from csat_lib.answers.wordings import is_chosen, without_added
from csat_lib.forms.agreement import ends_of, ordered
from csat_lib.forms.asked_form import Options
from csat_lib.forms.known_words import NPS, PATTERNS, Texts, is_no_opinion, language_of
from csat_lib.forms.seen_columns import SeenColumn

Guess = dict[str, Any]
"""``kind``, ``text``, ``options`` and keys of the study file, as :meth:`Form.ask` takes them; ``note``."""
_CODED = re.compile(r"^(\d{1,2})\s*[.、:：．)）]\s*(\S.*)$", re.DOTALL)
_BEHIND = re.compile(r"^(\S.*?)\s*[(（](\d{1,2})\s*分?[)）]$", re.DOTALL)
_DASHED = re.compile(r"^(\d{1,2})\s*[-=–—]\s*\D.*$", re.DOTALL)
LETTER = re.compile(r"^[A-Z]\s*[.．、]\s*(?=\S)")
"""What 腾讯问卷 writes before each option."""
SEPARATORS = ("┋", ";", "；", "|", ",", "，", "、", "→", " ")
MOST_OPTIONS = 30
_LONGEST_OPTION = 60
_FEW = 12
"""Answers of which as few as these come back among many are options, however long they are."""
_ENDS = (5, 7, 10)
_MOST_WAYS, _MOST_BANDS = 4, 15
"""Codes up to which whether one does something, and how old one is, is told in options."""
_NO_ANSWER = (66, 77, 88, 96, 97, 98, 99, 888, 997, 998, 999, -1, -8, -9, -99)
"""Codes that questionnaires have for no answer, when the answers themselves go up to 10."""


def guess(column: SeenColumn) -> Guess:
    """One column by itself: the first kind that all of its cells fit."""
    found: Guess | None = None
    whole, column = column, _unlettered(column)
    if column.cells:
        ways = (_of_labels, _of_numbers, _of_words, _of_mixed, _of_days, _of_lists)
        found = next((found for way in ways if (found := way(column))), None) or _of_options(whole)
    if found and found["kind"] == "rating" and PATTERNS["frequency"].search(column.wording):
        options = [(code, words or {"zh": code, "en": code}) for code, words in found["options"]]
        found |= {"kind": "coded", "options": options, "note": f"{found['note']}; how often, which is no opinion"}
    note = f"{len(column.counts)} different answers in words" if column.cells else "no answers; taken for open text"
    text = {language_of([column.wording]): column.wording}
    comes_back = 3 * len(column.counts) <= len(column.cells)
    return {"text": text, "column": column.name} | (found or {"kind": "text", "note": note, "named": comes_back})


def _unlettered(column: SeenColumn) -> SeenColumn:
    """The column with its answers as they are worded, where each has a letter in front."""
    lettered = column.cells and all(map(LETTER.match, column.counts))
    return replace(column, rows=tuple(LETTER.sub("", row) for row in column.rows)) if lettered else column


def _of_labels(column: SeenColumn) -> Guess | None:
    """A column whose codes the file itself labels: all of them, or the ends of a scale alone."""
    labels = {code: label for code, label in column.labels.items() if label.strip() and as_number(code) is not None}
    codes = sorted(labels, key=float)
    own = [code for code in codes if not is_no_opinion(labels[code])]
    beside = [code for code in codes if code not in own]
    numbers = [number for number in column.numbers or () if number not in map(float, beside)]
    if {*column.counts} <= {*codes}:
        options = [(code, _text(labels[code])) for code in codes]
        if ordered([labels[code] for code in own]):
            return {"kind": "rating", "options": options, "note": "labels of the file, in an order of agreement"}
        if len(codes) == 2 and {is_chosen(label) for label in labels.values()} == {True, False}:
            options.sort(key=lambda option: not is_chosen(labels[option[0]]))
            return {"kind": "yes_no", "options": options, "note": "labels yes and no"}
        return {"kind": "single", "options": options, "note": "labels of the file"}
    if len(own) > 1 and numbers and float(own[0]) <= numbers[0] and numbers[-1] <= float(own[-1]):
        points = range(int(float(own[0])), int(float(own[-1])) + 1)
        options = [(str(at), _text(labels.get(str(at), ""))) for at in points]
        found = {"kind": "rating", "options": options, "not_applicable": beside}
        return found | {"note": "a scale whose ends the file labels"} if len(points) < 12 else None
    return None


def _of_numbers(column: SeenColumn) -> Guess | None:
    """Ratings, recommendation, codes and numbers; codes far above a short scale say that there is no answer."""
    found = column.numbers
    if found is None:
        return None
    beside = [f"{number:g}" for number in found if number in _NO_ANSWER]
    own = tuple(f"{number:g}" for number in found if number not in _NO_ANSWER and 0 <= number <= 10)
    if beside and len(own) + len(beside) == len(found) and own:
        inner = _of_plain_numbers(SeenColumn(column.name, column.wording, own))
        return {**inner, "not_applicable": beside, "note": f"{inner['note']}; {', '.join(beside)} taken for no answer"}
    return _of_plain_numbers(column)


def _of_plain_numbers(column: SeenColumn) -> Guess:
    found = column.numbers or []
    whole = all(number.is_integer() for number in found)
    recommends = PATTERNS["recommend"].search(column.wording)
    named = bool(PATTERNS["category"].search(column.wording)) and not recommends
    named = named or (found[-1] <= _MOST_WAYS and bool(PATTERNS["whether"].search(column.wording)))
    bands = found[0] >= 0 and found[-1] <= _MOST_BANDS and PATTERNS["age"].search(column.wording)
    counted = PATTERNS["quantity"].search(column.wording) and not bands
    if found == [0, 1]:
        return {"kind": "yes_no", "options": [("1", {}), ("0", {})], "note": "answers 0 and 1; 1 taken for yes"}
    if (
        whole
        and len(found) <= MOST_OPTIONS
        and not counted
        and (named or bands or (len(found) == 2 and 0 <= found[0] < found[1] < 10))
    ):
        options = [(f"{number:g}", {"zh": f"{number:g}", "en": f"{number:g}"}) for number in found]
        return {"kind": "coded", "options": options, "note": "few codes without labels: word them"}
    if whole and len(found) > 1 and found[0] >= 0 and found[-1] <= 10 and not (counted and not recommends):
        if recommends and (found[-1] > 7 or found[0] == 0):
            return {"kind": NPS, "note": "recommendation, answers from 0 to 10"}
        return scaled(found[0], found[-1])
    return {"kind": "number", "note": f"numbers from {found[0]:g} to {found[-1]:g}"}


def answers_in(column: SeenColumn) -> list[float]:
    """The numbers of a column without those that say that there is no answer."""
    return [number for number in column.numbers or () if number not in _NO_ANSWER]


def scaled(lowest: float, highest: float) -> Guess:
    """A rating on the usual scale that holds these answers."""
    end, start = next(end for end in _ENDS if highest <= end), 0 if lowest == 0 else 1
    points = [(str(at), _text("")) for at in range(start, end + 1)]
    note = f"answers from {lowest:g} to {highest:g}; is the scale {start} to {end}?"
    return {"kind": "rating", "options": points, "note": note}


def _of_words(column: SeenColumn) -> Guess | None:
    """Wordings of a scale, alone or beside their codes; yes and no."""
    words = [word for word in column.counts if not is_no_opinion(word)]
    beside = {"not_applicable": [word for word in column.counts if is_no_opinion(word)]}
    coded = dict(found for word in words if (found := _code_in(word)))
    if len(coded) == len(words) > 1 and (ordered(list(coded.values())) or _are_points(coded.values())):
        end = next((end for end in _ENDS if max(coded) <= end), max(coded))
        options = [(str(at), _text(coded.get(at, ""))) for at in range(min(1, *coded), end + 1)]
        return {"kind": "rating", "options": options, "note": "code and wording in one cell", **beside}
    if len(words) > 1 and (low_to_high := ordered(words)):
        options = [(str(at), _text(word)) for at, word in enumerate(low_to_high, start=1)]
        return {"kind": "rating", "options": options, "note": f"{len(words)} wordings that form a scale", **beside}
    if len(words) == 2 and {is_chosen(word) for word in words} == {True, False}:
        options = [(word, {}) for word in sorted(words, key=lambda word: not is_chosen(word))]
        return {"kind": "yes_no", "options": options, "note": "answers yes and no", **beside}
    return None


def _of_mixed(column: SeenColumn) -> Guess | None:
    """Numbers of a scale of which an end, or both, are worded."""
    words = [word for word in column.counts if as_number(word) is None and not is_no_opinion(word)]
    every = sorted(number for word in column.counts if (number := as_number(word)) is not None)
    numbers = [number for number in every if number not in _NO_ANSWER]
    ends = ends_of(words) if words and numbers and numbers[0] >= 1 and numbers[-1] < 10 else None
    if ends is None:
        return None
    start = 0 if ends[0] and numbers[0] == 1 else 1
    end = next(end for end in _ENDS if numbers[-1] < end or (numbers[-1] == end and not ends[1]))
    worded = {start: ends[0], end: ends[1]}
    options = [(str(at), _text(worded.get(at, ""))) for at in range(start, end + 1)]
    beside = [word for word in column.counts if is_no_opinion(word) or as_number(word) in _NO_ANSWER]
    note = f"numbers beside worded ends; is the scale {start} to {end}?"
    return {"kind": "rating", "options": options, "note": note, "not_applicable": beside}


def _code_in(word: str) -> tuple[int, str] | None:
    """The code that stands with a wording, and the wording (which a dash does not part)."""
    if match := _CODED.match(word):
        return int(match.group(1)), match.group(2)
    if match := _BEHIND.match(word):
        return int(match.group(2)), match.group(1)
    match = _DASHED.match(word)
    return (int(match.group(1)), word) if match else None


def _are_points(labels: Iterable[str]) -> bool:
    """Whether labels are numbers with 'points' or stars, or begin with a code of their own."""
    return all(re.fullmatch(r"\d+\s*[分星]?|\d{1,2}\s*[-=–—].*", label, re.DOTALL) for label in labels)


def _text(word: str) -> Texts:
    return {language_of([word]): word} if word else {}


def _of_days(column: SeenColumn) -> Guess | None:
    facts = ColumnFacts()
    facts.see(column.counts)
    days = all(moment_of(cell, cell, facts.order) is not None for cell in column.counts)
    return {"kind": "date", "note": "days"} if days else None


def parts_of(cell: str, separator: str) -> list[str]:
    """The options of a list, without what the respondent added: a separator within his words parts nothing."""
    return [part.strip() for part in without_added(cell).split(separator) if part.strip()]


def _of_lists(column: SeenColumn) -> Guess | None:
    """Several options in one cell: parts that come back, between one separator."""
    for separator in SEPARATORS:
        several = sum(separator in cell for cell in column.cells)
        counts = Counter(part for cell in column.cells for part in {*parts_of(cell, separator)})
        again = sum(n for n in counts.values() if n > 1) / max(1, counts.total())
        likely = (
            several > 2
            and again > 0.95
            and max(map(len, counts)) < _LONGEST_OPTION
            and len(counts) < len(column.counts)
            and (separator != " " or all(part == part.lower() for part in counts))
        )
        if len(counts) <= MOST_OPTIONS and several and (separator == "┋" or likely):
            note = f"lists between `{separator}`; the order of the options is not known"
            return {"kind": "multiple", "options": _options(counts), "separator": separator, "note": note}
    return None


def _of_options(column: SeenColumn) -> Guess | None:
    counts, n = column.counts, len(column.cells)
    if PATTERNS["remark"].search(column.wording):
        return None
    is_long = max(map(len, counts)) > _LONGEST_OPTION and (len(counts) > _FEW or n < 5 * len(counts))
    if len(counts) > MOST_OPTIONS or is_long or (len(counts) > 2 and n < 2 * len(counts)):
        return None
    note = f"{len(counts)} different answers among {n:,}; their order is not known"
    return {"kind": "single", "options": _options(counts), "note": note}


def _options(counts: Counter[str]) -> Options:
    """Options with numbers or letters in front in that order, others the most frequent first; coded 1, 2, 3 ..."""
    lead = {word: re.match(r"(\d+)|[A-Z][.、]", word) for word in counts}
    if all(lead.values()):
        listed = sorted(counts, key=lambda word: (int((re.match(r"\d*", word) or [""])[0] or 0), word))
    else:
        listed = sorted(counts, key=lambda word: (-counts[word], word))
    return [(str(at), _text(LETTER.sub("", word) if all(lead.values()) else word)) for at, word in enumerate(listed, 1)]
