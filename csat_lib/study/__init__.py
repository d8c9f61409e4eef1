"""What is asked: the study file and the wave file as strict models."""

from csat_lib.study.loading import load_earlier, load_study, load_wave
from csat_lib.study.model import CHAPTERS, Study
from csat_lib.study.questions import Scale
from csat_lib.study.waves import Simulated, WavePlan
from csat_lib.study.words import StudyText

__all__ = [
    "CHAPTERS",
    "Scale",
    "Simulated",
    "Study",
    "StudyText",
    "WavePlan",
    "load_earlier",
    "load_study",
    "load_wave",
]
