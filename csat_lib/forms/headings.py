"""What headings of columns tell: who and when, what is personal, what is the platform's own, and what goes together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from csat_lib.answers.file_codes import as_number
from csat_lib.answers.plain_names import plain
from csat_lib.answers.wordings import is_chosen
from csat_lib.forms.known_words import PATTERNS, WORDS

NUMBERED = re.compile(r"^(?:第?\d{1,3}题?[、：:.．)）]|[qQ]\d{1,3}(?:[、：:.．]|(?:_\d{1,3})?_(?=[\u3400-\u9fff])))\s*")
NUMBER = re.compile(r"^(?:第|[qQ])?(\d{1,3})(?=$|题|[、：:.．)）(（_\s])")
"""The number that a heading has in the questionnaire."""
OTHER = re.compile(r"(?:_TEXT|other|其他|其它|[:：]输入文本(?: \(\d+\)|\.\d+)?)[\W_]*$", re.IGNORECASE)
_PLACED = re.compile(r"^([qQ]\d{1,3})_(\d{1,3})_(.*[\u3400-\u9fff].*)$", re.DOTALL)
"""The place of an option before the words of its question."""
_PARTS = (
    re.compile(r"^第?(\d{1,3})[题、]*\s*[(（](.+)[)）]$", re.DOTALL),  # 问卷星 by index, and its matrices
    re.compile(
        r"^([qQ]?\d{1,3}[、.．:：].+?)(?:[:：]?\s*(?:——?|–)|[:：])\s*(.+)$", re.DOTALL
    ),  # its newer matrices; 腾讯问卷, 网易问卷
    re.compile(
        r"^(\d{1,3}[、.．\s].+?)[(（]([^()（）]*(?:[(（][^()（）]*[)）])?[^()（）]*)[)）]$"
    ),  # its first option by index
    re.compile(r"^([qQ]\d{1,3}_.+)_([^_]+)$", re.DOTALL),  # 问卷网 by words
    re.compile(r"^(.+?)\s*\[(.+)\]$", re.DOTALL),  # LimeSurvey, Google Forms
    re.compile(r"^(.+)/([^/]+)$", re.DOTALL),  # Kobo, ODK
    re.compile(r"^(.+?)(?:\s+-\s+|: )(.+)$", re.DOTALL),  # wordings of Qualtrics and others
    re.compile(r"^(.*?[A-Za-z]\w*)[_.]([A-Za-z]?\d{1,3}(?:_TEXT)?|other)$"),  # Qualtrics, SPSS
    re.compile(r"^(?!item|var|ques|frage|col)([A-Za-z]{3,8})_?(\d{1,2})$", re.IGNORECASE),  # names by hand
)

_SHORT, _FEW, _FEWEST_NAMES, _POINTS = 40, 12, 5, range(11)


def fields_in(columns: Sequence[str]) -> dict[str, str]:
    """Field of the study -> the column that platforms call so."""
    names = {plain(column): column for column in reversed(columns)}
    found: dict[str, str] = {}
    for field, known in WORDS["fields"].items():
        own = [names[name] for name in known.split("|") if name in names and names[name] not in found.values()]
        found |= {field: own[0]} if own else {}
    return found


def why_left_out(column: str, cells: Iterable[str]) -> str:
    """Why a column is no question: it tells who somebody is, by its name or its cells, or it is the platform's own.

    Names speak of telephones and mail in questions too: points, marks, few options and remarks are answers to these.
    """
    seen, name = Counter(cells), plain(column)
    told = sum(bool(PATTERNS["personal_cell"].match(cell)) for cell in seen)
    called = sum(bool(PATTERNS["person"].match(cell)) for cell in seen)
    are_names = len(seen) > _FEWEST_NAMES and 3 * called > 2 * len(seen) and seen.total() < 2 * len(seen)
    is_closed = all(as_number(cell) in _POINTS or is_chosen(cell) is not None or plain(cell) in name for cell in seen)
    asks = PATTERNS["personal"].search(name) and (len(column) < _SHORT or not is_closed)
    comes_back = len(seen) <= _FEW and seen.total() >= 5 * len(seen)
    may_ask = PATTERNS["perhaps_personal"].search(name) and not (
        is_closed or comes_back or PATTERNS["remark"].search(column)
    )
    if 2 * told > len(seen) > 0 or are_names or asks or (may_ask and seen):
        return "personal; it is never read"
    return "the platform's own note, no answer" if PATTERNS["own"].fullmatch(name) else ""


def stem_of(heading: str) -> tuple[str, str]:
    """(what columns of one question share, what is this column's own); nothing shared: an empty stem."""
    heading = _PLACED.sub(r"\1_\3_\2", heading.strip())
    match = next((found for form in _PARTS if (found := form.match(heading))), None)
    return (match.group(1).strip(), match.group(2).strip()) if match else ("", heading)
