"""The respondent beside the answers: who (hashed), when, how long, from where, and for how many."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from csat_lib.answers.cells import ANSWERED, NOTHING, WRONG, CellMeaning, as_number, as_text, moment_of
from csat_lib.answers.decode import DecodedColumn, Decoder
from csat_lib.answers.faults import FaultList
from csat_lib.answers.identity import hash_column, text_column
from csat_lib.answers.source import Batch
from csat_lib.errors import answers as say
from csat_lib.study.model import Fields

HASHED = ("id", "customer", "device", "psu")
NUMBERS = ("finished", "duration", "population", "base_weight")
_EVERY_ROW = ("stratum", "psu")


@dataclass(frozen=True)
class FieldReader:
    """Reads the fields that the study names, batch after batch."""

    fields: Fields
    key: bytes
    decoders: dict[str, Decoder]

    @classmethod
    def of(cls, fields: Fields, key: bytes) -> FieldReader:
        """A reader for these fields; ``key`` is the study's secret."""
        given = fields.given()
        return cls(fields, key, {name: Decoder(given[name], _PARSE[name]) for name in NUMBERS if name in given})

    def texts(self, batch: Batch, faults: FaultList) -> dict[str, pa.Array]:
        """Field -> (n,) text, hashed where it could tell who somebody is."""
        found = {}
        for name, column in self.fields.given().items():
            if name in self.decoders or column not in batch.table.schema.names:
                continue
            cells = batch.table.column(column)
            found[name] = hash_column(cells, self.key) if name in HASHED else text_column(cells)
            if name in _EVERY_ROW and found[name].null_count:
                empty = found[name].is_null().to_numpy(zero_copy_only=False)
                faults.add(column, say.nothing_given(), batch.rows[empty])
        return found

    def numbers(self, batch: Batch, faults: FaultList) -> dict[str, DecodedColumn]:
        """Field -> (n,) number: ``finished`` in seconds since 1970, ``duration`` in whole seconds."""
        names = batch.table.schema.names
        return {
            name: decoder.decode(batch.table.column(decoder.column), batch.rows, faults)
            for name, decoder in self.decoders.items()
            if decoder.column in names
        }


def _moment(raw: Any) -> CellMeaning:
    text = as_text(raw)
    moment = moment_of(raw, text)
    if not text:
        return NOTHING
    return CellMeaning(WRONG, fault=say.not_a_day(text)) if moment is None else CellMeaning(ANSWERED, moment)


def _seconds(raw: Any) -> CellMeaning:
    """Whole seconds, fractions cut off; ``123秒`` is taken as 123."""
    text = as_text(raw)
    number = as_number(text.removesuffix("秒"))
    if not text:
        return NOTHING
    if number is None or number < 0:
        return CellMeaning(WRONG, fault=say.not_seconds(text))
    return CellMeaning(ANSWERED, math.floor(number))


def _positive(raw: Any) -> CellMeaning:
    text = as_text(raw)
    number = as_number(text)
    if not text:
        return CellMeaning(WRONG, fault=say.nothing_given())
    return (
        CellMeaning(ANSWERED, number)
        if number is not None and number > 0
        else CellMeaning(WRONG, fault=say.not_positive(text))
    )


_PARSE: dict[str, Callable[[Any], CellMeaning]] = {
    "finished": _moment,
    "duration": _seconds,
    "population": _positive,
    "base_weight": _positive,
}
