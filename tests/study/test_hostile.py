"""Whatever stands in place of a key or a value, a study or wave file is read, or its faults are told."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from csat_lib.errors import CsatError
from csat_lib.study import load_wave

from .small import STUDY, WAVE

ODD = ("~", "7", "true", "1.5", "[]", "{}", "[[1]]", "{7: {~: 2}}", '"\\ud800"', "!!int many", "1e400", "{zh: 1}")
FILES = {"study.yaml": STUDY, "2025-03.yaml": WAVE + "language: both\ncommentary: {scores: {zh: 一, en: One}}\n"}


def spans(node: yaml.Node) -> Iterator[tuple[int, int]]:
    """Where every key and value of a text stands."""
    yield node.start_mark.index, node.end_mark.index
    parts = [part for pair in node.value for part in pair] if isinstance(node, yaml.MappingNode) else node.value
    for part in parts if isinstance(node, yaml.CollectionNode) else ():
        yield from spans(part)


def mutants(name: str) -> list[str]:
    """The text of a file with one odd thing in one place, for every place and thing."""
    text = FILES[name]
    places = dict.fromkeys(spans(yaml.compose(text)))
    inline = [(start, end) for start, end in places if "\n" not in text[start:end]]
    return [text[:start] + odd + text[end:] for start, end in inline for odd in ODD]


@pytest.mark.parametrize("name", FILES)
def test_an_odd_thing_in_one_place_is_read_or_told(folder: Path, name: str):
    """60 of all cases, always the same ones."""
    (folder / "2025-03.yaml").write_text(FILES["2025-03.yaml"], "utf-8")
    outcomes = set[str]()
    for text in random.Random(7).sample(mutants(name), 60):
        (folder / name).write_text(text, "utf-8")
        try:
            outcomes.add(load_wave(folder / "2025-03.yaml").study.study)
        except CsatError as told:
            outcomes.add(type(told).__name__)
    assert outcomes == {"small", "Faults"}


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "study.yaml",
            "rule: seconds",
            "rule: {}",
            ":30: `exclude.1.rule` is `{}`. Allowed: duplicate, near_duplicate",
        ),
        (
            "study.yaml",
            "segment: store",
            "segment: {}",
            "segment` names `{}`, which cannot stand here. Allowed: store.",
        ),
        ("2025-03.yaml", "language: both", "language: []", ":5: `language` is `[]`. Allowed: zh, en, both."),
    ],
)
def test_a_list_where_a_word_belongs_is_told(folder: Path, name: str, old: str, new: str, message: str):
    (folder / "2025-03.yaml").write_text(FILES["2025-03.yaml"], "utf-8")
    (folder / name).write_text(FILES[name].replace(old, new), "utf-8")
    with pytest.raises(CsatError, match=re.escape(message)):
        load_wave(folder / "2025-03.yaml")
