"""What is asked: the study file as strict models, the sample plan, and the simulator."""

from csat_lib.study.loading import load_earlier, load_study, load_wave
from csat_lib.study.model import CHAPTERS, Construct, Fields, Node, Study, Voice
from csat_lib.study.questions import Question, Scale
from csat_lib.study.simulate import simulate
from csat_lib.study.waves import Simulated, WavePlan
from csat_lib.study.words import Words

__all__ = [
    "CHAPTERS",
    "Construct",
    "Fields",
    "Node",
    "Question",
    "Scale",
    "Simulated",
    "Study",
    "Voice",
    "WavePlan",
    "Words",
    "load_earlier",
    "load_study",
    "load_wave",
    "simulate",
]
