"""What simulated respondents write: sentences about the constructs that stand out, bad or good."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from csat_lib.study.truth import Verbatims

SECOND_SENTENCE = 0.25
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def write_remarks(
    truth: Verbatims, constructs: Sequence[str], scores: Floats, chinese: Flags, rng: np.random.Generator
) -> list[str]:
    """(n,) remarks for (n, n_constructs) latent scores, empty for those who write nothing.

    A writer complains about the construct with the lowest score or praises the one with the highest, whichever lies
    further from 0; a quarter of them add a sentence on the other one.
    """
    told = [index for index, name in enumerate(constructs) if name in truth.about]
    names = [constructs[index] for index in told]
    remarks = [""] * len(scores)
    for row in np.flatnonzero(rng.random(len(scores)) < truth.share):
        remarks[row] = _remark(truth, names, scores[row, told], "zh" if chinese[row] else "en", rng)
    return remarks


def _remark(truth: Verbatims, names: list[str], scores: Floats, language: str, rng: np.random.Generator) -> str:
    worst, best = int(np.argmin(scores)), int(np.argmax(scores))
    complaint = truth.about[names[worst]].low.get(language)
    praise = truth.about[names[best]].high.get(language)
    first, second = (complaint, praise) if scores[worst] + scores[best] < 0 else (praise, complaint)
    chances = (1.0, SECOND_SENTENCE, truth.personal_share, truth.hostile_share)
    choices = (first, second, truth.personal.get(language), truth.hostile.get(language))
    drawn = zip(choices, rng.random(len(chances)) < chances, strict=True)
    sentences = [str(rng.choice(sentences)) for sentences, wanted in drawn if wanted and sentences]
    return ("" if language == "zh" else " ").join(sentences)


def write_mentions(truth: Verbatims, satisfied: Flags, chinese: Flags, rng: np.random.Generator) -> list[str]:
    """(n,) remarks, each thing mentioned by its own chance, in the order of the study; empty for who writes nothing.

    Who writes mentions something: of a writer whom chance gives nothing, the likeliest thing.
    """
    remarks = [""] * len(satisfied)
    for row in np.flatnonzero(rng.random(len(satisfied)) < truth.share):
        chances = [one.satisfied if satisfied[row] else one.others for one in truth.mentions.values()]
        drawn = rng.random(len(chances)) < chances
        drawn[int(np.argmax(chances))] |= not drawn.any()
        language = "zh" if chinese[row] else "en"
        told = [
            one.words.get(language) for one, is_drawn in zip(truth.mentions.values(), drawn, strict=True) if is_drawn
        ]
        remarks[row] = ("" if language == "zh" else " ").join(str(rng.choice(words)) for words in told if words)
    return remarks
