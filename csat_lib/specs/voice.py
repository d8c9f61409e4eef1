"""What open answers are read with: the code frame, whom they stand for, and how many are quoted."""

from __future__ import annotations

from csat_lib.specs.given import Given
from csat_lib.study.questions import Rating, Recommendation
from csat_lib.voice.coding import CodeSpec
from csat_lib.voice.frame import build_frame
from csat_lib.voice.listening import VoiceSpec
from csat_lib.voice.quotes import QuoteSpec


def voice_spec(wave: Given) -> VoiceSpec:
    """How open answers are coded, weighted, quoted, and set beside the headline outcome (0-100), if there is one."""
    study, kept = wave.study, wave.kept
    asked = study.variables.get(study.headline or "")
    score = best = None
    if isinstance(asked, Rating | Recommendation):
        answers, (low, high) = kept[f"y.{study.headline}"], asked.range
        score = (answers - low) / (high - low) * 100
        best = (answers >= asked.top_two).astype(float).where(answers.notna())
    return VoiceSpec(
        frame=build_frame(study.voice.frame if study.voice else {}),
        codes=CodeSpec(
            *(kept["weight"], score, best, study.confidence, study.minimum_base),
            clustered=study.fields.psu is not None,
        ),
        quotes=QuoteSpec(study.voice.quotes if study.voice else 0, study.minimum_base, wave.plan.seed, best),
    )


MAKERS = {VoiceSpec: voice_spec}
