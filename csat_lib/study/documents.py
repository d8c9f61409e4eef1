"""YAML files with the place of every value, read by the core rules of YAML 1.2.

By these rules only ``true`` and ``false`` are truth values (``yes`` and ``no`` are words), dates and ``2025-12``
are text, and ``1:30`` is no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from csat_lib.errors import Fault, cut
from csat_lib.errors import odd_yaml as odd
from csat_lib.errors import study as phrases

Loc = tuple[Any, ...]
_CORE = {
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "bool": (r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    "int": (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    "float": (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+0123456789.")),
}
_TAG = "tag:yaml.org,2002:"
MOST_NESTED = 50
"""Mappings and lists in each other; a study needs ten."""
MOST_VALUES = 100_000
"""Values of a file with its aliases written out; the largest questionnaires hold some thousands."""
_LARGEST = 2**63
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")  # what only an escape can bring into a text


class _TooDeep(yaml.MarkedYAMLError):
    """Nested deeper than any study."""


class _CoreLoader(yaml.SafeLoader):
    """The YAML 1.1 parser of PyYAML with the scalar rules of YAML 1.2's core schema."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own attribute
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Compose a node; PyYAML calls itself for every level, and Python lets it do so some hundred times."""
        if self.depth > MOST_NESTED:
            raise _TooDeep(problem_mark=self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


for _name, (_form, _first) in _CORE.items():
    _CoreLoader.add_implicit_resolver(_TAG + _name, re.compile(f"^(?:{_form})$"), _first)


@dataclass
class Document:
    """The data of one file; ``places`` tells where each value stands (``file:line``), ``faults`` what was wrong."""

    path: Path
    data: dict[Any, Any] = field(default_factory=dict)
    places: dict[Loc, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def where(self, loc: Loc) -> str:
        """The place of a value, or of the closest entry around it."""
        while loc and loc not in self.places:
            loc = loc[:-1]
        return self.places.get(loc, str(self.path))


def read_document(path: Path) -> Document:
    """Read one YAML file; whatever is wrong with it stands in ``.faults``, and nothing is raised."""
    document = Document(path)
    text = _read_text(document)
    if text is None:
        return document
    try:
        node = yaml.compose(text, Loader=_CoreLoader)
    except yaml.MarkedYAMLError as error:
        where = f"{path}:{error.problem_mark.line + 1 if error.problem_mark else 1}"
        told = phrases.broken_yaml(where, str(error.problem or error.context))
        document.faults.append(odd.too_deep(where, MOST_NESTED) if isinstance(error, _TooDeep) else told)
        return document
    except yaml.YAMLError as error:
        document.faults.append(phrases.broken_yaml(str(path), str(error).splitlines()[0]))
        return document
    _fill(document, node)
    return document


def parse_value(key: str, text: str) -> tuple[Any, list[Fault]]:
    """The value of one override, by the same YAML rules, and what is wrong with it."""
    found, where = Document(Path("--set")), f"--set {key}"
    try:
        node = yaml.compose(text, Loader=_CoreLoader)
    except yaml.YAMLError:
        return None, [phrases.not_yaml_value(key, text)]
    value = "" if node is None else _value(found, node, (), ())
    return value, [replace(fault, where=where) for fault in _faults_of(found)]


def _fill(document: Document, node: yaml.Node | None) -> None:
    if node is None:
        document.faults.append(phrases.empty_file(document.path))
        return
    data = _value(document, node, (), ())
    document.faults = _faults_of(document)
    if len(document.places) >= MOST_VALUES:
        return
    if isinstance(data, dict):
        document.data = data
    else:
        document.faults.append(phrases.not_a_mapping(_place(document, node), describe(data)))


def _faults_of(document: Document) -> list[Fault]:
    """Each fault once, though aliases repeat it; of a file that never ends, that alone."""
    if len(document.places) >= MOST_VALUES:
        return [odd.too_many_values(document.path, MOST_VALUES)]
    return list(dict.fromkeys(document.faults))


def _read_text(document: Document) -> str | None:
    path = document.path
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        siblings = sorted(p.name for p in path.parent.glob("*.yaml")) if path.parent.is_dir() else []
        document.faults.append(phrases.no_such_file(path, siblings))
        return None
    except OSError as error:
        document.faults.append(phrases.cannot_open(path, error.strerror or type(error).__name__))
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        document.faults.append(phrases.not_text(path))
        return None
    return text


def _place(document: Document, node: yaml.Node) -> str:
    return f"{document.path}:{node.start_mark.line + 1}"


def _value(document: Document, node: yaml.Node, loc: Loc, around: tuple[yaml.Node, ...]) -> Any:
    if len(document.places) >= MOST_VALUES:
        return None
    document.places.setdefault(loc, _place(document, node))
    if len(around) > MOST_NESTED:
        document.faults.append(odd.too_deep(_place(document, node), MOST_NESTED))
        return None
    if any(node is outer for outer in around):
        document.faults.append(phrases.refers_to_itself(_place(document, node)))
        return None
    inside = (*around, node)
    if isinstance(node, yaml.MappingNode):
        return {key: _value(document, value, (*loc, key), inside) for key, value in _entries(document, node, loc)}
    if isinstance(node, yaml.SequenceNode):
        return [_value(document, part, (*loc, index), inside) for index, part in enumerate(node.value)]
    return _scalar(document, node)


def _entries(document: Document, node: yaml.MappingNode, loc: Loc) -> Iterator[tuple[Any, yaml.Node]]:
    first: dict[str, int] = {}
    for key_node, value in node.value:
        key = _key(document, key_node)
        line = key_node.start_mark.line + 1
        if key is None:
            continue
        if key in first:
            document.faults.append(phrases.duplicate_key(f"{document.path}:{line}", key, first[key]))
            continue
        first[key] = line
        document.places[(*loc, key)] = f"{document.path}:{line}"
        yield key, value


def _key(document: Document, node: yaml.Node) -> str | None:
    """A key is a text: an answer's code 1 is the key ``1``. What cannot be one is a fault."""
    key = _scalar(document, node) if isinstance(node, yaml.ScalarNode) else node.value
    if isinstance(key, bool | list | None):
        given = "a mapping or a list" if isinstance(key, list) else describe(key)
        document.faults.append(odd.not_a_key(_place(document, node), given))
        return None
    return f"{key:g}" if isinstance(key, float) else str(key)


