"""What one of a segment question's groups is called in a sentence, and those beside it: a hotel, the other hotels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csat_lib.findings.measure import Words

if TYPE_CHECKING:
    from csat_lib.report.view import View

_NO_NOUN = re.compile(r"[?？\s/（(]")
_LONGEST = {"zh": 5, "en": 16}
"""Letters of a segment question beyond which it is a question and no noun."""


def _noun(view: View, segment_by: str) -> str:
    """What one of a segment question's groups is called, where the question is the unit and named in a word: hotel."""
    words = view.label(segment_by)
    if segment_by != view.study.unit or _NO_NOUN.search(words) or len(words) > _LONGEST[view.language]:
        return ""
    return words if view.language == "zh" or words[:2].isupper() else words.lower()


def _one(view: View, segment_by: str) -> str:
    """A hotel; without a noun a group."""
    return _noun(view, segment_by) or Words("组", "group")[view.language]


def _others(view: View, segment_by: str) -> str:
    """The other hotels; without a noun all other respondents."""
    noun = _noun(view, segment_by)
    if not noun:
        return Words("其他受访者", "all other respondents")[view.language]
    return f"其他{noun}" if view.language == "zh" else f"the other {_plural(noun)}"


def _rest(view: View, segment_by: str) -> str:
    """The other hotels combined."""
    together = Words("合计", " combined" if _noun(view, segment_by) else "")
    return f"{_others(view, segment_by)}{together[view.language]}"


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"


GROUPS = {"one": _one, "others": _others, "rest": _rest}
"""What a group and those beside it are called, by the segment question."""
