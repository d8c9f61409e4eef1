"""Build hook: the wheel carries every template; an editable install starts in every locale, wherever the checkout lies.

The ``.pth`` file of an editable install holds the path of the checkout. Python 3.11 and 3.12 read that file in the
locale's encoding and end before the first line of ours when they cannot: Chinese folder, ``LC_ALL=POSIX``. So the path
is written as the bytes that it is, in ASCII.
"""

from __future__ import annotations

import os
import re
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Wheel(BuildHookInterface):
    """Called by hatchling before and after a wheel is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Carry each folder of ``params`` that says what it is as a template; an editable install reads it there."""
        if version != "editable":
            build_data["force_include"] |= carried(Path(self.root))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Rewrite the wheel of an editable install; any other wheel has no path in it."""
        if version == "editable":
            rewrite(Path(artifact_path), pth(self.root))


def carried(root: Path) -> dict[str, str]:
    """Every template's folder in the checkout, and where the wheel has it."""
    folders = sorted(file.parents[1] for file in root.glob("params/*/template/about.yaml"))
    return {str(folder): f"csat_lib/study/templates/{folder.name}" for folder in folders}


def pth(folder: str) -> bytes:
    """One line of Python that adds the folder to the path."""
    return f"import os, sys; sys.path.append(os.fsdecode({os.fsencode(folder)!r}))\n".encode("ascii")


def rewrite(wheel: Path, line: bytes) -> None:
    """Give the wheel's ``.pth`` file this content, and its list of files the new size and hash."""
    digest = urlsafe_b64encode(sha256(line).digest()).rstrip(b"=")
    with ZipFile(wheel) as old:
        contents = {entry: old.read(entry) for entry in old.infolist()}
    with ZipFile(wheel, "w") as new:
        for entry, content in contents.items():
            if entry.filename.endswith(".pth"):
                new.writestr(entry, line)
            elif entry.filename.endswith(".dist-info/RECORD"):
                told = rb"\1,sha256=%b,%d" % (digest, len(line))
                new.writestr(entry, re.sub(rb"^([^,]+\.pth),.*$", told, content, flags=re.MULTILINE))
            else:
                new.writestr(entry, content)
