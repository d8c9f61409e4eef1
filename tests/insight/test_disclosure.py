"""Nobody who holds all findings can work out a figure that rests on fewer respondents than the minimum base."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from csat_lib.findings import to_frame
from csat_lib.index.scores import score
from csat_lib.insight.disclosure import CellTable, Sums, hidden_cells, small_levels
from csat_lib.insight.segments import by_segment
from csat_lib.insight.trends import changes
from csat_lib.summary.sample import ALL

MEASURES = {
    "room": ("room", "index"),
    "food": ("food", "index"),
    "top": ("top", "index"),
    "overall": ("overall", "index"),
    "q1": ("q1", "mean"),
    "q2": ("q2", "mean"),
    "q1 high": ("q1", "top2"),
    "overall mean": ("overall", "mean"),
    "nps": ("nps", "nps"),
    "promoters": ("nps", "promoters"),
    "passives": ("nps", "passives"),
    "detractors": ("nps", "detractors"),
}
FOLLOWS = (  # what holds between the measures of any cell: coefficients, and what they add up to
    ({"top": 1, "room": -0.5, "food": -0.5}, 0),
    ({"room": 1, "q1": -10}, 0),
    ({"food": 1, "q2": -10}, 0),
    ({"overall": 1, "overall mean": -10}, 0),
    ({"nps": 1, "promoters": -100, "detractors": 100}, 0),
    ({"promoters": 1, "passives": 1, "detractors": 1}, 1),
)


class Attack:
    """All equations that somebody can write down who has the findings and knows how many are in every cell."""

    def __init__(self, findings: pd.DataFrame, rows: pd.DataFrame) -> None:
        self.sizes = {ALL: len(rows)}
        for by in ("store", "member"):
            self.sizes |= {(by, level): int(n) for level, n in rows[by].value_counts().items()}
        crossed = (rows["store"] + "*" + rows["member"]).value_counts()
        self.sizes |= {("store*member", level): int(n) for level, n in crossed.items()}
        names = [(measure, cell) for measure in MEASURES for cell in self.sizes]
        self.column = {name: at for at, name in enumerate(names)}
        self.left: list[np.ndarray] = []
        self.right: list[float] = []
        self._sums()
        self._published(findings)
        left, right = np.array(self.left), np.array(self.right)
        scale = np.abs(left).max(axis=1)
        self.values = np.linalg.lstsq(left / scale[:, None], right / scale, rcond=None)[0]
        _, size, directions = np.linalg.svd(left / scale[:, None], full_matrices=False)
        free = directions[(size > 1e-9).sum() :]
        self.fixed = {name for name, at in self.column.items() if np.abs(free[:, at]).max(initial=0.0) < 1e-7}

    def _add(self, terms: dict, total: float) -> None:
        row = np.zeros(len(self.column))
        for name, coefficient in terms.items():
            row[self.column[name]] += coefficient
        self.left.append(row)
        self.right.append(total)

    def _sums(self) -> None:
        for measure in MEASURES:
            for by in ("store", "member", "store*member"):
                parts = {(measure, cell): n for cell, n in self.sizes.items() if cell[0] == by}
                self._add({**parts, (measure, ALL): -self.sizes[ALL]}, 0)
            for at, by in enumerate(("store", "member")):
                for whole in (cell for cell in self.sizes if cell[0] == by):
                    crossed = [c for c in self.sizes if c[0] == "store*member" and c[1].split("*")[at] == whole[1]]
                    parts = {(measure, cell): self.sizes[cell] for cell in crossed}
                    self._add({**parts, (measure, whole): -self.sizes[whole]}, 0)
        for cell in self.sizes:
            for terms, total in FOLLOWS:
                self._add({(measure, cell): coefficient for measure, coefficient in terms.items()}, total)

    def _published(self, findings: pd.DataFrame) -> None:
        known = findings[findings["value"].notna()]
        by_measure = {pair: name for name, pair in MEASURES.items()}
        for row in known.itertuples():
            cell = (row.segment_by, row.segment)
            if row.measure == "gap":
                name = row.subject
                rest = self.sizes[ALL] - self.sizes[cell]
                share = self.sizes[cell] / rest
                self._add({(name, cell): 1 + share, (name, ALL): -self.sizes[ALL] / rest}, row.value)
            elif (row.subject, row.measure) in by_measure:
                self._add({(by_measure[row.subject, row.measure], cell): 1}, row.value)

    def told(self, small: int) -> set:
        """The figures of cells of fewer than ``small`` that are the only solution."""
        return {name for name in self.fixed if self.sizes[name[1]] < small}

    def value(self, measure: str, cell: tuple[str, str]) -> float:
        return float(self.values[self.column[measure, cell]])


def published(wave, spec) -> pd.DataFrame:
    return to_frame([*score(wave.summary, spec).to_findings(), *by_segment(wave.summary, spec).to_findings()])


def hidden_stores(wave, spec, group: str = "room") -> set[str]:
    return {level for by, level in hidden_cells(wave.summary, spec).cells[group] if by == "store"}


ONE_SMALL, TWO_SMALL, TWO_NEARLY = (4, 60, 45, 60), (4, 3, 45, 60), (6, 7, 45, 60)


@pytest.mark.parametrize(
    "sizes", [ONE_SMALL, TWO_SMALL, TWO_NEARLY, (4, 60, 12, 11), (60, 60, 60, 60), (25, 24, 9, 30)]
)
@pytest.mark.parametrize("seed", [1, 2])
def test_all_findings_together_do_not_tell_a_small_cell(make_wave, spec, sizes, seed):
    wave = make_wave("2025-12", seed, sizes)
    assert Attack(published(wave, spec), wave.rows).told(spec.minimum_base) == set()


def test_hiding_small_cells_alone_would_tell_them_to_the_last_digit(make_wave, spec):
    wave = make_wave("2025-12", 1, ONE_SMALL)
    shown = published(wave, spec)
    others = (shown["reason"] == "complementary") & (shown["segment_by"] == "store")
    store = shown["segment"].map(wave.rows.groupby("store")["room"].mean())
    is_room = others & (shown["subject"] == "room") & (shown["measure"] == "index")
    shown.loc[is_room, "value"] = store[is_room]
    attack = Attack(shown, wave.rows)
    assert ("room", ("store", "S1")) in attack.told(spec.minimum_base)
    small = wave.rows.loc[wave.rows["store"] == "S1", "room"]
    assert attack.value("room", ("store", "S1")) == pytest.approx(small.mean(), rel=1e-9)


def test_the_smallest_of_the_others_goes_with_a_store_that_is_hidden_alone(make_wave, spec):
    wave = make_wave("2025-12", 1, ONE_SMALL)
    assert hidden_stores(wave, spec) == {"S1", "S3"}
    found = published(wave, spec).set_index(["segment_by", "segment", "subject", "measure"]).sort_index()
    for measure in ("index", "gap"):
        assert found.loc[("store", "S1", "room", measure), "reason"] == "small_base"
        row = found.loc[("store", "S3", "room", measure)]
        assert row["reason"] == "complementary"
        assert row[["value", "low", "high", "se", "p"]].isna().all()


def test_two_hidden_stores_of_too_few_together_take_a_third(make_wave, spec):
    assert hidden_stores(make_wave("2025-12", 1, TWO_SMALL), spec) == {"S1", "S2", "S3"}
    assert hidden_stores(make_wave("2025-12", 1, TWO_NEARLY), spec) == {"S1", "S2"}
    assert hidden_stores(make_wave("2025-12", 1, (60, 60, 60, 60)), spec) == set()


def test_of_two_levels_both_are_hidden_and_none_is_where_the_rest_cannot_tell():
    assert small_levels({"new": 5, "old": 90}, 95, 10) == {"new", "old"}
    assert small_levels({"a": 5, "b": 40, "c": 40}, 100, 10) == {"a"}
    assert small_levels({"a": 5, "b": 40, "c": 41}, 88, 10) == {"a", "b"}
    assert small_levels({"a": 50, "b": 40, "c": 0}, 90, 10) == set()


def test_a_question_that_few_answered_is_hidden_with_what_it_is_part_of(make_wave, spec):
    wave = make_wave("2025-12", 1, (60, 50, 45, 60), unanswered={"S1": ("room", 55)})
    hidden = hidden_cells(wave.summary, spec)
    assert {level for by, level in hidden.cells["room"] if by == "store"} == {"S1", "S3"}
    assert not [cell for cell in hidden.cells["food"] if cell[0] == "store"]
    for subject in ("room", "q1", "top"):
        assert hidden.of(subject, ("store", "S1"))
        assert hidden.of(subject, ("store", "S3"))
    assert not hidden.of("q2", ("store", "S1"))


def test_a_store_that_is_hidden_in_either_wave_has_no_change(make_wave, spec):
    before, now = make_wave("2025-11", 2), make_wave("2025-12", 1, ONE_SMALL)
    for earlier, later in ((before, now), (now, before)):
        found = to_frame(changes(later, earlier, spec).to_findings())
        rows = found[(found["subject"] == "room") & (found["segment_by"] == "store")].set_index("segment")
        assert rows["reason"].to_dict() == {"S1": "small_base", "S2": "", "S3": "complementary", "S4": ""}


def crossed(small: Sequence[tuple[int, int]]) -> tuple[Sums, set]:
    """Four rows by four columns of 50, but some of 6."""
    cells = {("a*b", f"{row}*{column}"): 50 for row in range(4) for column in range(4)}
    cells |= {("a*b", f"{row}*{column}"): 6 for row, column in small}
    wholes = {("a", str(at)): [c for c in cells if c[1].startswith(str(at))] for at in range(4)}
    wholes |= {("b", str(at)): [c for c in cells if c[1].endswith(str(at))] for at in range(4)}
    bases = {**cells, **{whole: sum(cells[c] for c in parts) for whole, parts in wholes.items()}}
    tables = tuple(CellTable(whole, tuple(parts), 0) for whole, parts in wholes.items())
    return Sums(tables, bases, bases, 10), {cell for cell, n in cells.items() if n < 10}


def test_where_tables_cross_two_hidden_cells_a_line_are_not_always_enough():
    two_squares = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2), (3, 3)]
    sums, small = crossed(two_squares)
    assert sums.closed() == small
    sums, small = crossed([*two_squares, (1, 2)])
    assert len(sums.closed()) > len(small)
