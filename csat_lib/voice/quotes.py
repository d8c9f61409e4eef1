"""Quotes: a few masked answers per code, chosen by lot and never by taste."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from csat_lib.findings import Text
from csat_lib.voice.coding import CodedAnswers
from csat_lib.voice.language import language_of
from csat_lib.voice.masking import mask

READABLE = {"zh": (6, 80), "en": (20, 240)}
"""Shortest and longest quote, in characters."""
_LEFT_OVER = re.compile(r"(?:\d[\s\-.]?){5,}|@|//|[<>{}`\\]|(?i:javascript:)")


@dataclass(frozen=True)
class QuoteSpec:
    """``per_code`` quotes, drawn by ``seed``; codes with fewer mentions than ``minimum_base`` are not quoted."""

    per_code: int = 2
    minimum_base: int = 10
    seed: int = 0


def choose_quotes(coded: CodedAnswers, spec: QuoteSpec) -> list[Text]:
    """Up to ``per_code`` quotes of every code, masked, in the order of the frame; no answer is quoted twice.

    The lot falls by a hash of seed and answer, so that the same answers give the same quotes in whatever order they
    come. Left out: answers too short or too long to read (``READABLE``), in neither language, or with anything left
    that might be a number, an address or markup. Uncoded answers are quoted too: they show what the frame misses.
    """
    quotes: list[Text] = []
    used: set[str] = set()
    for code, answers in coded.answers.items():
        if coded.mentions[code].sum() < spec.minimum_base:
            continue
        chosen = list(islice((text for text in _drawn(answers, spec.seed) if text not in used), spec.per_code))
        used.update(chosen)
        quotes += [_quote(code, text, rank) for rank, text in enumerate(chosen, start=1)]
    return quotes


def _drawn(answers: Iterable[str], seed: int) -> Iterator[str]:
    """The answers that may be printed, masked, each once, as the lot falls."""
    seen: set[str] = set()
    for answer in sorted(set(answers), key=lambda text: _lot(text, seed)):
        text = mask(answer)
        shortest, longest = READABLE.get(language_of(text), (1, 0))
        if shortest <= len(text) <= longest and text not in seen and not _LEFT_OVER.search(text):
            seen.add(text)
            yield text


def _lot(text: str, seed: int) -> bytes:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), key=str(seed).encode(), digest_size=8).digest()


def _quote(code: str, text: str, rank: int) -> Text:
    return Text(topic="voice", subject=code, kind="quote", text=text, language=language_of(text), rank=rank)
