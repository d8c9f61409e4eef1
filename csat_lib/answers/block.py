"""Rating questions side by side: the answers to a block as an array, as given or on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from csat_lib.answers.careless import Answers
from csat_lib.answers.decode import DecodedColumn
from csat_lib.study.model import Study
from csat_lib.study.questions import Rating

BLANK = -1


@dataclass(frozen=True)
class Block:
    """Questions in the order in which they are asked; ``low`` end and ``length`` of each scale, ``reversed``: (p,).

    ``unequal``: place of a question on a scale of points -> its answers, rising.
    """

    names: tuple[str, ...]
    low: Answers
    length: Answers
    step: Answers
    reversed: NDArray[np.bool_]
    unequal: Mapping[int, Answers] = field(default_factory=dict)

    @classmethod
    def of(cls, study: Study, names: Sequence[str] = ()) -> Block:
        """The block of these rating questions; by default of all items."""
        wanted = {*(names or study.items)}
        asked = {name: q for name, q in study.questions.items() if name in wanted and isinstance(q, Rating)}
        ends = np.array([[q.scale.low, q.scale.high, q.scale.step] for q in asked.values()]).reshape(-1, 3).T
        turned = np.array([q.reversed for q in asked.values()], dtype=np.bool_)
        unequal = {at: np.array(q.scale.codes) for at, q in enumerate(asked.values()) if q.scale.points}
        return cls(tuple(asked), ends[0], ends[1] - ends[0], ends[2], turned, unequal)

    def stack(self, columns: Mapping[str, Answers]) -> Answers:
        """(n, p) answers as given, NaN where there is none, column by column in memory."""
        rows = len(next(iter(columns.values()), ()))
        return np.array([columns[name] for name in self.names]).reshape(len(self.names), rows).T

    def given(self, columns: Mapping[str, DecodedColumn]) -> Answers:
        """The same of matched columns."""
        return self.stack({name: column.values for name, column in columns.items()})

    def relative(self, answers: Answers) -> Answers:
        """(n, p) answers as 0 to 1 along their scales."""
        return np.asarray((answers - self.low) / self.length)

    def turned(self, answers: Answers) -> Answers:
        """The same with reversed items turned."""
        relative = self.relative(answers)
        relative[:, self.reversed] = 1 - relative[:, self.reversed]
        return relative

    def places(self, answers: Answers) -> NDArray[np.int16]:
        """(n, p) places on the scale as whole numbers from 0; ``BLANK`` where there is no answer."""
        places = np.rint((answers - self.low) / self.step)
        for at, codes in self.unequal.items():
            places[:, at] = _nearest(codes, answers[:, at])
        return np.where(np.isnan(places), BLANK, places).astype(np.int16)

    def on_scale(self, answers: Answers) -> Answers:
        """(n, p) the answers of the scales that lie nearest to these."""
        places = np.clip(np.rint((answers - self.low) / self.step), 0, np.rint(self.length / self.step))
        found = np.asarray(self.low + self.step * places)
        for at, codes in self.unequal.items():
            found[:, at] = codes[_nearest(codes, answers[:, at])]
        return found

    def columns_of(self, groups: Sequence[Sequence[str]]) -> list[list[int]]:
        """Places in the block of each group's questions, in the order asked."""
        return [sorted(self.names.index(name) for name in group) for group in groups]


def _nearest(codes: Answers, answers: Answers) -> NDArray[np.intp]:
    """(n,) places of the codes that lie nearest."""
    return np.searchsorted((codes[1:] + codes[:-1]) / 2, answers)
