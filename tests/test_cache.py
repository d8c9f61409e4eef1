"""Results kept by the hash of what they were made from: believed while whole, made again else."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from csat_lib import cache
from csat_lib.cache import cache_folder, is_whole, keep, made, take
from csat_lib.errors import CsatError
from csat_lib.runs.forked import Job, Limits, run_jobs


@pytest.fixture
def outputs(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "OUTPUTS", tmp_path / "outputs")
    return tmp_path / "outputs"


def write(folder, **files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def test_a_result_lies_below_the_outputs_by_study(outputs):
    assert cache_folder("hotel", "2025-12-abc") == outputs / ".cache" / "hotel" / "2025-12-abc"


def test_what_is_there_is_found_and_not_made_again(tmp_path):
    calls = []
    for number in (1, 2):
        folder = made(tmp_path / "one", lambda fresh, n=number: (calls.append(n), write(fresh, a="text")))
        assert (folder / "a").read_text() == "text"
    assert calls == [1]


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "b" / "c").write_text("tex"),
        lambda folder: (folder / "b" / "c").write_text("tixt"),
        lambda folder: (folder / "b" / "c").unlink(),
        lambda folder: (folder / "manifest.json").write_text('{"a": '),
        lambda folder: (folder / "manifest.json").write_text("[1]"),
        lambda folder: (folder / "manifest.json").write_text("{}"),
        lambda folder: (folder / "manifest.json").unlink(),
    ],
    ids=["shortened", "changed", "gone", "half the sums", "other sums", "no sums", "sums gone"],
)
def test_what_is_damaged_is_made_again(tmp_path, damage):
    def make(fresh):
        write(fresh, **{"a": "text", "b/c": "text"})

    folder = made(tmp_path / "one", make)
    assert is_whole(folder)
    damage(folder)
    assert not is_whole(folder)
    assert not take(folder, tmp_path / "target")
    assert not (tmp_path / "target").exists()
    assert is_whole(made(folder, make))


def test_a_fault_on_the_way_leaves_nothing(tmp_path):
    def fail(fresh):
        write(fresh, a="half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        made(tmp_path / "one", fail)
    assert os.listdir(tmp_path) == []


def test_a_kernel_in_another_folder_finds_the_same_outputs(tmp_path):
    code = "import os; from csat_lib.cache import OUTPUTS; print(OUTPUTS, os.environ['CSAT_OUTPUTS'])"
    for given, expected in (("there", tmp_path / "there"), ("", Path(__file__).parents[1] / "outputs")):
        around = os.environ | {"CSAT_OUTPUTS": given}
        command = [sys.executable, "-c", code]
        told = subprocess.run(command, cwd=tmp_path, env=around, capture_output=True, text=True, check=True).stdout
        assert told == f"{expected} {expected}\n"


def test_files_are_kept_and_taken_to_the_places_that_they_had(tmp_path):
    write(tmp_path / "work", **{"notebooks/a.ipynb": "{}", "findings/a.parquet": "rows", "other": "not kept"})
    write(tmp_path / "work", **{"figures/a.en.png": "", "figures/b.en.svg": "", "figures/a.zh.png": "not kept"})
    names = ["notebooks/a.ipynb", "findings/a.parquet", "texts/a.parquet", "figures/*.en.*"]
    keep(tmp_path / "cache" / "a-1", tmp_path / "work", names)
    assert take(tmp_path / "cache" / "a-1", tmp_path / "again")
    found = {str(path.relative_to(tmp_path / "again")) for path in (tmp_path / "again").rglob("*") if path.is_file()}
    assert found == {"notebooks/a.ipynb", "findings/a.parquet", "figures/a.en.png", "figures/b.en.svg"}
    assert (tmp_path / "again" / "findings" / "a.parquet").read_text() == "rows"


def test_what_is_kept_under_the_same_hash_is_the_same_and_stays(tmp_path):
    write(tmp_path / "work", a="text")
    keep(tmp_path / "cache" / "a-1", tmp_path / "work", ["a"])
    made_at = (tmp_path / "cache" / "a-1" / "a").stat().st_ino
    keep(tmp_path / "cache" / "a-1", tmp_path / "work", ["a"])
    assert (tmp_path / "cache" / "a-1" / "a").stat().st_ino == made_at
    assert take(tmp_path / "cache" / "a-1", tmp_path / "again")
    assert (tmp_path / "again" / "a").read_text() == "text"


def test_the_versions_used_last_are_kept_and_other_results_left_alone(tmp_path):
    write(tmp_path / "work", a="text")
    names = [f"one-{number}" for number in range(cache.KEPT)]
    for age, name in enumerate(["two-0", *names]):
        keep(tmp_path / "cache" / name, tmp_path / "work", ["a"])
        os.utime(tmp_path / "cache" / name, (age, age))
    assert take(tmp_path / "cache" / "one-0", tmp_path / "again")
    keep(tmp_path / "cache" / "one-new", tmp_path / "work", ["a"])
    assert sorted(os.listdir(tmp_path / "cache")) == ["one-0", "one-2", "one-3", "one-new", "two-0"]


def test_a_place_that_cannot_be_written_is_one_clear_error(tmp_path):
    write(tmp_path, work="a file", **{"source/a": "text"})
    with pytest.raises(CsatError) as caught:
        keep(tmp_path / "work" / "a-1", tmp_path / "source", ["a"])
    assert str(caught.value).startswith(f"{tmp_path / 'work' / 'a-1'} cannot be written: ")


def hammer(folder, number):
    """One of several runs at once: keep and take the same result, over and over."""
    source, target = folder / f"source{number}", folder / f"target{number}"
    write(source, a="text" * 1000, b="more" * 1000)
    taken = 0
    for _ in range(40):
        keep(folder / "cache" / "one-1", source, ["a", "b"])
        if take(folder / "cache" / "one-1", target):
            taken += 1
            assert (target / "a").read_text() == "text" * 1000
            assert (target / "b").read_text() == "more" * 1000
    assert taken > 0


def test_several_runs_at_once_never_see_half_of_a_result(tmp_path):
    jobs = [Job(str(number), partial(hammer, tmp_path, number)) for number in range(4)]
    run_jobs(jobs, Limits(4))
    assert is_whole(tmp_path / "cache" / "one-1")
    assert os.listdir(tmp_path / "cache") == ["one-1"]
