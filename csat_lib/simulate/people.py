"""Simulated respondents before they answer: their segments, their latent scores, and how they will answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from csat_lib.simulate.latent import Choices, Floats, latent_scores
from csat_lib.simulate.response_styles import Styles, draw_styles
from csat_lib.simulate.streams import Streams
from csat_lib.study.model import Study
from csat_lib.study.truth import Simulate


@dataclass(frozen=True)
class People:
    """``n`` respondents: (n,) styles, (n,) level per choice question, (n, n_constructs) latent scores."""

    study: Study
    truth: Simulate
    streams: Streams
    styles: Styles
    choices: Choices
    scores: Floats

    @property
    def n(self) -> int:
        """How many respondents."""
        return len(self.styles)


def draw_people(study: Study, truth: Simulate, streams: Streams, n: int) -> People:
    """Draw ``n`` respondents of the streams' period."""
    styles = draw_styles(truth.careless, n, streams("styles"))
    choices = {name: draw_levels(choice.shares, n, streams(f"choice {name}")) for name, choice in truth.choices.items()}
    normal = streams("latent").standard_normal((n, len(study.constructs)))
    scores = latent_scores(truth, list(study.constructs), streams.period, choices, normal)
    return People(study, truth, streams, styles, choices, scores)


def draw_levels(shares: dict[str, float], n: int, rng: np.random.Generator) -> npt.NDArray[np.str_]:
    """(n,) levels drawn with the given shares."""
    return rng.choice(np.array(list(shares)), size=n, p=np.array(list(shares.values())))
