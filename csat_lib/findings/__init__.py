"""What can be known: the catalogue of measures, and the tidy table of the figures recorded."""

from __future__ import annotations

from csat_lib.findings.finding import ALL, HIDDEN, Finding, FindingList, Result, Text
from csat_lib.findings.method import Method, in_use, note, read_method, way, ways
from csat_lib.findings.table import FINDING_SCHEMA, SCHEMA_VERSION, TEXT_SCHEMA, Recorded, pick, read, to_frame, write

__all__ = [
    "ALL",
    "FINDING_SCHEMA",
    "HIDDEN",
    "SCHEMA_VERSION",
    "TEXT_SCHEMA",
    "Finding",
    "FindingList",
    "Method",
    "Recorded",
    "Result",
    "Text",
    "in_use",
    "note",
    "pick",
    "read",
    "read_method",
    "to_frame",
    "way",
    "ways",
    "write",
]
