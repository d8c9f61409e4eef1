"""Where the answers of a wave lie, as its wave file says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, Strict

from csat_lib.study.words import NAME_PATTERN, FileName, Model


class AnswerFile(Model):
    """A file of answers, and what is told of it: what is not told is found out from the file."""

    file: FileName
    format: str = ""
    encoding: str = ""
    sheet: str = ""


class AnswerFiles(Model):
    """Several files, one after another; ``join``: the same answers, side by side by a column that both have."""

    files: Annotated[tuple[FileName | AnswerFile, ...], Strict(strict=False), Field(min_length=1)]
    join: str = ""

    def within(self, folder: Path) -> AnswerFiles:
        """The same, each file with its whole path."""
        every = (AnswerFile(file=each) if isinstance(each, str) else each for each in self.files)
        found = (each.model_copy(update={"file": str(folder / Path(each.file).expanduser())}) for each in every)
        return AnswerFiles(files=tuple(found), join=self.join)


class AnswerQuery(Model):
    """Answers that a database holds: a query, and the environment variable that has the address of the database."""

    sql: str = Field(min_length=1)
    address: str = Field(pattern=NAME_PATTERN)
