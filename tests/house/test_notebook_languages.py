"""A notebook says everything in Chinese and in English: cells in pairs, each tagged with its language, zh before en."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from csat_lib.findings.setting import set_text

from .source import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
HAN = re.compile(r"[\u3400-\u9fff]")
HALF_WIDTH = re.compile(r"[\u3400-\u9fff][*`]? ?[,;:!?()\"']|[,;:!?()\"'] ?[*`]?[\u3400-\u9fff]")
NUMBER = re.compile(r"(?<![\w/.])(?:\d[\d,]*)?(?:\.\d+|(?<=\d))(?=th\b|\b)")
REFERENCES = {"zh": "*参考文献：* ", "en": "*References:* "}

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells_of(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def twins(path: Path) -> list[tuple[str, str]]:
    """What each pair of cells says, in Chinese and in English."""
    prose = ["".join(cell["source"]) for cell in cells_of(path) if cell["cell_type"] == "markdown"]
    return list(zip(prose[::2], prose[1::2], strict=True))


@each_notebook
def test_every_text_cell_is_followed_by_its_twin_in_the_other_language(path):
    tagged = [tuple(cell["metadata"].get("tags", [])) for cell in cells_of(path) if cell["cell_type"] == "markdown"]
    kinds = "".join(cell["cell_type"][0] for cell in cells_of(path))
    assert tagged == [("zh",), ("en",)] * (len(tagged) // 2), "tag every Markdown cell zh or en, zh first"
    assert set(map(len, re.findall("m+", kinds))) == {2}, "a pair of Markdown cells stands between code cells"


@each_notebook
def test_twins_have_the_same_paragraphs_headings_names_and_numbers(path):
    def form(text: str) -> list[tuple[str, list[str], int, Counter[str]]]:
        blocks = [block for block in text.split("\n\n") if not block.startswith(tuple(REFERENCES.values()))]
        return [
            (
                re.match(r"#*", block)[0],
                sorted(re.findall(r"`[^`]+`", block)),
                block.count("*"),
                Counter(NUMBER.findall(block)),
            )
            for block in blocks
        ]

    assert [zh for zh, en in twins(path) if form(zh) != form(en)] == []


@each_notebook
def test_twins_rest_on_the_same_works(path):
    def works(text: str, language: str) -> list[str]:
        line = text.partition(REFERENCES[language])[2]
        return re.findall(r"([A-ZŠ][^;；()]*? \((?:\d{4}|[^()]*edition, \d{4})\))", line)

    cited = [(works(zh, "zh"), works(en, "en")) for zh, en in twins(path)]
    assert [pair for pair in cited if pair[0] != pair[1]] == []


@each_notebook
def test_each_twin_is_set_as_its_language_is(path):
    pairs = twins(path)
    assert [zh for zh, _ in pairs if not HAN.search(zh) or set_text(zh, "zh") != zh or HALF_WIDTH.search(zh)] == []
    assert [en for _, en in pairs if HAN.search(en)] == []
