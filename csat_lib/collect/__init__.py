"""Collect: answers become respondents (who counts, and how much) and a summary."""

from csat_lib.collect.collecting import collect
from csat_lib.collect.reading import answers_of, check_answers
from csat_lib.collect.rows import rows_of

__all__ = ["answers_of", "check_answers", "collect", "rows_of"]
