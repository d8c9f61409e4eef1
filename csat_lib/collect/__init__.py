"""Collect: answers become respondents (who counts, and how much) and a summary."""

from csat_lib.collect.kept_answers import answers_of
from csat_lib.collect.passes import collect
from csat_lib.collect.respondent_rows import rows_of

__all__ = ["answers_of", "collect", "rows_of"]
