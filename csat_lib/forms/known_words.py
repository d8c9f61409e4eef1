"""Words by which headings, answers and kinds of questions are recognised: those of ``known_words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path
from typing import Any

from csat_lib.answers.plain_names import plain
from csat_lib.study.questions import KINDS

Texts = Mapping[str, str]
"""Language (zh, en) -> wording."""
WORDS: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("known_words.toml").read_text("utf-8"))
PATTERNS = {name: re.compile(form, re.IGNORECASE) for name, form in WORDS["headings"].items()}
LANGUAGES = ("zh", "en")
NPS = KINDS[1]
"""The kind of the question whether one would recommend."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def kinds_of(platform: str) -> dict[str, str]:
    """A platform's name of a kind of question -> the study's."""
    return {name: kind for kind, names in WORDS[platform].items() for name in names}


def language_of(texts: Iterable[str]) -> str:
    """Chinese where at least a tenth of the letters are, else English (of the two that reports are written in)."""
    whole = "".join(texts)
    return "zh" if 10 * len(_CHINESE.findall(whole)) > sum(map(str.isalpha, whole)) else "en"


def language_named(code: object) -> str:
    """The language of a platform's code or name for it (``ZH-S``, ``zh-Hans``, ``中文 (zh)``)."""
    return "zh" if re.search("中文|zh|chin", str(code or ""), re.IGNORECASE) else "en"


def bare(text: object) -> str:
    """A wording without HTML, marks of pictures and of what may stay blank, line breaks and spaces too many."""
    return " ".join(
        unescape(re.sub(r"<[^>]*>|\[(?:图片|视频)\]|[(（](?:非必填|选填|必填)[)）]", " ", str(text or ""))).split()
    )


def is_no_opinion(text: str) -> bool:
    """Whether an answer says that somebody has none to give."""
    return plain(text) in WORDS["no_opinion"]
