"""The summary of a wave: adds up, saves and loads."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.summary.counts import count_answers
from csat_lib.summary.design import Sample, sum_design
from csat_lib.summary.moments import SUMS, Base, sum_moments
from csat_lib.summary.pairs import SUMS as PAIR_SUMS
from csat_lib.summary.pairs import sum_pairs
from csat_lib.summary.patterns import count_patterns
from csat_lib.summary.sample import cells_of
from csat_lib.summary.summary import Summary, count_missing
from csat_lib.summary.tables import Tables
from csat_lib.summary.totals import sum_totals

DRAW = np.random.default_rng(8)
FRAME = pd.DataFrame(DRAW.integers(1, 11, (60, 3)).astype(float), columns=["q1", "q2", "q3"]).mask(
    DRAW.random((60, 3)) < 0.1
)
WEIGHTS = DRAW.uniform(0.5, 2, 60)
TEN = tuple(map(float, range(1, 11)))
STORES = pd.DataFrame({"store": DRAW.choice(["S1", "S2"], 60)})


def summary(rows: slice = slice(None), groups: int = 5) -> Summary:
    frame, weights = FRAME[rows], WEIGHTS[rows]
    sample = Sample(weights, cells_of(STORES[rows], ["store"]))
    base = Base(weights, np.arange(60)[rows] % groups, groups, clustered=True) if groups else Base(weights)
    moments = {name: sum_moments(frame, base, name, label=name) for name in ("pairwise", "listwise")}
    answered = count_missing(frame.isna().sum(axis=1).to_numpy(), 3)
    counts = count_answers({name: frame[name] for name in frame}, sample)
    scores, items = sum_design(frame, sample, [list(frame)]), sum_design(frame, sample)
    whole = frame.assign(q1=frame["q1"].fillna(1))
    pairs = sum_pairs(frame, base, (TEN,) * 3, label="items") if groups else None
    tables = Tables(pairs, {"room": sum_totals(whole, weights)}, count_patterns(frame, weights))
    return Summary(moments, scores, items, counts, answered, {"q1": len(frame), "q2": 0}, tables)


def assert_same(one: Summary, other: Summary) -> None:
    assert one.moments.keys() == other.moments.keys()
    for name, part in one.moments.items():
        assert (part.items, part.missing, part.label) == (
            other.moments[name].items,
            other.moments[name].missing,
            other.moments[name].label,
        )
        assert part.clustered == other.moments[name].clustered
        for key in SUMS:
            np.testing.assert_allclose(getattr(part, key), getattr(other.moments[name], key), rtol=1e-12)
            if part.groups is not None:
                theirs = other.moments[name].groups
                np.testing.assert_allclose(getattr(part.groups, key), getattr(theirs, key), rtol=1e-12)
    assert one.scores.mean("q1", ("store", "S1")).se == pytest.approx(
        other.scores.mean("q1", ("store", "S1")).se, rel=1e-12
    )
    assert one.items.mean("q3").value == pytest.approx(other.items.mean("q3").value, rel=1e-12)
    pd.testing.assert_frame_equal(one.counts.table, other.counts.table, check_dtype=False, rtol=1e-12)
    assert one.answered.tolist() == other.answered.tolist()
    assert one.asked == other.asked
    assert_same_tables(one.tables, other.tables)


def assert_same_tables(one: Tables, other: Tables) -> None:
    if one.pairs is not None:
        assert (one.pairs.items, one.pairs.categories) == (other.pairs.items, other.pairs.categories)
        for key in PAIR_SUMS:
            np.testing.assert_allclose(getattr(one.pairs, key), getattr(other.pairs, key), rtol=1e-12)
            np.testing.assert_allclose(getattr(one.pairs.groups, key), getattr(other.pairs.groups, key), rtol=1e-12)
    assert one.totals_of("room").counts.tolist() == other.totals_of("room").counts.tolist()
    np.testing.assert_allclose(one.totals_of("room").weights, other.totals_of("room").weights, atol=1e-12)
    assert one.patterns.answered.tolist() == other.patterns.answered.tolist()
    np.testing.assert_allclose(one.patterns.w, other.patterns.w)


def test_batches_add_up_to_the_whole():
    assert_same(summary(slice(0, 11)) + summary(slice(11, 40)) + summary(slice(40, 60)), summary())


@pytest.mark.parametrize("groups", [5, 0])
def test_what_is_saved_is_what_is_loaded(tmp_path, groups):
    whole = summary(groups=groups)
    whole.save(tmp_path / "summary")
    loaded = Summary.load(tmp_path / "summary")
    assert_same(loaded, whole)
    assert all((part.groups is None) == (groups == 0) for part in loaded.moments.values())


def test_equal_summaries_are_equal_files(tmp_path):
    for name in ("a", "b"):
        summary().save(tmp_path / name)
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_missing_items_are_a_histogram_of_respondents():
    assert count_missing(np.array([0, 0, 2, 1, 0]), 3).tolist() == [3.0, 1.0, 1.0, 0.0]


def test_a_part_is_asked_for_by_name():
    assert summary().part("pairwise").n_obs > 0
    with pytest.raises(CsatError) as caught:
        summary().part("complete")
    assert str(caught.value) == (
        "The summary has no part `complete`; it has pairwise, listwise. Collect the wave again with this part, "
        "or give the statistic the answers as a DataFrame."
    )


def test_summaries_of_two_studies_are_not_added():
    other = Summary({}, summary().scores, summary().items, summary().counts, summary().answered, {})
    with pytest.raises(CsatError) as caught:
        summary() + other
    assert str(caught.value) == (
        "Two summaries cannot be added: one holds pairwise, listwise, the other . "
        "Add up parts of the same items, from the same study."
    )


def test_pair_tables_that_were_not_added_up_say_how_to_get_them():
    with pytest.raises(CsatError) as caught:
        summary(groups=0).tables.pairs_of_items()
    assert str(caught.value) == (
        "The summary has no pair tables: they are added up when the study file says "
        "`measurement: {correlation: spearman}` or `polychoric`. Say so there, or give the statistic the answers "
        "as Rows or a DataFrame."
    )
    assert summary().tables.pairs_of_items().n_obs > 0


def test_a_total_table_is_asked_for_by_its_construct():
    with pytest.raises(CsatError, match="The summary has no part `service`; it has room"):
        summary().tables.totals_of("service")


def test_tables_of_other_parts_are_not_added():
    with pytest.raises(CsatError, match="Two sets of tables cannot be added"):
        summary().tables + summary(groups=0).tables
