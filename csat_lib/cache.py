"""Collected waves, kept by the fingerprint of everything they were made from.

Opening a wave, or an earlier wave of another one, collects it once; the same inputs and the same library find the
collected folder again. The cache can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from csat_lib.answers.identity import study_key
from csat_lib.collect import collect
from csat_lib.errors.answers import cannot_open
from csat_lib.study import WavePlan

_PACKAGE = Path(__file__).resolve().parent
INSTALLED = (_PACKAGE / "notebooks").is_dir()
"""Whether this is an installed wheel, which carries the notebooks; in a checkout they lie beside the package."""
ROOT = _PACKAGE if INSTALLED else _PACKAGE.parent
OUTPUTS = Path(os.environ.get("CSAT_OUTPUTS") or (Path.cwd() if INSTALLED else ROOT) / "outputs").absolute()
os.environ["CSAT_OUTPUTS"] = str(OUTPUTS)  # a kernel starts in another folder, and must find the same

_LIBRARY = ("errors", "study", "answers", "weighting", "summary", "collect", "findings.py", "period.py")


def collected(plan: WavePlan) -> Path:
    """Folder of the collected wave, made now if these inputs have not been collected before."""
    folder = OUTPUTS / ".cache" / plan.study.study / f"{plan.period}-{fingerprint(plan)[:16]}"
    if not (folder / "ledger.parquet").exists():
        collect(plan, folder)
    return folder


def fingerprint(plan: WavePlan) -> str:
    """Hash of what a collected wave depends on: study, answers, seed, study key and the library's own source."""
    parts = [library_hash(), file_hash(plan.study_path), str(plan.period), str(plan.seed)]
    parts.append(hashlib.sha256(study_key(plan.study.study)).hexdigest())
    parts.append(file_hash(plan.responses) if isinstance(plan.responses, Path) else repr(plan.responses))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, read in blocks.

    Raises:
        CsatError: the file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        raise cannot_open(path, fault) from None


@cache
def library_hash() -> str:
    """SHA-256 of the source that collects: a changed rule must not find yesterday's cells."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for name in _LIBRARY:
        place = _PACKAGE / name
        if place.is_file():
            yield place
        yield from sorted(place.rglob("*.py"))
