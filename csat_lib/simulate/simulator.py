"""Answers as a survey tool would export them, drawn from the truth that the study states in ``simulate``."""

from __future__ import annotations

import pandas as pd

from csat_lib.errors.planning import no_truth
from csat_lib.period import Period
from csat_lib.simulate.latent import without_plants
from csat_lib.simulate.people import draw_people
from csat_lib.simulate.replies import answer_questions
from csat_lib.simulate.response_styles import send_twice
from csat_lib.simulate.streams import Streams
from csat_lib.simulate.visits import number_rows, visit_columns
from csat_lib.study.model import Study


def simulate(study: Study, period: Period, n: int, seed: int, *, plants: bool = True) -> pd.DataFrame:
    """(n + second copies, columns of the study) DataFrame of raw answers of one period, in the order of arrival.

    Method: correlated normal scores of the constructs, shifted by segment, period and plants; an item is
    ``loading * score + unique part``, an outcome is linear in the scores; both are cut into the codes of their scale
    so that these have the stated mean and standard deviation before any shift. Then some respondents answer without
    care, some answers go missing, and some questionnaires come in twice.

    Args:
        study: A study with ``simulate``.
        period: Answers come in within it; it also picks the period's shifts and plants.
        n: Respondents, before second copies.
        seed: With the period it fixes every draw.
        plants: Whether planted shifts and slopes are in; without them all else is drawn alike.

    Raises:
        CsatError: the study has no truth, or an impossible one.
    """
    if study.simulate is None:
        raise no_truth(study.study)
    truth = study.simulate if plants else without_plants(study.simulate)
    streams = Streams(seed, period)
    people = draw_people(study, truth, streams, n)
    frame = pd.concat([visit_columns(people), answer_questions(people)], axis=1)
    frame = send_twice(frame, truth.careless.duplicates, study.fields.finished, streams("second copies"))
    return number_rows(frame, study.fields.id, period)
