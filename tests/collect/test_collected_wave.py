"""A collected wave is found again for the same inputs, made anew for others, and never believed when it is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.collect import collect
from csat_lib.collect.collected_wave import CollectedWave, collected, collected_key, is_collected
from csat_lib.study import load_earlier, load_wave

HOTEL = Path(__file__).resolve().parents[2] / "params" / "hotel"
SMALL = {"responses": "{simulate: {n: 60, seed: 2}}", "earlier": "[2025-10, 2025-11]"}


@pytest.fixture
def plan(tmp_path, monkeypatch):
    monkeypatch.setattr("csat_lib.cache.OUTPUTS", tmp_path)
    return load_wave(HOTEL / "2025-12.yaml", SMALL)


def content(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_wave_is_collected_once_and_found_again(plan):
    assert not is_collected(plan)
    folder = collected(plan)
    assert is_collected(plan)
    made = (folder / "ledger.parquet").stat().st_mtime_ns
    assert collected(plan) == folder
    assert (folder / "ledger.parquet").stat().st_mtime_ns == made
    assert sorted(path.name for path in folder.iterdir()) == [
        "ledger.parquet",
        "manifest.json",
        "respondents.parquet",
        "screening.parquet",
        "simulated.parquet",
        "summary",
        "taken.parquet",
    ]


@pytest.mark.parametrize("name", ["ledger.parquet", "respondents.parquet", "summary/scores.parquet"])
def test_a_damaged_file_is_never_believed(plan, name):
    folder = collected(plan)
    before = content(folder)
    (folder / name).write_bytes(before[name][:-9])
    assert content(collected(plan)) == before
    assert CollectedWave(plan.period, folder).summary.scores.mean("room").n > 0


def test_it_does_not_matter_what_collecting_may_not_see(plan, tmp_path):
    """What is left out of the key is kept from the code too: the whole plan gives the same files."""
    collect(plan, tmp_path / "whole")
    kept, whole = content(collected(plan)), content(tmp_path / "whole")
    for files in (kept, whole):
        files.pop("manifest.json", None)
    assert whole == kept


def test_other_answers_or_another_period_are_another_wave(plan):
    other = load_wave(HOTEL / "2025-12.yaml", SMALL | {"responses": "{simulate: {n: 61, seed: 2}}"})
    plans = [plan, other, *load_earlier(plan)]
    assert len({collected_key(each) for each in plans}) == len(plans)


def test_another_study_key_makes_other_ids(plan, monkeypatch):
    before = collected_key(plan)
    monkeypatch.setenv("CSAT_STUDY_KEY", "another")
    assert collected_key(plan) != before


def test_the_bytes_of_the_answers_and_their_ending_count(plan, tmp_path):
    keys = set()
    for name, text in (("a.csv", "q01\n1\n"), ("b.csv", "q01\n1\n"), ("a.txt", "q01\n1\n"), ("c.csv", "q01\n2\n")):
        (tmp_path / name).write_text(text)
        keys.add(collected_key(load_wave(HOTEL / "2025-12.yaml", SMALL | {"responses": str(tmp_path / name)})))
    assert len(keys) == 3


def test_comments_language_seed_and_earlier_waves_do_not_collect_anew(plan):
    others = {"language": "en", "seed": "9", "earlier": "[2025-11]", "commentary.scores.en": "Well done."}
    for key, value in others.items():
        assert collected_key(load_wave(HOTEL / "2025-12.yaml", SMALL | {key: value})) == collected_key(plan)