def _scalar(document: Document, node: yaml.Node) -> Any:
    kind, text = node.tag.removeprefix(_TAG), node.value
    wrong = _wrong_scalar(_place(document, node), node)
    if wrong is not None:
        document.faults.append(wrong)
        return _NO_CHARACTER.sub("?", text)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        return int(text, 0 if text[:2] in {"0o", "0x"} else 10)
    return float(text) if kind == "float" else text


def _wrong_scalar(where: str, node: yaml.Node) -> Fault | None:
    """What a value cannot be: of a tag that says another kind than the text, too large, or no text at all."""
    kind, text = node.tag.removeprefix(_TAG), node.value
    if kind == "str":
        return odd.no_character(where) if _NO_CHARACTER.search(text) else None
    if kind not in _CORE:
        return phrases.unknown_tag(where, node.tag)
    if not re.fullmatch(_CORE[kind][0], text):
        return odd.wrong_tag(where, kind, text)
    is_number = kind in {"int", "float"}
    return odd.too_large(where, text) if is_number and abs(_number(text)) >= _LARGEST else None


def _number(text: str) -> float:
    return int(text, 0) if text[:2] in {"0o", "0x"} else float(text)


def describe(given: Any) -> str:
    """How a message calls a value: its kind and, when short, the value itself."""
    if given is None:
        return "empty"
    if isinstance(given, dict):
        return "a mapping"
    if isinstance(given, list):
        return "a list"
    if isinstance(given, bool):
        return f"the truth value `{str(given).lower()}`"
    kind = "the number" if isinstance(given, int | float) else "the text"
    return f"{kind} `{cut(str(given))}`"
