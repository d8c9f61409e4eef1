"""What the report was made from: inputs with their hashes, settings, versions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from csat_lib.report.prose import en, zh
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS, set_text
from csat_lib.report.words.numbers import count, percent

_LANGUAGES: dict[str, ModuleType] = {"en": en, "zh": zh}
_HASH = 16
"""Characters of a hash that are printed: enough to tell two files apart; the manifest holds the whole."""
_SIMULATED = re.compile(r"n=(\d+) seed=(\d+) plants=(\w+)")


def provenance(view: View) -> tuple[tuple[str, str], ...]:
    """(name, value) pairs: what was computed from which files, with which settings and versions."""
    facts = view.manifest
    if not facts:
        return ()
    pairs = [*_study(view, facts), *_inputs(view, facts), *_settings(view, facts), *_versions(view, facts)]
    return tuple((set_text(name, view.language), set_text(value, view.language)) for name, value in pairs)


def _study(view: View, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    words = LEXICONS[view.language].provenance
    pairs = [(words["name"], str(facts["study"]))] if facts.get("study") else []
    pairs += [(words["period"], str(facts["period"]))] if facts.get("period") else []
    pairs += [(words["earlier"], words["comma"].join(facts["earlier"]))] if facts.get("earlier") else []
    rows = facts.get("rows")
    return pairs + ([(words["rows"], f"{count(rows['in'])} / {count(rows['kept'])}")] if rows else [])


def _inputs(view: View, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    words = LEXICONS[view.language].provenance
    return [(words.get(item["input"], item["input"]), _file(view, item)) for item in facts.get("inputs", ())]


def _file(view: View, item: Mapping[str, Any]) -> str:
    """A file by name and hash; answers that were simulated by how they were."""
    name, digest = str(item.get("file", "")), str(item.get("sha256", ""))
    simulated = _SIMULATED.fullmatch(name)
    if simulated:
        words: Any = _LANGUAGES[view.language].procedure
        n, seed, plants = simulated.groups()
        told: str = words.SIMULATED.format(n=count(int(n)), seed=seed, plants=words.PLANTED if plants == "True" else "")
        return told
    return f"{name} · {short(digest)}" if digest else name


def short(digest: str) -> str:
    """The first characters of a hash, marked as cut."""
    return f"{digest[:_HASH]}…" if len(digest) > _HASH else digest


def _settings(view: View, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    words, parameters = LEXICONS[view.language].provenance, facts.get("parameters", {})
    pairs = [(words["confidence"], percent(view.study.confidence))]
    pairs += [(words["bases"], f"{view.study.minimum_base} / {view.study.small_base}")]
    pairs += [(words["seed"], str(parameters["seed"]))] if "seed" in parameters else []
    given = parameters.get("set", {})
    return pairs + (
        [(words["set"], words["comma"].join(f"{name} = {value}" for name, value in given.items()))] if given else []
    )


def _versions(view: View, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    words = LEXICONS[view.language].provenance
    library = [(words["library"], short(str(facts["library"])))] if facts.get("library") else []
    return library + [(name, str(version)) for name, version in facts.get("versions", {}).items()]
