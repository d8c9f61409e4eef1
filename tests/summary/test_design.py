"""Design totals: however the rows come in batches, the totals are the same; they add up, save and load."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.summary.design import ALL, DesignTotals, Sample, rest_of, sum_design
from csat_lib.summary.sample import REASON, cells_of

N = 300
BLOCK = [["room", "food"]]


def guests(seed: int = 5) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    frame = pd.DataFrame({"room": draw.normal(70, 15, N), "food": draw.normal(60, 20, N)})
    frame = frame.mask(draw.random((N, 2)) < 0.1)
    frame["weight"] = draw.uniform(0.3, 3, N)
    frame["store"] = draw.choice(["S1", "S2", "S3", None], N)
    frame["member"] = draw.choice(["gold", "no"], N)
    frame["stratum"] = draw.choice(["north", "south"], N)
    frame["psu"] = draw.integers(0, 12, N)
    frame["population"] = frame["stratum"].map({"north": 5000, "south": 900})
    return frame


def totals(frame: pd.DataFrame, *design: str) -> DesignTotals:
    cells = cells_of(frame, ["store", "member"], "store")
    sample = Sample(frame["weight"].to_numpy(), cells, **{name: frame[name] for name in design})
    return sum_design(frame[["room", "food"]], sample, BLOCK)


def assert_same(one: DesignTotals, other: DesignTotals) -> None:
    pd.testing.assert_frame_equal(one.keys.astype(object), other.keys.astype(object))
    for name in ("rows", "mass", "n", "w2", "w4", "totals", "squares"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), rtol=1e-12, err_msg=name)
    assert (one.variables, one.blocks, one.population) == (other.variables, other.blocks, other.population)


@pytest.mark.parametrize("design", [(), ("stratum", "population"), ("stratum", "psu")])
@settings(max_examples=8)
@given(cuts=st.lists(st.integers(0, N), max_size=5).map(sorted), reverse=st.booleans())
def test_batches_add_up_to_the_whole_in_any_cut_and_order(design, cuts, reverse):
    frame = guests()
    parts = [totals(frame[start:end], *design) for start, end in zip([0, *cuts], [*cuts, N], strict=True)]
    summed = sum(parts[::-1][1:], parts[-1]) if reverse else sum(parts[1:], parts[0])
    assert_same(summed, totals(frame, *design))


def test_the_order_of_rows_does_not_matter():
    frame = guests()
    assert_same(totals(frame.sample(frac=1, random_state=1), "stratum"), totals(frame, "stratum"))


def test_many_profiles_or_few_give_the_same():
    frame = guests().assign(member=np.arange(N).astype(str))
    plain = cells_of(frame, ["store"])
    one = sum_design(frame[["room"]], Sample(frame["weight"].to_numpy(), plain))
    both = sum_design(frame[["room"]], Sample(frame["weight"].to_numpy(), cells_of(frame, ["store", "member"])))
    for level in one.cells("store"):
        assert both.mean("room", ("store", level)).se == pytest.approx(one.mean("room", ("store", level)).se, rel=1e-12)


def test_doubling_every_respondent_leaves_the_means_alone():
    frame = guests()
    twice = totals(pd.concat([frame, frame]), "stratum")
    once = totals(frame, "stratum")
    for level in once.cells("store"):
        assert twice.mean("room", ("store", level)).value == pytest.approx(once.mean("room", ("store", level)).value)
        assert twice.mean("room", ("store", level)).n == 2 * once.mean("room", ("store", level)).n


def test_a_mean_is_the_weighted_mean_of_those_who_answered():
    frame = guests()
    gold = frame[frame["member"] == "gold"].dropna(subset="food")
    found = totals(frame).mean("food", ("member", "gold"))
    assert found.value == pytest.approx(np.average(gold["food"], weights=gold["weight"]), rel=1e-12)


def test_a_mean_lies_between_its_cells_and_the_rest_makes_up_the_whole():
    design = totals(guests())
    cell = design.mean("room", ("store", "S1"))
    rest, whole = design.mean("room", rest_of(("store", "S1"))), design.mean("room")
    share = cell.n_weighted / whole.n_weighted
    assert cell.n + rest.n == whole.n
    assert whole.value == pytest.approx(share * cell.value + (1 - share) * rest.value, rel=1e-12)


def test_cells_and_levels_are_known_by_name():
    design = totals(guests())
    assert design.cells("store") == ["S1", "S2", "S3"]
    assert design.cells("store*member")[0] == "S1*gold"
    assert design.has(ALL)
    assert not design.has(("store", "S9"))
    assert design.respondents() == N
    assert design.respondents(("store", "S9")) == 0


def test_an_empty_batch_adds_nothing():
    frame = guests()
    assert_same(totals(frame[:0]) + totals(frame), totals(frame))


def test_undoing_a_rule_brings_its_rows_back_into_all():
    frame = guests()
    kept, gone = frame[:250], frame[250:]
    reasons = pd.Categorical(["speed"] * 30 + ["missing"] * 20)
    left_out = Sample(gone["weight"].to_numpy(), {REASON: reasons}, gone["stratum"])
    design = totals(kept, "stratum") + sum_design(gone[["room", "food"]], left_out, BLOCK)
    assert design.mean("room").value == pytest.approx(totals(kept).mean("room").value, rel=1e-12)
    undone, expected = design.including("speed").mean("room"), totals(frame[:280], "stratum").mean("room")
    np.testing.assert_allclose(
        [undone.value, undone.se, undone.n], [expected.value, expected.se, expected.n], rtol=1e-12
    )


def test_rows_left_out_have_a_mean_but_no_standard_error():
    frame = guests()
    left_out = Sample(frame["weight"].to_numpy()[:9], {REASON: ["speed"] * 9})
    design = totals(frame[9:]) + sum_design(frame[["room", "food"]][:9], left_out, BLOCK)
    found = design.mean("room", (REASON, "speed"))
    assert found.value is not None
    assert found.se is None


@pytest.mark.parametrize("design", [(), ("stratum", "psu", "population")])
def test_what_is_saved_is_what_is_loaded(tmp_path, design):
    whole = totals(guests(), *design)
    whole.save(tmp_path / "scores.parquet")
    loaded = DesignTotals.load(tmp_path / "scores.parquet")
    assert_same(loaded, whole)
    assert loaded.linear([(1.0, "room", ("store", "S1")), (-1.0, "food", ALL)]) == whole.linear(
        [(1.0, "room", ("store", "S1")), (-1.0, "food", ALL)]
    )
    assert_same(loaded + whole, whole + whole)


def test_parts_of_other_variables_are_not_added():
    frame = guests()
    other = sum_design(frame[["room"]], Sample(frame["weight"].to_numpy(), cells_of(frame, [])))
    with pytest.raises(CsatError) as caught:
        totals(frame) + other
    assert str(caught.value) == (
        "Two design totals cannot be added: one holds room, food, the other room. "
        "Add up parts of the same items, from the same study."
    )


def test_a_stratum_keeps_its_size_from_batch_to_batch():
    frame = guests()
    with pytest.raises(CsatError) as caught:
        totals(frame, "stratum", "population") + totals(frame.assign(population=777), "stratum", "population")
    assert str(caught.value) in {
        f"The stratum `{stratum}` has the population size {size} in one part and 777 in the other; a stratum has one. "
        "Give every respondent of a stratum the same number in the population column."
        for stratum, size in (("north", 5000), ("south", 900))
    }


def test_an_unknown_variable_is_named_with_its_neighbour():
    with pytest.raises(CsatError) as caught:
        totals(guests()).mean("rom")
    assert str(caught.value) == (
        "The summary holds no item `rom`; it holds room, food. Did you mean `room`? "
        "Name one of these or collect the wave again."
    )
