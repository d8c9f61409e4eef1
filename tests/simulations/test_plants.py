"""One seed each way of what ``plants.py`` counts over a hundred."""

from .plants import FIRST_SEED, run

SEED = FIRST_SEED + 1


def test_the_planted_drop_and_driver_are_claimed():
    found = run(SEED, planted=True)
    assert found.part
    assert found.driver


def test_without_the_plants_neither_is_claimed():
    found = run(SEED, planted=False)
    assert not found.any_drop
    assert not found.any_driver
