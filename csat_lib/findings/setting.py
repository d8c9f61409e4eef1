"""Chinese set right: a space beside Latin letters and digits, none beside full-width marks; marks between words.

The space is an ordinary one in the text (searching and copying keep working); the page makes it thin. Also here: how
many decimals keep an interval clear of a line.
"""

from __future__ import annotations

import re

from csat_lib.findings.measure import Words

COMMA, SEMICOLON, COLON = Words("、", ", "), Words("；", "; "), Words("：", ": ")
TO = Words(" 至 ", " to ")
DATE = r"\d{4} 年(?: \d{1,2} 月)?(?: \d{1,2} 日)?"
"""A Chinese date, which no line breaks."""
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_WIDE = r"\u3001\u3002\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff5e\u300a-\u300f\u201c\u201d"
_HAN_THEN_LATIN = re.compile(rf"([{_HAN}]) ?(?=[A-Za-z0-9\u0370-\u03ff+\u2212<≥])")
_LATIN_THEN_HAN = re.compile(rf"([A-Za-z0-9\u0370-\u03ff%+\]²]) ?(?=[{_HAN}])")
_BESIDE_WIDE = re.compile(rf" ?([{_WIDE}]) ?")


def set_text(text: str, language: str) -> str:
    """The text as it is printed in its language; English is left as it is."""
    if language != "zh":
        return text
    text = _HAN_THEN_LATIN.sub(r"\1 ", text)
    text = _LATIN_THEN_HAN.sub(r"\1 ", text)
    return _BESIDE_WIDE.sub(r"\1", text)


def digits_clear_of(low: float, high: float, digits: int = 1, line: float = 0.0) -> int:
    """Decimals that keep an interval visibly clear of a line (zero, a threshold) when it is clear of it.

    An interval from 0.04 to 1.20 does not hold zero, but "0.0 to 1.2" would look as if it did: it is written
    with two decimals. At most three decimals are added.
    """
    if low <= line <= high:
        return digits
    nearest = low if low > line else high
    wanted = digits
    while wanted < digits + 3 and round(nearest, wanted) == round(line, wanted):
        wanted += 1
    return wanted
