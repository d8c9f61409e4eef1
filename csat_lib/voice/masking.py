"""Personal data in open answers: found by pattern and replaced by a tag that says what stood there.

A pattern finds what looks like a number, an address or a name with a title. It cannot know that `Lily at the front
desk` is a person: such names stay, and an analyst reads every quote before it is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from csat_lib.voice import identifiers, names
from csat_lib.voice.language import language_of, plain

_HALF_WIDTH = {wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_HALF_WIDTH |= {ord("＠"): "@", ord("＋"): "+", ord("－"): "-", ord("．"): ".", ord("＿"): "_"}


@dataclass(frozen=True)
class Mask:
    """What is looked for and the tag in its place. Groups named ``before`` and ``after`` (a title) stay."""

    pattern: re.Pattern[str]
    zh: str
    en: str

    def over(self, text: str, language: str) -> str:
        """The text with every find replaced."""
        tag = self.zh if language == "zh" else self.en
        return self.pattern.sub(lambda found: f"{_kept(found, 'before')}[{tag}]{_kept(found, 'after')}", text)


# In this order: what is longer and says more first, bare numbers last.
MASKS: tuple[Mask, ...] = (
    Mask(identifiers.LINK, "网址", "link"),
    Mask(identifiers.EMAIL, "邮箱", "e-mail"),
    Mask(identifiers.DOMAIN, "网址", "link"),
    Mask(identifiers.ACCOUNT, "账号", "account"),
    Mask(identifiers.ID_CARD, "证件号", "ID number"),
    Mask(identifiers.PASSPORT, "证件号", "ID number"),
    Mask(identifiers.MOBILE, "电话", "phone"),
    Mask(identifiers.CARD, "卡号", "card number"),
    Mask(identifiers.FIXED, "电话", "phone"),
    Mask(identifiers.SERVICE, "电话", "phone"),
    Mask(identifiers.ABROAD, "电话", "phone"),
    Mask(identifiers.CALLED, "电话", "phone"),
    Mask(identifiers.SPOKEN, "电话", "phone"),
    Mask(identifiers.ROOM_ZH, "房号", "room"),
    Mask(identifiers.ROOM_EN, "房号", "room"),
    Mask(identifiers.LONG_NUMBER, "号码", "number"),
    Mask(names.TITLED_ZH, "姓名", "name"),
    Mask(names.INTRODUCED_ZH, "姓名", "name"),
    Mask(names.ALONE_ZH, "姓名", "name"),
    Mask(names.FAMILIAR_ZH, "姓名", "name"),
    Mask(names.TITLED_EN, "姓名", "name"),
    Mask(names.INTRODUCED_EN, "姓名", "name"),
    Mask(names.BOOKED_EN, "姓名", "name"),
)


def mask(text: str) -> str:
    """The text without what could tell who wrote it or whom it names, with tags in the text's own language.

    Masked: links, e-mails, messenger accounts, ID cards and passports, bank cards, phones (Chinese and international,
    also in Chinese numerals), rooms, numbers of seven digits or more, names with a title or an introduction. Invisible
    characters and full-width digits are made plain first, so that they cannot hide a number. Masking twice changes
    nothing.
    """
    language, masked = language_of(text), plain(text.translate(_HALF_WIDTH))
    while (again := _once(masked, language)) != masked:
        masked = again
    return masked


def _once(text: str, language: str) -> str:
    for rule in MASKS:
        text = rule.over(text, language)
    return text


def _kept(found: re.Match[str], group: str) -> str:
    return found.groupdict().get(group) or ""
