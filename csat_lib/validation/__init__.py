"""Does the library give the numbers that books, papers and other programs give? Every answer with its source."""

from csat_lib.validation.case import Case, Check
from csat_lib.validation.cases import CASES, validate

__all__ = ["CASES", "Case", "Check", "validate"]
