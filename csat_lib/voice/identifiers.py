"""Patterns for links, accounts, documents, cards, phones and rooms in open answers.

Repetitions are bounded, so that a hostile answer cannot make the search slow.
"""

from __future__ import annotations

import re

from csat_lib.voice.language import HAN

_GAP = r"[\s\-–—.·()]{0,2}"
_NEW = r"(?<![\dA-Za-z])"  # no digit or letter before
_END = r"(?!\d)"
_DAY = r"(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d"
_MONEY = r"(?!\d|\s*(?:元|块|分|多|次|人|%|(?i:yuan|rmb|cny|usd|dollar|euro|per)))"

LINK = re.compile(rf"(?i:https?://|www\.)[^\s<>\"'，。！？；、（）{HAN}]+")
DOMAIN = re.compile(
    rf"(?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]{{1,63}}\.){{1,4}}(?i:com|cn|net|org|top|vip|xyz)(?![A-Za-z0-9-])(?:/[^\s{HAN}]*)?"
)
EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}\s?@\s?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
ACCOUNT = re.compile(
    r"(?i:微信|weixin|wechat|whatsapp|telegram|(?<![a-z])qq|(?<![a-z])vx)"
    r"(?:(?:\s?(?:号码?|(?i:id)))?\s?[:：]\s?|\s?(?:号码?|(?i:id))\s?是?\s?|\s?(?=[A-Za-z_-]{0,19}\d))[A-Za-z0-9_-]{5,30}"
)
ID_CARD = re.compile(rf"{_NEW}[1-9]\d{{5}}{_GAP}{_DAY}{_GAP}\d{{3}}[\dXx]{_END}")
PASSPORT = re.compile(rf"{_NEW}[A-Z]{{1,2}}\d{{7,8}}{_END}")
CARD = re.compile(rf"{_NEW}\d{{4}}(?:[ -]?\d{{4}}){{2,3}}(?:[ -]?\d{{1,3}})?{_END}")
MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?1[3-9]\d(?:{_GAP}\d){{8}}{_END}")
FIXED = re.compile(
    rf"(?<!\d)\(?0\d{{2,3}}{_GAP}[2-9]\d{{2,3}}{_GAP}\d{{4}}(?:\s?(?:转|(?i:ext)\.?|-)\s?\d{{1,6}})?{_END}"
)
SERVICE = re.compile(rf"(?<!\d)[48]00{_GAP}\d{{3,4}}{_GAP}\d{{3,4}}{_END}")
ABROAD = re.compile(rf"\+\d{{1,3}}(?:{_GAP}\d){{6,14}}{_END}")
CALLED = re.compile(
    rf"(?P<before>(?:电话|手机号?|座机|致电|(?<![A-Za-z])(?i:phone|mobile|tel|cell|call))[^\d\w]{{0,4}})\d(?:{_GAP}\d){{5,14}}{_END}"
)
SPOKEN = re.compile(r"[零〇一二三四五六七八九幺]{7,}")
LONG_NUMBER = re.compile(r"\d{7,}")
ROOM_ZH = re.compile(
    rf"(?:房间号?|房号|客房)\s?[:：是为]?\s?(?<!\d)\d{{3,5}}{_MONEY}(?:\s?号?\s?(?:房间|房|室))?|(?<!\d)\d{{3,5}}\s?号?\s?(?:房间|客房|房(?![价费型])|室)"
)
ROOM_EN = re.compile(
    rf"(?<![A-Za-z])(?i:room|rm|suite)\.?\s?(?:(?:(?i:no\.?|number)\s?|#\s?)\d{{1,5}}|\d{{3,5}})[A-Za-z]?(?![A-Za-z]){_MONEY}"
)
