"""The respondent beside the answers: who (hashed), when, how long, from where, and for how many."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from functools import partial
from typing import Any

import pyarrow as pa

from csat_lib.answers.cells import ANSWERED, NOTHING, WRONG, CellMeaning, marked
from csat_lib.answers.dates import Order, moment_of, seconds_of, why_no_day
from csat_lib.answers.decode import DecodedColumn, Decoder, distinct
from csat_lib.answers.faults import FaultList
from csat_lib.answers.file_codes import as_number, as_text
from csat_lib.answers.identity import hash_column, text_column
from csat_lib.answers.source import Batch
from csat_lib.errors import answers as say
from csat_lib.study.model import Fields

HASHED = ("id", "customer", "device", "psu")
NUMBERS = ("finished", "duration", "population", "base_weight")
_EVERY_ROW = ("stratum", "psu")
_CUT = re.compile(r"^\d(?:[.,]\d+)?E\+\d{1,3}$")


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
        decoders = {name: Decoder(given[name], _PARSE[name]) for name in NUMBERS if name in given}
        if "finished" in decoders:
            decoders["finished"].make = lambda facts: partial(_moment, order=facts.order)
        for name in {"population", "base_weight"} & decoders.keys():
            decoders[name].make = lambda facts: partial(_positive, to_number=facts.number)
        return cls(fields, key, decoders)

    def texts(self, batch: Batch, faults: FaultList) -> dict[str, pa.Array]:
        """Field -> (n,) text, hashed where it could tell who somebody is."""
        found = {}
        for name, column in self.fields.given().items():
            if name in self.decoders or column not in batch.table.schema.names:
                continue
            cells = batch.table.column(column)
            found[name] = hash_column(cells, self.key) if name in HASHED else text_column(cells)
            if name in HASHED:
                _refuse_cut(column, cells, batch, faults)
            if name in _EVERY_ROW and found[name].null_count:
                empty = found[name].is_null().to_numpy(zero_copy_only=False)
                faults.add(column, say.nothing_given(), batch.rows[empty])
        return found

    def numbers(self, batch: Batch, faults: FaultList) -> dict[str, DecodedColumn]:
        """Field -> (n,) number: ``finished`` in seconds since 1970, ``duration`` in whole seconds."""
        found = {}
        for name, decoder in self.decoders.items():
            if decoder.column in batch.table.schema.names:
                found[name] = decoder.decode(batch.table.column(decoder.column), batch.rows, faults)
        return found


def _refuse_cut(column: str, cells: pa.Array, batch: Batch, faults: FaultList) -> None:
    """Ids that a spreadsheet has cut tell nobody from anybody: ``1.38E+10``."""
    texts, index = distinct(cells)
    for at, cell in enumerate(texts):
        if isinstance(cell, str) and _CUT.match(cell):
            faults.add(column, say.cut_id(cell), batch.rows[index == at])


def _moment(raw: Any, order: Order = "") -> CellMeaning:
    text = as_text(raw)
    moment = moment_of(raw, text, order)
    if not text:
        return NOTHING
    if moment is None:
        return marked(text) or CellMeaning(WRONG, fault=why_no_day(text))
    return CellMeaning(ANSWERED, moment)


def _seconds(raw: Any) -> CellMeaning:
    """Whole seconds, fractions cut off."""
    text = as_text(raw)
    number = (raw.hour * 60 + raw.minute) * 60 + raw.second if isinstance(raw, time) else seconds_of(text)
    if not text:
        return NOTHING
    if number is None or number < 0:
        return marked(text) or CellMeaning(WRONG, fault=say.not_seconds(text))
    return CellMeaning(ANSWERED, math.floor(number))


def _positive(raw: Any, to_number: Callable[[str], float | None] = as_number) -> CellMeaning:
    text = as_text(raw)
    number = to_number(text)
    if not text:
        return CellMeaning(WRONG, fault=say.nothing_given())
    if number is None or number <= 0:
        return CellMeaning(WRONG, fault=say.not_positive(text))
    return CellMeaning(ANSWERED, number)


_PARSE: dict[str, Callable[[Any], CellMeaning]] = dict.fromkeys(("population", "base_weight"), _positive)
_PARSE |= {"finished": _moment, "duration": _seconds}
