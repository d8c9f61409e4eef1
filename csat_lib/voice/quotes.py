"""Quotes: a few masked answers per code, chosen by lot and never by taste."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

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
    best: pd.Series | None = None
    """(respondents,) 1 for the two best answers to the headline, else 0: half of the quotes are of either."""


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
        passages = [(side, _passage(text, code, coded.frame)) for side, text in _in_turn(answers, spec)]
        quotes += [_quote(code, text, rank) for rank, text in enumerate(_few(passages, used, spec.per_code), start=1)]
    return quotes


def _in_turn(answers: Sequence[tuple[Hashable, str]], spec: QuoteSpec) -> Iterator[tuple[int, str]]:
    """The answers as the lot falls, with the side of their writer: less satisfied 0, satisfied 1, not known 2."""
    best = {} if spec.best is None else {who: int(side) for who, side in spec.best.dropna().items()}
    for side in range(3):
        own = (text for who, text in answers if best.get(who, 2) == side)
        yield from ((side, text) for text in _drawn(own, spec.seed))


def _few(passages: Sequence[tuple[int, str]], used: set[str], most: int) -> Iterator[str]:
    """So many of each language that may be printed and were not yet, half of them of each side where there are any."""
    told: Counter[tuple[str, int]] = Counter()
    for share in (-(-most // 2), most):
        for side, text in passages:
            spoken = language_of(text)
            room = told[spoken, -1] < most and told[spoken, side] < share
            if room and text not in used and _printable(text):
                used.add(text)
                told.update([(spoken, side), (spoken, -1)])
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
