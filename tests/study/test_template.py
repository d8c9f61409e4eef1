from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from csat_lib.errors import CsatError
from csat_lib.runs.manual import MANUAL
from csat_lib.study import Study, load_earlier, load_study, load_wave
from csat_lib.study.template import ABOUT, listed, templates, write_template


def test_the_template_is_a_study_named_after_its_folder(tmp_path: Path):
    new = write_template("hotel", tmp_path / "my-hotels")
    plan = load_wave(new.last)
    assert new.last == tmp_path / "my-hotels" / "2025-12.yaml"
    assert new.told == (
        f"The study `my-hotels` is in {tmp_path}/my-hotels. Run its last wave with:\n"
        f"  csat run {tmp_path}/my-hotels/2025-12.yaml"
    )
    assert plan.study.study == "my-hotels"
    assert {earlier.study.study for earlier in load_earlier(plan)} == {"my-hotels"}


@pytest.mark.parametrize("folder", ["我的酒店", "2026 hotel", "hotel\n"])
def test_a_folder_whose_name_is_no_study_name_gives_a_name_of_its_own_and_it_is_told(tmp_path: Path, folder: str):
    new, other = write_template("hotel", tmp_path / folder), write_template("hotel", tmp_path / f"{folder}二")
    assert re.fullmatch("study-[0-9a-f]{6}", new.name)
    assert {wave.study.study for wave in (load_wave(new.last), *load_earlier(load_wave(new.last)))} == {new.name}
    assert other.name != new.name
    assert new.told == (
        f"The study `{new.name}` is in {tmp_path / folder}. It is not named after its folder: a study's name, which "
        "its outputs go by, has letters a-z, digits, `_`, `-` and `.`, with a letter first. To give it another one, "
        f"change `study:` in all its files.\nRun its last wave with:\n  csat run {new.last}"
    )


def test_an_empty_folder_is_filled(tmp_path: Path):
    assert write_template("hotel", tmp_path).last.parent == tmp_path


def test_nobodys_files_are_written_over(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CsatError) as caught:
        write_template("hotel", tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: the folder is not empty, so no study is written into it. Name a new or empty folder."
    )


def test_a_folder_that_the_system_refuses_is_told(tmp_path: Path):
    (tmp_path / "answers.csv").write_text("mine")
    for folder, reason in (("answers.csv/mine", "Not a directory"), ("a" * 300, "File name too long")):
        with pytest.raises(CsatError) as caught:
            write_template("hotel", tmp_path / folder)
        shown = str(tmp_path / folder)
        assert str(caught.value) == (
            f"No study can be written into {shown if len(shown) <= 200 else shown[:200] + '...'}: {reason}. Name a "
            "folder that you may write to."
        )


def test_an_unknown_template_is_refused(tmp_path: Path):
    with pytest.raises(CsatError) as caught:
        write_template("hotels", tmp_path)
    assert str(caught.value) == (
        f"There is no template `hotels`. Did you mean `hotel`? Allowed: {', '.join(templates())}."
    )


@pytest.mark.parametrize("name", templates())
def test_each_template_says_what_it_is_in_a_sentence_and_is_not_copied_with_its_notes(tmp_path: Path, name: str):
    about = yaml.safe_load((templates()[name] / ABOUT).read_text("utf-8"))
    assert set(about) == {"zh", "en"}
    assert name in listed().splitlines()
    assert all(f"  {sentence}" in listed().splitlines() and sentence[-1] in ".。" for sentence in about.values())
    new = write_template(name, tmp_path / "mine")
    copied = {file.name for file in templates()[name].iterdir() if file.name != "template"}
    assert {file.name for file in new.folder.iterdir()} == {*copied, "study.schema.json", "wave.schema.json"}
    assert load_wave(new.last).study.study == "mine"


COMMANDS = set(re.findall(r"^  csat (\w+)", MANUAL, re.MULTILINE))
OPEN = {"S10.4": 9, "S10.5": 8, "S10.6": 8, "S10.7": 8, "S10.10": 8, "S6.3": 8, "S6.10": 8}
OPEN |= {"S3.10": 8, "S3.13": 8, "S3.14": 8, "S3.15": 9}
"""Statements that later work brings, and the issue that does."""
STATED = [
    (name, statement, said)
    for name, folder in templates().items()
    if (folder / "template" / "statements.yaml").is_file()
    for statement, said in yaml.safe_load((folder / "template" / "statements.yaml").read_text("utf-8")).items()
]


def test_every_statement_of_a_source_is_answered():
    stated: dict[str, list[str]] = {}
    for name, statement, _ in STATED:
        stated.setdefault(name, []).append(statement)
    assert stated == {
        "crm-usage": [f"S13.{number}" for number in range(1, 13)],
        "hotel-gsts": [f"S10.{number}" for number in range(1, 15)],
        "index-system": [f"S3.{number}" for number in range(1, 18)],
        "insurance-agent": [f"S6.{number}" for number in range(1, 12)],
        "service-csi": [f"S2.{number}" for number in range(1, 15)],
        "supermarket": [f"S4.{number}" for number in range(1, 14)],
    }


@pytest.mark.parametrize(("name", "statement", "said"), STATED, ids=[statement for _, statement, _ in STATED])
def test_each_statement_is_realised_by_something_that_is_there_or_says_why_not(name: str, statement: str, said: dict):
    assert set(said) in ({"says", "done"}, {"says", "out"}, {"says", "open"})
    if "open" in said:
        assert said["open"] == OPEN[statement]
    elif "out" in said:
        assert said["out"]
    else:
        study = load_study(templates()[name] / "study.yaml")
        assert said["done"]
        assert [path for path in said["done"] if not _is_there(study, path)] == []


def _is_there(study: Study, path: str) -> bool:
    """Whether the study holds something at a path; or has the chapter, or the program the command, of that name."""
    part, _, name = path.partition(".")
    if part in {"chapters", "commands"}:
        return name in (study.chapters if part == "chapters" else COMMANDS)
    found: object = study
    for step in path.split("."):
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, tuple):
            found = found[int(step)] if int(step) < len(found) else None
        else:
            found = getattr(found, step, None)
    return found not in (None, (), {}, "")
