"""The cache of collected waves: found again for the same inputs, made anew for others."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from csat_lib import cache
from csat_lib.cache import collected, file_hash, fingerprint, library_hash
from csat_lib.errors import CsatError
from csat_lib.study import load_earlier, load_wave

HOTEL = Path(__file__).resolve().parents[1] / "params" / "hotel"
SMALL = {"responses": "{simulate: {n: 60, seed: 2}}", "earlier": "[2025-10, 2025-11]"}


@pytest.fixture
def plan(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "OUTPUTS", tmp_path)
    return load_wave(HOTEL / "2025-12.yaml", SMALL)


def test_a_wave_is_collected_once_and_found_again(plan):
    folder = collected(plan)
    made = (folder / "ledger.parquet").stat().st_mtime_ns
    assert collected(plan) == folder
    assert (folder / "ledger.parquet").stat().st_mtime_ns == made
    assert sorted(path.name for path in folder.iterdir()) == [
        "ledger.parquet",
        "manifest.json",
        "respondents.parquet",
        "screening.parquet",
        "summary",
    ]


def test_other_answers_another_seed_or_another_period_are_another_wave(plan):
    others = [SMALL | {"responses": "{simulate: {n: 61, seed: 2}}"}, SMALL | {"seed": "9"}]
    plans = [plan, *(load_wave(HOTEL / "2025-12.yaml", other) for other in others), *load_earlier(plan)]
    assert len({fingerprint(each) for each in plans}) == len(plans)


def test_another_study_key_makes_other_ids(plan, monkeypatch):
    before = fingerprint(plan)
    monkeypatch.setenv("CSAT_STUDY_KEY", "another")
    assert fingerprint(plan) != before


def test_comments_and_language_do_not_collect_anew(plan):
    assert fingerprint(load_wave(HOTEL / "2025-12.yaml", SMALL | {"language": "en"})) == fingerprint(plan)


def test_earlier_plans_come_oldest_first(plan):
    assert [str(each.period) for each in load_earlier(plan)] == ["2025-10", "2025-11"]


def test_a_kernel_in_another_folder_finds_the_same_outputs(tmp_path):
    code = "import os; from csat_lib.cache import OUTPUTS; print(OUTPUTS, os.environ['CSAT_OUTPUTS'])"
    for given, expected in (("there", tmp_path / "there"), ("", HOTEL.parents[1] / "outputs")):
        around = os.environ | {"CSAT_OUTPUTS": given}
        command = [sys.executable, "-c", code]
        told = subprocess.run(command, cwd=tmp_path, env=around, capture_output=True, text=True, check=True).stdout
        assert told == f"{expected} {expected}\n"


def test_hashes_are_sha256_of_the_bytes(tmp_path):
    (tmp_path / "a").write_bytes(b"answers")
    assert file_hash(tmp_path / "a") == hashlib.sha256(b"answers").hexdigest()
    assert len(library_hash()) == 64


def test_a_file_that_is_not_there_is_one_clear_error(tmp_path):
    with pytest.raises(CsatError) as caught:
        file_hash(tmp_path / "nowhere.csv")
    assert str(caught.value) == (
        f"The answers {tmp_path / 'nowhere.csv'} cannot be opened: No such file or directory. "
        "Put a file there that you may read, or change `responses` in the wave file."
    )
