"""Does the library give the figures that books, papers and other programs give? Every answer with its source."""

from csat_lib.validation.case import Case, Check
from csat_lib.validation.cases import CASES, TOPICS, validate

__all__ = ["CASES", "TOPICS", "Case", "Check", "validate"]
