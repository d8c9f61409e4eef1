"""What chapters of one run make for each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from csat_lib.shared import made_once


def test_it_is_made_by_the_first_and_read_by_the_others(tmp_path):
    calls: list[int] = []

    def make() -> dict[str, float]:
        calls.append(1)
        return {"alpha": 0.87}

    with ThreadPoolExecutor(4) as pool:
        found = [job.result() for job in [pool.submit(made_once, tmp_path, "model", make) for _ in range(4)]]
    assert found == [{"alpha": 0.87}] * 4
    assert len(calls) == 1


def test_another_name_is_another_thing(tmp_path):
    assert (made_once(tmp_path, "one", lambda: 1), made_once(tmp_path, "two", lambda: 2)) == (1, 2)


def test_a_fault_leaves_nothing_to_be_read(tmp_path):
    def stop() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        made_once(tmp_path, "model", stop)
    assert made_once(tmp_path, "model", lambda: 3) == 3
