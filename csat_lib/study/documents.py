"""YAML files with the place of every value, read by the core rules of YAML 1.2.

By these rules only ``true`` and ``false`` are truth values (``yes`` and ``no`` are words), dates and ``2025-12``
are text, and ``1:30`` is no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from csat_lib.errors import Fault
from csat_lib.errors import study as phrases

Loc = tuple[Any, ...]
_CORE = {
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "bool": (r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    "int": (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    "float": (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+0123456789.")),
}
_TAG = "tag:yaml.org,2002:"


class _CoreLoader(yaml.SafeLoader):
    """The YAML 1.1 parser of PyYAML with the scalar rules of YAML 1.2's core schema."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own attribute


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
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        document.faults.append(phrases.broken_yaml(f"{path}:{line}", str(error.problem or error.context)))
        return document
    except yaml.YAMLError as error:
        document.faults.append(phrases.broken_yaml(str(path), str(error).splitlines()[0]))
        return document
    _fill(document, node)
    return document


def parse_value(text: str) -> Any:
    """The value of one override, by the same YAML rules; a broken text raises ``yaml.YAMLError``."""
    node = yaml.compose(text, Loader=_CoreLoader)
    found = Document(Path("--set"))
    return "" if node is None else _value(found, node, (), ())


def _fill(document: Document, node: yaml.Node | None) -> None:
    if node is None:
        document.faults.append(phrases.empty_file(document.path))
        return
    data = _value(document, node, (), ())
    if isinstance(data, dict):
        document.data = data
    else:
        document.faults.append(phrases.not_a_mapping(_place(document, node), describe(data)))


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
    document.places.setdefault(loc, _place(document, node))
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
    first: dict[Any, int] = {}
    for key_node, value in node.value:
        key = _scalar(document, key_node) if isinstance(key_node, yaml.ScalarNode) else str(key_node.tag)
        line = key_node.start_mark.line + 1
        if key in first:
            document.faults.append(phrases.duplicate_key(f"{document.path}:{line}", str(key), first[key]))
            continue
        first[key] = line
        document.places[(*loc, key)] = f"{document.path}:{line}"
        yield key, value


def _scalar(document: Document, node: yaml.Node) -> Any:
    kind, text = node.tag.removeprefix(_TAG), node.value
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)
    if kind == "float":
        return float(text)
    if kind != "str":
        document.faults.append(phrases.unknown_tag(_place(document, node), node.tag))
    return text


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
    return f"{kind} `{given}`" if len(str(given)) <= 40 else f"{kind} `{str(given)[:40]}...`"
