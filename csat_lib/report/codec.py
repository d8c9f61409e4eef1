"""Blocks to JSON and back: the shape in which an executed notebook keeps them."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args

from csat_lib.errors.report import unknown_block
from csat_lib.findings.told import Piece, Told
from csat_lib.report.blocks import Block, Card, Cell, Column, Quote, Source
from csat_lib.report.values import plain

BLOCKS: tuple[type, ...] = get_args(Block)
_BY_NAME: dict[str, type] = {part.__name__: part for part in (Card, Cell, Column, Quote, Source, *BLOCKS)}


def to_json(block: Block) -> dict[str, Any]:
    """A block as plain JSON values; it and its parts carry their type under ``is``."""
    encoded: dict[str, Any] = _encode(block)
    return encoded


def from_json(value: Mapping[str, Any]) -> Block:
    """The block that :func:`to_json` wrote.

    Raises:
        CsatError: the JSON names no block of this version, or a field that the block does not have.
    """
    block = _decode(value)
    if not isinstance(block, BLOCKS):
        raise unknown_block(str(value.get("is", "")), [part.__name__ for part in BLOCKS])
    return block  # type: ignore[return-value]  # one of the union, as just checked


def _encode(value: Any) -> Any:
    if isinstance(value, Told):
        return {"is": "Told", "text": str(value), "pieces": [list(piece) for piece in value.pieces]}
    if is_dataclass(value) and not isinstance(value, type):
        return {"is": type(value).__name__} | {f.name: _encode(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (list, tuple)):
        return [_encode(part) for part in value]
    return plain(value)


def _decode(value: Any) -> Any:
    if isinstance(value, Mapping):
        name = str(value.get("is", ""))
        if name == "Told":
            return Told(value["text"], (Piece(*piece) for piece in value["pieces"]))
        given = {key: _decode(part) for key, part in value.items() if key != "is"}
        part = _BY_NAME.get(name)
        if part is None or not set(given) <= {field.name for field in fields(part)}:
            raise unknown_block(name, [block.__name__ for block in BLOCKS])
        return part(**given)
    if isinstance(value, list):
        return tuple(_decode(part) for part in value)
    return value
