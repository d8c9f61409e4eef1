from __future__ import annotations

from csat_lib.period import parse
from csat_lib.simulate.streams import Streams


def first(seed: int, period: str, name: str) -> float:
    return Streams(seed, parse(period))(name).random()


def test_the_same_seed_period_and_name_give_the_same_numbers():
    assert first(1, "2025-12", "a") == first(1, "2025-12", "a")


def test_another_seed_period_or_name_gives_other_numbers():
    found = {first(1, "2025-12", "a"), first(2, "2025-12", "a"), first(1, "2025-11", "a"), first(1, "2025-12", "b")}
    assert len(found) == 4
