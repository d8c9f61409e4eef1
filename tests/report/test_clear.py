"""No claim without its interval."""

from __future__ import annotations

from csat_lib.report.clear import beside, direction, is_small, is_weighted, leaders, ranked, trailers

from .fake_wave import figure


def index(subject, value, half):
    return figure("scores", "index", subject, value, half=half)


def test_a_difference_has_a_direction_only_when_its_interval_is_clear_of_zero():
    assert direction(figure("trends", "change", "room", 2.0, half=1.9)) == "up"
    assert direction(figure("trends", "change", "room", -2.0, half=1.9)) == "down"
    assert direction(figure("trends", "change", "room", 2.0, half=2.0)) == "unclear"
    assert direction(figure("trends", "change", "room", 2.0)) == "unclear"


def test_a_figure_is_beside_a_target_only_with_its_whole_interval():
    assert beside(index("room", 82.0, 1.0), 80.0) == "above"
    assert beside(index("room", 78.0, 1.0), 80.0) == "below"
    assert beside(index("room", 80.5, 1.0), 80.0) == "open"


def test_leaders_are_the_first_and_those_it_is_not_clear_of():
    figures = [index("a", 70.0, 1.0), index("b", 80.0, 1.0), index("c", 78.5, 1.0)]
    assert [row.subject for row in leaders(figures)] == ["b", "c"]
    assert [row.subject for row in trailers(figures)] == ["a"]


def test_ties_keep_the_order_of_the_study_and_none_of_them_leads():
    figures = [index("a", 80.0, 1.0), index("b", 80.0, 1.0)]
    assert [row.subject for row in ranked(figures)] == ["a", "b"]
    assert len(leaders(figures)) == 2


def test_a_figure_without_an_interval_is_clear_of_nothing():
    figures = [figure("scores", "index", "a", 90.0), index("b", 10.0, 1.0)]
    assert len(leaders(figures)) == 2


def test_both_bases_are_told_only_when_weights_tell_them_apart():
    assert is_weighted(figure("scores", "index", "room", 1.0, n=100, n_effective=90.0))
    assert not is_weighted(figure("scores", "index", "room", 1.0, n=100, n_effective=100.0))
    assert not is_weighted(figure("scores", "index", "room", 1.0, n=100, n_effective=None))
    assert is_small(figure("scores", "index", "room", 1.0, n=29), 30)
    assert not is_small(figure("scores", "index", "room", 1.0, n=30), 30)
    assert not is_small(figure("structure", "objective_link", "queue", 0.5, n=8), 30)  # units, not respondents
