"""A path model knows its arrows, and refuses one that is none."""

import numpy as np
import pytest

from csat_lib.errors import CsatError
from csat_lib.structure.path_model import PathModel

from .facts import ecsi

BLOCKS = {"a": ["a1"], "b": ["b1", "b2"], "c": ["c1"]}


def message_of(**how) -> str:
    with pytest.raises(CsatError) as caught:
        PathModel(**{"blocks": BLOCKS, "paths": {"b": ["a"], "c": ["b"]}} | how)
    return str(caught.value)


def test_items_blocks_and_arrows_stand_in_the_order_of_the_constructs():
    model = PathModel(BLOCKS, {"c": ["b", "a"], "b": ["a"]})
    assert model.items == ("a1", "b1", "b2", "c1")
    assert [(own.start, own.stop) for own in model.slices.values()] == [(0, 1), (1, 3), (3, 4)]
    assert model.arrow_names == [("a", "b"), ("a", "c"), ("b", "c")]
    assert np.array_equal(model.arrows, [[0, 1, 1], [0, 0, 1], [0, 0, 0]])
    assert model.members.sum(axis=0).tolist() == [1, 2, 1]


def test_effects_are_all_pairs_that_arrows_lead_between():
    effects = ecsi().effect_names
    assert len(effects) == 21  # every construct of the ECSI model leads to all that come after it
    assert ("Image", "Loyalty") in effects
    assert ("Complaints", "Satisfaction") not in effects


def test_the_method_names_scheme_modes_scaling_and_stop_rule():
    assert str(ecsi().method) == (
        "partial least squares, path scheme, mode a, standardised items, until no weight moves by 1e-10"
    )
    other = ecsi(scheme="centroid", formative=["Image"], consistent=True, scaled=False, settled=1e-7)
    assert str(other.method) == (
        "partial least squares, centroid scheme, mode a, mode b, corrected by rho_A, centred items, "
        "until no weight moves by 1e-07"
    )


def test_a_circle_is_named_arrow_by_arrow():
    assert message_of(paths={"b": ["a"], "c": ["b"], "a": ["c"]}) == (
        "The paths form a circle: `b` -> `c` -> `a` -> `b`. A path model has none: take one of these arrows out."
    )


def test_a_construct_without_items_a_stranger_and_an_unknown_scheme_are_refused():
    assert message_of(blocks=BLOCKS | {"d": []}) == (
        "The construct `d` of the path model has no items. Give it one or more, or drop it."
    )
    assert message_of(paths={"b": ["image"]}) == (
        "The path model names `image`, which is none of its constructs a, b, c."
    )
    assert (
        message_of(scheme="paths")
        == "`paths` is no scheme of a path model; there is path, centroid, factorial. Did you mean `path`?"
    )
