"""Whose is what in a folder of outputs: the manifest that marks it as ours, the files we wrote, what others added.

``manifest.json`` says who made the folder and, once it is whole, lists every file with its SHA-256. What it does not
list, or lists with another hash, is somebody's own work: it is carried over into the folder that replaces this one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from itertools import count, islice
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
_UNDER_WAY = f".{MANIFEST}"
_MADE_BY = {"made_by": "csat-workbench"}


def mark(folder: Path, facts: Mapping[str, Any]) -> None:
    """Write the manifest of a folder of ours, in one step: a folder under way is never without its mark."""
    fresh = folder / _UNDER_WAY
    text = json.dumps({**_MADE_BY, **facts}, ensure_ascii=False, indent=2)
    fresh.write_text(text + "\n", encoding="utf-8")
    fresh.replace(folder / MANIFEST)


def sign(folder: Path) -> None:
    """Enter every file of the folder with its hash into the manifest."""
    files = (path for path in _entries(folder) if path.is_file() and path != folder / MANIFEST)
    named = {path.relative_to(folder).as_posix(): path for path in files}
    mark(folder, {**manifest_of(folder), "files": {name: _hash(named[name]) for name in sorted(named)}})


def manifest_of(folder: Path) -> dict[str, Any]:
    """The manifest of a folder that we wrote; empty for any other folder."""
    file = folder / MANIFEST
    if not file.is_file():
        return {}
    try:
        content = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) and content.items() >= _MADE_BY.items() else {}


def replaceable(folder: Path) -> bool:
    """Whether outputs may take this place: nothing is there, or an empty folder, or one that carries our mark."""
    if not os.path.lexists(folder):
        return True
    return folder.is_dir() and (bool(manifest_of(folder)) or {path.name for path in folder.iterdir()} <= {_UNDER_WAY})


def carry_over(old: Path, new: Path) -> None:
    """Take into ``new`` what lies in ``old`` and is not ours; ``old`` keeps it too. Doing so twice changes nothing.

    A file of ours that was changed, and one whose name is taken in ``new``, gets a name that says so
    (``report.en.changed.html``); the manifest of ``new`` holds it under ``changed``, by the name it had.
    """
    manifest = manifest_of(new)
    changed = dict(manifest.get("changed", {}))
    written = _files_of(old)
    names = [path.relative_to(old) for path in _entries(old) if not _is_ours(path, old, written)]
    for name in sorted(names, key=lambda name: (name.as_posix() in written or os.path.lexists(new / name), name)):
        place = _place(old, new, name, own_name=name.as_posix() not in written)
        _link(old / name, place)
        if place != new / name:
            changed[name.as_posix()] = place.relative_to(new).as_posix()
    if changed != manifest.get("changed", {}):
        mark(new, {**manifest, "changed": changed})


def _entries(folder: Path) -> Iterator[Path]:
    """Every file, link and empty folder below; links are not followed."""
    for root, folders, files in os.walk(folder, onerror=_fail):
        here = Path(root)
        yield from (here / name for name in files)
        yield from (here / name for name in folders if (here / name).is_symlink())
        if here != folder and not folders and not files:
            yield here


def _fail(fault: OSError) -> None:
    raise fault


def _files_of(folder: Path) -> Mapping[str, str]:
    files = manifest_of(folder).get("files")
    return files if isinstance(files, dict) else {}


def _is_ours(path: Path, folder: Path, written: Mapping[str, str]) -> bool:
    if path == folder / MANIFEST:
        return bool(manifest_of(folder))
    expected = written.get(path.relative_to(folder).as_posix())
    return expected is not None and path.is_file() and not path.is_symlink() and _hash(path) == expected


def _place(old: Path, new: Path, name: Path, *, own_name: bool) -> Path:
    """Where ``name`` may lie in ``new``, under its own name or one that says so; the folders above it are made."""
    *above, last = name.parts
    source, place = old, new
    for part in above:
        source /= part
        place = next(named for named in _names(place / part) if named.is_dir() or not os.path.lexists(named))
        if not place.exists():
            place.mkdir(mode=stat.S_IMODE(source.stat().st_mode) | stat.S_IRWXU)
    names = islice(_names(place / last), 0 if own_name else 1, None)
    return next(named for named in names if not os.path.lexists(named) or _alike(named, source / last))


def _names(path: Path) -> Iterator[Path]:
    yield path
    for number in count(1):
        yield path.with_name(f"{path.stem}.changed{f'-{number}' if number > 1 else ''}{path.suffix}")


def _alike(left: Path, right: Path) -> bool:
    if os.path.samestat(left.lstat(), right.lstat()) or (left.is_dir() and right.is_dir()):
        return True
    return all(path.is_file() and not path.is_symlink() for path in (left, right)) and _hash(left) == _hash(right)


def _link(source: Path, place: Path) -> None:
    """The same file under a second name where the file system can; else a copy."""
    if os.path.lexists(place):
        return
    if source.is_dir() and not source.is_symlink():
        place.mkdir()
        return
    try:
        os.link(source, place, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, place, follow_symlinks=False)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
