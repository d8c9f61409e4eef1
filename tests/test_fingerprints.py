"""Hashes of files, of the library's own source and of what it computes with."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

from csat_lib import fingerprints
from csat_lib.errors import CsatError
from csat_lib.fingerprints import code_hash, digest, file_hash, surroundings, versions


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A library of four rooms: one imports two, one of these the third, nobody the fourth."""
    texts = {
        "one/__init__.py": "",
        "one/a.py": "from csat_lib.two import x\nfrom csat_lib import three\n",
        "two/__init__.py": "def x():\n    import csat_lib.root\n",
        "three.py": "",
        "root.py": "",
        "four/b.py": "from csat_lib.one.a import x\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(fingerprints, "HOME", tmp_path)
    code_hash.cache_clear()
    yield tmp_path
    code_hash.cache_clear()


def hash_of(*rooms):
    code_hash.cache_clear()
    return code_hash(*rooms)


def test_texts_that_are_cut_elsewhere_are_other_texts():
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", "")}) == 4
    assert len(digest("a")) == 64


def test_hashes_are_sha256_of_the_bytes_as_they_are_now(tmp_path):
    for content in (b"answers", b"answerz"):
        (tmp_path / "a").write_bytes(content)
        assert file_hash(tmp_path / "a") == hashlib.sha256(content).hexdigest()


def test_a_file_that_is_not_there_is_one_clear_error(tmp_path):
    with pytest.raises(CsatError) as caught:
        file_hash(tmp_path / "nowhere.csv")
    assert str(caught.value) == (
        f"The answers {tmp_path / 'nowhere.csv'} cannot be opened: No such file or directory. "
        "Put a file there that you may read, or change `responses` in the wave file."
    )


@pytest.mark.parametrize("changed", ["one/a.py", "two/__init__.py", "three.py", "root.py"])
def test_a_room_depends_on_its_files_and_on_all_that_these_import(library, changed):
    before = hash_of("one")
    (library / changed).write_text("# changed\n" + (library / changed).read_text())
    assert hash_of("one") != before


def test_a_room_does_not_depend_on_who_imports_it_and_the_whole_on_everything(library):
    before, whole = hash_of("one"), hash_of()
    (library / "four" / "template.css").write_text("changed")
    assert hash_of("one") == before
    assert hash_of() != whole
    (library / "four" / "__pycache__").mkdir()
    whole = hash_of()
    (library / "four" / "__pycache__" / "b.pyc").write_text("compiled")
    assert hash_of() == whole


def test_what_collecting_loads_is_what_its_hash_covers():
    script = "import csat_lib.collect, sys; print(*{m.split('.')[1] for m in sys.modules if m.startswith('csat_lib.')})"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    covered = {name.removesuffix(".py") for name in fingerprints.rooms_under(("collect",))}
    assert set(loaded) <= covered
    assert {"collect", "answers", "summary"} <= covered
    assert {"report", "charts", "measurement"} & covered == set()


def test_versions_are_those_of_python_and_of_every_package_required():
    assert {"python", "csat-workbench", "numpy", "scipy", "pandas", "pyarrow", "typst"} <= set(versions())


def test_another_version_or_another_kernel_of_linear_algebra_is_another_surrounding(monkeypatch):
    before = surroundings()
    surroundings.cache_clear()
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Other")
    kernel = surroundings()
    surroundings.cache_clear()
    monkeypatch.setattr(fingerprints, "version", lambda name: "0.0.1")
    versions.cache_clear()
    assert len({before, kernel, surroundings()}) == 3
    surroundings.cache_clear()
    versions.cache_clear()
