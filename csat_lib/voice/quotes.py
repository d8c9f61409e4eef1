"""Quotes: a few masked answers per code, chosen by lot and never by taste."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from csat_lib.findings import Text
from csat_lib.voice.coding import CodedAnswers
from csat_lib.voice.frame import CodeFrame
from csat_lib.voice.language import language_of, plain
from csat_lib.voice.masking import mask

READABLE = {"zh": (6, 80), "en": (20, 240), "": (6, 160)}
"""Shortest and longest quote, in characters; of other scripts ("") too: they stand as they were written."""
_SENTENCE_END = re.compile(r"(?<=[。！？!?])|(?<=\.)(?=\s)")
LEFT_OVER = re.compile(r"(?:\d[\s\-.]?){5,}|@|//|[<>{}`\\]|(?i:javascript:)")


@dataclass(frozen=True)
class QuoteSpec:
    """``per_code`` quotes of each language, drawn by ``seed``; codes of less than ``minimum_base`` have none."""

    per_code: int = 2
    minimum_base: int = 10
    seed: int = 0


def choose_quotes(coded: CodedAnswers, spec: QuoteSpec) -> list[Text]:
    """Up to ``per_code`` quotes of every code in each language written, masked; nothing is quoted twice.

    A quote is the passage of an answer, sentence by sentence, that mentions the code. The lot falls by a hash of seed
    and answer, so that the same answers give the same quotes in whatever order they come. Answers without personal data
    come first: where a number was masked, a name that no pattern knows may stand too. Left out: passages too short or
    too long to read (``READABLE``), without a letter, or with anything left that might be a number, an address or
    markup. Uncoded answers are quoted whole: they show what the frame misses.
    """
    quotes: list[Text] = []
    used: set[str] = set()
    for code, answers in coded.answers.items():
        if coded.mentions[code].sum() < spec.minimum_base:
            continue
        passages = (_passage(text, code, coded.frame) for text in _drawn(answers, spec.seed))
        quotes += [_quote(code, text, rank) for rank, text in enumerate(_few(passages, used, spec.per_code), start=1)]
    return quotes


def _few(passages: Iterable[str], used: set[str], most: int) -> Iterator[str]:
    """So many of each language that may be printed and were not yet; they are used from now on."""
    told: Counter[str] = Counter()
    for text in passages:
        if text not in used and _printable(text) and told[language_of(text)] < most:
            used.add(text)
            told[language_of(text)] += 1
            yield text


def _drawn(answers: Iterable[str], seed: int) -> Iterator[str]:
    """The answers, masked, as the lot falls; those with something to mask last."""
    masked: list[str] = []
    for answer in sorted({plain(answer) for answer in answers}, key=lambda text: _lot(text, seed)):
        text = mask(answer)
        if text == answer:
            yield text
        else:
            masked.append(text)
    yield from masked


def _passage(text: str, code: str, frame: CodeFrame) -> str:
    """From the first to the last neighbouring sentence that mentions the code; the whole answer if none does alone."""
    sentences = _SENTENCE_END.split(text)
    about = [code in frame.find(sentence) for sentence in sentences]
    if not any(about):
        return text
    first = about.index(True)
    length = next((at for at, mentioned in enumerate(about[first:]) if not mentioned), len(about) - first)
    return "".join(sentences[first : first + length]).strip()


def _printable(text: str) -> bool:
    shortest, longest = READABLE.get(language_of(text), (1, 0))
    return shortest <= len(text) <= longest and any(map(str.isalpha, text)) and not LEFT_OVER.search(text)


def _lot(text: str, seed: int) -> bytes:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), key=str(seed).encode(), digest_size=8).digest()


def _quote(code: str, text: str, rank: int) -> Text:
    return Text(topic="voice", subject=code, kind="quote", text=text, language=language_of(text), rank=rank)
