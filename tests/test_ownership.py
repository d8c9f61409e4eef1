"""What a user put into a folder of outputs, or changed there, is there after the next run."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from csat_lib.atomic import fresh_folder
from csat_lib.errors import CsatError
from csat_lib.ownership import carry_over, manifest_of, mark, replaceable, sign

OURS = {"report.en.html": "report", "summary/sums.npz": "sums"}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def run(target: Path, files: dict[str, str] | None = None) -> dict[str, str]:
    with fresh_folder(target, "hotel") as fresh:
        write(fresh, OURS if files is None else files)
    return held(target)


def held(folder: Path) -> dict[str, str]:
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_text() for name, path in files.items() if name != "manifest.json"}


@pytest.fixture
def out(tmp_path):
    run(tmp_path / "out")
    return tmp_path / "out"


def test_what_a_user_put_beside_the_reports_is_carried_over(out):
    own = {"thesis.docx": "years", "mails/to the client.eml": "mail", "summary/notes.txt": "notes", ".hidden": "dots"}
    write(out, own)
    (out / "empty").mkdir()
    (out / "link").symlink_to("thesis.docx")
    when = (out / "thesis.docx").stat().st_mtime_ns
    (out / "mails").chmod(0o700)
    assert run(out) == OURS | own | {"link": "years"}
    assert (out / "empty").is_dir()
    assert (out / "link").readlink() == Path("thesis.docx")
    assert (out / "thesis.docx").stat().st_mtime_ns == when
    assert (out / "mails").stat().st_mode & 0o777 == 0o700
    assert manifest_of(out).keys() == {"made_by", "study", "files"}
    assert manifest_of(out)["files"].keys() == OURS.keys()


def test_a_report_that_a_user_changed_is_kept_under_a_name_that_says_so(out):
    for number in ("", "-2", "-3"):
        write(out, {"report.en.html": f"annotated{number}"})
        found = run(out, {"report.en.html": "next"})
        assert found["report.en.html"] == "next"
        assert found[f"report.en.changed{number}.html"] == f"annotated{number}"
        assert manifest_of(out)["changed"] == {"report.en.html": f"report.en.changed{number}.html"}
    assert len(run(out, {"report.en.html": "next"})) == 4
    assert "changed" not in manifest_of(out)


def test_a_changed_report_never_passes_for_one_of_this_run(out):
    write(out, {"report.en.html": "annotated"})
    assert run(out, {"report.zh.html": "报告"}) == {"report.zh.html": "报告", "report.en.changed.html": "annotated"}


def test_what_the_new_outputs_need_the_name_of_steps_aside(out):
    write(out, {"report.zh.html": "translated by hand", "notebooks": "a file", "texts/more/x": "a folder"})
    (out / "texts" / "empty").mkdir()
    new = {"report.zh.html": "报告", "notebooks/10.ipynb": "{}", "texts": "a file"}
    assert run(out, new) == new | {
        "report.zh.changed.html": "translated by hand",
        "notebooks.changed": "a file",
        "texts.changed/more/x": "a folder",
    }
    assert (out / "texts.changed" / "empty").is_dir()


def test_a_report_that_was_replaced_by_a_link_is_no_longer_ours(out, tmp_path):
    (tmp_path / "elsewhere.html").write_text("report")
    (out / "report.en.html").unlink()
    (out / "report.en.html").symlink_to(tmp_path / "elsewhere.html")
    assert run(out) == OURS | {"report.en.changed.html": "report"}
    assert (out / "report.en.changed.html").is_symlink()


def test_where_no_file_can_have_two_names_a_copy_is_made(out, monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    write(out, {"thesis.docx": "years"})
    assert run(out) == OURS | {"thesis.docx": "years"}


def test_a_file_that_comes_while_the_new_outputs_take_their_place_is_not_lost(out, monkeypatch):
    def late(old: Path, new: Path) -> None:
        carry_over(old, new)
        if not (new / "late.txt").exists() and old == out:
            write(old, {"late.txt": "just saved", "summary/sums.npz": "just changed"})

    monkeypatch.setattr("csat_lib.atomic.carry_over", late)
    assert run(out) == OURS | {"late.txt": "just saved", "summary/sums.changed.npz": "just changed"}


def test_a_folder_that_a_user_made_during_the_run_is_carried_over_whole(tmp_path):
    with fresh_folder(tmp_path / "out", "hotel") as fresh:
        write(fresh, OURS)
        write(tmp_path / "out", {"thesis.docx": "years", "manifest.json": '{"name": "web app"}'})
    assert held(tmp_path / "out") == OURS | {"thesis.docx": "years", "manifest.changed.json": '{"name": "web app"}'}


@pytest.mark.parametrize(
    "manifest",
    [
        "{}",
        "[]",
        "",
        "not json",
        '{"name": "web app", "version": "1"}',
        '{"made_by": "somebody"}',
        "[" * 100_000,
        "\xff",
    ],
)
def test_a_manifest_of_another_program_does_not_make_a_folder_ours(tmp_path, manifest):
    (tmp_path / "manifest.json").write_text(manifest, encoding="latin-1")
    (tmp_path / "thesis.docx").write_text("years")
    assert manifest_of(tmp_path) == {}
    assert not replaceable(tmp_path)
    with pytest.raises(CsatError, match="it holds files that no run has written"), fresh_folder(tmp_path, "hotel"):
        raise ValueError("not reached")
    assert sorted(os.listdir(tmp_path)) == ["manifest.json", "thesis.docx"]


def test_nothing_and_an_empty_folder_may_be_replaced_but_no_file_and_no_link_to_nowhere(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    names = ("nothing", "empty", "file", "link")
    assert [replaceable(tmp_path / name) for name in names] == [True, True, False, False]


def test_the_manifest_lists_every_file_with_its_hash(tmp_path):
    mark(tmp_path, {"study": "hotel"})
    write(tmp_path, {"b/c": "", "a": "abc"})
    (tmp_path / "empty").mkdir()
    sign(tmp_path)
    assert json.loads((tmp_path / "manifest.json").read_text()) == {
        "made_by": "csat-workbench",
        "study": "hotel",
        "files": {
            "a": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "b/c": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        },
    }


def test_a_manifest_whose_list_was_broken_loses_nothing(out):
    (out / "manifest.json").write_text('{"made_by": "csat-workbench", "study": "hotel", "files": ["report.en.html"]}')
    assert run(out, {"report.en.html": "next"}) == OURS | {"report.en.html": "next", "report.en.changed.html": "report"}


def test_what_cannot_be_carried_over_stops_the_run_and_leaves_all_as_it_was(out, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    monkeypatch.setattr(shutil, "copy2", full)
    write(out, {"thesis.docx": "years"})
    with pytest.raises(CsatError, match=r"cannot be written: No space left on device\."):
        run(out, {"report.en.html": "next"})
    assert held(out) == OURS | {"thesis.docx": "years"}
    assert os.listdir(out.parent) == ["out"]
