"""Letters that no font of the print can draw, and what the print says of the squares in their place."""

import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

from fontTools import unicodedata as scripts

from csat_lib.findings.measure import Words
from csat_lib.findings.setting import COMMA
from csat_lib.report.assemble import Item, Report
from csat_lib.report.blocks import Heading
from csat_lib.report.fonts import is_mark, missing_characters
from csat_lib.report.labels import label

_SPOKEN = frozenset(["alt", "spark_alt", "spoken"])
_SCRIPTS = {
    "Zyyy": Words("符号与表情", "signs and emoji"),
    "Hani": Words("生僻汉字", "rare Chinese characters"),
    "Hang": Words("谚文", "Hangul"),
    "Deva": Words("天城文", "Devanagari"),
    "Thai": Words("泰文", "Thai"),
    "Beng": Words("孟加拉文", "Bengali"),
    "Taml": Words("泰米尔文", "Tamil"),
    "Telu": Words("泰卢固文", "Telugu"),
    "Khmr": Words("高棉文", "Khmer"),
    "Mymr": Words("缅文", "Burmese"),
    "Tibt": Words("藏文", "Tibetan"),
    "Mong": Words("蒙古文", "Mongolian"),
}
_OTHER = Words("其他文字", "other scripts")


def unprinted(text: str) -> dict[Words, int]:
    """How many letters of which script the squares stand for, most first."""
    lacking = {letter: scripts.script(letter) for letter in missing_characters(text) if not is_mark(letter)}
    found = Counter(_SCRIPTS.get(lacking[letter], _OTHER) for letter in text if letter in lacking)
    return dict(found.most_common())


def is_in_another_script(text: str) -> bool:
    """Whether squares would stand for its letters, not for signs alone: nobody could read it."""
    return any(unicodedata.category(letter)[0] in "LM" for letter in missing_characters(text))


def told_of_squares(items: Sequence[Any], report: Report) -> str:
    """The sentence on the squares among the blocks' JSON; nothing where there are none."""
    lost = unprinted(json.dumps(_drawn(items), ensure_ascii=False))
    told = COMMA[report.language].join(f"{words[report.language]} {count:,}" for words, count in lost.items())
    return label("unprinted", report.language, f"{sum(lost.values()):,}", told) if lost else ""


def end_of_method(items: Sequence[Item]) -> int:
    """Where the chapter on the method ends, or the one on trust: at the end of what has neither."""
    chapters = {block.anchor: at for at, item in enumerate(items) if (block := _chapter(item))}
    start = next((chapters[name] for name in ("ch-method", "ch-trust") if name in chapters), len(items))
    return next((at for at in chapters.values() if at > start), len(items))


def _chapter(item: Item) -> Heading | None:
    return item.block if isinstance(item.block, Heading) and item.block.level == 1 else None


def _drawn(value: Any) -> Any:
    """The same JSON without what only a screen reader sees."""
    if isinstance(value, (list, tuple)):
        return [_drawn(part) for part in value]
    if isinstance(value, dict):
        return {name: _drawn(part) for name, part in value.items() if name not in _SPOKEN}
    return value
