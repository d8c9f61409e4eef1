from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.charts.page import Box
from csat_lib.charts.placing import Taken, place_labels

ROOM = Box(0, 0, 150, 90)


def test_a_lone_label_stands_to_the_right_of_its_point():
    (place,) = place_labels([(50, 50)], [(20, 4)], ROOM, Taken())
    assert place is not None
    assert (place.box.left, place.box.top + 2, place.is_far) == (52.2, 50, False)


def test_at_the_right_edge_it_stands_to_the_left():
    (place,) = place_labels([(145, 50)], [(20, 4)], ROOM, Taken())
    assert place is not None
    assert place.box.right < 145


def test_what_is_rather_not_covered_is_covered_only_in_need():
    line = Box(52, 0, 0.5, 90)
    (place,) = place_labels([(50, 50)], [(20, 4)], ROOM, Taken(rather_not=[line]))
    assert place is not None
    assert place.box.right < 50
    (forced,) = place_labels([(50, 50)], [(20, 4)], ROOM, Taken(rather_not=[ROOM]))
    assert forced is not None


def test_a_room_too_small_gives_no_place():
    assert place_labels([(5, 5)], [(20, 4)], Box(0, 0, 10, 10), Taken()) == [None]


points = st.tuples(st.floats(5, 145), st.floats(5, 85))


@settings(max_examples=40, deadline=None)
@given(st.lists(points, min_size=1, max_size=12))
def test_labels_never_overlap_each_other_nor_a_point(places):
    found = [p.box for p in place_labels(places, [(24, 4)] * len(places), ROOM, Taken()) if p]
    dots = [Box(x - 1.6, y - 1.6, 3.2, 3.2) for x, y in places]
    for number, box in enumerate(found):
        assert not any(box.meets(other) for other in found[number + 1 :])
        assert not any(box.meets(dot) for dot in dots)
