"""What the lab opens: a checkout's own notebooks, or a user's copies of a wheel's; and in which language."""

from __future__ import annotations

import json
import os
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from csat_lib.errors import CsatError
from csat_lib.runs import lab
from csat_lib.runs.chapters import CHAPTERS, NOTEBOOKS, notebook_of

from .conftest import ROOT


@pytest.fixture
def installed(tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "INSTALLED", True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_checkout_opens_its_own_notebooks():
    assert lab.lab_folder() == NOTEBOOKS == ROOT / "notebooks"
    assert all(notebook_of(chapter).is_file() for chapter in CHAPTERS)


def test_an_installed_wheel_opens_copies_and_leaves_those_that_a_user_has_edited(installed):
    (installed / "notebooks").mkdir()
    (installed / "notebooks" / "50_scores.ipynb").write_text("edited")
    assert lab.lab_folder() == installed / "notebooks"
    assert sorted(os.listdir(installed / "notebooks")) == sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
    assert (installed / "notebooks" / "50_scores.ipynb").read_text() == "edited"
    assert (installed / "notebooks" / "10_quality.ipynb").read_bytes() == (NOTEBOOKS / "10_quality.ipynb").read_bytes()


def test_a_place_for_copies_that_cannot_be_written_is_one_sentence(installed):
    (installed / "notebooks").touch()
    with pytest.raises(CsatError) as caught:
        lab.lab_folder()
    assert str(caught.value).startswith(f"{installed / 'notebooks'} cannot be written: File exists. ")


def test_it_sees_the_folder_around_the_notebooks_and_starts_at_them(installed):
    assert lab.lab_arguments() == [f"--ServerApp.root_dir={installed}", "--LabApp.default_url=/lab/tree/notebooks"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_menus_follow_the_language_asked_for_before_all_other_defaults(language, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "mine")
    first, mine = lab.lab_surroundings(language)["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    text = Path(first, "labconfig", "default_setting_overrides.json").read_text(encoding="utf-8")
    locale = json.loads(text)["@jupyterlab/translation-extension:plugin"]["locale"]
    packs = [pack.name for pack in entry_points(group="jupyterlab.languagepack")]
    assert (mine, locale in [*packs, "en"]) == ("mine", True)


def test_without_one_they_follow_the_system(monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "mine")
    assert lab.lab_surroundings(None) == dict(os.environ)
