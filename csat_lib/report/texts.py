"""The texts inside blocks, cleaned of what cannot be set."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from csat_lib.findings.told import Told
from csat_lib.report.blocks import Block, Figure, Paragraph, Points, References, Table
from csat_lib.report.inline import LITERAL, bare

T = TypeVar("T")

_NOT_WORDS = {
    "anchor",
    "svg",
    "narrow",
    "spark_svg",
    "latex",
    "typst",
    "sign",
    "style",
    "kind",
    "mark",
    "align",
    "order",
    "language",
    "of",
    "data",
    "part",
}
_CAPTION = ("title", "base", "note", "source")
_SENTENCES: dict[type, tuple[str, ...]] = {
    Paragraph: ("text",),
    Points: ("items",),
    References: ("items",),
    Figure: _CAPTION,
    Table: _CAPTION,
}
"""The fields in which marks are read."""
_HAN = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_THIN = "\u2009\u200a\u202f"
_THIN_BESIDE_HAN = re.compile(f"(?<=[{_HAN}])[{_THIN}]|[{_THIN}](?=[{_HAN}])")
_THIN_ELSEWHERE = re.compile(f"[{_THIN}\u2007]")
_IN_A_FIGURE = re.compile("(?<=[0-9%]) (?:(?=%)|(to|至) (?=[+\u2212-]?[0-9]))")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]")


def clean(text: str) -> str:
    """Composed letters, no control, direction or zero-width characters; thin spaces are left to the typesetter.

    The space between Chinese and Latin is made by the layout (CSS ``text-autospace``, Typst ``cjk-latin-spacing``),
    so a thin space written there goes; elsewhere it becomes one that does not break.
    """
    text = unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", _THIN_ELSEWHERE.sub("\u00a0", _THIN_BESIDE_HAN.sub("", text)))
    text = _IN_A_FIGURE.sub(lambda match: f"\u00a0{match[1]}\u00a0" if match[1] else "\u00a0", text)
    return "".join(_visible(letter) for letter in text)


def _visible(letter: str) -> str:
    if letter == LITERAL:
        return letter
    if letter in "\r\n\t\v\f\x85\u2028\u2029":
        return " "
    return "" if unicodedata.category(letter) in {"Cc", "Cs", "Cn"} else letter


def clean_block(block: Block) -> Block:
    """The same block with all its texts cleaned, and marks left in sentences only: a quote or a cell holds none."""
    sentences = _SENTENCES.get(type(block), ())
    data = {name: map_texts(part, _as_data) for name, part in _words(block) if name not in sentences}
    told = {name: map_texts(getattr(block, name), clean) for name in sentences}
    return replace(block, **data, **told)


def reading_first(blocks: Iterable[Block]) -> list[Block]:
    """The paragraph behind a figure before it: it says what is seen, and a figure may go to the next page."""
    found: list[Block] = []
    before: Block | None = None
    for block in blocks:
        is_reading = isinstance(before, Figure) and isinstance(block, Paragraph) and block.style == "body"
        found.insert(len(found) - is_reading, block)
        before = block
    return found


def sentences_in(block: Block) -> Iterator[str]:
    """The texts of a block in which marks are read."""
    for name in _SENTENCES.get(type(block), ()):
        yield from texts_in(getattr(block, name))


def _as_data(text: str) -> str:
    return clean(bare(text))


def map_texts(value: T, change: Callable[[str], str]) -> T:
    """The same block, or part of one, with every text that a reader sees changed."""
    if isinstance(value, Told):
        return value.as_text(change(value))  # type: ignore[return-value]  # Told in, Told out
    if isinstance(value, str):
        return change(value)  # type: ignore[return-value]  # str in, str out
    if isinstance(value, tuple):
        return tuple(map_texts(part, change) for part in value)  # type: ignore[return-value]  # tuple in, tuple out
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{name: map_texts(part, change) for name, part in _words(value)})
    return value


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a block, or of a part of one, that a reader sees."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif is_dataclass(value):
        for _, part in _words(value):
            yield from texts_in(part)


def _words(block: Any) -> list[tuple[str, Any]]:
    return [(field.name, getattr(block, field.name)) for field in fields(block) if field.name not in _NOT_WORDS]
