"""What the guides quote exists: every path, every module and every name in backticks, and where they say it stands."""

from __future__ import annotations

import ast
import builtins
import re
from fnmatch import fnmatch
from functools import cache

import pytest

from csat_lib.cli import main

from .source import MODULES, ROOT, nodes_of

GUIDES = ["CONTRIBUTING.md", "csat_lib/ARCHITECTURE.md"]
PATH = re.compile(r"[\w./<>-]+/[\w./<>-]*|[\w<>-]+\.(?:py|ipynb|toml)")
NAME = re.compile(r"\.?([A-Za-z_]\w*)(?:\(.*\))?")
MIME = re.compile(r"(?:text|image|application)/[\w.+-]+")


@cache
def text(guide: str) -> str:
    return (ROOT / guide).read_text(encoding="utf-8")


def prose(guide: str) -> str:
    """The guide without its fenced blocks."""
    return "".join(text(guide).split("```")[::2])


def blocks(guide: str, *languages: str) -> str:
    """The fenced blocks of these languages ("" where none is named)."""
    parted = [block.partition("\n") for block in text(guide).split("```")[1::2]]
    return "\n".join(block for language, _, block in parted if language in languages)


def quoted(guide: str) -> list[str]:
    """What stands between backticks in running text and tables."""
    return re.findall(r"`([^`\n]+)`", prose(guide))


@cache
def paths() -> list[str]:
    """Every file and folder of the project, each with a slash before it."""
    folders = [ROOT / name for name in (".ci", "csat_lib", "notebooks", "params", "tests")]
    found = [*ROOT.iterdir(), *folders, *(path for folder in folders for path in folder.rglob("*"))]
    return [f"/{named}" for path in found for named in (path.relative_to(ROOT), path.relative_to(ROOT).with_suffix(""))]


@cache
def names() -> frozenset[str]:
    """Everything the library calls by name: modules, functions, classes, constants, attributes, and its own words."""
    found = {part for path in MODULES for part in path.relative_to(ROOT).with_suffix("").parts}
    return frozenset(found | {name for path in MODULES for node in nodes_of(path) for name in _names_of(node)})


def _names_of(node: ast.AST) -> list[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
            return [name]
        case ast.Name(id=name, ctx=ast.Store()):
            return [name]
        case ast.Constant(value=str(word)):
            return [word]
    return []


@pytest.mark.parametrize("guide", GUIDES)
def test_every_path_that_a_guide_quotes_exists(guide):
    given = [quote for quote in quoted(guide) if PATH.fullmatch(quote) and not MIME.fullmatch(quote)]
    assert len(given) >= 5
    wanted = {quote: "*/" + re.sub("<[^>]*>", "*", quote).rstrip("/") for quote in given}
    assert [quote for quote, pattern in wanted.items() if not any(fnmatch(path, pattern) for path in paths())] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_every_name_that_a_guide_quotes_exists(guide):
    given = {found[1] for quote in quoted(guide) if not PATH.fullmatch(quote) and (found := NAME.fullmatch(quote))}
    called = {name for pair in re.findall(r"\b(\w+)\(|\s\.(\w+)", blocks(guide, "", "python")) for name in pair} - {""}
    examples = set(re.findall(r"\w+", blocks(guide, "yaml")))
    assert len(given) > 10
    assert sorted((given | called) - names() - examples - set(dir(builtins))) == []


@pytest.mark.parametrize("guide", GUIDES)
def test_a_name_stands_in_the_file_that_a_guide_gives_beside_it(guide):
    def defined(path: str) -> set[str]:
        file = next(ROOT / found[1:] for found in paths() if found.endswith("/" + path))
        return set(re.findall(r"^(?:def |class )?(\w+)", file.read_text(encoding="utf-8"), flags=re.MULTILINE))

    beside = re.findall(r"`(\w+)`\s+(?:\(|in )`([\w/]+\.py)`", prose(guide))
    assert [(name, path) for name, path in beside if name not in defined(path)] == []


@pytest.mark.parametrize("guide", [*GUIDES, "README.md", "README.zh-CN.md"])
def test_a_command_that_a_guide_quotes_is_one_of_the_program(guide):
    def code(command: str) -> object:
        with pytest.raises(SystemExit) as left:
            main([command, "--help"])
        return left.value.code

    told = set(re.findall(r"(?:`|run )csat ([a-z]+)", text(guide)))
    assert len(told) >= 3
    assert [command for command in sorted(told) if code(command) != 0] == []
