"""Terms and figures as a reader meets them, in Chinese and English."""

from __future__ import annotations

from csat_lib.report.setting import set_text
from csat_lib.report.words.en import ENGLISH
from csat_lib.report.words.lexicon import Lexicon
from csat_lib.report.words.piloting import with_pilot
from csat_lib.report.words.zh import CHINESE

LEXICONS = {"en": with_pilot(ENGLISH, 1), "zh": with_pilot(CHINESE, 0)}

__all__ = ["LEXICONS", "Lexicon", "set_text"]
