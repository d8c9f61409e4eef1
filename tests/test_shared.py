"""What chapters of one run make for each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from csat_lib.shared import made_once

CALLS: list[float] = []


def doubled(value: float, frame: pd.DataFrame) -> pd.DataFrame:
    CALLS.append(value)
    return frame * value


def stop(value: float) -> float:
    raise ValueError(str(value))


def test_it_is_made_by_the_first_and_read_by_the_others(tmp_path):
    CALLS.clear()
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(made_once, tmp_path, doubled, (2.0, pd.DataFrame({"a": [1.0]}))) for _ in range(4)]
    assert [job.result()["a"].tolist() for job in asked] == [[2.0]] * 4
    assert CALLS == [2.0]


def test_of_other_answers_it_is_made_anew(tmp_path):
    CALLS.clear()
    for value, answer in ((2.0, 1.0), (3.0, 1.0), (2.0, 5.0)):
        found = made_once(tmp_path, doubled, (value, pd.DataFrame({"a": [answer]})))
        assert found["a"].tolist() == [value * answer]
    assert CALLS == [2.0, 3.0, 2.0]


def test_a_fault_leaves_nothing_to_be_read(tmp_path):
    for _ in range(2):
        with pytest.raises(ValueError, match=r"^1\.0$"):
            made_once(tmp_path, stop, (1.0,))
